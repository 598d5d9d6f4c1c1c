import { HttpClient } from '../../platform/http/http-client.ts'
import { Trust } from '../../platform/http/trust.ts'
import type { S3Settings, S3WriteSettings } from '../settings.ts'
import { trustedCertificates } from './http/trust.ts'
import { accessHeaders } from './http/access-headers.ts'
import { createHttpApi } from './http/http-api.ts'
import type { S3Api } from './s3-api.ts'
import { RegionalClients } from './identity/clients.ts'
import { RegionalSender } from './identity/regional-sender.ts'

/**
 * Opens the way to S3.
 *
 * @throws StorageError `tls` for certificates that cannot be read: that is told now, and not as the fault
 * of a request.
 */
export function openApi(settings: S3Settings, write: S3WriteSettings): S3Api {
  const http = new HttpClient({
    trust: new Trust(trustedCertificates(process.env, undefined, settings.caBundle)),
    subject: 'the S3 host',
  })
  return createHttpApi(
    new RegionalSender(new RegionalClients(settings, http)),
    http,
    write,
    accessHeaders(settings),
  )
}
