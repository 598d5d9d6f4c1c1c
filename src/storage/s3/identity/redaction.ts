import type { RegionalClient } from './clients.ts'
import { S3Fault } from '../s3-api.ts'

/**
 * Takes out of a fault what its request was signed with. A server, or a proxy before it, that answers with the request it
 * got quotes the session token; messages are for logs and reports, which others read.
 */
export async function withoutSecrets(fault: S3Fault, client: RegionalClient): Promise<S3Fault> {
  // Without credentials nothing was sent.
  const identity = await client.identity().catch(() => undefined)
  const secrets = [identity?.secretAccessKey ?? '', identity?.sessionToken ?? ''].filter((secret) => secret !== '')
  const forms = secrets.flatMap((secret) => [secret, encodeURIComponent(secret)])
  const clean = (text: string): string => forms.reduce((rest, form) => rest.replaceAll(form, '***'), text)
  const { s3Code, requestId } = fault.facts
  const message = clean(fault.message)
  if (message === fault.message && clean(s3Code ?? '') === (s3Code ?? '') && clean(requestId ?? '') === (requestId ?? '')) return fault
  // The cause would tell it again.
  return new S3Fault(message, {
    ...fault.facts,
    ...(s3Code !== undefined && { s3Code: clean(s3Code) }),
    ...(requestId !== undefined && { requestId: clean(requestId) }),
  })
}
