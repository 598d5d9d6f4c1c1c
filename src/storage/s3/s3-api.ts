import type {
  GetAnswer,
  ListPage,
  ObjectHead,
  ObjectRef,
  PartAnswer,
  PartBody,
  PartRef,
  PinnedKey,
  PinnedRef,
  RemoveFailure,
  Sink,
  VersionMark,
  VersionsPage,
  WriteAnswer,
  WriteCondition,
} from './s3-objects.ts'

export type * from './s3-objects.ts'

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
  /**
   * Versions of the keys that begin so, and delete markers, behind a mark: a page of at most 1,000, or of
   * `most`. With `oneLevel` as {@link list}.
   */
  listVersions(
    bucket: string,
    prefix: string,
    after: VersionMark | undefined,
    options: CallOptions & { readonly oneLevel?: boolean; readonly most?: number },
  ): Promise<VersionsPage>
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
