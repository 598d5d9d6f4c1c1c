import { createHash } from 'node:crypto'
import type { CallOptions, PinnedKey, PinnedRef, RemoveFailure } from '../s3-api.ts'
import { errorIn, failedLate, unproven } from './answer-fault.ts'
import { conditionHeaders } from './headers.ts'
import type { RequestSender } from './request-sender.ts'
import { sha256 } from './signing.ts'
import { childText, escaped, NAMESPACE, readXml, type XmlElement } from './xml.ts'

/** Deletions, of one object and of a thousand. */
export class Deletions {
  readonly #sender: RequestSender

  constructor(sender: RequestSender) {
    this.#sender = sender
  }

  /** As {@link S3Api.remove}. */
  one(object: PinnedRef, options: CallOptions): Promise<void> {
    const headers = conditionHeaders(object.etag === undefined ? undefined : { ifMatch: object.etag })
    return this.#sender.send(
      object,
      { operation: 'DeleteObject', method: 'DELETE', headers },
      options.signal,
      () => undefined,
    )
  }

  /** As {@link S3Api.removeMany}. */
  many(
    bucket: string,
    objects: readonly PinnedKey[],
    options: CallOptions,
  ): Promise<readonly RemoveFailure[]> {
    const body = Buffer.from(deletion(objects))
    const headers = {
      'content-type': 'application/xml',
      'content-length': String(body.length),
      // S3 wants a checksum here, and all who speak like it know this one.
      'content-md5': createHash('md5').update(body).digest('base64'),
    }
    return this.#sender.send(
      { bucket },
      {
        operation: 'DeleteObjects',
        method: 'POST',
        ofBucket: true,
        query: { delete: '' },
        headers,
        body,
        bodyHash: sha256(body),
      },
      options.signal,
      (answer, subject) => {
        const document = readXml(answer.text)
        if (errorIn(document) !== undefined) throw failedLate(subject, answer)
        if (document === undefined || !isDeletion(document)) throw unproven(subject, answer)
        return document.children
          .filter(({ name }) => name === 'Error')
          .map((error) => ({
            key: childText(error, 'Key') ?? '',
            code: childText(error, 'Code') ?? '',
            message: childText(error, 'Message') ?? '',
          }))
      },
    )
  }
}

/**
 * Where all went well the document is empty, so that its root has to speak of deletions; otherwise it holds
 * nothing else.
 */
function isDeletion({ name, children }: XmlElement): boolean {
  const isOutcome = (child: XmlElement): boolean => child.name === 'Deleted' || child.name === 'Error'
  return /Delete/.test(name) || (children.length > 0 && children.every(isOutcome))
}

function deletion(objects: readonly PinnedKey[]): string {
  const entries = objects
    .map(
      ({ key, etag }) =>
        `<Object><Key>${escaped(key)}</Key>${etag === undefined ? '' : `<ETag>${escaped(`"${etag}"`)}</ETag>`}</Object>`,
    )
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?><Delete xmlns="${NAMESPACE}">${entries}<Quiet>true</Quiet></Delete>`
}
