import { LocationError } from '../../location/location.ts'
import type { Narrator } from '../relocate/narrator.ts'
import { relocate } from '../relocate/relocate.ts'
import { RelocationError } from '../relocation-error.ts'
import type { RelocationReport } from '../relocate/report.ts'
import type { RelocationRequest } from '../relocate/request.ts'
import { StorageError } from '../../storage/storage-error.ts'
import type { InspectionContext } from './inspect.ts'

/** What a relocation would do, or why it would stop before anything is written. */
export type RelocationPreview = PlannedRelocation | RefusedRelocation

/** What a relocation would do. */
export interface PlannedRelocation {
  /** The relocation would be done. */
  readonly possible: true
  /** The directory URI that Flink would take. */
  readonly snapshotPath: string
  /** The former name of {@link snapshotPath}, for one major version. */
  readonly savepointPath: string
  /** Files that would be copied. */
  readonly filesToCopy: number
  /** Their size in bytes. */
  readonly bytesToCopy: number
  /** Files that are at the target already, with the same content. */
  readonly filesThere: number
  /** Paths in `_metadata` that would be replaced. */
  readonly urisRewritten: number
  readonly transferMode: RelocationReport['transferMode']
  /** Requests to S3. */
  readonly requests: number
  /** Beside those of the snapshot itself. */
  readonly warnings: readonly string[]
}

/** Why a relocation would stop. */
export interface RefusedRelocation {
  /** The relocation would stop before anything is written. */
  readonly possible: false
  /** One sentence that says what to do. */
  readonly reason: string
  /** Further lines for people, most telling first; may be empty. */
  readonly details: readonly string[]
}

/**
 * Plans a relocation as a dry run.
 *
 * @param known warnings that the inspection gives already
 * @throws what is no refusal: a defect, and the signal's reason when it was aborted.
 */
export async function previewRelocation(
  request: RelocationRequest,
  known: readonly string[],
  { signal, tuning }: InspectionContext,
): Promise<RelocationPreview> {
  try {
    const report = await relocate({ ...request, dryRun: true }, { narrator: SILENT, signal, tuning })
    return {
      possible: true,
      snapshotPath: report.snapshotPath,
      savepointPath: report.snapshotPath,
      filesToCopy: report.estimatedFiles ?? 0,
      bytesToCopy: report.estimatedBytes ?? 0,
      filesThere: report.filesSkipped,
      urisRewritten: report.urisRewritten,
      transferMode: report.transferMode,
      requests: report.estimatedRequests ?? 0,
      warnings: report.warnings.filter((warning) => !known.includes(warning)),
    }
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof RelocationError)
      return { possible: false, reason: error.message, details: error.details }
    if (error instanceof StorageError || error instanceof LocationError)
      return { possible: false, reason: error.message, details: [] }
    throw error
  }
}

const nothing = (): void => undefined

const SILENT: Narrator = {
  phase: nothing,
  info: nothing,
  warning: nothing,
  debug: nothing,
  progress: nothing,
}
