import { displayLocation } from '../../../location/location.ts'
import type { ObjectInfo, ObjectStore, Transfer } from '../../../storage/object-store.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import { copyFiles } from './copy-files.ts'
import type { SeenFile } from '../look/source-files.ts'
import type { Narrator } from '../narrator.ts'
import { RelocationError } from '../../relocation-error.ts'

/** What it takes to write a file of the target once more. */
export interface Mending {
  readonly transfer: Transfer
  readonly target: ObjectStore
  readonly concurrency: number | undefined
  readonly narrator: Narrator
  /** Files that this run has written: their places are its own. */
  readonly own: readonly SeenFile[]
  /** Whether what others wrote may be replaced. */
  readonly overwrite: boolean
  /** Gets what the target said of each file that was written. */
  readonly onWritten: (written: ObjectInfo) => void
}

/**
 * Copies files whose content was seen to be wrong once more, and looks at them again. What is wrong then is
 * taken away, for this run has written it, so that the next run does not find it and take it for right.
 *
 * @param compare gives those that are still wrong.
 * @throws RelocationError for what stays wrong, and for what this run has not written and may not replace.
 */
export async function mendFiles(
  wrong: readonly SeenFile[],
  compare: (files: readonly SeenFile[]) => Promise<readonly SeenFile[]>,
  mending: Mending,
  signal: AbortSignal,
): Promise<void> {
  const own = new Set(mending.own)
  const mine = wrong.filter((file) => mending.overwrite || own.has(file))
  if (mine.length > 0) await copyAgain(mine, compare, mending, signal)
  const foreign = wrong.filter((file) => !mending.overwrite && !own.has(file))
  if (foreign.length === 0) return
  throw new RelocationError(
    `${countOf(foreign.length, 'file')} that the target held before this run ${foreign.length === 1 ? 'has' : 'have'} other content than the `
      + 'source; _metadata was not written by this run: set overwrite to true to copy them again, or choose another target',
    { details: shorten(foreign.map(describe)) },
  )
}

async function copyAgain(
  files: readonly SeenFile[],
  compare: (files: readonly SeenFile[]) => Promise<readonly SeenFile[]>,
  mending: Mending,
  signal: AbortSignal,
): Promise<void> {
  const { target, transfer, concurrency, narrator, onWritten } = mending
  narrator.info(
    `${countOf(files.length, 'file')} in the target ${files.length === 1 ? 'has' : 'have'} other content than the source: copied once more`,
  )
  await copyFiles(
    { pending: files, present: [], replaced: [] },
    transfer,
    concurrency,
    narrator,
    signal,
    onWritten,
  )
  const still = await compare(files)
  if (still.length === 0) return
  await target.remove(
    still.map(({ file }) => file.to),
    { signal },
  )
  throw new RelocationError(
    `${countOf(still.length, 'file')} ${still.length === 1 ? 'was' : 'were'} copied and had other content than the source each time; `
      + `${still.length === 1 ? 'it was' : 'they were'} removed, and _metadata was not written: see what lies between this machine and the `
      + 'stores, and who else writes there, then run again',
    { code: 'changed', details: shorten(still.map(describe)) },
  )
}

function describe({ file }: SeenFile): string {
  return `${displayLocation(file.to)} has other content than ${displayLocation(file.from)}`
}
