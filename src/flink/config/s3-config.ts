import { FlinkConfigError } from './flink-config-error.ts'
import type { FlinkConfig } from './flink-config.ts'
import { refusePlaceholder } from './placeholder.ts'
import {
  conflict,
  oneOf,
  pluginSettings,
  type ConfigValue,
  type PluginSettings,
  type S3Plugin,
} from './spellings.ts'
import { isOfCustomerKeys, unsupportedSettings } from './unsupported-s3.ts'

/** A place in S3 whose settings are wanted. */
export interface S3Place {
  /** `s3a` is served by the hadoop plugin, `s3p` by presto's, `s3` by either. */
  readonly scheme: string
  /** Absent where it is not known yet. */
  readonly bucket?: string
}

/** What of {@link S3Config} a setting is. */
export type S3Setting =
  | 'endpoint'
  | 'region'
  | 'pathStyle'
  | 'accessKey'
  | 'secretKey'
  | 'sessionToken'
  | 'requestPayer'
  | 'customerKey'
  | 'sse'
  | 'kmsKeyId'

/** What a configuration says of reaching S3, each with the key that said it. */
export interface S3Config {
  /**
   * `endpoint` is an http(s) URL, `pathStyle` true or false, `requestPayer` requester, `customerKey` base64,
   * `sse` AES256 or aws:kms.
   */
  readonly values: Readonly<Partial<Record<S3Setting, ConfigValue>>>
  /** Settings that this program cannot honour, as sentences. */
  readonly warnings: readonly string[]
}

type Values = Partial<Record<S3Setting, ConfigValue>>

/**
 * What a Flink configuration says of a place in S3, in every spelling of the hadoop, presto and native
 * plugins.
 *
 * @throws FlinkConfigError where two keys that count say different things
 */
export function s3ConfigOf(config: FlinkConfig, { scheme, bucket }: S3Place): S3Config {
  const plugins: readonly S3Plugin[] =
    scheme === 's3p' ? ['presto'] : scheme === 's3' ? ['hadoop', 'presto'] : ['hadoop']
  const values: Values = {}
  const warnings = new Set<string>()
  const read = plugins.map((plugin) => ({ plugin, settings: pluginSettings(config, plugin, bucket) }))
  const tls = oneSwitch(read.map(({ plugin, settings }) => flagOf(settings.get(TLS_SWITCHES[plugin]))))
  for (const { plugin, settings } of read) {
    const read = plugin === 'hadoop' ? readHadoop(settings, tls) : readPresto(settings, tls)
    for (const [name, given] of Object.entries(read) as [S3Setting, ConfigValue][]) {
      const former = values[name]
      // s3: does not tell the plugin. Both read the keys below s3., so only keys of their own can differ.
      if (former !== undefined && former.value !== given.value) throw conflict(former, given)
      values[name] = former ?? given
    }
    for (const warning of unsupportedSettings(settings, plugin)) warnings.add(warning)
  }
  if (config.entries.has('fs.s3.aws.credentials.provider')) {
    // The one key of the native plugin that is not below s3.
    warnings.add(
      'fs.s3.aws.credentials.provider is not honoured: give credentials, or rely on the AWS default chain',
    )
  }
  if (
    bucket === undefined
    && [...config.entries.keys()].some((key) => /^(?:fs\.)?s3a?\.bucket\./.test(key))
  ) {
    warnings.add(
      'keys of single buckets (fs.s3a.bucket.…) are not looked at, for the bucket is not known yet',
    )
  }
  return { values, warnings: [...warnings] }
}

/**
 * Names of S3A (org.apache.hadoop.fs.s3a.Constants) and, for regions, of Flink's native plugin
 * (NativeS3FileSystemFactory).
 */
function readHadoop(settings: PluginSettings, tls: ConfigValue | undefined): Values {
  const algorithm = oneOf(settings, ['encryption.algorithm', 'server-side-encryption-algorithm'])
  const own = oneOf(settings, ['encryption.key', 'server-side-encryption.key'])
  const key = oneOf(settings, ['encryption.key', 'server-side-encryption.key', 'sse.kms.key-id'])
  return compact({
    endpoint: endpointOf(settings, tls),
    region: oneOf(settings, ['endpoint.region', 'region']),
    pathStyle: flagOf(settings.get('path.style.access')),
    accessKey: settings.get('access.key'),
    secretKey: settings.get('secret.key'),
    sessionToken: settings.get('session.token'),
    requestPayer: payerOf(settings.get('requester.pays.enabled')),
    customerKey: isOfCustomerKeys(algorithm?.value) ? own : undefined,
    ...encryptionOf(algorithm ?? nativeEncryption(settings), key),
  })
}

/** Presto reads the same key only when its own switch is on. */
function nativeEncryption(settings: PluginSettings): ConfigValue | undefined {
  return settings.has('sse.enabled') ? undefined : settings.get('sse.type')
}

/** Names of presto-hive's HiveS3Config, without `hive.`. */
function readPresto(settings: PluginSettings, tls: ConfigValue | undefined): Values {
  const enabled = flagOf(settings.get('sse.enabled'))
  const type =
    enabled?.value === 'true' ? (settings.get('sse.type') ?? { value: 'S3', key: enabled.key }) : undefined
  return compact({
    endpoint: endpointOf(settings, tls),
    pathStyle: flagOf(settings.get('path-style-access')),
    accessKey: settings.get('access-key'),
    secretKey: settings.get('secret-key'),
    sessionToken: settings.get('session-token'),
    requestPayer: payerOf(settings.get('requester-pays.enabled')),
    ...encryptionOf(type, settings.get('sse.kms-key-id')),
  })
}

/** Hosts without a scheme get one: https, unless TLS is switched off. */
function endpointOf(settings: PluginSettings, tls: ConfigValue | undefined): ConfigValue | undefined {
  const endpoint = settings.get('endpoint')
  if (endpoint === undefined || /^https?:\/\//i.test(endpoint.value)) return endpoint
  return { value: `${tls?.value === 'false' ? 'http' : 'https'}://${endpoint.value}`, key: endpoint.key }
}

/** What each plugin calls the switch for TLS. */
const TLS_SWITCHES: Readonly<Record<S3Plugin, string>> = {
  hadoop: 'connection.ssl.enabled',
  presto: 'ssl.enabled',
}

/**
 * A scheme that does not tell the plugin has two switches for one endpoint. The one that is there tells.
 *
 * @throws FlinkConfigError where both are there and differ
 */
function oneSwitch(given: readonly (ConfigValue | undefined)[]): ConfigValue | undefined {
  const [first, second] = given.filter((one) => one !== undefined)
  if (first !== undefined && second !== undefined && first.value !== second.value)
    throw conflict(first, second)
  return first
}

function payerOf(given: ConfigValue | undefined): ConfigValue | undefined {
  const flag = flagOf(given)
  return flag?.value === 'true' ? { value: 'requester', key: flag.key } : undefined
}

function flagOf(given: ConfigValue | undefined): ConfigValue | undefined {
  if (given === undefined) return undefined
  refusePlaceholder(given)
  const value = given.value.toLowerCase()
  if (value === 'true' || value === 'false') return { value, key: given.key }
  throw new FlinkConfigError(`${given.key} is ${JSON.stringify(given.value)}: write true or false`)
}

/**
 * The server-side encryptions that can be asked for here; others are told of by {@link
 * unsupportedSettings}.
 */
const ENCRYPTIONS: Readonly<Record<string, string>> = {
  aes256: 'AES256',
  s3: 'AES256',
  'sse-s3': 'AES256',
  sse_s3: 'AES256',
  'sse-kms': 'aws:kms',
  sse_kms: 'aws:kms',
  'aws:kms': 'aws:kms',
  aws_kms: 'aws:kms',
  kms: 'aws:kms',
}

function encryptionOf(algorithm: ConfigValue | undefined, key: ConfigValue | undefined): Values {
  if (algorithm !== undefined) refusePlaceholder(algorithm)
  const sse = algorithm && ENCRYPTIONS[algorithm.value.toLowerCase()]
  if (algorithm === undefined || sse === undefined) return {}
  return { sse: { value: sse, key: algorithm.key }, ...(sse === 'aws:kms' && key && { kmsKeyId: key }) }
}

function compact(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => (value as unknown) !== undefined))
}
