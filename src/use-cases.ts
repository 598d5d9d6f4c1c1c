import { compareSnapshots } from './examination/compare.ts'
import { examineSnapshot } from './examination/examine.ts'
import type { UseCases } from './face/use-cases.ts'
import { takeSavepoint } from './flink/take-savepoint.ts'
import { relocate } from './relocation/relocate.ts'
import { rewriteMetadataFile } from './relocation/rewrite-file.ts'

/** The use cases over real stores. */
export const useCases: UseCases = {
  relocate,
  inspect: examineSnapshot,
  compare: compareSnapshots,
  savepoint: takeSavepoint,
  rewrite: rewriteMetadataFile,
}
