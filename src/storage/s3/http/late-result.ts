import type { Answer } from './exchange.ts'
import { errorIn, failedLate, unproven, type Subject } from './answer-fault.ts'
import { childText, readXml, type XmlElement } from './xml.ts'

/**
 * The document that a copy or a completion ends with: the store answers 200 before it is done, sends blanks
 * while it works, and may end with an error all the same, or not at all. The name of its root is not looked
 * at: some stores have names of their own, and SDKs do not look either.
 *
 * @throws S3Fault for an answer without an ETag, which is what a success tells
 */
export function resultIn(answer: Answer, subject: Subject): XmlElement {
  const document = readXml(answer.text)
  if (errorIn(document) !== undefined) throw failedLate(subject, answer)
  if (document !== undefined && childText(document, 'ETag') !== undefined) return document
  throw unproven(subject, answer)
}
