import { ProxyFault } from '../../../platform/http/proxy-fault.ts'
import { messageOf } from '../../system-error.ts'
import { networkCodeOf } from '../errors/network-code.ts'
import { S3Fault, type S3FaultFacts } from '../s3-api.ts'
import type { Answer } from './exchange.ts'
import type { Headers } from '../../../platform/http/exchange.ts'
import { foreignFacts, isPage, wordsOfPage } from './foreign-answer.ts'
import { childText, readXml, type XmlElement } from './xml.ts'

/** What a request is about, for its fault. */
export type Subject = Pick<S3FaultFacts, 'operation' | 'bucket' | 'key'>

/** The error document of S3, `undefined` for anything else. */
export function errorIn(document: XmlElement | undefined): XmlElement | undefined {
  if (document?.name === 'Error') return document
  // Some services of Amazon's wrap it.
  return document?.name === 'ErrorResponse'
    ? document.children.find(({ name }) => name === 'Error')
    : undefined
}

/** The fault of an answer whose status is no success. */
export function refused(subject: Subject, { status, headers, text }: Answer): S3Fault {
  const error = errorIn(readXml(text))
  // Of a missing object an answer to HEAD says nothing but the status.
  const s3Code =
    error === undefined
      ? status === 404 && !isPage(text)
        ? 'NotFound'
        : undefined
      : childText(error, 'Code')
  return new S3Fault(messageIn(error, status, text), {
    ...subject,
    status,
    s3Code,
    ...factsIn(headers, error),
    ...(error === undefined && foreignFacts(status, headers, text)),
  })
}

/**
 * The fault of an error inside an answer of 200: sent before the store knew how it would end. 503 stands
 * for it, as it does in the SDK.
 */
export function failedLate(subject: Subject, answer: Answer): S3Fault {
  return refused(subject, { ...answer, status: 503 })
}

/** The fault of an answer that says success, and not what that promises. */
export function unproven(subject: Subject, { status, headers, text }: Answer): S3Fault {
  return new S3Fault(messageIn(undefined, status, text), {
    ...subject,
    status,
    corrupt: true,
    ...factsIn(headers, undefined),
  })
}

/** The fault of a request that got no answer. */
export function unanswered(subject: Subject, error: unknown, reused = false): S3Fault {
  const networkCode = networkCodeOf(error)
  const message = messageOf(error)
  return new S3Fault(
    message === '' ? (networkCode ?? 'the connection failed') : message,
    {
      ...subject,
      networkCode,
      ...(reused && { reused }),
      ...(error instanceof ProxyFault && { ofProxy: true }),
    },
    { cause: error },
  )
}

function factsIn(headers: Headers, error: XmlElement | undefined): Partial<S3FaultFacts> {
  const field = (name: string): string | undefined =>
    error === undefined ? undefined : childText(error, name)
  const requestId = headers['x-amz-request-id'] ?? field('RequestId')
  const bucketRegion = headers['x-amz-bucket-region'] ?? field('Region')
  const retryAfter = Number(headers['retry-after'] ?? NaN)
  return { requestId, bucketRegion, ...(Number.isFinite(retryAfter) && { retryAfterMs: retryAfter * 1000 }) }
}

/** Only S3's own message: other fields quote the signed request, session token and all. */
function messageIn(error: XmlElement | undefined, status: number, text: string): string {
  if (error !== undefined)
    return childText(error, 'Message') ?? childText(error, 'Code') ?? 'an error without a message'
  return text.trim() === '' ? `it answered ${status} and no more` : `it answered ${quote(text)}`
}

/** Whole: it is shortened once secrets were taken out. */
function quote(text: string): string {
  return JSON.stringify((isPage(text) ? wordsOfPage(text) : text).trim().replaceAll(/\s+/g, ' '))
}
