import { createHash } from 'node:crypto'
import type { ReadSnapshot } from '../../../snapshot/read-snapshot.ts'
import { formatLocation } from '../../../location/location.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { canCopyWithin } from '../../../storage/server-side.ts'
import type { SeenFile } from './source-files.ts'
import type { PlanFile } from '../plan/file-table.ts'
import type { Plan } from '../plan/make-plan.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { RelocationRequest } from '../request.ts'

/** What a plan was made of. */
export interface PlannedRelocation {
  readonly request: Pick<RelocationRequest, 'overwrite' | 'deleteSource' | 'references'>
  readonly source: ObjectStore
  readonly target: ObjectStore
  readonly read: Pick<ReadSnapshot, 'bytes' | 'directory'>
  readonly plan: Pick<Plan, 'placement' | 'kept' | 'metadataBytes' | 'urisRewritten'>
  /** Files to copy, and those that stay where they are because they are in their place already. */
  readonly files: Iterable<SeenFile>
}

/**
 * The SHA-256 of what a relocation would do, in 64 hex digits: the bytes of the source's `_metadata`; each
 * file with its place, its target, its size and its ETag (the time of its last change, where the store has
 * none); the servers; and whether something is overwritten or deleted. What the new `_metadata` will say
 * follows from these. What lies in the target already does not count: a run that goes on with what an
 * earlier one began has the same plan.
 */
export function fingerprintOf({ request, source, target, read, plan, files }: PlannedRelocation): string {
  const hash = createHash('sha256')
  const add = (...facts: readonly (string | number | boolean)[]): void => {
    hash.update(`${JSON.stringify(facts)}\n`)
  }
  const { overwrite, deleteSource, references } = request
  add(
    'flink-snapshot plan 1',
    createHash('sha256').update(read.bytes).digest('hex'),
    formatLocation(read.directory),
  )
  add(
    formatLocation(plan.placement.snapshot.to),
    serverOf(source),
    serverOf(target),
    overwrite,
    deleteSource,
    references,
  )
  add(plan.metadataBytes, plan.urisRewritten)
  // Referenced files come in the order of the metadata, others in that of a listing, which may be made of
  // several.
  const beside: string[] = []
  for (const { file, sizeBytes, info } of files) {
    const facts = [...placesOf(file), sizeBytes, info.etag ?? info.modifiedAt?.getTime() ?? ''] as const
    if (file.referenced) add(...facts)
    else beside.push(JSON.stringify(facts))
  }
  for (const facts of beside.sort()) add(facts)
  for (const file of plan.kept) add('kept', ...placesOf(file))
  return hash.digest('hex')
}

function placesOf({ from, to }: PlanFile): [string, string] {
  return [formatLocation(from), formatLocation(to)]
}

/** @throws RelocationError where another plan was expected. */
export function refuseOtherPlan(expected: string, found: string): void {
  if (expected === found) return
  throw new RelocationError(
    `the snapshot, or what would be done with it, changed since the plan was approved: its fingerprint is ${found}, expect-plan is `
      + `${expected}; nothing was written: make a dry run with the same settings, and approve its plan`,
    { code: 'changed' },
  )
}

/** Where requests really go: profiles and the environment may have said so. */
function serverOf(store: ObjectStore): string {
  return canCopyWithin(store) ? store.endpoint : ''
}
