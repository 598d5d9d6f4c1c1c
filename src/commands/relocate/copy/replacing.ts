import { LocationSet } from '../../../location/location-map.ts'
import { displayLocation, isWithin, type Location } from '../../../location/location.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { runPool } from '../../../storage/pool.ts'
import { haveSameBytes } from '../../../storage/same-content.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import type { Placement } from '../plan/placement.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { Survey } from '../../../storage/survey.ts'
import { neededByOthers } from '../other-snapshots/needed-at-target.ts'
import type { CopyWork } from '../look/copy-work.ts'
import type { SeenFile } from '../look/source-files.ts'

/** What decides on replacing: the target as it was seen, and both stores. */
export interface Replacing {
  readonly placement: Placement
  readonly seen: Survey
  readonly source: ObjectStore
  readonly target: ObjectStore
  /** The user's word that a different snapshot may be replaced. */
  readonly overwrite: boolean
}

/**
 * Settles what becomes of files that exist in the target and were not proved to be the same. Objects appear
 * whole, so one with other content was written by another program: it is replaced with `overwrite` only,
 * and never where another complete snapshot refers to it. Where the ETags prove nothing (those of parts, or
 * of a key service), the bytes are compared before anything is refused.
 *
 * @returns the work in which files that turned out to be the same are present.
 * @throws RelocationError naming the files, and the snapshot that needs them.
 */
export async function settleReplaced(work: CopyWork, by: Replacing, signal: AbortSignal): Promise<CopyWork> {
  if (work.replaced.length === 0) return work
  const needed = async (files: readonly Location[]): ReturnType<typeof neededByOthers> =>
    neededByOthers(files, by.placement, by.target, signal)
  if (!by.overwrite) {
    const settled = await compareAmong(work, new LocationSet(work.replaced), by, signal)
    if (settled.replaced.length > 0)
      throw refusal(settled.replaced, by.placement, await needed(settled.replaced), false)
    return settled
  }
  const others = await needed(work.replaced)
  if (others.size === 0) return work
  const settled = await compareAmong(
    work,
    new LocationSet(work.replaced.filter((location) => others.has(location))),
    by,
    signal,
  )
  const harmed = settled.replaced.filter((location) => others.has(location))
  if (harmed.length > 0) throw refusal(harmed, by.placement, others, true)
  return settled
}

function refusal(
  files: readonly Location[],
  { home }: Placement,
  needed: Awaited<ReturnType<typeof neededByOthers>>,
  overwrite: boolean,
): RelocationError {
  const others = new Set(
    files.flatMap((file) => {
      const by = needed.get(file)
      return by === undefined ? [] : [displayLocation(by)]
    }),
  )
  const [other] = others
  const one = files.length === 1
  const outside = files.every((file) => !isWithin(file, home.to))
  const what =
    `${countOf(files.length, 'file')} ${one ? 'exists' : 'exist'} in the target with other content than at the source`
    + (outside ? `, outside of ${displayLocation(home.to)}` : '')
  const need =
    other === undefined
      ? ''
      : `, and ${others.size === 1 ? `the snapshot ${other} refers` : `${others.size} snapshots, such as ${other}, refer`} `
        + `to ${one ? 'it' : 'them'}`
  const elsewhere = `choose another target or target-name${outside ? ', or change the path-map rule' : ''}`
  const advice =
    other === undefined
      ? `${elsewhere}, or set overwrite to true to replace ${one ? 'it' : 'them'}`
      : `${elsewhere}${overwrite ? '; overwrite does not allow this' : ''}`
  return new RelocationError(`${what}${need}; nothing was written: ${advice}`, {
    details: shorten(files.map(displayLocation)),
  })
}

/** Files that are compared at both ends at once. */
const COMPARED_AT_ONCE = 4

/** Those of the given files that have the same size are read at both ends. */
async function compareAmong(
  work: CopyWork,
  among: LocationSet,
  by: Replacing,
  signal: AbortSignal,
): Promise<CopyWork> {
  const same = new LocationSet()
  const candidates = work.pending.filter(
    ({ file, sizeBytes }) => among.has(file.to) && by.seen.get(file.to)?.sizeBytes === sizeBytes,
  )
  await runPool(candidates, { concurrency: COMPARED_AT_ONCE }, signal, async ({ file, info }, both) => {
    const there = by.seen.get(file.to)
    if (there !== undefined && (await haveSameBytes([by.source, info], [by.target, there], { signal: both })))
      same.add(file.to)
  })
  if (same.size === 0) return work
  const isSame = ({ file }: SeenFile): boolean => same.has(file.to)
  return {
    pending: work.pending.filter((seen) => !isSame(seen)),
    present: [...work.present, ...work.pending.filter(isSame)],
    replaced: work.replaced.filter((location) => !same.has(location)),
  }
}
