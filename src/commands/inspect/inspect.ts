import { summariseSnapshot, type SnapshotSummary } from '../../snapshot/summary.ts'
import {
  outsideSentence,
  unreadSentences,
  type OutsideReport,
} from '../../snapshot/outside/outside-report.ts'
import { lookOutside } from '../../snapshot/outside/read-state.ts'
import { readSnapshot } from '../../snapshot/read-snapshot.ts'
import type { Location } from '../../location/location.ts'
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
    const relocation =
      request.relocation
      && (await previewRelocation(
        request.relocation,
        [...snapshot.warnings, ...outside.findings.map(outsideSentence), ...unreadSentences(outside.unread)],
        context,
      ))
    return { ...report, warnings: [...report.warnings, ...notices], claimMode, outside, files, relocation }
  } finally {
    store.close()
  }
}
