import type { S3Settings, S3WriteSettings } from '../storage/settings.ts'
import { OptionError } from './option-error.ts'
import { listed, type OptionReader } from './option-reader.ts'
import type { OptionName } from './option-specs.ts'
import { readRole } from './role-options.ts'

type Credentials = NonNullable<S3Settings['credentials']>

/** Who signs: keys, a profile or a role, one of them; none means the SDK's default chain. */
type Identity = Pick<S3Settings, 'credentials' | 'profile' | 'role'>

/** Names of key id, secret, token, profile and role. */
type IdentityNames = readonly [
  id: OptionName,
  secret: OptionName,
  token: OptionName,
  profile: OptionName,
  role: OptionName,
]

/** Names of region, endpoint and path style. */
type ReachNames = readonly [region: OptionName, endpoint: OptionName, style: OptionName]

const IDENTITY: IdentityNames = [
  'access-key-id',
  'secret-access-key',
  'session-token',
  'profile',
  'role-to-assume',
]
const SOURCE_IDENTITY: IdentityNames = [
  'source-access-key-id',
  'source-secret-access-key',
  'source-session-token',
  'source-profile',
  'source-role-to-assume',
]
const REACH: ReachNames = ['region', 'endpoint', 'force-path-style']
const SOURCE_REACH: ReachNames = ['source-region', 'source-endpoint', 'source-force-path-style']

/** The S3 settings of both sides. */
export interface BothSides {
  readonly source: S3Settings
  readonly target: S3Settings
}

/**
 * Reads how each side reaches S3. Without prefix a setting is the target's and also the source's, unless the
 * source has its own: who signs (keys or profile) is one set, region, endpoint and path style override
 * singly.
 *
 * @throws OptionError for half a set of keys, keys beside a profile, and malformed values.
 */
export function readBothSides(reader: OptionReader): BothSides {
  const target = readS3Settings(reader)
  const own = readIdentity(reader, SOURCE_IDENTITY)
  const reach = readReach(reader, SOURCE_REACH)
  const inherited = reachOf(target)
  if (own?.profile === undefined)
    return { source: { ...inherited, ...reach, ...(own ?? identityOf(target)) }, target }
  // The profile says where its server is, too.
  const isEmpty = Object.keys(inherited).length === 0
  return { source: { ...reach, ...own, ...(!isEmpty && { inherited }) }, target }
}

/**
 * Reads the settings without prefix, for work that has one side.
 *
 * @throws OptionError as {@link readBothSides}.
 */
export function readS3Settings(reader: OptionReader): S3Settings {
  const identity = readIdentity(reader, IDENTITY)
  return { ...readReach(reader, REACH), ...identity }
}

function identityOf({ credentials, profile, role }: S3Settings): Identity {
  return {
    ...(credentials && { credentials }),
    ...(profile !== undefined && { profile }),
    ...(role && { role }),
  }
}

function reachOf({ region, endpoint, forcePathStyle }: S3Settings): S3Settings {
  return {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(forcePathStyle !== undefined && { forcePathStyle }),
  }
}

function readIdentity(reader: OptionReader, names: IdentityNames): Identity | undefined {
  const credentials = readCredentials(reader, names)
  const profile = reader.text(names[3])
  const role = readRole(reader, names[4])
  if (credentials !== undefined && profile !== undefined) {
    const [id, other] = [reader.label(names[0]), reader.label(names[3])]
    throw new OptionError(`${id} and ${other} are both given: keep the keys or the profile, not both`)
  }
  if (role !== undefined) {
    const other = credentials !== undefined ? 'keys' : profile !== undefined ? 'profile' : undefined
    if (other === undefined) return { role }
    const name = reader.label(other === 'keys' ? names[0] : names[3])
    throw new OptionError(
      `${reader.label(names[4])} and ${name} are both given: keep the role or the ${other}, not both`,
    )
  }
  if (credentials !== undefined) return { credentials }
  return profile === undefined ? undefined : { profile }
}

function readCredentials(reader: OptionReader, names: IdentityNames): Credentials | undefined {
  const [idName, secretName, tokenName] = names
  const accessKeyId = reader.text(idName)
  const secretAccessKey = reader.text(secretName)
  const sessionToken = reader.text(tokenName)
  if (accessKeyId !== undefined && secretAccessKey !== undefined) {
    return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) }
  }
  const given = [idName, secretName, tokenName]
    .filter((name) => reader.text(name) !== undefined)
    .map(reader.label)
  if (given.length === 0) return undefined
  const missing = [idName, secretName].filter((name) => reader.text(name) === undefined).map(reader.label)
  throw new OptionError(
    `${listed(given, 'and')} ${given.length === 1 ? 'is' : 'are'} given without ${listed(missing, 'and')}: `
      + `did you mean to set ${listed(missing, 'and')}? Key id, secret and token are one set`,
  )
}

function readReach(reader: OptionReader, [regionName, endpointName, styleName]: ReachNames): S3Settings {
  const region = reader.text(regionName)
  if (region !== undefined && !/^[A-Za-z0-9-]+$/.test(region)) {
    throw new OptionError(
      `${reader.label(regionName)} is ${JSON.stringify(region)}: write a region such as eu-central-1`,
    )
  }
  const endpointText = reader.text(endpointName)
  const endpoint =
    endpointText === undefined ? undefined : parseEndpoint(reader.label(endpointName), endpointText)
  const forcePathStyle = reader.flag(styleName)
  return reachOf({
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(forcePathStyle !== undefined && { forcePathStyle }),
  })
}

/**
 * An endpoint as `scheme://host[:port]`.
 *
 * @throws OptionError for anything else; a password in the URL is not repeated in the message.
 */
function parseEndpoint(label: string, text: string): string {
  const bare = text
    .replace(/^([a-z]+:\/\/)?.*@/i, '$1***@')
    .replace(/[?#].*$/s, (rest) => `${rest.charAt(0)}…`)
  const shown = JSON.stringify(bare)
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new OptionError(`${label} is ${shown}: write a whole URL such as https://minio.example.com:9000`)
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    throw new OptionError(
      `${label} is ${shown} and contains a user or password: write only ${url.origin}, and keys as keys`,
    )
  }
  if (url.pathname !== '/' || url.search !== '' || url.hash !== '') {
    throw new OptionError(
      `${label} is ${shown}: write only ${url.origin}; a bucket belongs into source and target`,
    )
  }
  return url.origin
}

const CANNED_ACLS = [
  'private',
  'public-read',
  'public-read-write',
  'authenticated-read',
  'aws-exec-read',
  'bucket-owner-read',
  'bucket-owner-full-control',
] as const

/**
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/storage-class-intro.html, without the two archives.
 */
const READABLE_CLASSES: ReadonlySet<string> = new Set([
  'STANDARD',
  'REDUCED_REDUNDANCY',
  'STANDARD_IA',
  'ONEZONE_IA',
  'INTELLIGENT_TIERING',
  'GLACIER_IR',
  'EXPRESS_ONEZONE',
  'OUTPOSTS',
])

const ARCHIVES: ReadonlySet<string> = new Set(['GLACIER', 'DEEP_ARCHIVE'])

/** Names of the settings that {@link readWriteSettings} reads. */
export const WRITE_OPTIONS = [
  'target-sse',
  'target-kms-key-id',
  'target-storage-class',
  'target-acl',
] as const

/**
 * Reads what every write to the target carries.
 *
 * @throws OptionError for what S3 or Flink could not live with.
 */
export function readWriteSettings(reader: OptionReader): S3WriteSettings {
  const sse = reader.choice('target-sse', ['AES256', 'aws:kms'])
  const kmsKeyId = reader.text('target-kms-key-id')
  if (kmsKeyId !== undefined && sse !== 'aws:kms') {
    const now = sse === undefined ? 'is not given' : `is ${sse}`
    throw new OptionError(
      `${reader.label('target-kms-key-id')} is given but ${reader.label('target-sse')} ${now}: `
        + `did you mean to set ${reader.label('target-sse')} to aws:kms?`,
    )
  }
  const storageClass = readStorageClass(reader)
  const acl = reader.choice('target-acl', CANNED_ACLS)
  return {
    ...(sse !== undefined && { sse }),
    ...(kmsKeyId !== undefined && { kmsKeyId }),
    ...(storageClass !== undefined && { storageClass }),
    ...(acl !== undefined && { acl }),
  }
}

/** Other names than AWS's pass, for compatible servers let their operators define classes. */
function readStorageClass(reader: OptionReader): string | undefined {
  const value = reader.text('target-storage-class')
  if (value === undefined) return undefined
  const label = `${reader.label('target-storage-class')} is ${JSON.stringify(value)}`
  const upper = value.toUpperCase().replaceAll('-', '_')
  if (ARCHIVES.has(upper)) {
    throw new OptionError(
      `${label}: Flink cannot restore from archived objects; use GLACIER_IR or STANDARD_IA`,
    )
  }
  if (value !== upper && READABLE_CLASSES.has(upper))
    throw new OptionError(`${label}: did you mean ${upper}?`)
  if (!/^[A-Za-z0-9_.-]+$/.test(value))
    throw new OptionError(`${label}: write a storage class such as STANDARD_IA`)
  return value
}
