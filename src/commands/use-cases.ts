import type { ComparedSnapshot } from './diff/compare.ts'
import type { Examination, ExaminationContext, ExaminationRequest } from './inspect/inspect.ts'
import type { SnapshotDiff } from './diff/diff.ts'
import type { SavepointReport, SavepointRequest } from './savepoint/request.ts'
import type { SavepointContext } from './savepoint/savepoint.ts'
import type { Location } from '../location/location.ts'
import type { PathRule } from '../location/path-map.ts'
import type { Narrator } from './relocate/narrator.ts'
import type { RelocationReport } from './relocate/report.ts'
import type { RelocationRequest } from './relocate/request.ts'
import type { RewriteReport } from './rewrite/rewrite.ts'
import type { SearchContext, SearchReport, SearchRequest } from './find/request.ts'

/** What the program can do, as both faces call it. The entries bring the real ones, tests their own. */
export interface UseCases {
  readonly relocate: (
    request: RelocationRequest,
    context: {
      readonly narrator: Narrator
      readonly signal: AbortSignal
      /** With `delete-source`: everything that the user needs is to be given out here, before anything is deleted. */
      readonly onCommitted?: (report: RelocationReport) => Promise<void>
    },
  ) => Promise<RelocationReport>
  readonly inspect: (request: ExaminationRequest, context: ExaminationContext) => Promise<Examination>
  /** What changed from the first snapshot to the second. */
  readonly compare: (a: ComparedSnapshot, b: ComparedSnapshot, context: ExaminationContext) => Promise<SnapshotDiff>
  /** The newest complete snapshot in a directory. */
  readonly find: (request: SearchRequest, context: SearchContext) => Promise<SearchReport>
  readonly savepoint: (request: SavepointRequest, context: SavepointContext) => Promise<SavepointReport>
  readonly rewrite: (
    input: Location,
    output: Location,
    rules: readonly PathRule[],
    options: { readonly overwrite: boolean; readonly signal: AbortSignal },
  ) => Promise<RewriteReport>
}
