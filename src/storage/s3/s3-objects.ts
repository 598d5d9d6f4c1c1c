/** One object by bucket and key, neither encoded. */
export interface ObjectRef {
  readonly bucket: string
  readonly key: string
  /** What is read is this version of it; absent: the current one. */
  readonly versionId?: string
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
  /** Which version it is, where versions were listed. */
  readonly versionId?: string
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
  /** Versions on the page that are not told, as what is later than the time that is asked for. */
  readonly passedOver?: number
}

/** A version of an object, or the mark of its deletion, which has no bytes. */
export interface ObjectVersion extends ObjectHead {
  readonly key: string
  readonly versionId: string
  readonly deleted: boolean
}

/** Behind which version a page begins: one of this key, or all of them where none is named. */
export interface VersionMark {
  readonly key: string
  readonly versionId?: string
}

/** One page of a listing of versions: those of a key are together, the newest first. */
export interface VersionsPage {
  readonly versions: readonly ObjectVersion[]
  /** As those of {@link ListPage}. */
  readonly prefixes: readonly string[]
  readonly next?: VersionMark
}

/** A key that could not be deleted. */
export interface RemoveFailure {
  readonly key: string
  readonly code: string
  readonly message: string
}
