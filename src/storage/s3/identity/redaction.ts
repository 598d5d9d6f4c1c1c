import { proxySecrets } from '../../../platform/proxy.ts'
import { createRedactor, type Redactor } from '../../../text/redact.ts'
import { S3Fault } from '../s3-api.ts'
import type { RegionalClient } from './clients.ts'

/** So much is told of a message of S3's, and so much of a page that a server answers in place of one. */
const MOST_OF_MESSAGE = 1_000
const MOST_OF_PAGE = 220

/**
 * Takes out of a fault what its request was signed with, the keys of the user's that it carried, and the
 * password of the proxy that passed it on. A server, or a proxy before it, that answers with the request it
 * got quotes them; messages are for logs and reports, which others read. Then the message of an answer is
 * shortened, and not before: a token that is cut in two would not be found.
 */
export async function withoutSecrets(fault: S3Fault, client: RegionalClient): Promise<S3Fault> {
  // Without credentials nothing was sent.
  const identity = await client.identity().catch(() => undefined)
  const clean = createRedactor([
    identity?.secretAccessKey ?? '',
    identity?.sessionToken ?? '',
    client.settings.customerKey?.key ?? '',
    client.settings.copySource?.customerKey?.key ?? '',
    ...proxySecrets(process.env),
  ])
  const { s3Code, requestId, status } = fault.facts
  const message = status === undefined ? clean(fault.message) : shortened(clean(fault.message))
  if (message === fault.message && isClean(s3Code, clean) && isClean(requestId, clean)) return fault
  // The cause would tell it again.
  return new S3Fault(message, {
    ...fault.facts,
    ...(s3Code !== undefined && { s3Code: clean(s3Code) }),
    ...(requestId !== undefined && { requestId: clean(requestId) }),
  })
}

function isClean(text: string | undefined, clean: Redactor): boolean {
  return text === undefined || clean(text) === text
}

function shortened(text: string): string {
  const isPage = text.startsWith('it answered "')
  const most = isPage ? MOST_OF_PAGE : MOST_OF_MESSAGE
  return text.length <= most ? text : `${text.slice(0, most)}…${isPage ? '"' : ''}`
}
