import { FlinkConfigError } from './flink-config-error.ts'
import type { FlinkConfig } from './flink-config.ts'

/** A value and the key that gave it. */
export interface ConfigValue {
  readonly value: string
  readonly key: string
}

/** A plugin of Flink for S3, as far as the names of its settings go. */
export type S3Plugin = 'hadoop' | 'presto'

/**
 * Where each plugin looks: its prefixes, its own one first, and names that it copies onto others (`from`
 * counts).
 */
const RULES: Readonly<
  Record<
    S3Plugin,
    {
      readonly prefixes: readonly string[]
      readonly mirrored: readonly (readonly [from: string, to: string])[]
    }
  >
> = {
  // org.apache.flink.fs.s3hadoop.S3FileSystemFactory; the native plugin of Flink 2.3 has the same names and
  // precedence below s3.
  hadoop: {
    prefixes: ['fs.s3a.', 's3a.', 's3.'],
    mirrored: [
      ['access-key', 'access.key'],
      ['secret-key', 'secret.key'],
      ['path-style-access', 'path.style.access'],
    ],
  },
  // org.apache.flink.fs.s3presto.S3FileSystemFactory
  presto: {
    prefixes: ['presto.s3.', 's3.'],
    mirrored: [
      ['access.key', 'access-key'],
      ['secret.key', 'secret-key'],
      ['path.style.access', 'path-style-access'],
    ],
  },
}

/** The settings of one plugin without their prefixes. */
export type PluginSettings = ReadonlyMap<string, ConfigValue>

/**
 * What a plugin makes of a configuration, as `HadoopConfigLoader` does: its prefixes become one, some names
 * are copied onto others, and for the hadoop plugin what is said of a bucket (`fs.s3a.bucket.<bucket>.`)
 * counts for it before all else.
 *
 * @param bucket absent where it is not known
 * @throws FlinkConfigError where two prefixes give one setting different values, of which Flink takes either
 */
export function pluginSettings(
  config: FlinkConfig,
  plugin: S3Plugin,
  bucket: string | undefined,
): PluginSettings {
  const { prefixes, mirrored } = RULES[plugin]
  const settings = new Map<string, ConfigValue>()
  for (const [key, value] of config.entries) {
    const prefix = prefixes.find((one) => key.startsWith(one))
    if (prefix !== undefined) put(settings, key.slice(prefix.length), { value, key })
  }
  for (const [from, to] of mirrored) {
    const given = settings.get(from)
    if (given !== undefined) settings.set(to, given)
  }
  if (plugin === 'hadoop' && bucket !== undefined) {
    // S3AUtils.propagateBucketOptions
    const own = `bucket.${bucket}.`
    for (const [name, given] of [...settings])
      if (name.startsWith(own)) settings.set(name.slice(own.length), given)
  }
  return settings
}

function put(settings: Map<string, ConfigValue>, name: string, given: ConfigValue): void {
  const former = settings.get(name)
  if (former !== undefined && former.value !== given.value) throw conflict(former, given)
  settings.set(name, former ?? given)
}

/** Two keys give one setting different values. The values are not repeated: they may be secret. */
export function conflict(a: ConfigValue, b: ConfigValue): FlinkConfigError {
  return new FlinkConfigError(
    `${a.key} and ${b.key} have different values: keep one, or give the setting as an input`,
  )
}

/**
 * The value under the first of several names for one thing.
 *
 * @throws FlinkConfigError where a further one has another value
 */
export function oneOf(settings: PluginSettings, names: readonly string[]): ConfigValue | undefined {
  let found: ConfigValue | undefined
  for (const name of names) {
    const given = settings.get(name)
    if (given === undefined) continue
    if (found !== undefined && found.value !== given.value) throw conflict(found, given)
    found ??= given
  }
  return found
}
