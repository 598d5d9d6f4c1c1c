import type { Location } from '../location/location.ts'
import type { PathRule } from '../location/path-map.ts'
import type { Narrator } from '../relocation/narrator.ts'
import type { RelocationReport } from '../relocation/report.ts'
import type { RelocationRequest } from '../relocation/request.ts'
import type { S3Settings } from '../storage/settings.ts'
import type { Inspection } from './inspection.ts'
import type { Output } from './terminal.ts'

/** What a rewrite of one local file came to. */
export interface RewriteResult {
  readonly input: string
  readonly output: string
  readonly metadataVersion: number
  readonly urisRewritten: number
  readonly urisUnchanged: number
  readonly warnings: readonly string[]
}

/** What the command line works with; `cli.ts` gives the real ones. */
export interface CliDependencies {
  readonly env: NodeJS.ProcessEnv
  readonly cwd: string
  readonly stdout: Output
  readonly stderr: Output
  readonly signal: AbortSignal
  readonly relocate: (
    request: RelocationRequest,
    context: { readonly narrator: Narrator; readonly signal: AbortSignal },
  ) => Promise<RelocationReport>
  readonly inspect: (source: Location, s3: S3Settings, signal: AbortSignal) => Promise<Inspection>
  readonly rewrite: (
    input: Location,
    output: Location,
    rules: PathRule[],
    options: { readonly overwrite: boolean; readonly signal: AbortSignal },
  ) => Promise<RewriteResult>
}
