import type { S3Settings, S3WriteSettings } from '../storage/settings.ts'
import { readAccess } from './access-options.ts'
import { isAnonymous, withoutAnonymous } from './anonymous-option.ts'
import { OptionError } from './option-error.ts'
import { listed, nameThatCounts, type OptionReader } from './option-reader.ts'
import { isAwsItself, ofSide, type OptionName, type SidePrefix } from './option-specs.ts'
import { readRole } from './role-options.ts'

type Credentials = NonNullable<S3Settings['credentials']>

/** Who signs: keys, a profile, a role or nobody, one of them; none means the SDK's default chain. */
type Identity = Pick<S3Settings, 'credentials' | 'profile' | 'role' | 'anonymous'>

/** What says who signs, where nobody is not meant to. */
const SIGNERS = ['access-key-id', 'profile', 'role-to-assume'] as const

/** The S3 settings of both sides. */
export interface BothSides {
  readonly source: S3Settings
  readonly target: S3Settings
}

/**
 * Reads how each side reaches S3. A setting without prefix is for both sides, one with `source-` or
 * `target-` counts before it on its side: who signs (keys, profile, role or nobody) is one set, all others
 * count singly.
 *
 * @throws OptionError for half a set of keys, keys beside a profile, and malformed values.
 */
export function readBothSides(reader: OptionReader): BothSides {
  return { source: readSide(reader, 'source-'), target: readSide(reader, 'target-') }
}

/**
 * Reads the settings without prefix, for work that has one side.
 *
 * @throws OptionError as {@link readBothSides}.
 */
export function readS3Settings(reader: OptionReader): S3Settings {
  return readSide(reader, '')
}

function readSide(reader: OptionReader, prefix: SidePrefix): S3Settings {
  const ofBoth = readIdentity(reader, '', prefix)
  const own = prefix === '' ? undefined : readIdentity(reader, prefix, prefix)
  const access = readAccess(reader, prefix)
  if (own?.profile === undefined) {
    return {
      ...readReach(reader, (name) => nameThatCounts(reader, prefix, name)),
      ...access,
      ...(own ?? withoutAnonymous(reader, prefix, ofBoth)),
    }
  }
  // A side's own profile says where its server is, too, and counts before what is said of both sides.
  const reach = readReach(reader, (name) => ofSide(prefix, name))
  const ofBothSides = Object.entries(readReach(reader, (name) => name))
  const inherited = Object.fromEntries(ofBothSides.filter(([name]) => !(name in reach)))
  return { ...reach, ...access, ...own, ...(Object.keys(inherited).length > 0 && { inherited }) }
}

/** @param side whose a role would be: what goes with it may be said of one side */
function readIdentity(reader: OptionReader, prefix: SidePrefix, side: SidePrefix): Identity | undefined {
  const credentials = readCredentials(reader, prefix)
  const profile = reader.text(ofSide(prefix, 'profile'))
  const role = readRole(reader, ofSide(prefix, 'role-to-assume'), side)
  const [idLabel, profileLabel] = [
    reader.label(ofSide(prefix, 'access-key-id')),
    reader.label(ofSide(prefix, 'profile')),
  ]
  if (isAnonymous(reader, prefix, SIGNERS)) return { anonymous: true }
  if (credentials !== undefined && profile !== undefined) {
    throw new OptionError(
      `${idLabel} and ${profileLabel} are both given: keep the keys or the profile, not both`,
    )
  }
  if (role !== undefined) {
    const other = credentials !== undefined ? 'keys' : profile !== undefined ? 'profile' : undefined
    if (other === undefined) return { role }
    throw new OptionError(
      `${reader.label(ofSide(prefix, 'role-to-assume'))} and ${other === 'keys' ? idLabel : profileLabel} are both given: `
        + `keep the role or the ${other}, not both`,
    )
  }
  if (credentials !== undefined) return { credentials }
  return profile === undefined ? undefined : { profile }
}

function readCredentials(reader: OptionReader, prefix: SidePrefix): Credentials | undefined {
  const [idName, secretName, tokenName] = [
    ofSide(prefix, 'access-key-id'),
    ofSide(prefix, 'secret-access-key'),
    ofSide(prefix, 'session-token'),
  ]
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

type ReachSetting = 'region' | 'endpoint' | 'force-path-style'

/** @param nameOf the name under which a setting is looked for */
function readReach(reader: OptionReader, nameOf: (name: ReachSetting) => OptionName): S3Settings {
  const regionName = nameOf('region')
  const region = reader.text(regionName)
  if (region !== undefined && !/^[A-Za-z0-9-]+$/.test(region)) {
    throw new OptionError(
      `${reader.label(regionName)} is ${JSON.stringify(region)}: write a region such as eu-central-1`,
    )
  }
  const endpointName = nameOf('endpoint')
  const endpointText = reader.text(endpointName)
  const atAws = endpointText !== undefined && isAwsItself(endpointText)
  const endpoint =
    endpointText === undefined || atAws ? undefined : parseEndpoint(reader.label(endpointName), endpointText)
  const forcePathStyle = reader.flag(nameOf('force-path-style'))
  return {
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(atAws && { atAws }),
    ...(forcePathStyle !== undefined && { forcePathStyle }),
  }
}

/**
 * An endpoint as `scheme://host[:port][/path]`, without a slash at its end.
 *
 * @throws OptionError for anything else; a password in the URL is not repeated in the message.
 */
function parseEndpoint(label: string, text: string): string {
  const bare = text
    .replace(/^([a-z]+:\/\/)?.*@/i, '$1***@')
    .replace(/[?#].*$/s, (rest) => `${rest.charAt(0)}…`)
  const shown = JSON.stringify(bare)
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) {
    throw new OptionError(
      `${label} is ${shown}: write a whole URL such as https://minio.example.com:9000, or aws for AWS itself`,
    )
  }
  const url = new URL(text)
  if (url.username !== '' || url.password !== '') {
    throw new OptionError(
      `${label} is ${shown} and contains a user or password: write only ${url.origin}, and keys as keys`,
    )
  }
  const endpoint = `${url.origin}${url.pathname.replace(/\/+$/, '')}`
  if (url.search !== '' || url.hash !== '')
    throw new OptionError(`${label} is ${shown}: write only ${endpoint}`)
  return endpoint
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
  const customerKey = nameThatCounts(reader, 'target-', 'sse-customer-key')
  if (sse !== undefined && reader.text(customerKey) !== undefined) {
    throw new OptionError(
      `${reader.label('target-sse')} and ${reader.label(customerKey)} are both given, and an object is encrypted in one way: `
        + 'keep one of them',
    )
  }
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
