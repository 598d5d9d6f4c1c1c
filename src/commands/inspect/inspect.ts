import { summariseSnapshot, type SnapshotSummary } from '../../snapshot/summary.ts'
import {
  outsideSentence,
  unreadSentences,
  type OutsideReport,
} from '../../snapshot/outside/outside-report.ts'
import { lookOutside } from '../../snapshot/outside/read-state.ts'
import { readSnapshot, type ReadSnapshot } from '../../snapshot/read-snapshot.ts'
import { displayLocation, type Location } from '../../location/location.ts'
import { findDeletedFile } from '../../snapshot/deleted.ts'
import { locationOf } from '../../snapshot/places.ts'
import type { ObjectStore } from '../../storage/object-store.ts'
import { claimModeOf, type ClaimMode } from '../../snapshot/claim-mode.ts'
import type { RelocationRequest } from '../relocate/request.ts'
import { openStore, type S3Tuning } from '../../storage/open-store.ts'
import type { S3Settings } from '../../storage/settings.ts'
import { checkFiles, type FilesCheck } from '../../snapshot/check-files.ts'
import { previewRelocation, type RelocationPreview } from './preview.ts'

/** What is to be looked at, and how closely. */
export interface InspectionRequest {
  /** The snapshot directory, or its `_metadata`. */
  readonly source: Location
  /** It is looked at as it was at this time, by the versions that its bucket keeps; absent: as it is. */
  readonly asOf?: Date
  readonly s3: S3Settings
  /** Whether the store is asked for every file that `_metadata` names. */
  readonly checkFiles: boolean
  /** No state is read to see what it points at. */
  readonly stateReads?: false
  /** The relocation whose plan is wanted too; it is planned as a dry run, whatever it says. */
  readonly relocation?: RelocationRequest
}

/** What `inspect --json` prints: the facts of `_metadata`, and what else was asked for. */
export interface Inspection extends SnapshotSummary {
  /** The time at which this was so, as an ISO 8601 instant in UTC; absent: now. */
  readonly asOf?: string
  /** The claim mode to restore with; absent for metadata version 2, whose Flink has no such option. */
  readonly claimMode?: ClaimMode
  /** What the state points at outside of the snapshot. Nothing of that is opened. */
  readonly outside: OutsideReport
  readonly files?: FilesCheck
  readonly relocation?: RelocationPreview
}

/** How an inspection is run. */
export interface InspectionContext {
  readonly signal: AbortSignal
  /** Times and sizes of the S3 stores, for tests. */
  readonly tuning?: S3Tuning
}

/**
 * Looks at a snapshot: reads its `_metadata`, and of its state what may point outside; when asked, sees
 * whether its files are there and what a relocation would do. Reads only.
 *
 * @throws SnapshotReadError where there is no snapshot, or it cannot be understood.
 * @throws StorageError where the store fails in another way. What stops a relocation is part of the result.
 */
export async function inspectSnapshot(
  request: InspectionRequest,
  context: InspectionContext,
): Promise<Inspection> {
  const { signal, tuning } = context
  const notices: string[] = []
  const store = await openStore(request.source, 'source', request.s3, undefined, {
    oneSided: true,
    asOf: request.asOf,
    onWarning: (text) => {
      notices.push(text)
    },
    tuning,
  })
  try {
    const read = await readSnapshot(store, request.source, { signal })
    const { directory, bytes, snapshot } = read
    const report = summariseSnapshot(directory, bytes, snapshot)
    const { stateReads } = request
    const outside = await lookOutside(store, read, { stateReads, signal })
    const claimMode = claimModeOf(snapshot)
    const files = request.checkFiles ? await checkFiles(store, directory, snapshot, signal) : undefined
    notices.push(...(await tellDeleted(store, read, files, signal)))
    const relocation =
      request.relocation
      && (await previewRelocation(
        request.relocation,
        [...snapshot.warnings, ...outside.findings.map(outsideSentence), ...unreadSentences(outside.unread)],
        context,
      ))
    const asOf = request.asOf?.toISOString()
    return {
      ...report,
      asOf,
      warnings: [...report.warnings, ...notices],
      claimMode,
      outside,
      files,
      relocation,
    }
  } finally {
    store.close()
  }
}

/** Of the first missing file, that its bucket keeps it as it was. */
async function tellDeleted(
  store: ObjectStore,
  { directory, metadata, snapshot: { references } }: ReadSnapshot,
  files: FilesCheck | undefined,
  signal: AbortSignal,
): Promise<string[]> {
  const missing = files?.problems.find(({ problem }) => problem === 'missing')
  const reference = missing && references.find(({ path }) => path === missing.path)
  const place = reference && locationOf(reference, directory)
  const deleted = place && (await findDeletedFile(store, place, metadata.modifiedAt, signal))
  if (place === undefined || deleted === undefined) return []
  return [
    `${displayLocation(place)} was deleted at ${deleted.deletedAt.toISOString()}, and its bucket keeps old versions: with as-of `
      + `${deleted.asOf} all of the snapshot is looked at as it was then`,
  ]
}
