import { createHash } from 'node:crypto'
import type { HttpClient } from '../../../platform/http/http-client.ts'
import type { S3WriteSettings } from '../../settings.ts'
import {
  type CallOptions,
  type GetAnswer,
  type ListPage,
  type ObjectHead,
  type ObjectRef,
  type PartAnswer,
  type PartBody,
  type PartRef,
  type PinnedRef,
  type S3Api,
  type Sink,
  type WriteAnswer,
} from '../s3-api.ts'
import type { AccessHeaders } from './access-headers.ts'
import { checksumsOf, corrupt, encryptionIn, partChecksums, written } from './answers.ts'
import type { RegionalSender } from '../identity/regional-sender.ts'
import type { Headers } from '../../../platform/http/exchange.ts'
import { resultIn } from './late-result.ts'
import {
  checksumFields,
  conditionHeaders,
  CONTENT_TYPE,
  headIn,
  ORIGIN_HEADER,
  originHeaders,
  rangeText,
  settingsHeaders,
  sourceHeaders,
} from './headers.ts'
import { listQuery, pageIn } from './list-page.ts'
import { contentRangeOf, headOfRange, opened } from './range-answer.ts'
import { RequestSender } from './request-sender.ts'
import { Deletions } from './deletions.ts'
import { Uploads } from './uploads.ts'
import { WatchedSource } from './watched-source.ts'
import { sha256, UNSIGNED_PAYLOAD } from './signing.ts'
import { childText } from './xml.ts'

/**
 * {@link S3Api} by requests of its own: the SDK's middleware costs ten times as much as all the rest of a
 * copy.
 *
 * @param sender decides about regions and credentials
 * @param access the terms on which objects are got at
 */
export function createHttpApi(
  sender: RegionalSender,
  http: HttpClient,
  write: S3WriteSettings,
  access: AccessHeaders,
): S3Api {
  return new HttpApi(new RequestSender(sender, http, access.always), write, access)
}

class HttpApi implements S3Api {
  readonly createUpload: S3Api['createUpload']
  readonly completeUpload: S3Api['completeUpload']
  readonly abortUpload: S3Api['abortUpload']
  readonly countUploads: S3Api['countUploads']
  readonly removeMany: S3Api['removeMany']
  readonly remove: S3Api['remove']
  readonly #sender: RequestSender
  readonly #write: Readonly<Record<string, string>>
  readonly #access: AccessHeaders

  constructor(sender: RequestSender, write: S3WriteSettings, access: AccessHeaders) {
    this.#sender = sender
    this.#access = access
    this.#write = settingsHeaders(write)
    const uploads = new Uploads(sender, this.#write, access.content)
    this.createUpload = uploads.create.bind(uploads)
    this.completeUpload = uploads.complete.bind(uploads)
    this.abortUpload = uploads.abort.bind(uploads)
    this.countUploads = uploads.count.bind(uploads)
    const deletions = new Deletions(sender)
    this.removeMany = deletions.many.bind(deletions)
    this.remove = deletions.one.bind(deletions)
  }

  head(object: ObjectRef, options: Parameters<S3Api['head']>[1]): Promise<ObjectHead> {
    const headers: Record<string, string> = {
      ...(options.ofCopySource === true ? this.#access.ofCopySource : this.#access.content),
      ...(options.checksums === true && { 'x-amz-checksum-mode': 'ENABLED' }),
    }
    return this.#sender.send(
      object,
      {
        operation: 'HeadObject',
        method: 'HEAD',
        headers,
        ...(options.partNumber !== undefined && { query: { partNumber: String(options.partNumber) } }),
      },
      options.signal,
      (answer) => {
        const head = headIn(answer.headers)
        if (head === undefined)
          throw corrupt('HeadObject', object, 'the answer to HEAD has no Content-Length')
        const origin = answer.headers[ORIGIN_HEADER]
        return {
          ...head,
          ...encryptionIn(answer.headers),
          origin,
          ...(options.checksums === true && { checksums: checksumsOf(checksumFields(answer.headers)) }),
        }
      },
    )
  }

  get(object: ObjectRef, options: Parameters<S3Api['get']>[1]): Promise<GetAnswer> {
    const { signal, range } = options
    return this.#sender.open(
      object,
      {
        operation: 'GetObject',
        method: 'GET',
        headers: { ...this.#access.content, ...readHeaders(options) },
      },
      signal,
      (answer) => opened(object, range, answer),
    )
  }

  async getInto(
    object: ObjectRef,
    sink: Sink,
    options: Parameters<S3Api['getInto']>[2],
  ): Promise<ObjectHead> {
    const { signal, range } = options
    return this.#sender.land(
      object,
      {
        operation: 'GetObject',
        method: 'GET',
        headers: { ...this.#access.content, ...readHeaders(options) },
      },
      { sink, ...(range && { contentRange: contentRangeOf(range) }) },
      signal,
      ({ headers }) => ({
        ...headOfRange(object, range, headers),
        ...(options.checksums === true && { checksums: checksumsOf(checksumFields(headers)) }),
      }),
    )
  }

  list(
    bucket: string,
    prefix: string,
    token: string | undefined,
    options: Parameters<S3Api['list']>[3],
  ): Promise<ListPage> {
    const listing = { bucket, prefix, token, oneLevel: options.oneLevel === true }
    return this.#sender.send(
      { bucket, key: prefix },
      {
        operation: 'ListObjectsV2',
        method: 'GET',
        ofBucket: true,
        query: listQuery(listing, options.startAfter),
        ...(options.ofCopySource === true && { headers: this.#access.ofCopySource }),
      },
      options.signal,
      (answer, subject) => pageIn(listing, answer, subject),
    )
  }

  put(object: ObjectRef, bytes: Uint8Array, options: Parameters<S3Api['put']>[2]): Promise<WriteAnswer> {
    const { crc32, signal } = options
    const headers = {
      ...CONTENT_TYPE,
      ...this.#access.content,
      ...this.#write,
      ...conditionHeaders(options.condition),
      ...originHeaders(options),
      ...(crc32 !== undefined
        ? { [CRC32]: crc32 }
        : options.withoutMd5 !== true && { 'content-md5': createHash('md5').update(bytes).digest('base64') }),
      'content-length': String(bytes.length),
    }
    const bodyHash = crc32 === undefined ? sha256(bytes) : UNSIGNED_PAYLOAD
    return this.#sender.send(
      object,
      { operation: 'PutObject', method: 'PUT', headers, body: bytes, bodyHash },
      signal,
      ({ headers }) => writtenIn('PutObject', object, headers),
    )
  }

  copy(object: ObjectRef, source: PinnedRef, options: Parameters<S3Api['copy']>[2]): Promise<WriteAnswer> {
    const headers = {
      ...this.#write,
      ...this.#access.copies,
      ...sourceHeaders(source),
      ...conditionHeaders(options.condition),
      ...(options.silentOnTags !== true && { 'x-amz-tagging-directive': 'REPLACE' }),
      'content-length': '0',
    }
    return this.#sender.send(
      object,
      { operation: 'CopyObject', method: 'PUT', headers },
      options.signal,
      (answer, subject) => {
        const etag = childText(resultIn(answer, subject), 'ETag')
        return written('CopyObject', object, etag, answer.headers)
      },
    )
  }

  async uploadPart(part: PartRef, body: PartBody, options: CallOptions): Promise<PartAnswer> {
    const { bytes, sizeBytes, crc32 } = body
    const source = bytes instanceof Uint8Array ? undefined : new WatchedSource(part, bytes, sizeBytes)
    const headers = {
      ...CONTENT_TYPE,
      ...this.#access.content,
      ...(crc32 !== undefined && { [CRC32]: crc32 }),
      'content-length': String(sizeBytes),
    }
    try {
      return await this.#sender.send(
        part,
        {
          operation: 'UploadPart',
          method: 'PUT',
          query: partQuery(part),
          headers,
          body: source ?? bytes,
          bodyHash: UNSIGNED_PAYLOAD,
        },
        options.signal,
        ({ headers }) => ({ ...writtenIn('UploadPart', part, headers), number: part.number }),
      )
    } catch (error) {
      // What the source says is the reason; the connection only broke because of it.
      throw source?.failure === undefined ? error : source.failure.reason
    }
  }

  copyPart(
    part: PartRef,
    source: PinnedRef,
    range: readonly [number, number],
    options: CallOptions,
  ): Promise<PartAnswer> {
    const headers = {
      ...this.#access.copies,
      ...sourceHeaders(source),
      'x-amz-copy-source-range': rangeText(range),
      'content-length': '0',
    }
    return this.#sender.send(
      part,
      { operation: 'UploadPartCopy', method: 'PUT', query: partQuery(part), headers },
      options.signal,
      (answer, subject) => {
        const result = resultIn(answer, subject)
        const fields = Object.fromEntries(result.children.map(({ name, text }) => [name, text]))
        return {
          ...written('UploadPartCopy', part, fields['ETag'], answer.headers),
          number: part.number,
          checksums: partChecksums(fields),
        }
      },
    )
  }

  close(): void {
    this.#sender.close()
  }
}

const CRC32 = 'x-amz-checksum-crc32'

function readHeaders({ range, etag, checksums }: Parameters<S3Api['getInto']>[2]): Record<string, string> {
  return {
    ...(checksums === true && { 'x-amz-checksum-mode': 'ENABLED' }),
    ...(range && { range: rangeText(range) }),
    ...(etag !== undefined && { 'if-match': `"${etag}"` }),
  }
}

function writtenIn(operation: string, object: ObjectRef, headers: Headers): WriteAnswer {
  return {
    ...written(operation, object, headers['etag'], headers),
    checksums: partChecksums(checksumFields(headers)),
  }
}

function partQuery({ number, uploadId }: PartRef): Record<string, string> {
  return { partNumber: String(number), uploadId }
}
