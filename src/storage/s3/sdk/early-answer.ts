import type { Readable } from 'node:stream'
import { CollectedBytes } from '../../../text/collected-bytes.ts'
import { heard } from '../requests/silence.ts'

/** What is known of a request before it is sent. */
interface Sent {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, unknown>>
}

interface Answered {
  readonly statusCode: number
  body?: unknown
}

const COPIED = /^(CopyObjectResult|CopyPartResult)$/
const CREATED = /^InitiateMultipartUploadResult$/
const COMPLETED = /^CompleteMultipartUploadResult$/

/** The first element of a document, behind blanks, a declaration and comments; without its namespace prefix. */
const ROOT = /^\s*(?:<\?[^>]*\?>\s*|<!--[\s\S]*?-->\s*)*<(?:[\w.-]+:)?([\w.-]+)/

/**
 * Copies and the completion of an upload answer 200 before they are done, send blanks while they work, and may end with
 * an error all the same. Which element such an answer must have; `undefined` for other requests.
 */
function promised({ method, headers, query }: Sent): RegExp | undefined {
  if (method === 'PUT' && headers['x-amz-copy-source'] !== undefined) return COPIED
  if (method !== 'POST') return undefined
  if (query?.['uploadId'] !== undefined) return COMPLETED
  // Done at once, but behind the same gateways.
  return query?.['uploads'] === undefined ? undefined : CREATED
}

/**
 * Reads such an answer to its end, each blank a sign of life, and takes the blanks around the document away: the SDK
 * overlooks an error with a line break behind it, and cannot read a declaration with a blank before it.
 *
 * @throws an error as the SDK's are, where the document is neither what was promised nor an error of S3's.
 */
export async function readEarlyAnswer(request: Sent, answer: Answered, signal: object | undefined): Promise<void> {
  const element = promised(request)
  if (element === undefined || answer.statusCode !== 200) return
  const collected = new CollectedBytes()
  for await (const chunk of answer.body as Readable) {
    heard(signal)
    collected.add(chunk as Uint8Array)
  }
  const text = collected.toText().trim()
  const root = ROOT.exec(text)?.[1]
  // Without any text the SDK speaks of an aborted request.
  if (text !== '' && root !== 'Error' && (root === undefined || !element.test(root))) {
    throw Object.assign(new Error('the answer is another document'), {
      $metadata: { httpStatusCode: 200 },
      $responseBodyText: text,
    })
  }
  answer.body = Buffer.from(text)
}
