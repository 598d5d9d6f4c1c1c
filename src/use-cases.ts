import type { UseCases } from './face/use-cases.ts'

/** The use cases over real stores. Each is loaded when it is called: a run takes one of them, and starts sooner without the others. */
export const useCases: UseCases = {
  relocate: async (...args) => (await import('./relocation/relocate.ts')).relocate(...args),
  inspect: async (...args) => (await import('./examination/examine.ts')).examineSnapshot(...args),
  compare: async (...args) => (await import('./examination/compare.ts')).compareSnapshots(...args),
  find: async (...args) => (await import('./search/find-snapshot.ts')).findSnapshot(...args),
  savepoint: async (...args) => (await import('./flink/take-savepoint.ts')).takeSavepoint(...args),
  rewrite: async (...args) => (await import('./relocation/rewrite-file.ts')).rewriteMetadataFile(...args),
}
