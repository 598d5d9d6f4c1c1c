import { s3ConfigOf, type S3Setting } from '../flink/config/s3-config.ts'
import { refusePlaceholder } from '../flink/config/placeholder.ts'
import { isSecretValue } from '../flink/config/sensitive-keys.ts'
import { snapshotDirectoryOf } from '../flink/config/snapshot-directories.ts'
import type { ConfigValue } from '../flink/config/spellings.ts'
import { isS3Scheme, LocationError, parseLocation, type Location } from '../location/location.ts'
import { openFlinkConfig, told, type OpenedConfig } from './flink-config-file.ts'
import { OptionError } from './option-error.ts'
import { createOptionReader } from './option-reader.ts'
import {
  COMMAND_OPTIONS,
  OPTION_SPECS,
  ofSide,
  specOf,
  type CommandName,
  type OptionLabel,
  type OptionName,
  type OptionValues,
  type SidePrefix,
  type SideSetting,
} from './option-specs.ts'
import { readSource } from './place-options.ts'

/** Whose settings are settled, and where the others are looked for. */
export interface SettleContext {
  readonly command: CommandName
  readonly label: OptionLabel
  /** The directory that relative paths count from. */
  readonly directory: string
  readonly env: NodeJS.ProcessEnv
  /** Told each sensitive value of a file before anything else is done with it. */
  readonly onSecret?: (key: string, value: string) => void
}

/** Settings with what configuration files and the environment add to them. */
export interface SettledOptions {
  readonly values: OptionValues
  /** Names a setting by the key or variable that gave it, where that is what happened. */
  readonly label: OptionLabel
  /** What was taken from which file; no values. */
  readonly notes: readonly string[]
  readonly warnings: readonly string[]
}

/** Any of these says who signs. Key id, secret and token are one set. */
const IDENTITY = [
  'access-key-id',
  'secret-access-key',
  'session-token',
  'profile',
  'role-to-assume',
] as const satisfies readonly SideSetting[]
const KEYS = ['access-key-id', 'secret-access-key', 'session-token'] as const
const KEY_SET: readonly S3Setting[] = ['accessKey', 'secretKey', 'sessionToken']

/** Who asks Flink's REST interface, likewise. */
const REST_IDENTITY = ['rest-username', 'rest-password', 'rest-token'] as const

/**
 * Adds to the settings what is said elsewhere. The order, the same on both faces:
 *
 * 1. inputs and options, 2. the configuration of Flink, 3. the environment, each of one side (`source-…`,
 *    `target-…`), and after these 4. inputs and options, 5. the configuration of Flink, 6. the environment,
 *    and what else the AWS SDK finds, of both.
 *
 * The first that says something counts. Who signs is one thing: of key id, secret and token all or none are
 * taken from a place. The last step is not done here: what nobody said is left to the SDK.
 *
 * @throws OptionError for a file that cannot be read or says two things, naming the setting
 */
export async function settleOptions(values: OptionValues, context: SettleContext): Promise<SettledOptions> {
  const settled = new Settled(values, context)
  if (settled.takes('rest-url') && settled.has('rest-url')) settled.addVariables(REST_IDENTITY)
  if (settled.takes('source-endpoint')) {
    // A side with a profile of its own comes last: what it takes for both sides must not count before the
    // other's.
    const sides = ['target-', 'source-'] as const
    const ownLast = settled.has('target-profile') ? [...sides].reverse() : sides
    for (const side of ownLast) await settled.addSide(side)
  } else if (settled.takes('endpoint')) await settled.addOnlySide()
  if (settled.takes('sse-customer-key')) settled.addVariables(['sse-customer-key'])
  return settled.result()
}

class Settled {
  readonly #values: Partial<Record<OptionName, string>>
  readonly #given: OptionValues
  readonly #context: SettleContext
  readonly #origins = new Map<OptionName, string>()
  readonly #notes: string[] = []
  readonly #warnings: string[] = []
  readonly #opened = new Map<OptionName, OpenedConfig>()

  constructor(values: OptionValues, context: SettleContext) {
    this.#given = values
    this.#values = { ...values }
    this.#context = context
  }

  takes(name: OptionName): boolean {
    return COMMAND_OPTIONS[this.#context.command].includes(name)
  }

  has(name: OptionName): boolean {
    return (this.#values[name]?.trim() ?? '') !== ''
  }

  result(): SettledOptions {
    return {
      values: this.#values,
      label: (name) => this.#origins.get(name) ?? this.#context.label(name),
      notes: this.#notes,
      warnings: [...new Set(this.#warnings)],
    }
  }

  async addSide(prefix: 'source-' | 'target-'): Promise<void> {
    const own = ofSide(prefix, 'flink-config')
    const file = this.has(own) ? await this.#open(own) : undefined
    if (file !== undefined) this.#addFile(file, prefix)
    if (!this.#hasIdentity(prefix)) this.addVariables(KEYS.map((name) => ofSide(prefix, name)))
    this.addVariables([ofSide(prefix, 'sse-customer-key')])
    // Settings of two clusters are not mixed: a side's own file takes the place of the one for both.
    if (file !== undefined || !this.has('flink-config')) return
    // What it says is of both sides, and a side's own profile counts before that.
    const hasProfile = this.has(ofSide(prefix, 'profile'))
    this.#addFile(await this.#open('flink-config'), prefix, hasProfile ? ['', prefix] : [prefix, ''])
  }

  async addOnlySide(): Promise<void> {
    if (this.has('flink-config')) {
      const file = await this.#open('flink-config')
      if (this.takes('directory')) this.#addSearchDirectory(file)
      this.#addS3(file, '', this.takes('directory') ? placeOf(this.#values.directory) : this.#sourcePlace())
    }
  }

  /** Takes what the environment says, unless any of the settings is given: they are one set. */
  addVariables(names: readonly OptionName[]): void {
    if (names.some((name) => this.has(name))) return
    for (const name of names) {
      const { variable } = specOf(name)
      const value = variable === undefined ? '' : (this.#context.env[variable]?.trim() ?? '')
      if (variable === undefined || value === '') continue
      this.#values[name] = value
      this.#origins.set(name, variable)
    }
  }

  #addFile(
    file: OpenedConfig,
    prefix: 'source-' | 'target-',
    before: readonly SidePrefix[] = [prefix],
  ): void {
    if (prefix === 'source-') this.#addS3(file, prefix, this.#sourcePlace(), before)
    else {
      this.#addDirectory(file, 'target', 'savepoint')
      this.#addS3(file, prefix, placeOf(this.#values.target), before)
    }
  }

  /** @param before whose settings count before the file's */
  #addS3(
    file: OpenedConfig,
    prefix: SidePrefix,
    place: Location | undefined,
    before: readonly SidePrefix[] = [prefix],
  ): void {
    if (place !== undefined && !isS3Scheme(place.scheme)) return
    const { values, warnings } = told(file, () =>
      s3ConfigOf(file.config, {
        scheme: place?.scheme ?? 's3',
        ...(place !== undefined && { bucket: place.authority }),
      }),
    )
    this.#warnings.push(...warnings.map((warning) => `${file.name}: ${warning}`))
    const hasIdentity = before.some((one) => this.#hasIdentity(one))
    for (const [setting, given] of Object.entries(values) as [S3Setting, ConfigValue][]) {
      if (hasIdentity && KEY_SET.includes(setting)) continue
      const names = namesOf(setting, prefix, before)
      const [name] = names
      if (name === undefined || names.some((one) => this.has(one))) continue
      if (setting === 'kmsKeyId' && this.#values['target-sse'] !== 'aws:kms') continue
      if (this.#isEncryptedOtherwise(setting, prefix, before)) continue
      this.#take(file, name, given)
    }
    if (hasIdentity && values.accessKey !== undefined)
      this.#notes.push(`${file.name}: ${values.accessKey.key} is not taken, for credentials are given`)
  }

  /** An object is encrypted in one way, and the way that was asked for counts before a file's. */
  #isEncryptedOtherwise(setting: S3Setting, prefix: SidePrefix, before: readonly SidePrefix[]): boolean {
    if (setting === 'sse') return before.some((one) => this.has(ofSide(one, 'sse-customer-key')))
    return setting === 'customerKey' && prefix === 'target-' && this.has('target-sse')
  }

  #hasIdentity(prefix: SidePrefix): boolean {
    const anonymous = this.#values[ofSide(prefix, 'anonymous')]?.trim() ?? ''
    return /^true$/i.test(anonymous) || IDENTITY.some((name) => this.has(ofSide(prefix, name)))
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

  #take(file: OpenedConfig, name: OptionName, configured: ConfigValue): void {
    told(file, () => {
      refusePlaceholder(configured)
    })
    const { key, value } = configured
    // Not all keys of secrets are among those whose values Flink hides.
    if (specOf(name).form === 'secret' && !isSecretValue(key, value)) this.#context.onSecret?.(key, value)
    this.#values[name] = value
    this.#origins.set(name, `${key} in ${file.path}`)
    const { label } = this.#context
    const { side } = specOf(name)
    const given = side !== undefined && this.has(side.both) ? `, and counts before ${label(side.both)}` : ''
    this.#notes.push(`${file.name}: ${label(name)} is taken from ${key}${given}`)
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
    const known = this.#opened.get(option)
    if (known !== undefined) return known
    const { label, directory, onSecret } = this.#context
    const file = await openFlinkConfig(label(option), this.#values[option]?.trim() ?? '', directory)
    for (const [key, value] of file.config.entries) if (isSecretValue(key, value)) onSecret?.(key, value)
    this.#warnings.push(...file.config.warnings.map((warning) => `${file.name}: ${warning}`))
    this.#opened.set(option, file)
    return file
  }
}

/** What a setting of a file is called for a side, and what else counts before it. */
function namesOf(setting: S3Setting, prefix: SidePrefix, before: readonly SidePrefix[]): OptionName[] {
  const spec = OPTION_SPECS.find(({ flinkConfig, side }) => flinkConfig === setting && side === undefined)
  if (spec === undefined) return []
  // Nothing is written to a source.
  if (spec.group === 'Writing') return prefix === 'target-' ? [spec.name] : []
  return before.map((one) => ofSide(one, spec.name as SideSetting))
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
