import { compareSnapshots } from './examination/compare.ts'
import { examineSnapshot } from './examination/examine.ts'
import type { UseCases } from './face/use-cases.ts'
import { takeSavepoint } from './flink/take-savepoint.ts'
import { findSnapshot } from './search/find-snapshot.ts'
import { relocate } from './relocation/relocate.ts'
import { rewriteMetadataFile } from './relocation/rewrite-file.ts'

/** The use cases over real stores. */
export const useCases: UseCases = {
  relocate,
  inspect: examineSnapshot,
  compare: compareSnapshots,
  find: findSnapshot,
  savepoint: takeSavepoint,
  rewrite: rewriteMetadataFile,
}
