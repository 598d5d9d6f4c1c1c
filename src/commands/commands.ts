import type { UseCases } from './use-cases.ts'

/** The use cases over real stores. Each is loaded when it is called: a run takes one of them, and starts sooner without the others. */
export const useCases: UseCases = {
  relocate: async (...args) => (await import('./relocate/relocate.ts')).relocate(...args),
  inspect: async (...args) => (await import('./inspect/inspect.ts')).examineSnapshot(...args),
  compare: async (...args) => (await import('./diff/compare.ts')).compareSnapshots(...args),
  find: async (...args) => (await import('./find/find.ts')).findSnapshot(...args),
  savepoint: async (...args) => (await import('./savepoint/savepoint.ts')).takeSavepoint(...args),
  rewrite: async (...args) => (await import('./rewrite/rewrite.ts')).rewriteMetadataFile(...args),
}
