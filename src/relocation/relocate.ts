import type { Narrator } from './narrator.ts'
import type { RelocationReport } from './report.ts'
import type { RelocationRequest } from './request.ts'

/** A relocation was refused or stopped. The message is one sentence that names the input or object and what to do next. */
export class RelocationError extends Error {
  override readonly name = 'RelocationError'
}
