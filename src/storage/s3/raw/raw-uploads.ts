import type { CallOptions, Marked, ObjectRef, PartAnswer, S3Api, WriteAnswer, WriteCondition } from '../s3-api.ts'
import { corrupt, written } from '../sdk/sdk-answers.ts'
import type { Answer } from './exchange.ts'
import { resultIn } from './late-result.ts'
import { errorIn, failedLate, unproven, type Subject } from './raw-fault.ts'
import { conditionHeaders, ENCRYPTION, KMS_KEY, originHeaders } from './raw-headers.ts'
import type { RawSender } from './raw-sender.ts'
import { sha256 } from './signing.ts'
import { childText, readXml } from './xml.ts'

const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

/**
 * The bookkeeping of multipart uploads. It is rare, but loading the SDK for it takes longer than all the part copies of a few large
 * objects.
 */
export class RawUploads {
  readonly #sdk: S3Api
  readonly #sender: RawSender
  readonly #write: Readonly<Record<string, string>>

  /** @param write headers of every request that creates an object. */
  constructor(sdk: S3Api, sender: RawSender, write: Readonly<Record<string, string>>) {
    this.#sdk = sdk
    this.#sender = sender
    this.#write = write
  }

  /** As {@link S3Api.createUpload}. */
  async create(object: ObjectRef, options: CallOptions & Marked & { readonly crc32?: boolean }): Promise<string> {
    const headers = {
      ...this.#write,
      ...originHeaders(options),
      ...(options.crc32 === true && { 'x-amz-checksum-algorithm': 'CRC32' }),
      'content-length': '0',
    }
    const id = await this.#sender.send(
      object,
      { operation: 'CreateMultipartUpload', method: 'POST', query: { uploads: '' }, headers },
      options.signal,
      (answer, subject) => uploadIdIn(answer, subject, object),
    )
    return id ?? this.#sdk.createUpload(object, options)
  }

  /** As {@link S3Api.completeUpload}. */
  async complete(
    object: ObjectRef, uploadId: string, parts: readonly PartAnswer[], options: CallOptions & { readonly condition?: WriteCondition },
  ): Promise<WriteAnswer> {
    const body = Buffer.from(completion(parts))
    const headers = {
      ...conditionHeaders(options.condition), 'content-type': 'application/xml', 'content-length': String(body.length),
    }
    const answer = await this.#sender.send(
      object,
      { operation: 'CompleteMultipartUpload', method: 'POST', query: { uploadId }, headers, body, bodyHash: sha256(body) },
      options.signal,
      (answer, subject) => {
        const result = resultIn(answer, subject, 'CompleteMultipartUploadResult')
        return written('CompleteMultipartUpload', object, childText(result, 'ETag'), answer.headers[ENCRYPTION], answer.headers[KMS_KEY])
      },
    )
    return answer ?? this.#sdk.completeUpload(object, uploadId, parts, options)
  }

  /** As {@link S3Api.abortUpload}. */
  async abort(object: ObjectRef, uploadId: string, options: CallOptions): Promise<void> {
    const done = await this.#sender.send(
      object, { operation: 'AbortMultipartUpload', method: 'DELETE', query: { uploadId } }, options.signal, () => true,
    )
    if (done === undefined) await this.#sdk.abortUpload(object, uploadId, options)
  }

  /** As {@link S3Api.countUploads}. */
  async count(object: ObjectRef, options: CallOptions): Promise<number> {
    const count = await this.#sender.send(
      object,
      { operation: 'ListMultipartUploads', method: 'GET', ofBucket: true, query: { uploads: '', prefix: object.key } },
      options.signal,
      (answer, subject) => {
        const document = readXml(answer.text)
        if (errorIn(document) !== undefined) throw failedLate(subject, answer)
        if (document?.name !== 'ListMultipartUploadsResult') throw unproven(subject, answer)
        return document.children.filter((child) => child.name === 'Upload' && childText(child, 'Key') === object.key).length
      },
    )
    return count ?? this.#sdk.countUploads(object, options)
  }
}

function uploadIdIn(answer: Answer, subject: Subject, object: ObjectRef): string {
  const document = readXml(answer.text)
  if (errorIn(document) !== undefined) throw failedLate(subject, answer)
  const id = document?.name === 'InitiateMultipartUploadResult' ? childText(document, 'UploadId') : undefined
  if (id === undefined) throw corrupt('CreateMultipartUpload', object, 'the answer has no UploadId')
  return id
}

/** The parts in their order, each with what the store said of it. */
function completion(parts: readonly PartAnswer[]): string {
  const written = parts.map(({ number, etag, checksums = {} }) => {
    const fields = Object.entries(checksums).map(([name, value]) => `<${name}>${escaped(value)}</${name}>`)
    return `<Part><ETag>${escaped(`"${etag}"`)}</ETag>${fields.join('')}<PartNumber>${number}</PartNumber></Part>`
  })
  return `<?xml version="1.0" encoding="UTF-8"?><CompleteMultipartUpload xmlns="${NAMESPACE}">${written.join('')}</CompleteMultipartUpload>`
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, (character) => ENTITIES[character] ?? character)
}
