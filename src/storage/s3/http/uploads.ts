import type { CallOptions, Marked, ObjectRef, PartAnswer, WriteAnswer, WriteCondition } from '../s3-api.ts'
import { corrupt, written } from './answers.ts'
import type { Answer } from './exchange.ts'
import { resultIn } from './late-result.ts'
import { errorIn, failedLate, unproven, type Subject } from './answer-fault.ts'
import { conditionHeaders, originHeaders } from './headers.ts'
import type { RequestSender } from './request-sender.ts'
import { sha256 } from './signing.ts'
import { childText, escaped, isListing, NAMESPACE, readXml } from './xml.ts'

/** The bookkeeping of multipart uploads. */
export class Uploads {
  readonly #sender: RequestSender
  readonly #write: Readonly<Record<string, string>>
  readonly #content: Readonly<Record<string, string>>

  /**
   * @param write headers of every request that creates an object.
   * @param content headers of every request about an object's bytes.
   */
  constructor(
    sender: RequestSender,
    write: Readonly<Record<string, string>>,
    content: Readonly<Record<string, string>>,
  ) {
    this.#sender = sender
    this.#write = write
    this.#content = content
  }

  /** As {@link S3Api.createUpload}. */
  create(object: ObjectRef, options: CallOptions & Marked & { readonly crc32?: boolean }): Promise<string> {
    const headers = {
      ...this.#content,
      ...this.#write,
      ...originHeaders(options),
      ...(options.crc32 === true && { 'x-amz-checksum-algorithm': 'CRC32' }),
      'content-length': '0',
    }
    return this.#sender.send(
      object,
      { operation: 'CreateMultipartUpload', method: 'POST', query: { uploads: '' }, headers },
      options.signal,
      (answer, subject) => uploadIdIn(answer, subject, object),
    )
  }

  /** As {@link S3Api.completeUpload}. */
  complete(
    object: ObjectRef,
    uploadId: string,
    parts: readonly PartAnswer[],
    options: CallOptions & { readonly condition?: WriteCondition },
  ): Promise<WriteAnswer> {
    const body = Buffer.from(completion(parts))
    const headers = {
      ...this.#content,
      ...conditionHeaders(options.condition),
      'content-type': 'application/xml',
      'content-length': String(body.length),
    }
    return this.#sender.send(
      object,
      {
        operation: 'CompleteMultipartUpload',
        method: 'POST',
        query: { uploadId },
        headers,
        body,
        bodyHash: sha256(body),
      },
      options.signal,
      (answer, subject) => {
        const etag = childText(resultIn(answer, subject), 'ETag')
        return written('CompleteMultipartUpload', object, etag, answer.headers)
      },
    )
  }

  /** As {@link S3Api.abortUpload}. */
  async abort(object: ObjectRef, uploadId: string, options: CallOptions): Promise<void> {
    await this.#sender.send(
      object,
      { operation: 'AbortMultipartUpload', method: 'DELETE', query: { uploadId } },
      options.signal,
      () => undefined,
    )
  }

  /** As {@link S3Api.countUploads}. */
  count(object: ObjectRef, options: CallOptions): Promise<number> {
    return this.#sender.send(
      object,
      {
        operation: 'ListMultipartUploads',
        method: 'GET',
        ofBucket: true,
        query: { uploads: '', prefix: object.key },
      },
      options.signal,
      (answer, subject) => {
        const document = readXml(answer.text)
        if (errorIn(document) !== undefined) throw failedLate(subject, answer)
        if (document === undefined || !isListing(document, 'ListMultipartUploadsResult'))
          throw unproven(subject, answer)
        return document.children.filter(
          (child) => child.name === 'Upload' && childText(child, 'Key') === object.key,
        ).length
      },
    )
  }
}

function uploadIdIn(answer: Answer, subject: Subject, object: ObjectRef): string {
  const document = readXml(answer.text)
  if (errorIn(document) !== undefined) throw failedLate(subject, answer)
  const id = document === undefined ? undefined : childText(document, 'UploadId')
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
