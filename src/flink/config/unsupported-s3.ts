import type { ConfigValue, PluginSettings, S3Plugin } from './spellings.ts'

/**
 * Providers that do what this program does by itself: static keys, then the default chain of the AWS SDK.
 */
const ORDINARY_PROVIDER =
  /(?:^|\.)(?:Simple|Temporary|Default|EnvironmentVariable|IAMInstance|Container|InstanceProfile|WebIdentityToken\w*)(?:AWS)?Credentials?Provider(?:Chain)?$/

/** Providers that give no credentials, so that requests are not signed. */
const ANONYMOUS_PROVIDER = /(?:^|\.)Anonymous(?:AWS)?CredentialsProvider$/

/** Encryption that can be asked for here, or none; other kinds need keys of the client, or are unknown. */
const KNOWN_ENCRYPTION = /^(?:none|aes256|s3|sse[-_](?:s3|kms)|(?:aws[:_])?kms)?$/i

const classesIn = (value: string): string[] =>
  value
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Whether S3A's name of an encryption is that with keys of the user's own, which stand beside it. */
export function isOfCustomerKeys(algorithm: string | undefined): boolean {
  return algorithm !== undefined && /^sse[-_]c$/i.test(algorithm)
}

const hasKey = (settings: PluginSettings): boolean =>
  settings.has('encryption.key') || settings.has('server-side-encryption.key')

interface Rule {
  readonly names: readonly string[]
  readonly when?: (value: string, settings: PluginSettings) => boolean
  readonly advice: string
}

const ROLE = 'the role is not taken here; give credentials that may read and write the place'
const ENCRYPTION = 'objects that are encrypted so can neither be read nor written here'
const PROVIDER = 'this class cannot be run here; give credentials, or rely on the AWS default chain'

const RULES: Readonly<Record<S3Plugin, readonly Rule[]>> = {
  hadoop: [
    {
      names: ['aws.credentials.provider'],
      when: (value) =>
        classesIn(value).some((one) => !ORDINARY_PROVIDER.test(one) && !ANONYMOUS_PROVIDER.test(one)),
      advice: PROVIDER,
    },
    {
      names: ['aws.credentials.provider'],
      when: (value) => classesIn(value).some((one) => ANONYMOUS_PROVIDER.test(one)),
      advice: 'to read a public bucket without credentials, set source-anonymous (or anonymous) to true',
    },
    { names: ['assumed.role.arn', 'assume-role.arn'], advice: ROLE },
    {
      names: ['security.credential.provider.path'],
      advice: 'credential stores of Hadoop are not read here; give the keys',
    },
    {
      names: ['encryption.algorithm', 'server-side-encryption-algorithm'],
      when: (value, settings) =>
        !KNOWN_ENCRYPTION.test(value) && !(isOfCustomerKeys(value) && hasKey(settings)),
      advice: ENCRYPTION,
    },
    {
      names: ['accesspoint.arn'],
      advice: "requests go to the bucket; write the access point's alias as the bucket instead",
    },
    {
      // Presto has the same key, which counts with its own switch, and knows other values.
      names: ['sse.type'],
      when: (value) => !KNOWN_ENCRYPTION.test(value),
      advice: ENCRYPTION,
    },
    { names: ['proxy.host'], advice: 'name the proxy in HTTPS_PROXY or HTTP_PROXY' },
    {
      names: ['custom.signers', 'signing-algorithm'],
      advice: 'requests are signed by AWS signature version 4',
    },
  ],
  presto: [
    { names: ['iam-role'], advice: ROLE },
    { names: ['credentials-provider'], advice: PROVIDER },
    {
      names: ['kms-key-id', 'encryption-materials-provider'],
      advice: 'objects that the client encrypted can neither be read nor written here',
    },
  ],
}

/** What of a plugin's settings this program cannot honour, as sentences that name the key. */
export function unsupportedSettings(settings: PluginSettings, plugin: S3Plugin): string[] {
  return RULES[plugin].flatMap(({ names, when, advice }) =>
    names.flatMap((name) => {
      const given: ConfigValue | undefined = settings.get(name)
      return given !== undefined && (when === undefined || when(given.value, settings))
        ? [`${given.key} is not honoured: ${advice}`]
        : []
    }),
  )
}
