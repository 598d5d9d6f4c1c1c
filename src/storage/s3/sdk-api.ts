import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand, CompleteMultipartUploadCommand, CopyObjectCommand, CreateMultipartUploadCommand,
  DeleteObjectCommand, DeleteObjectsCommand, GetObjectCommand, HeadObjectCommand, ListObjectsV2Command, PutObjectCommand,
  UploadPartCommand, UploadPartCopyCommand, type S3Client,
} from '@aws-sdk/client-s3'
import type { S3Settings, S3WriteSettings } from '../settings.ts'
import { RegionalClients } from './clients.ts'
import { encodeCopySource } from './copy-source.ts'
import {
  S3Fault, type CallOptions, type ListPage, type ObjectHead, type ObjectRef, type PartAnswer, type PartBody, type PartRef,
  type PinnedRef, type S3Api, type WriteAnswer, type WriteCondition,
} from './s3-api.ts'
import { bareEtag, checksumsOf, headOf, partChecksums } from './sdk-answers.ts'
import { faultOf } from './sdk-fault.ts'

/** {@link S3Api} through the AWS SDK. Every write carries what `write` says. */
export function createSdkApi(settings: S3Settings, write: S3WriteSettings): S3Api {
  return new SdkApi(new RegionalClients(settings), write)
}

type Send<T> = (client: S3Client) => Promise<T>

class SdkApi implements S3Api {
  readonly #clients: RegionalClients
  readonly #write: ReturnType<typeof writeHeaders>

  constructor(clients: RegionalClients, write: S3WriteSettings) {
    this.#clients = clients
    this.#write = writeHeaders(write)
  }

  async head(object: ObjectRef, { signal, checksums }: CallOptions & { readonly checksums?: boolean }): Promise<ObjectHead> {
    const command = new HeadObjectCommand({ ...named(object), ...(checksums === true && { ChecksumMode: 'ENABLED' }) })
    const answer = await this.#send('HeadObject', object, signal, (client) => client.send(command, aborted(signal)))
    const head = headOf(answer, answer.ContentLength)
    if (head === undefined) throw corrupt('HeadObject', object, 'the answer to HEAD has no Content-Length')
    return checksums === true ? { ...head, checksums: checksumsOf(answer) } : head
  }

  async get(
    object: ObjectRef, { signal, range, etag }: CallOptions & { readonly range?: readonly [number, number]; readonly etag?: string },
  ): ReturnType<S3Api['get']> {
    const command = new GetObjectCommand({
      ...named(object),
      ...(range && { Range: `bytes=${range[0]}-${range[1] - 1}` }),
      ...(etag !== undefined && { IfMatch: `"${etag}"` }),
    })
    const answer = await this.#send('GetObject', object, signal, (client) => client.send(command, aborted(signal)))
    if (answer.Body === undefined) throw corrupt('GetObject', object, 'the answer to GET has no body')
    const body = answer.Body as Readable
    const head = headOf(answer, answer.ContentLength)
    const inRange = range === undefined || answer.ContentRange?.startsWith(`bytes ${range[0]}-${range[1] - 1}/`) === true
    if (head === undefined || !inRange) {
      body.destroy()
      throw corrupt('GetObject', object, 'the answer to GET is not the range of bytes that was asked for')
    }
    const giveUp = (): void => { body.destroy(signal?.reason as Error) }
    signal?.addEventListener('abort', giveUp, { once: true })
    body.once('close', () => { signal?.removeEventListener('abort', giveUp) })
    return { head, body }
  }

  async put(object: ObjectRef, bytes: Uint8Array, { signal, condition }: CallOptions & { readonly condition?: WriteCondition }): Promise<WriteAnswer> {
    const command = new PutObjectCommand({
      ...named(object), ...this.#write, ...conditions(condition),
      Body: bytes, ContentLength: bytes.length, ContentMD5: createHash('md5').update(bytes).digest('base64'),
    })
    const answer = await this.#send('PutObject', object, signal, (client) => client.send(command, aborted(signal)))
    return written('PutObject', object, answer.ETag, answer.ServerSideEncryption)
  }

  async copy(object: ObjectRef, source: PinnedRef, { signal, condition }: CallOptions & { readonly condition?: WriteCondition }): Promise<WriteAnswer> {
    const command = new CopyObjectCommand({
      ...named(object), ...this.#write, ...copied(source), ...conditions(condition),
      // Carrying tags would need permissions of its own; Flink's objects have none.
      TaggingDirective: 'REPLACE',
    })
    const answer = await this.#send('CopyObject', object, signal, (client) => client.send(command, aborted(signal)))
    return written('CopyObject', object, answer.CopyObjectResult?.ETag, answer.ServerSideEncryption)
  }

  async createUpload(object: ObjectRef, { signal }: CallOptions): Promise<string> {
    const command = new CreateMultipartUploadCommand({ ...named(object), ...this.#write })
    const answer = await this.#send('CreateMultipartUpload', object, signal, (client) => client.send(command, aborted(signal)))
    if (answer.UploadId === undefined || answer.UploadId === '') throw corrupt('CreateMultipartUpload', object, 'the answer has no UploadId')
    return answer.UploadId
  }

  async uploadPart(part: PartRef, body: PartBody, { signal }: CallOptions): Promise<PartAnswer> {
    const stream = Readable.from(body.bytes, { objectMode: false })
    const command = new UploadPartCommand({
      ...named(part), UploadId: part.uploadId, PartNumber: part.number, Body: stream, ContentLength: body.sizeBytes,
    })
    // The handler pipes the body without looking at its errors: a source that fails would leave the request hanging.
    const broken = new AbortController()
    stream.once('error', (error) => { broken.abort(error) })
    const both = signal === undefined ? broken.signal : AbortSignal.any([signal, broken.signal])
    try {
      const answer = await this.#send('UploadPart', part, both, (client) => client.send(command, aborted(both)))
      return { ...written('UploadPart', part, answer.ETag, answer.ServerSideEncryption), number: part.number, checksums: partChecksums(answer) }
    } finally {
      stream.destroy()
    }
  }

  async copyPart(part: PartRef, source: PinnedRef, range: readonly [number, number], { signal }: CallOptions): Promise<PartAnswer> {
    const command = new UploadPartCopyCommand({
      ...named(part), ...copied(source), UploadId: part.uploadId, PartNumber: part.number, CopySourceRange: `bytes=${range[0]}-${range[1] - 1}`,
    })
    const answer = await this.#send('UploadPartCopy', part, signal, (client) => client.send(command, aborted(signal)))
    const result = answer.CopyPartResult
    return {
      ...written('UploadPartCopy', part, result?.ETag, answer.ServerSideEncryption), number: part.number, checksums: partChecksums(result ?? {}),
    }
  }

  async completeUpload(
    object: ObjectRef, uploadId: string, parts: readonly PartAnswer[], { signal, condition }: CallOptions & { readonly condition?: WriteCondition },
  ): Promise<WriteAnswer> {
    const command = new CompleteMultipartUploadCommand({
      ...named(object), ...conditions(condition), UploadId: uploadId,
      MultipartUpload: { Parts: parts.map((part) => ({ ...part.checksums, ETag: `"${part.etag}"`, PartNumber: part.number })) },
    })
    const answer = await this.#send('CompleteMultipartUpload', object, signal, (client) => client.send(command, aborted(signal)))
    return written('CompleteMultipartUpload', object, answer.ETag, answer.ServerSideEncryption)
  }

  async abortUpload(object: ObjectRef, uploadId: string, { signal }: CallOptions): Promise<void> {
    const command = new AbortMultipartUploadCommand({ ...named(object), UploadId: uploadId })
    await this.#send('AbortMultipartUpload', object, signal, (client) => client.send(command, aborted(signal)))
  }

  async list(bucket: string, prefix: string, token: string | undefined, { signal }: CallOptions): Promise<ListPage> {
    const command = new ListObjectsV2Command({
      Bucket: bucket, Prefix: prefix, EncodingType: 'url', ...(token !== undefined && { ContinuationToken: token }),
    })
    const answer = await this.#send('ListObjectsV2', { bucket, key: prefix }, signal, (client) => client.send(command, aborted(signal)))
    // Only where the server says that it encoded are keys encoded: some ignore the wish, or answer it with an empty element.
    const decode = answer.EncodingType === 'url' ? decodeListed : (text: string) => text
    const entries = (answer.Contents ?? []).map((entry) => {
      const head = headOf(entry, entry.Size)
      if (head === undefined || entry.Key === undefined) throw corrupt('ListObjectsV2', { bucket, key: prefix }, 'an entry has no key or size')
      return { ...head, key: decode(entry.Key) }
    })
    if (answer.IsTruncated !== true) return { entries }
    if (answer.NextContinuationToken === undefined || answer.NextContinuationToken === token) {
      throw corrupt('ListObjectsV2', { bucket, key: prefix }, 'the listing is cut off without a token to continue')
    }
    return { entries, next: answer.NextContinuationToken }
  }

  async removeMany(bucket: string, keys: readonly string[], { signal }: CallOptions): ReturnType<S3Api['removeMany']> {
    const command = new DeleteObjectsCommand({ Bucket: bucket, Delete: { Quiet: true, Objects: keys.map((Key) => ({ Key })) } })
    const answer = await this.#send('DeleteObjects', { bucket }, signal, (client) => client.send(command, aborted(signal)))
    return (answer.Errors ?? []).map((error) => ({ key: error.Key ?? '', code: error.Code ?? '', message: error.Message ?? '' }))
  }

  async remove(object: ObjectRef, { signal }: CallOptions): Promise<void> {
    await this.#send('DeleteObject', object, signal, (client) => client.send(new DeleteObjectCommand(named(object)), aborted(signal)))
  }

  close(): void {
    this.#clients.close()
  }

  /** One request; a second one only where the first was answered "that bucket is in another region". */
  async #send<T>(operation: string, object: { bucket: string; key?: string }, signal: AbortSignal | undefined, send: Send<T>): Promise<T> {
    const { client, region } = await this.#clients.clientFor(object.bucket)
    try {
      return await send(client)
    } catch (error) {
      signal?.throwIfAborted()
      const fault = faultOf(error, operation, object)
      const { bucketRegion, status } = fault.facts
      const misdirected = bucketRegion !== undefined && (status === 301 || status === 307 || status === 400)
      if (!misdirected || !this.#clients.learn(object.bucket, bucketRegion, region)) throw fault
    }
    try {
      return await send((await this.#clients.clientFor(object.bucket)).client)
    } catch (error) {
      signal?.throwIfAborted()
      throw faultOf(error, operation, object)
    }
  }
}

function named({ bucket, key }: ObjectRef): { Bucket: string; Key: string } {
  return { Bucket: bucket, Key: key }
}

function aborted(signal: AbortSignal | undefined): { abortSignal?: AbortSignal } {
  return signal === undefined ? {} : { abortSignal: signal }
}

function copied({ bucket, key, etag }: PinnedRef): { CopySource: string; CopySourceIfMatch?: string } {
  return { CopySource: encodeCopySource(bucket, key), ...(etag !== undefined && { CopySourceIfMatch: `"${etag}"` }) }
}

function conditions(condition: WriteCondition | undefined): { IfNoneMatch?: string; IfMatch?: string } {
  if (condition === undefined) return {}
  return 'ifMatch' in condition ? { IfMatch: `"${condition.ifMatch}"` } : { IfNoneMatch: '*' }
}

function writeHeaders({ sse, kmsKeyId, storageClass, acl }: S3WriteSettings): {
  ServerSideEncryption?: 'AES256' | 'aws:kms'; SSEKMSKeyId?: string; StorageClass?: never; ACL?: never
} {
  return {
    ...(sse !== undefined && { ServerSideEncryption: sse }),
    ...(kmsKeyId !== undefined && { SSEKMSKeyId: kmsKeyId }),
    // The SDK lists the values that it knows; compatible servers have classes of their own.
    ...(storageClass !== undefined && { StorageClass: storageClass as never }),
    ...(acl !== undefined && { ACL: acl as never }),
  }
}

function written(operation: string, object: ObjectRef, etag: string | undefined, encryption: string | undefined): WriteAnswer {
  const bare = bareEtag(etag)
  if (bare === undefined) throw corrupt(operation, object, 'the answer carries no ETag')
  return { etag: bare, opaqueEtag: encryption !== undefined && encryption !== 'AES256' }
}

function corrupt(operation: string, object: { bucket: string; key?: string }, message: string): S3Fault {
  const { bucket, key } = object
  return new S3Fault(message, { operation, bucket, ...(key !== undefined && { key }), status: 200, corrupt: true })
}

/** S3 encodes keys of a listing as a form does: a blank is `+`. */
function decodeListed(text: string): string {
  return decodeURIComponent(text.replaceAll('+', '%20'))
}
