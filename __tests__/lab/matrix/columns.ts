import type { LabOptions } from '../flink/flink-lab.ts'

/** One Flink release, with what Maven Central has of it. */
export interface Column {
  readonly flink: string
  /** Cells are written to `s3:` by Flink's own plugin; without one they are `file:` cells. */
  readonly storage: 's3' | 'file'
  readonly lab: LabOptions
}

const PLUGIN: LabOptions = { s3Plugin: 'hadoop' }
/**
 * Maven Central has no plugin of these releases; that of another one serves them. To 1.10 and 1.11 it brings
 * one class that they lack.
 */
const pluginOf = (s3PluginVersion: string): LabOptions => ({ s3Plugin: 'hadoop', s3PluginVersion })
const CHANGELOG: LabOptions = { changelog: true }
const CEP: LabOptions = { cep: true }
const SQL: LabOptions = { cep: true, sql: true }

/** The Flink releases of the matrix, oldest first. */
export const COLUMNS: readonly Column[] = [
  { flink: '1.10.2', storage: 's3', lab: { ...pluginOf('1.13.6'), ...CEP } },
  { flink: '1.11.6', storage: 's3', lab: pluginOf('1.13.6') },
  { flink: '1.12.7', storage: 's3', lab: { ...pluginOf('1.13.6'), ...CEP } },
  { flink: '1.13.6', storage: 's3', lab: { ...PLUGIN, ...CEP } },
  { flink: '1.14.2', storage: 's3', lab: { ...PLUGIN, ...CEP } },
  { flink: '1.14.6', storage: 's3', lab: { ...PLUGIN, ...CEP } },
  { flink: '1.15.4', storage: 's3', lab: { ...pluginOf('1.14.6'), ...SQL } },
  { flink: '1.16.1', storage: 's3', lab: { ...PLUGIN, ...SQL } },
  { flink: '1.17.2', storage: 's3', lab: { ...PLUGIN, ...SQL } },
  { flink: '1.18.1', storage: 's3', lab: { ...PLUGIN, ...SQL, ...CHANGELOG } },
  { flink: '1.19.3', storage: 's3', lab: { ...PLUGIN, ...SQL } },
  { flink: '1.20.5', storage: 's3', lab: { ...pluginOf('1.20.1'), ...CEP, ...CHANGELOG } },
  { flink: '2.0.2', storage: 'file', lab: { ...CEP, ...CHANGELOG } },
  { flink: '2.1.3', storage: 's3', lab: { ...pluginOf('2.1.0'), ...CEP, ...CHANGELOG } },
  { flink: '2.2.1', storage: 'file', lab: { ...SQL, ...CHANGELOG } },
  {
    flink: '2.3.0',
    storage: 's3',
    lab: { ...PLUGIN, ...SQL, ...CHANGELOG, forst: true, stateProcessor: true },
  },
]

/** Whether the release is this one or a later one: `atLeast(column, 1, 15)`. */
export function atLeast({ flink }: Column, major: number, minor: number): boolean {
  const [ofMajor = 0, ofMinor = 0] = flink.split('.').map(Number)
  return ofMajor > major || (ofMajor === major && ofMinor >= minor)
}

/**
 * The claim modes that the release knows; `undefined` stands for the only behaviour of releases before 1.15.
 */
export function claimModes(column: Column): readonly (string | undefined)[] {
  return atLeast(column, 1, 15) ? ['NO_CLAIM', 'CLAIM'] : [undefined]
}
