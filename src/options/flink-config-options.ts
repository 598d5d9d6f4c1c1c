import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { FlinkConfigError } from '../flink/config/flink-config-error.ts'
import { readFlinkConfig, type FlinkConfig } from '../flink/config/flink-config.ts'
import { s3ConfigOf, type S3Config, type S3Setting } from '../flink/config/s3-config.ts'
import { refusePlaceholder } from '../flink/config/placeholder.ts'
import { isSecretValue } from '../flink/config/sensitive-keys.ts'
import { snapshotDirectoryOf } from '../flink/config/snapshot-directories.ts'
import type { ConfigValue } from '../flink/config/spellings.ts'
import { isS3Scheme, LocationError, parseLocation, type Location } from '../location/location.ts'
import { OptionError } from './option-error.ts'
import { createOptionReader } from './option-reader.ts'
import type { OptionLabel, OptionName, OptionValues } from './option-specs.ts'
import { readSource } from './place-options.ts'

/** Where a relocation's settings, or those of work with one side, come from. */
export type ConfigScope = 'both-sides' | 'one-side' | 'search'

/** How configuration files are read. */
export interface FlinkConfigContext {
  readonly scope: ConfigScope
  readonly label: OptionLabel
  /** The directory that relative paths count from. */
  readonly directory: string
  /** Whether who signs for the target (or for the one side) is told by other means than options. */
  readonly hasIdentity?: boolean
  /** Told each sensitive value before anything else is done with the file. */
  readonly onSecret?: (key: string, value: string) => void
}

/** Settings with what configuration files add to them. */
export interface SettledOptions {
  readonly values: OptionValues
  /** Names a setting by the key that gave it, where that is what happened. */
  readonly label: OptionLabel
  /** What was taken from where; no values. */
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
}

/** What a configuration may give a side. `accessKey` to `sessionToken` are one set. */
type SideNames = Readonly<
  Record<'endpoint' | 'region' | 'pathStyle' | 'accessKey' | 'secretKey' | 'sessionToken', OptionName>
> & {
  readonly sse?: OptionName
  readonly kmsKeyId?: OptionName
  /** Any of these says who signs. */
  readonly identity: readonly OptionName[]
}

const PLAIN: SideNames = {
  endpoint: 'endpoint',
  region: 'region',
  pathStyle: 'force-path-style',
  accessKey: 'access-key-id',
  secretKey: 'secret-access-key',
  sessionToken: 'session-token',
  identity: ['access-key-id', 'secret-access-key', 'session-token', 'profile', 'role-to-assume'],
}

const TARGET: SideNames = { ...PLAIN, sse: 'target-sse', kmsKeyId: 'target-kms-key-id' }

const SOURCE: SideNames = {
  endpoint: 'source-endpoint',
  region: 'source-region',
  pathStyle: 'source-force-path-style',
  accessKey: 'source-access-key-id',
  secretKey: 'source-secret-access-key',
  sessionToken: 'source-session-token',
  identity: [
    'source-access-key-id',
    'source-secret-access-key',
    'source-session-token',
    'source-profile',
    'source-role-to-assume',
  ],
}

const KEY_SET: readonly S3Setting[] = ['accessKey', 'secretKey', 'sessionToken']

/** Real files have some hundred lines. */
const MOST_BYTES = 1024 * 1024

/**
 * Adds to the settings what `source-flink-config` and `target-flink-config` say. What is given counts before
 * a file; of key id, secret and token all or none are taken.
 *
 * @throws OptionError for a file that cannot be read or says two things, naming the setting
 */
export async function settleFlinkConfigs(
  values: OptionValues,
  context: FlinkConfigContext,
): Promise<SettledOptions> {
  const settled = new Settled(values, context)
  if (settled.has('target-flink-config') && context.scope === 'both-sides') await settled.addTarget()
  if (settled.has('source-flink-config')) await settled.addSource()
  return settled.result()
}

class Settled {
  readonly #values: Partial<Record<OptionName, string>>
  readonly #given: OptionValues
  readonly #context: FlinkConfigContext
  readonly #origins = new Map<OptionName, string>()
  readonly #notes: string[] = []
  readonly #warnings: string[] = []

  constructor(values: OptionValues, context: FlinkConfigContext) {
    this.#given = values
    this.#values = { ...values }
    this.#context = context
  }

  has(name: OptionName): boolean {
    return (this.#values[name]?.trim() ?? '') !== ''
  }

  result(): SettledOptions {
    return {
      values: this.#values,
      label: (name) => this.#origins.get(name) ?? this.#context.label(name),
      notes: this.#notes,
      warnings: this.#warnings,
    }
  }

  async addTarget(): Promise<void> {
    const file = await this.#open('target-flink-config')
    this.#addDirectory(file, 'target', 'savepoint')
    const hasIdentity = this.#context.hasIdentity === true
    this.#addS3(file, TARGET, placeOf(this.#values.target), hasIdentity)
  }

  async addSource(): Promise<void> {
    const file = await this.#open('source-flink-config')
    const { scope } = this.#context
    if (scope === 'search') this.#addSearchDirectory(file)
    const place = scope === 'search' ? placeOf(this.#values.directory) : this.#sourcePlace()
    if (scope !== 'both-sides') {
      this.#addS3(file, PLAIN, place, this.#context.hasIdentity === true)
      return
    }
    const values = this.#addS3(file, SOURCE, place, false)
    if (values !== undefined) this.#keepApart(file, values)
  }

  /** The target's settings count for the source too, unless it has its own: its file's silence is one. */
  #keepApart(file: OpenedConfig, values: S3Config['values']): void {
    if (values.endpoint === undefined && this.#origins.has('endpoint') && !this.has('source-endpoint')) {
      const region = this.#values['source-region']?.trim() ?? ''
      if (region === '') {
        throw new OptionError(
          `${file.name} names no endpoint, which means AWS, and ${this.#context.label('target-flink-config')} names another server: `
            + `give ${this.#context.label('source-region')}, or the server in ${this.#context.label('source-endpoint')}`,
        )
      }
      this.#values['source-endpoint'] = `https://s3.${region}.amazonaws.com`
    }
    if (
      values.endpoint !== undefined
      && values.pathStyle === undefined
      && this.#origins.has('force-path-style')
      && !this.has('source-force-path-style')
    ) {
      this.#values['source-force-path-style'] = 'true'
    }
  }

  /** @returns what the file says of S3; `undefined` for a place that is no S3 */
  #addS3(
    file: OpenedConfig,
    names: SideNames,
    place: Location | undefined,
    hasIdentity: boolean,
  ): S3Config['values'] | undefined {
    if (place !== undefined && !isS3Scheme(place.scheme)) return undefined
    const { values, warnings } = told(file, () =>
      s3ConfigOf(file.config, {
        scheme: place?.scheme ?? 's3',
        ...(place !== undefined && { bucket: place.authority }),
      }),
    )
    this.#warnings.push(...warnings.map((warning) => `${file.name}: ${warning}`))
    const identity = hasIdentity || names.identity.some((name) => this.has(name))
    for (const [setting, given] of Object.entries(values) as [S3Setting, ConfigValue][]) {
      const name = names[setting]
      if (name === undefined || this.has(name) || (identity && KEY_SET.includes(setting))) continue
      if (setting === 'kmsKeyId' && this.#values[names.sse ?? name] !== 'aws:kms') continue
      this.#take(file, name, given)
    }
    if (identity && values.accessKey !== undefined) {
      this.#notes.push(`${file.name}: ${values.accessKey.key} is not taken, for credentials are given`)
    }
    return values
  }

  #addDirectory(file: OpenedConfig, name: 'target' | 'directory', kind: 'savepoint' | 'checkpoint'): void {
    if (this.has(name)) return
    const given = snapshotDirectoryOf(file.config, kind)
    if (given !== undefined) this.#take(file, name, given)
    else {
      throw new OptionError(
        `${this.#context.label(name)} is required: it is not given, and ${file.name} names no directory of ${kind}s`,
      )
    }
  }

  #addSearchDirectory(file: OpenedConfig): void {
    if (this.has('directory')) return
    const kind = this.#values.kind?.trim() ?? ''
    if (kind === 'savepoint' || kind === 'checkpoint') {
      this.#addDirectory(file, 'directory', kind)
      return
    }
    const [savepoints, checkpoints] = [
      snapshotDirectoryOf(file.config, 'savepoint'),
      snapshotDirectoryOf(file.config, 'checkpoint'),
    ]
    if (savepoints !== undefined && checkpoints !== undefined && savepoints.value !== checkpoints.value) {
      throw new OptionError(
        `${file.name} names a directory of savepoints (${savepoints.key}) and one of checkpoints (${checkpoints.key}): `
          + `say in ${this.#context.label('kind')} which one is meant, or give ${this.#context.label('directory')}`,
      )
    }
    this.#addDirectory(file, 'directory', savepoints === undefined ? 'checkpoint' : 'savepoint')
  }

  #take(file: OpenedConfig, name: OptionName, given: ConfigValue): void {
    told(file, () => {
      refusePlaceholder(given)
    })
    const { key, value } = given
    this.#values[name] = value
    this.#origins.set(name, `${key} in ${file.path}`)
    this.#notes.push(`${file.name}: ${this.#context.label(name)} is taken from ${key}`)
  }

  /** A source that is no location yet, or a text that names none, is told of by its own reader. */
  #sourcePlace(): Location | undefined {
    try {
      return this.has('source') ? readSource(createOptionReader(this.#given, this.#context.label)) : undefined
    } catch (error) {
      if (error instanceof OptionError) return undefined
      throw error
    }
  }

  async #open(option: OptionName): Promise<OpenedConfig> {
    const written = this.#values[option]?.trim() ?? ''
    const path = resolve(this.#context.directory, written)
    const name = `${this.#context.label(option)} ${JSON.stringify(written)}`
    const text = await readText(path, name)
    const file = { name, path: written, config: told({ name }, () => readFlinkConfig(basename(path), text)) }
    for (const [key, value] of file.config.entries)
      if (isSecretValue(key, value)) this.#context.onSecret?.(key, value)
    this.#warnings.push(...file.config.warnings.map((warning) => `${name}: ${warning}`))
    return file
  }
}

interface OpenedConfig {
  /** How messages call it. */
  readonly name: string
  readonly path: string
  readonly config: FlinkConfig
}

/** Runs a step on a file; what is wrong with the file is told under the name of its setting. */
function told<T>({ name }: { readonly name: string }, step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (!(error instanceof FlinkConfigError)) throw error
    throw new OptionError(`${name}: ${error.message}`, { cause: error })
  }
}

async function readText(path: string, name: string): Promise<string> {
  try {
    await using file = await open(path, 'r')
    const found = await file.stat()
    if (!found.isFile())
      throw new OptionError(`${name} is no file: give the path of a flink-conf.yaml or config.yaml`)
    if (found.size > MOST_BYTES) {
      throw new OptionError(
        `${name} has ${found.size} bytes, more than a configuration of Flink has: check that it is the right file`,
      )
    }
    return await file.readFile('utf8')
  } catch (error) {
    if (error instanceof OptionError) throw error
    throw new OptionError(
      `${name} cannot be read: check the path; relative ones count from the working directory`,
      { cause: error },
    )
  }
}

function placeOf(text: string | undefined): Location | undefined {
  if (text === undefined || text.trim() === '') return undefined
  try {
    return parseLocation(text)
  } catch (error) {
    if (error instanceof LocationError) return undefined
    throw error
  }
}
