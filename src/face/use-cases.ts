import type { InspectReport } from '../inspection/inspect.ts'
import type { Location } from '../location/location.ts'
import type { PathRule } from '../location/path-map.ts'
import type { Narrator } from '../relocation/narrator.ts'
import type { RelocationReport } from '../relocation/report.ts'
import type { RelocationRequest } from '../relocation/request.ts'
import type { RewriteReport } from '../relocation/rewrite-file.ts'
import type { S3Settings } from '../storage/settings.ts'

/** What the program can do, as both faces call it. The entries bring the real ones, tests their own. */
export interface UseCases {
  readonly relocate: (
    request: RelocationRequest,
    context: { readonly narrator: Narrator; readonly signal: AbortSignal },
  ) => Promise<RelocationReport>
  readonly inspect: (source: Location, s3: S3Settings, signal: AbortSignal) => Promise<InspectReport>
  readonly rewrite: (
    input: Location,
    output: Location,
    rules: readonly PathRule[],
    options: { readonly overwrite: boolean; readonly signal: AbortSignal },
  ) => Promise<RewriteReport>
}
