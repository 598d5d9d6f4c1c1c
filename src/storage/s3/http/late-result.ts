import type { Answer } from './exchange.ts'
import { errorIn, failedLate, unproven, type Subject } from './answer-fault.ts'
import { childText, readXml, type XmlElement } from './xml.ts'

/**
 * The document that a copy or a completion ends with: the store answers 200 before it is done, sends blanks
 * while it works, and may end with an error all the same, or not at all.
 *
 * @param proof what a success tells. @throws S3Fault for an answer that is none
 */
export function resultIn(answer: Answer, subject: Subject, root: string, proof = 'ETag'): XmlElement {
  const document = readXml(answer.text)
  if (errorIn(document) !== undefined) throw failedLate(subject, answer)
  if (document?.name === root && childText(document, proof) !== undefined) return document
  throw unproven(subject, answer)
}
