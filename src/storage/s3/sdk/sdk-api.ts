import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { S3WriteSettings } from '../../settings.ts'
import { bodyFault } from '../body-fault.ts'
import { listPageOf } from './list-page.ts'
import { ORIGIN } from '../origin.ts'
import type { RegionalSender } from './regional-sender.ts'
import type {
  CallOptions,
  ListPage,
  Marked,
  ObjectHead,
  ObjectRef,
  PartAnswer,
  PartBody,
  PartRef,
  PinnedKey,
  PinnedRef,
  S3Api,
  Sink,
  WriteAnswer,
  WriteCondition,
} from '../s3-api.ts'
import { checksumsOf, corrupt, encryptionIn, headOf, partChecksums, written } from './sdk-answers.ts'
import { conditions, copied, marks, named, writeHeaders } from './sdk-inputs.ts'
import { heard } from '../requests/silence.ts'

/** {@link S3Api} through the AWS SDK. Every write carries what `write` says. */
export function createSdkApi(sender: RegionalSender, write: S3WriteSettings): S3Api {
  return new SdkApi(sender, write)
}

type Conditional = CallOptions & { readonly condition?: WriteCondition }

class SdkApi implements S3Api {
  readonly #sender: RegionalSender
  readonly #write: ReturnType<typeof writeHeaders>

  constructor(sender: RegionalSender, write: S3WriteSettings) {
    this.#sender = sender
    this.#write = writeHeaders(write)
  }

  async head(
    object: ObjectRef,
    { signal, checksums, partNumber }: Parameters<S3Api['head']>[1],
  ): Promise<ObjectHead> {
    const command = new HeadObjectCommand({
      ...named(object),
      ...(partNumber !== undefined && { PartNumber: partNumber }),
      ...(checksums === true && { ChecksumMode: 'ENABLED' }),
    })
    const answer = await this.#send('HeadObject', object, signal, (client, options) =>
      client.send(command, options),
    )
    const head = headOf(answer, answer.ContentLength)
    if (head === undefined) throw corrupt('HeadObject', object, 'the answer to HEAD has no Content-Length')
    const origin = answer.Metadata?.[ORIGIN]
    return {
      ...head,
      ...encryptionIn(answer.ServerSideEncryption, answer.SSEKMSKeyId),
      ...(origin !== undefined && { origin }),
      ...(checksums === true && { checksums: checksumsOf(answer) }),
    }
  }

  async get(
    object: ObjectRef,
    {
      signal,
      range,
      etag,
    }: CallOptions & { readonly range?: readonly [number, number]; readonly etag?: string },
  ): ReturnType<S3Api['get']> {
    const command = new GetObjectCommand({
      ...named(object),
      ...(range && { Range: `bytes=${range[0]}-${range[1] - 1}` }),
      ...(etag !== undefined && { IfMatch: `"${etag}"` }),
    })
    const answer = await this.#send('GetObject', object, signal, (client, options) =>
      client.send(command, options),
    )
    if (answer.Body === undefined) throw corrupt('GetObject', object, 'the answer to GET has no body')
    const body = answer.Body as Readable
    const head = headOf(answer, answer.ContentLength)
    const inRange =
      range === undefined || answer.ContentRange?.startsWith(`bytes ${range[0]}-${range[1] - 1}/`) === true
    if (head === undefined || !inRange) {
      body.destroy()
      throw corrupt('GetObject', object, 'the answer to GET is not the range of bytes that was asked for')
    }
    const giveUp = (): void => {
      body.destroy(signal?.reason as Error)
    }
    signal?.addEventListener('abort', giveUp, { once: true })
    body.once('close', () => {
      signal?.removeEventListener('abort', giveUp)
    })
    return { head, body }
  }

  async getInto(object: ObjectRef, sink: Sink, options: Parameters<S3Api['getInto']>[2]): Promise<ObjectHead> {
    const { head, body } = await this.get(object, options)
    if (head.sizeBytes > sink.bytes.length - sink.filled) {
      await body[Symbol.asyncIterator]().return?.()
      return head
    }
    try {
      for await (const chunk of body) {
        heard(options.signal)
        sink.bytes.set(chunk, sink.filled)
        sink.filled += chunk.length
      }
    } catch (error) {
      options.signal?.throwIfAborted()
      throw bodyFault(error, object)
    }
    return head
  }

  async put(
    object: ObjectRef,
    bytes: Uint8Array,
    { signal, condition, crc32, ...marked }: Conditional & Marked & { readonly crc32?: string },
  ): Promise<WriteAnswer> {
    const command = new PutObjectCommand({
      ...named(object),
      ...this.#write,
      ...conditions(condition),
      ...marks(marked),
      Body: bytes,
      ContentLength: bytes.length,
      ...(crc32 === undefined
        ? { ContentMD5: createHash('md5').update(bytes).digest('base64') }
        : { ChecksumCRC32: crc32 }),
    })
    const answer = await this.#send('PutObject', object, signal, (client, options) =>
      client.send(command, options),
    )
    return {
      ...written('PutObject', object, answer.ETag, answer.ServerSideEncryption, answer.SSEKMSKeyId),
      checksums: partChecksums(answer),
    }
  }

  async copy(
    object: ObjectRef,
    source: PinnedRef,
    { signal, condition, silentOnTags }: Conditional & { readonly silentOnTags?: boolean },
  ): Promise<WriteAnswer> {
    const command = new CopyObjectCommand({
      ...named(object),
      ...this.#write,
      ...copied(source),
      ...conditions(condition),
      // Carrying tags would need permissions of its own; Flink's objects have none.
      ...(silentOnTags !== true && { TaggingDirective: 'REPLACE' as const }),
    })
    const answer = await this.#send('CopyObject', object, signal, (client, options) =>
      client.send(command, options),
    )
    return written('CopyObject', object, answer.CopyObjectResult?.ETag, answer.ServerSideEncryption, answer.SSEKMSKeyId)
  }

  async createUpload(
    object: ObjectRef,
    { signal, crc32, ...marked }: CallOptions & Marked & { readonly crc32?: boolean },
  ): Promise<string> {
    const command = new CreateMultipartUploadCommand({
      ...named(object),
      ...this.#write,
      ...marks(marked),
      ...(crc32 === true && { ChecksumAlgorithm: 'CRC32' as const }),
    })
    const answer = await this.#send('CreateMultipartUpload', object, signal, (client, options) =>
      client.send(command, options),
    )
    if (answer.UploadId === undefined || answer.UploadId === '')
      throw corrupt('CreateMultipartUpload', object, 'the answer has no UploadId')
    return answer.UploadId
  }

  async uploadPart(part: PartRef, body: PartBody, { signal }: CallOptions): Promise<PartAnswer> {
    const { bytes, sizeBytes, crc32 } = body
    const stream = bytes instanceof Uint8Array ? undefined : Readable.from(bytes, { objectMode: false })
    const command = new UploadPartCommand({
      ...named(part),
      UploadId: part.uploadId,
      PartNumber: part.number,
      Body: stream ?? (bytes as Uint8Array),
      ContentLength: sizeBytes,
      ...(crc32 !== undefined && { ChecksumCRC32: crc32 }),
    })
    // The handler pipes the body without looking at its errors: a source that fails would leave the request
    // hanging.
    const broken = new AbortController()
    stream?.once('error', (error) => {
      broken.abort(error)
    })
    const both = signal === undefined ? broken.signal : AbortSignal.any([signal, broken.signal])
    try {
      const answer = await this.#send('UploadPart', part, both, (client, options) =>
        client.send(command, options),
      )
      return {
        ...written('UploadPart', part, answer.ETag, answer.ServerSideEncryption),
        number: part.number,
        checksums: partChecksums(answer),
      }
    } finally {
      stream?.destroy()
    }
  }

  async copyPart(
    part: PartRef,
    source: PinnedRef,
    range: readonly [number, number],
    { signal }: CallOptions,
  ): Promise<PartAnswer> {
    const command = new UploadPartCopyCommand({
      ...named(part),
      ...copied(source),
      UploadId: part.uploadId,
      PartNumber: part.number,
      CopySourceRange: `bytes=${range[0]}-${range[1] - 1}`,
    })
    const answer = await this.#send('UploadPartCopy', part, signal, (client, options) =>
      client.send(command, options),
    )
    const result = answer.CopyPartResult
    return {
      ...written('UploadPartCopy', part, result?.ETag, answer.ServerSideEncryption),
      number: part.number,
      checksums: partChecksums(result ?? {}),
    }
  }

  async completeUpload(
    object: ObjectRef,
    uploadId: string,
    parts: readonly PartAnswer[],
    { signal, condition }: Conditional,
  ): Promise<WriteAnswer> {
    const command = new CompleteMultipartUploadCommand({
      ...named(object),
      ...conditions(condition),
      UploadId: uploadId,
      MultipartUpload: {
        Parts: parts.map((part) => ({ ...part.checksums, ETag: `"${part.etag}"`, PartNumber: part.number })),
      },
    })
    const answer = await this.#send('CompleteMultipartUpload', object, signal, (client, options) =>
      client.send(command, options),
    )
    return written('CompleteMultipartUpload', object, answer.ETag, answer.ServerSideEncryption, answer.SSEKMSKeyId)
  }

  async abortUpload(object: ObjectRef, uploadId: string, { signal }: CallOptions): Promise<void> {
    const command = new AbortMultipartUploadCommand({ ...named(object), UploadId: uploadId })
    await this.#send('AbortMultipartUpload', object, signal, (client, options) =>
      client.send(command, options),
    )
  }

  async countUploads(object: ObjectRef, { signal }: CallOptions): Promise<number> {
    const command = new ListMultipartUploadsCommand({ Bucket: object.bucket, Prefix: object.key })
    const answer = await this.#send('ListMultipartUploads', object, signal, (client, options) =>
      client.send(command, options),
    )
    return (answer.Uploads ?? []).filter(({ Key }) => Key === object.key).length
  }

  async list(
    bucket: string,
    prefix: string,
    token: string | undefined,
    { signal, oneLevel, startAfter }: Parameters<S3Api['list']>[3],
  ): Promise<ListPage> {
    const command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      EncodingType: 'url',
      ...(oneLevel === true && { Delimiter: '/' }),
      ...(token !== undefined && { ContinuationToken: token }),
      ...(startAfter !== undefined && { StartAfter: startAfter }),
    })
    const answer = await this.#send(
      'ListObjectsV2',
      { bucket, key: prefix },
      signal,
      (client, options) => client.send(command, options),
    )
    return listPageOf({ bucket, prefix, token, oneLevel: oneLevel === true }, {
      encoding: answer.EncodingType,
      entries: (answer.Contents ?? []).map((entry) => ({ key: entry.Key, head: headOf(entry, entry.Size) })),
      prefixes: (answer.CommonPrefixes ?? []).map(({ Prefix }) => Prefix),
      truncated: answer.IsTruncated === true,
      next: answer.NextContinuationToken,
    })
  }

  async removeMany(
    bucket: string,
    objects: readonly PinnedKey[],
    { signal }: CallOptions,
  ): ReturnType<S3Api['removeMany']> {
    const command = new DeleteObjectsCommand({
      Bucket: bucket,
      Delete: { Quiet: true, Objects: objects.map(({ key, etag }) => ({ Key: key, ...(etag !== undefined && { ETag: `"${etag}"` }) })) },
    })
    const answer = await this.#send('DeleteObjects', { bucket }, signal, (client, options) =>
      client.send(command, options),
    )
    return (answer.Errors ?? []).map((error) => ({
      key: error.Key ?? '',
      code: error.Code ?? '',
      message: error.Message ?? '',
    }))
  }

  async remove(object: PinnedRef, { signal }: CallOptions): Promise<void> {
    const pinned = { ...named(object), ...conditions(object.etag === undefined ? undefined : { ifMatch: object.etag }) }
    await this.#send('DeleteObject', object, signal, (client, options) =>
      client.send(new DeleteObjectCommand(pinned), options),
    )
  }

  close(): void {
    this.#sender.close()
  }

  #send<T>(
    operation: string,
    object: { readonly bucket: string; readonly key?: string },
    signal: AbortSignal | undefined,
    send: (client: S3Client, options: { readonly abortSignal?: AbortSignal }) => Promise<T>,
  ): Promise<T> {
    const options = signal === undefined ? {} : { abortSignal: signal }
    return this.#sender.send(operation, object, signal, async (client) => send(await client.sdk(), options))
  }
}
