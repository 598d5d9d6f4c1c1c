/** The SDK's clients. Takes long to load: imported where a request cannot do without. */
import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import type { S3Settings } from '../../settings.ts'
import { isAws, isPathStyle } from '../endpoint.ts'
import type { SdkHttpHandler } from './sdk-http-handler.ts'
import { SILENT } from './silent.ts'

/** What the SDK asks for keys. */
export type Provider = Exclude<NonNullable<S3ClientConfig['credentials']>, { accessKeyId: string }>

/** Keys. */
export type Identity = Awaited<ReturnType<Provider>>

/** A client for the buckets of one region. */
export function createSdkClient(
  settings: S3Settings,
  region: string,
  credentials: Provider,
  requestHandler: SdkHttpHandler,
): S3Client {
  const { endpoint, profile } = settings
  const checksums = isAws(settings) ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED'
  return newClient({
    region,
    credentials,
    requestHandler,
    maxAttempts: 1,
    requestChecksumCalculation: checksums,
    responseChecksumValidation: checksums,
    expectContinueHeader: false,
    logger: SILENT,
    forcePathStyle: isPathStyle(settings),
    // An access point is in the region that its ARN names.
    useArnRegion: true,
    // Where requests go is settled already; the SDK would take it from another profile.
    ignoreConfiguredEndpointUrls: true,
    ...(profile !== undefined && { profile }),
    ...(endpoint !== undefined && { endpoint, useFipsEndpoint: false, useDualstackEndpoint: false }),
  })
}

/**
 * On Node 20 the SDK would print its own plans for the time after it; what runs here is bundled and tested.
 */
function newClient(config: S3ClientConfig): S3Client {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  return new S3Client(config)
}
