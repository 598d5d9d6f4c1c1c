import { createHash } from 'node:crypto'
import type { CallOptions, ObjectRef, RemoveFailure } from '../s3-api.ts'
import { errorIn, failedLate, unproven } from './answer-fault.ts'
import type { RequestSender } from './request-sender.ts'
import { sha256 } from './signing.ts'
import { childText, escaped, NAMESPACE, readXml } from './xml.ts'

/** Deletions, of one object and of a thousand. */
export class Deletions {
  readonly #sender: RequestSender

  constructor(sender: RequestSender) {
    this.#sender = sender
  }

  /** As {@link S3Api.remove}. */
  one(object: ObjectRef, options: CallOptions): Promise<void> {
    return this.#sender.send(object, { operation: 'DeleteObject', method: 'DELETE' }, options.signal, () => undefined)
  }

  /** As {@link S3Api.removeMany}. */
  many(bucket: string, keys: readonly string[], options: CallOptions): Promise<readonly RemoveFailure[]> {
    const body = Buffer.from(deletion(keys))
    const headers = {
      'content-type': 'application/xml',
      'content-length': String(body.length),
      // S3 wants a checksum here, and all who speak like it know this one.
      'content-md5': createHash('md5').update(body).digest('base64'),
    }
    return this.#sender.send(
      { bucket },
      { operation: 'DeleteObjects', method: 'POST', ofBucket: true, query: { delete: '' }, headers, body, bodyHash: sha256(body) },
      options.signal,
      (answer, subject) => {
        const document = readXml(answer.text)
        if (errorIn(document) !== undefined) throw failedLate(subject, answer)
        if (document?.name !== 'DeleteResult') throw unproven(subject, answer)
        return document.children.filter(({ name }) => name === 'Error').map((error) => ({
          key: childText(error, 'Key') ?? '', code: childText(error, 'Code') ?? '', message: childText(error, 'Message') ?? '',
        }))
      },
    )
  }
}

function deletion(keys: readonly string[]): string {
  const objects = keys.map((key) => `<Object><Key>${escaped(key)}</Key></Object>`).join('')
  return `<?xml version="1.0" encoding="UTF-8"?><Delete xmlns="${NAMESPACE}">${objects}<Quiet>true</Quiet></Delete>`
}
