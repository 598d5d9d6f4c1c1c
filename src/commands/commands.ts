import type { compareSnapshots } from './diff/diff.ts'
import type { findSnapshot } from './find/find.ts'
import type { inspectSnapshot } from './inspect/inspect.ts'
import type { relocate } from './relocate/relocate.ts'
import type { rewriteMetadataFile } from './rewrite/rewrite.ts'
import type { takeSavepoint } from './savepoint/savepoint.ts'

/** What the program can do, as both faces call it. The entries bring the real ones, tests their own. */
export interface Commands {
  readonly relocate: typeof relocate
  readonly inspect: typeof inspectSnapshot
  readonly diff: typeof compareSnapshots
  readonly find: typeof findSnapshot
  readonly savepoint: typeof takeSavepoint
  readonly rewrite: typeof rewriteMetadataFile
}

/**
 * The commands over real stores. Each is loaded when it is called: a run takes one of them, and starts sooner
 * without the others.
 */
export const commands: Commands = {
  relocate: async (...args) => (await import('./relocate/relocate.ts')).relocate(...args),
  inspect: async (...args) => (await import('./inspect/inspect.ts')).inspectSnapshot(...args),
  diff: async (...args) => (await import('./diff/diff.ts')).compareSnapshots(...args),
  find: async (...args) => (await import('./find/find.ts')).findSnapshot(...args),
  savepoint: async (...args) => (await import('./savepoint/savepoint.ts')).takeSavepoint(...args),
  rewrite: async (...args) => (await import('./rewrite/rewrite.ts')).rewriteMetadataFile(...args),
}
