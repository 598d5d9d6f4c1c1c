import { displayLocation, isWithin, nameOf, resolveWithin } from '../../../location/location.ts'
import type { SeenObjects } from '../../../storage/object-table.ts'
import { countOf } from '../../../text/quantities.ts'
import { RelocationError } from '../../relocation-error.ts'
import { readPlace, type FormerCandidate } from './former-home.ts'
import type { Placement } from './placement.ts'

/**
 * Of a checkpoint that names another home than its own: whether its own files were copied from there and
 * nothing else. Rules of `path-map` for single directories are no help then.
 *
 * @param listing what lies below the checkpoint's job directory
 * @returns the refusal; `undefined` where it is not so
 */
export function refusalOfHalf(
  candidates: readonly FormerCandidate[],
  { shape, snapshot }: Placement,
  listing: Pick<SeenObjects, 'has'>,
): RelocationError | undefined {
  if (shape === 'savepoint') return undefined
  for (const { moves, files } of candidates) {
    let [own, others] = [0, 0]
    const isHalf = files.every(([location, { kind }]) => {
      if (kind === 'directory') return true
      const here = readPlace(moves, location)
      if (here === undefined) return false
      const isOwn = isWithin(here, snapshot.from)
      if (isOwn) own++
      else others++
      return listing.has(here) === isOwn
    })
    const former = moves.at(-1)?.from
    if (!isHalf || own === 0 || others === 0 || former === undefined) continue
    const name = nameOf(snapshot.from)
    return new RelocationError(
      `only ${name} was copied to ${displayLocation(snapshot.from)}: what lies in ${name} itself is there, and ${countOf(others, 'file')} that `
        + `_metadata names in ${displayLocation(former)} ${others === 1 ? 'was' : 'were'} left behind; nothing was written: copy shared/ `
        + `and taskowned/ of that directory beside ${name} as well, or give ${displayLocation(resolveWithin(former, name))} as source`,
      { code: 'missing-files' },
    )
  }
  return undefined
}
