import {
  displayLocation,
  identityOf,
  isWithin,
  parentOf,
  sameLocation,
  type Location,
} from '../../../location/location.ts'
import type { PlanFile } from './file-table.ts'
import type { Move, Placement } from './placement.ts'
import { RelocationError } from '../../relocation-error.ts'

/**
 * The directories of code 17 are orders to delete: under CLAIM Flink deletes them recursively once the
 * claimed checkpoint is subsumed. So each must become a directory of its own that holds nothing but its own
 * files.
 *
 * @throws RelocationError where one would hold the snapshot, meet another one, or get files of another place.
 */
export function refuseSharedDirectories(
  directories: readonly Move[],
  placement: Placement,
  files: Iterable<PlanFile>,
): void {
  const byTarget = new Map<string, Move>()
  for (const move of directories) {
    const key = identityOf(move.to)
    const other = byTarget.get(key)
    if (other !== undefined && !sameLocation(other.from, move.from)) {
      throw dangerous(move, `which ${displayLocation(other.from)} would share`)
    }
    byTarget.set(key, move)
  }
  const lengths = new Set([...byTarget.values()].map(({ to }) => to.path.length))
  for (const move of byTarget.values()) {
    if (isWithin(placement.snapshot.to, move.to) || sameLocation(placement.home.to, move.to)) {
      throw dangerous(move, 'which holds the snapshot itself')
    }
    refuseStranger(move.from, move.to, byTarget, lengths)
  }
  if (byTarget.size > 0) for (const file of files) refuseStranger(file.from, file.to, byTarget, lengths)
}

/**
 * Refuses what lands below a merged directory without having been below it. Only what is above it in one of
 * the `lengths` is looked up: a path may have thousands of segments.
 */
function refuseStranger(
  from: Location,
  to: Location,
  byTarget: ReadonlyMap<string, Move>,
  lengths: ReadonlySet<number>,
): void {
  for (let above = parentOf(to); above !== undefined; above = parentOf(above)) {
    if (!lengths.has(above.path.length)) continue
    const move = byTarget.get(identityOf(above))
    if (move !== undefined && !isWithin(from, move.from)) {
      throw dangerous(move, `where ${displayLocation(from)} would lie too`)
    }
  }
}

function dangerous(move: Move, why: string): RelocationError {
  return new RelocationError(
    `the file-merging directory ${displayLocation(move.from)} would become ${displayLocation(move.to)}, ${why}: `
      + 'Flink deletes such directories with all that is in them; change the path-map so that it gets a directory of its own',
  )
}
