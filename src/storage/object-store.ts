import type { Location } from '../location/location.ts'
import type { Proof, Written } from './proof.ts'

/** What a store says of one object (a file, for the file store). */
export interface ObjectInfo {
  readonly location: Location
  readonly sizeBytes: number
  /**
   * S3's ETag without quotes, as an opaque text; absent where the store has none. Pins reads to this very
   * content.
   */
  readonly etag?: string
  readonly modifiedAt?: Date
  /** Of a local file: equal for two looks at one writing of it. */
  readonly stamp?: string
  /**
   * S3's storage class where it is not STANDARD. Whether the object can be read, `archives.ts` finds out.
   */
  readonly storageClass?: string
  /** Of an object that was not looked for as it is now: the version that was current at the time. */
  readonly versionId?: string
}

/** One deletion of an object in a bucket that keeps versions, where it can be read as it was. */
export interface Deletion {
  /** When the version was written that was deleted. */
  readonly writtenAt: Date
  readonly deletedAt: Date
}

/** What lies directly in a directory: a page of its objects, and of the directories that hold others. */
export interface DirectoryPage {
  readonly objects: readonly ObjectInfo[]
  readonly directories: readonly Location[]
}

/** Options of every operation that touches the store. */
export interface Abortable {
  /** Ends the operation with the signal's reason. */
  readonly signal?: AbortSignal
}

/** Options of a listing. */
export interface ListOptions extends Abortable {
  /**
   * What is likely to be there. Many of them make a listing faster; none of it is believed. Gone through
   * more than once.
   */
  readonly expected?: Iterable<Location>
}

/**
 * Bytes of known total size that can be read from any place any number of times, so that writes can be
 * retried.
 */
export interface RangeSource {
  readonly sizeBytes: number
  /**
   * Opens bytes `start` (inclusive) to `end` (exclusive). Fails where the content is no longer the planned
   * one.
   */
  open(start: number, end: number, options: Abortable): Promise<AsyncIterable<Uint8Array>>
  /**
   * What an object that is written from this keeps of it, to be known again; absent where reads are not
   * pinned.
   */
  readonly origin?: string
  /**
   * Fills `into` with the bytes from `start` on, where the source can do that at less cost than by {@link
   * open}.
   */
  readInto?(into: Uint8Array, start: number, options: Abortable): Promise<void>
  /** What the store says of the whole content, where it says anything that can be checked. */
  readonly claim?: ContentClaim
}

/**
 * What of a store's words on a content may turn out to be none: its ETag as an MD5, as one of parts' MD5s,
 * its checksum.
 */
export type ClaimKind = 'md5' | 'composed' | 'checksum'

/** An ETag that looks like an MD5 is one on most stores, but not where a key service encrypts. */
export interface ContentClaim {
  readonly of: Location
  /** Lower-case hex; `undefined` where the store's claims were found to be none. */
  readonly md5: string | undefined
  /** An ETag made of the MD5s of parts, in lower case; `undefined` likewise. */
  readonly composed: { readonly etag: string; readonly parts: number } | undefined
  /** The bytes come through TLS: what comes is what the store sent. */
  readonly authenticated: boolean
  /**
   * The size of the parts that {@link composed} is made of, the last one apart, where the store tells it
   * (one request).
   */
  partBytes(options: Abortable): Promise<number | undefined>
  /**
   * Checksums of the whole content by algorithm (`SHA256`), in base64: those that came with the bytes,
   * else, if it may, asks for them.
   */
  checksums(mayAsk: boolean, options: Abortable): Promise<ReadonlyMap<string, string>>
  /** Whether such claims of this store were not disproved yet. */
  holds(kind: ClaimKind): boolean
  /**
   * Told that the content is right and the claim is not: this store's claims of the kind (`md5` if not
   * said) prove nothing.
   */
  disprove(kind?: ClaimKind): void
}

/**
 * How an atomic write of a small object ended: `created`: it was not there before; `exists`: something is
 * there and was left alone; `replaced`: only with `replace`.
 */
export type PublishOutcome = 'created' | 'exists' | 'replaced'

/** What {@link ObjectStore.publish} did, and whether the store itself guarantees it. */
export interface Published {
  readonly outcome: PublishOutcome
  /**
   * Whether the store was seen to honour the condition "only if absent" (S3: the identical PUT again
   * answers 412). `false` means that two writers at the same moment would not have noticed each other. With
   * `replace` it is asked in the same way, and says what the store could have guarded.
   */
  readonly conditionHonoured: boolean
}

/** How bytes travel from one store to another. */
export type TransferMode = 'server-side' | 'streamed' | 'local'

/**
 * Where the bytes of snapshots live: local files or S3. All implementations pass one contract test suite.
 *
 * Every method fails with a {@link StorageError} whose message is a sentence for people; a missing object
 * is `undefined` where the signature says so. Retries of what is transient happen inside.
 */
export interface ObjectStore {
  readonly type: 'file' | 's3'

  /** The object's size and ETag, `undefined` when there is no such object. */
  stat(location: Location, options?: Abortable): Promise<ObjectInfo | undefined>

  /**
   * Every object below the directory, page by page, in no promised order. A directory that does not exist
   * has no objects. S3's directory markers (keys that end in a slash, Hadoop's `_$folder$`) are no objects.
   */
  list(directory: Location, options?: ListOptions): AsyncIterable<readonly ObjectInfo[]>

  /**
   * What lies directly in the directory, page by page, in no promised order: one level, whatever is below.
   * Each directory is named once. Otherwise as {@link list}. Local directories may be empty; those of S3
   * are there by their objects only, so that one that holds nothing but a directory marker may be named or
   * not.
   */
  listLevel(directory: Location, options?: Abortable): AsyncIterable<DirectoryPage>

  /** A whole object of at most `maxBytes` bytes. */
  read(
    location: Location,
    options: Abortable & { readonly maxBytes: number },
  ): Promise<{ info: ObjectInfo; bytes: Uint8Array }>

  /** The object as a source of byte ranges, pinned to its ETag where it has one. */
  source(info: ObjectInfo): RangeSource

  /**
   * Writes an object from a source, in one request or in parts, replacing what is there. Nothing is visible
   * at the location before all bytes are there. `onBytes` gets increments as bytes are sent (negative where
   * a part is retried).
   */
  write(location: Location, source: RangeSource, options?: WriteOptions): Promise<Written>

  /**
   * Writes a small object atomically: without `replace` only where nothing is. An own write whose answer
   * was lost counts as `created`: on "exists" the content there is compared with `bytes`.
   */
  publish(
    location: Location,
    bytes: Uint8Array,
    options: Abortable & { readonly replace: boolean },
  ): Promise<Published>

  /** Deletes objects; one that is not there is no error. */
  remove(locations: readonly Location[], options?: Abortable): Promise<void>

  /**
   * Deletes objects as far as they still are what is said of them, by ETag, or by size and time where there
   * is none; one that is not there is no error. S3 is told the condition, which some stores do not look at.
   *
   * @returns those that are something else by now and were left alone
   */
  removeUnchanged(objects: readonly ObjectInfo[], options?: Abortable): Promise<readonly Location[]>

  /** Releases sockets; the store is not used afterwards. */
  close(): void
}

/** Options of writing one object. */
export interface WriteOptions extends Abortable {
  readonly onBytes?: (bytes: number) => void
}

/**
 * Moves objects between two stores in the best way both allow.
 */
export interface Transfer {
  /**
   * How the next object will travel. Changes from `server-side` to `streamed` where the first copy shows
   * that it must.
   */
  readonly mode: TransferMode

  /**
   * Copies one object; resolves with what the target's answer says of it, and what proves its content. The
   * content is pinned to `from.etag`. The first server-side copy that is refused with 403 or 501 turns the
   * whole transfer to `streamed` (the caller is told by `onNotice`) and is done again.
   */
  copy(from: ObjectInfo, to: Location, options?: WriteOptions): Promise<Written>

  /**
   * What proves that the object at the target has the same content: equal ETags, equal checksums, equal
   * bytes; `size` where all that is known is that this program wrote it from this very source. `undefined`
   * also where there is no proof.
   */
  sameContent(from: ObjectInfo, to: ObjectInfo, options?: Abortable): Promise<Proof | undefined>

  /**
   * One object is to be copied before the others: what the target is asked to do with it (encrypt it) may
   * not be done.
   */
  readonly wantsProbe?: boolean

  /** Requests that copying an object of this size costs (for the dry run). */
  requestsFor(sizeBytes: number): number
}
