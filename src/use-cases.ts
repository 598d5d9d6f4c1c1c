import type { UseCases } from './face/use-cases.ts'
import { inspectSnapshot } from './inspection/inspect.ts'
import { relocate } from './relocation/relocate.ts'
import { rewriteMetadataFile } from './relocation/rewrite-file.ts'
import { openStore } from './storage/open-store.ts'

/** The use cases over real stores. */
export const useCases: UseCases = {
  relocate,
  inspect: async (source, s3, signal) => {
    const store = await openStore(source, 'source', s3, undefined, {})
    try {
      return await inspectSnapshot(store, source, { signal })
    } finally {
      store.close()
    }
  },
  rewrite: rewriteMetadataFile,
}
