import type { Archive } from './archives.ts'
import type { Location } from '../location/location.ts'
import type { Abortable, Deletion, ObjectInfo, ObjectStore, WriteOptions } from './object-store.ts'
import type { Written } from './proof.ts'

/** A store that can copy objects by itself, so that their bytes do not pass through this process. */
export interface CopyingStore extends ObjectStore {
  readonly type: 's3'

  /** Equal for stores whose objects one request can copy: the endpoint, or a partition of AWS. */
  readonly endpoint: string

  /**
   * Copies an object of any bucket of this endpoint, pinned to its ETag.
   *
   * @throws ServerSideRefusedError where the store does not let these credentials do so; StorageError
   * otherwise.
   */
  copyWithin(from: ObjectInfo, to: Location, options?: WriteOptions): Promise<Written>

  /** Every write is to have what the store may leave undone: encryption, a storage class. */
  readonly hasTerms: boolean

  /** Why the object, of a class that archives have, cannot be read; `undefined` where it can. */
  archiveOf(info: ObjectInfo, options?: Abortable): Promise<Archive | undefined>

  /** The time as of which it is read, where that is not now. */
  readonly asOf?: Date | undefined

  /**
   * When an object that is kept as an older version was deleted, each time, as far as a page of its versions
   * shows. One request.
   */
  deletions(location: Location, options?: Abortable): Promise<readonly Deletion[]>

  /** What the store keeps that tells the object's content without reading it. */
  proofs(info: ObjectInfo, options?: Abortable): Promise<ContentProofs>

  /**
   * How many unfinished multipart uploads lie under exactly this key. They are nobody's but their
   * creator's: a run that was killed leaves them, and one that goes on elsewhere needs them.
   */
  countUploads(location: Location, options?: Abortable): Promise<number>

  /** Requests that each way of moving an object of this size costs. */
  readonly cost: {
    copyWithin(sizeBytes: number): number
    write(sizeBytes: number): number
    /** Ranges that {@link write} reads its source in. */
    readsForWrite(sizeBytes: number): number
  }
}

/** What tells the content of an object without reading it. */
export interface ContentProofs {
  /** Of the whole object, by algorithm (`SHA256`). */
  readonly checksums: ReadonlyMap<string, string>
  /** The `origin` of the RangeSource that it was written from, where it was written by this program. */
  readonly origin?: string
}

/** Whether a store can copy by itself. */
export function canCopyWithin(store: ObjectStore): store is CopyingStore {
  return 'copyWithin' in store
}

/**
 * The store refuses to copy by itself: `all` objects, or only those that need `parts`. The message says
 * why.
 */
export class ServerSideRefusedError extends Error {
  override readonly name = 'ServerSideRefusedError'
  readonly scope: 'all' | 'parts'

  constructor(scope: 'all' | 'parts', message: string, options?: ErrorOptions) {
    super(message, options)
    this.scope = scope
  }
}
