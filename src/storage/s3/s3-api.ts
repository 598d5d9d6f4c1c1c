/**
 * The S3 operations that the store needs, in its own terms. Each call is exactly one request (or one
 * follow-up in another region), never retried here, and fails with an {@link S3Fault}.
 */
export interface S3Api {
  /** With `partNumber` the size is that of this part of an upload in parts, where the store knows it. */
  head(
    object: ObjectRef,
    options: CallOptions & OfCopySource & { readonly checksums?: boolean; readonly partNumber?: number },
  ): Promise<ObjectHead>
  /**
   * `range` is `[start, end)`. The answer's body is yet to be read, and breaks off when the signal is
   * aborted.
   */
  get(
    object: ObjectRef,
    options: CallOptions & { readonly range?: readonly [number, number]; readonly etag?: string },
  ): Promise<GetAnswer>
  /**
   * As {@link get}, but the body lands in `sink`, behind what it holds. Nothing lands of an answer that is
   * longer than the room in the sink. What had come before a fault stays there. `checksums` asks for those
   * of the object, which some stores refuse.
   */
  getInto(
    object: ObjectRef,
    sink: Sink,
    options: CallOptions & {
      readonly range?: readonly [number, number]
      readonly etag?: string
      readonly checksums?: boolean
    },
  ): Promise<ObjectHead>
  /**
   * With `crc32` the store is told what it must have got, and the bytes are not signed; without it they
   * are, and it is told their MD5 unless it shall be `withoutMd5`.
   */
  put(
    object: ObjectRef,
    bytes: Uint8Array,
    options: CallOptions
      & Marked & {
        readonly condition?: WriteCondition
        readonly crc32?: string
        readonly withoutMd5?: boolean
      },
  ): Promise<WriteAnswer>
  /** Tags stay behind, unless nothing shall be said of them because the store refuses the directive. */
  copy(
    object: ObjectRef,
    source: PinnedRef,
    options: CallOptions & { readonly condition?: WriteCondition; readonly silentOnTags?: boolean },
  ): Promise<WriteAnswer>
  /** `crc32`: each part will carry one, which some stores want to know before. */
  createUpload(
    object: ObjectRef,
    options: CallOptions & Marked & { readonly crc32?: boolean },
  ): Promise<string>
  uploadPart(part: PartRef, body: PartBody, options: CallOptions): Promise<PartAnswer>
  copyPart(
    part: PartRef,
    source: PinnedRef,
    range: readonly [number, number],
    options: CallOptions,
  ): Promise<PartAnswer>
  completeUpload(
    object: ObjectRef,
    uploadId: string,
    parts: readonly PartAnswer[],
    options: CallOptions & { readonly condition?: WriteCondition },
  ): Promise<WriteAnswer>
  abortUpload(object: ObjectRef, uploadId: string, options: CallOptions): Promise<void>
  /** How many unfinished uploads the key itself has; some stores list them under exact keys only. */
  countUploads(object: ObjectRef, options: CallOptions): Promise<number>
  /**
   * With `oneLevel` keys with a further slash are told by what they have up to it; with `startAfter`, and
   * without a token, those behind a key only.
   */
  list(
    bucket: string,
    prefix: string,
    token: string | undefined,
    options: CallOptions & OfCopySource & { readonly oneLevel?: boolean; readonly startAfter?: string },
  ): Promise<ListPage>
  /** At most 1,000 keys; one with an ETag only while it has that. */
  removeMany(
    bucket: string,
    objects: readonly PinnedKey[],
    options: CallOptions,
  ): Promise<readonly RemoveFailure[]>
  remove(object: PinnedRef, options: CallOptions): Promise<void>
  close(): void
}

/** What was heard of a request: bytes of its body went out, or anything came in. */
export type SignOfLife = 'sent' | 'came'

/** Ends a call, and is told of its signs of life if it wants to be; one of Node's does not. */
export interface CallSignal extends Pick<AbortSignal, 'aborted' | 'reason' | 'throwIfAborted'> {
  addEventListener(type: 'abort', listener: () => void, options?: { readonly once: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
  /**
   * Called by whatever moves bytes: for a body that is sent as often as the system takes some (see
   * `slices.ts`), for an answer that is read whole with each piece.
   */
  heard?(what: SignOfLife): void
}

/** Options of every call. */
export interface CallOptions {
  readonly signal?: CallSignal
}

/** Whether what is looked at is the source of a copy, which has terms of its own. */
export interface OfCopySource {
  readonly ofCopySource?: boolean
}

/** What a new object keeps of where its bytes come from; see `origin.ts`. */
export interface Marked {
  readonly origin?: string
}

/** One object by bucket and key, neither encoded. */
export interface ObjectRef {
  readonly bucket: string
  readonly key: string
}

/** A copy's source, or what is to be deleted, pinned to its content where its ETag is known. */
export interface PinnedRef extends ObjectRef {
  readonly etag?: string
}

/** What is to be deleted, pinned to its content where its ETag is known. */
export type PinnedKey = Omit<PinnedRef, 'bucket'>

/** The condition under which the store accepts a write: nothing is there, or exactly this content is. */
export type WriteCondition = { readonly ifNoneMatch: true } | { readonly ifMatch: string }

/** What HEAD says. */
export interface ObjectHead {
  readonly sizeBytes: number
  readonly etag?: string
  readonly modifiedAt?: Date
  readonly storageClass?: string
  /** `x-amz-restore` of an archived object whose restoration was asked for; no listing tells. */
  readonly restore?: string
  /** `x-amz-archive-status`: the archive tier of Intelligent-Tiering that it is in; no listing tells. */
  readonly archiveStatus?: string
  /** Absent where it is not encrypted, or the answer does not tell. */
  readonly encryption?: Encryption
  /** `SHA256` to base64 text, of the whole object only; only when asked for. */
  readonly checksums?: ReadonlyMap<string, string>
  /** What the object was written from; see `origin.ts`. Only HEAD tells. */
  readonly origin?: string
}

/** The opened body of a GET. */
export interface GetAnswer {
  readonly head: ObjectHead
  readonly body: AsyncIterable<Uint8Array>
}

/** Where a body is gathered: the first `filled` bytes are there. */
export interface Sink {
  readonly bytes: Uint8Array
  filled: number
}

/** By whom an object is encrypted, as an answer tells. */
export interface Encryption {
  /** `AES256`, `aws:kms` and its kinds; `SSE-C` where it is with a key of the user's. */
  readonly algorithm: string
  readonly kmsKeyId?: string
  /** Which one that is, in base64. */
  readonly customerKeyMd5?: string
}

/** What a finished write says of the object. */
export interface WriteAnswer {
  readonly etag: string
  /** The ETag is no MD5 because the server encrypted with a key service, or a key of the user's. */
  readonly opaqueEtag: boolean
  /** Absent where the answer says nothing of it. */
  readonly encryption?: Encryption
  /** The server's checksums of what it got, by their names in the API. */
  readonly checksums?: Readonly<Record<string, string>>
}

/** One part of a multipart upload; `number` counts from 1. */
export interface PartRef extends ObjectRef {
  readonly uploadId: string
  readonly number: number
}

/** The bytes of a part: held in memory, or read once as they are sent. */
export interface PartBody {
  readonly bytes: Uint8Array | AsyncIterable<Uint8Array>
  readonly sizeBytes: number
  /** In base64, as S3 writes it: the store refuses the part where it got other bytes. */
  readonly crc32?: string
}

/** A part that is there; handed back as it is when the upload is completed. */
export interface PartAnswer extends WriteAnswer {
  readonly number: number
}

/** One page of a listing. */
export interface ListPage {
  readonly entries: readonly (ObjectHead & { readonly key: string })[]
  /** Beginnings of further keys, each ending in a slash; empty but for a listing of one level. */
  readonly prefixes: readonly string[]
  readonly next?: string
}

/** A key that could not be deleted. */
export interface RemoveFailure {
  readonly key: string
  readonly code: string
  readonly message: string
}

/** Facts of one failed request. */
export interface S3FaultFacts {
  /** S3's name of the operation (`CopyObject`). */
  readonly operation: string
  readonly bucket: string
  readonly key?: string
  readonly status?: number
  /** S3's error code, or the name of the exception that stands for it. */
  readonly s3Code?: string
  /** Node's error code of a network or TLS fault. */
  readonly networkCode?: string
  readonly requestId?: string
  /** The region that the server says the bucket is in. */
  readonly bucketRegion?: string
  readonly retryAfterMs?: number
  /** The answer is a web page, or a redirect: something else than S3 gave it. */
  readonly page?: boolean
  /** Where a redirect leads, without its query. */
  readonly redirectedTo?: string
  /** By what a proxy that answered 407 offers a login. */
  readonly proxyOffers?: string
  /** It was the proxy that could not be reached, or did not let through: the message says all of it. */
  readonly ofProxy?: boolean
  /** The answer came but does not say what the operation promises. */
  readonly corrupt?: boolean
  /**
   * The connection had served another request before, and broke before anything of the answer came: it may
   * have been dead all along. The next try has to get a fresh one.
   */
  readonly reused?: boolean
  /** The request is given up: how long it was tried. */
  readonly waited?: Waited
}

/** How long a request was tried in vain. Times in milliseconds since 1970. */
export interface Waited {
  readonly sinceMs: number
  readonly untilMs: number
  /** Of this request. */
  readonly tries: number
  /**
   * What did not succeed since: nothing in the whole `store`; this `request` only, while others did; or
   * anything ever, of a `stranger` that may be no S3 store.
   */
  readonly by: 'store' | 'request' | 'stranger'
}

/**
 * One request failed. The message is the server's or the system's own; sentences for people are made
 * elsewhere.
 */
export class S3Fault extends Error {
  override readonly name = 'S3Fault'
  readonly facts: S3FaultFacts

  constructor(message: string, facts: S3FaultFacts, options?: ErrorOptions) {
    super(message, options)
    this.facts = facts
  }
}
