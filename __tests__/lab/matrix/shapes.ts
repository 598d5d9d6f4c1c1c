/** What rows of the matrix ask of releases and of snapshots. */
import type { LoadResult } from '../flink/flink-lab.ts'
import type { Written } from '../flink/histories.ts'
import { atLeast, type Column } from './columns.ts'

/** Every release has such snapshots. */
export const always = (): undefined => undefined
/** Why releases before this one have none. */
export const since =
  (major: number, minor: number, what: string) =>
  (column: Column): string | undefined =>
    atLeast(column, major, minor) ? undefined : `${what} came with Flink ${major}.${minor}`
/** Says that the snapshot holds none of that class of Flink's. */
export const has =
  (name: string) =>
  (loaded: LoadResult): string | undefined =>
    (loaded.classes?.[name] ?? 0) > 0 ? undefined : `the metadata holds no ${name}`
/** Says that the snapshot is one file. */
export const withFiles = (loaded: LoadResult): string | undefined =>
  (loaded.handles ?? 0) > 0 ? undefined : 'all state is in-line'
/** The directory above, of a checkpoint that of its job. */
export const jobDirectory = (uri: string): string => uri.split('/').slice(0, -1).join('/')
/** Behind the last slash. */
export const lastName = (uri: string): string => uri.split('/').at(-1) ?? ''

/** Says that no file of the checkpoint lies in `shared/`. */
export function inShared(loaded: LoadResult, { path }: Written): string | undefined {
  const shared = `${jobDirectory(path)}/shared/`
  return loaded.paths?.some((each) => each.startsWith(shared)) === true
    ? undefined
    : `no handle points into ${shared}`
}
