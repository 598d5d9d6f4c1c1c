import type { ConfigValue, PluginSettings, S3Plugin } from './spellings.ts'

/** Providers that do what this program does by itself: static keys, then the default chain of the AWS SDK. */
const ORDINARY_PROVIDER =
  /(?:^|\.)(?:Simple|Temporary|Default|EnvironmentVariable|IAMInstance|Container|InstanceProfile|WebIdentityToken\w*)(?:AWS)?Credentials?Provider(?:Chain)?$/

/** What S3A calls encryption that is nothing of the server's own. */
const CLIENT_ENCRYPTION = /^(?:sse-c|cse-kms|cse-custom)$/i

interface Rule {
  readonly names: readonly string[]
  readonly when?: (value: string) => boolean
  readonly advice: string
}

const ROLE = 'the role is not taken here; give credentials that may read and write the place'
const PROVIDER = 'this class cannot be run here; give credentials, or rely on the AWS default chain'

const RULES: Readonly<Record<S3Plugin, readonly Rule[]>> = {
  hadoop: [
    {
      names: ['aws.credentials.provider'],
      when: (value) =>
        value.split(',').some((one) => one.trim() !== '' && !ORDINARY_PROVIDER.test(one.trim())),
      advice: PROVIDER,
    },
    { names: ['assumed.role.arn', 'assume-role.arn'], advice: ROLE },
    {
      names: ['security.credential.provider.path'],
      advice: 'credential stores of Hadoop are not read here; give the keys',
    },
    {
      names: ['encryption.algorithm', 'server-side-encryption-algorithm'],
      when: (value) => CLIENT_ENCRYPTION.test(value),
      advice: 'objects with keys of the client can neither be read nor written here',
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
      return given !== undefined && (when === undefined || when(given.value))
        ? [`${given.key} is not honoured: ${advice}`]
        : []
    }),
  )
}
