import type { S3Settings, S3WriteSettings } from '../settings.ts'
import { StorageError } from '../storage-error.ts'
import { RegionalClients } from './sdk/clients.ts'
import { lazyApi } from './lazy-api.ts'
import { createRawApi } from './raw/raw-api.ts'
import { RegionalSender } from './sdk/regional-sender.ts'
import type { S3Api } from './s3-api.ts'
import { trustedCertificates } from './network/trust.ts'

/** The variable that chooses how the bulk of the requests is sent. */
const VARIABLE = 'FLINK_SNAPSHOT_TRANSPORT'

/**
 * Opens the way to S3 that the environment chooses: `raw` sends the requests that come by the thousand over a pool of its
 * own and the others through the AWS SDK, `sdk` sends all through the SDK.
 *
 * @throws StorageError `unsupported` for any other value of `FLINK_SNAPSHOT_TRANSPORT`.
 */
export function openApi(settings: S3Settings, write: S3WriteSettings, env: NodeJS.ProcessEnv = process.env): S3Api {
  const sender = new RegionalSender(new RegionalClients(settings))
  const sdk = lazyApi(
    async () => (await import('./sdk/sdk-api.ts')).createSdkApi(sender, write),
    () => { sender.close() },
  )
  if (transportOf(env[VARIABLE]) === 'raw') return createRawApi(sdk, sender, write)
  // A bundle of certificates that is none is told now, and not as the fault of a request.
  trustedCertificates()
  return sdk
}

function transportOf(value: string | undefined): 'raw' | 'sdk' {
  if (value === undefined || value === '') return 'raw'
  if (value === 'raw' || value === 'sdk') return value
  throw new StorageError(
    `${VARIABLE} is ${JSON.stringify(value)}: set it to raw (what it is without the variable) or to sdk, or unset it`,
    { code: 'unsupported', operation: VARIABLE },
  )
}
