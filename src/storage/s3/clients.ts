import { S3Client, type S3ClientConfig } from '@aws-sdk/client-s3'
import type { S3Settings } from '../settings.ts'
import { CredentialSource } from './credentials.ts'
import { ProxyAwareHandler } from './http-handler.ts'

/** Where a client sends requests when neither a setting nor the environment nor a profile names a region. */
const FALLBACK_REGION = 'us-east-1'

const ignore = (): void => undefined

/** The SDK would write to the console, of retries that are not its own. */
const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore }

/** Whether the endpoint is Amazon's own: none given, or one of its names. */
export function isAws(settings: S3Settings): boolean {
  if (settings.endpoint === undefined) return true
  return /(^|\.)amazonaws\.com(\.cn)?$/i.test(new URL(settings.endpoint).hostname)
}

/** The SDK's clients for one endpoint: one for each region that its buckets turn out to be in. */
export class RegionalClients {
  readonly #settings: S3Settings
  readonly #handler = new ProxyAwareHandler()
  readonly #clients = new Map<string, S3Client>()
  readonly #regionOfBucket = new Map<string, string>()
  readonly #credentials: CredentialSource
  #homeRegion: Promise<string> | undefined
  #renewal: Promise<boolean> | undefined

  constructor(settings: S3Settings) {
    this.#settings = settings
    this.#credentials = new CredentialSource(settings, this.#handler)
  }

  /** The client for a bucket, and the region it signs for. */
  async clientFor(bucket: string): Promise<{ client: S3Client; region: string }> {
    const region = this.#regionOfBucket.get(bucket) ?? (await this.#home())
    let client = this.#clients.get(region)
    if (client === undefined) {
      client = this.#create(region)
      this.#clients.set(region, client)
    }
    return { client, region }
  }

  /**
   * Learns where a bucket really is. `false` where that helps nothing: the region was given explicitly (then a person
   * shall correct it), it is the one that was used, or it is none: regions become host names, to which signed requests go.
   */
  learn(bucket: string, region: string, used: string): boolean {
    if (this.#settings.region !== undefined || region === used || !/^[a-z0-9-]{1,64}$/.test(region)) return false
    this.#regionOfBucket.set(bucket, region)
    return true
  }

  /**
   * Takes newer credentials after the store called those of this client expired. `false` where there are none: given
   * keys, or a chain that still has the same.
   */
  renew({ client, region }: { readonly client: S3Client; readonly region: string }): Promise<boolean> {
    // Many requests fail together: the first one has it done for all.
    if (this.#clients.get(region) !== client) return Promise.resolve(true)
    this.#renewal ??= this.#renew(client).finally(() => {
      this.#renewal = undefined
    })
    return this.#renewal
  }

  async #renew(client: S3Client): Promise<boolean> {
    const renewed = await this.#credentials.renew(await client.config.credentials())
    // The clients keep their credentials, and share the sockets, which stay open.
    if (renewed) this.#clients.clear()
    return renewed
  }

  close(): void {
    for (const client of this.#clients.values()) client.destroy()
    this.#handler.destroy()
  }

  #home(): Promise<string> {
    this.#homeRegion ??= homeRegion(this.#settings)
    return this.#homeRegion
  }

  #create(region: string): S3Client {
    const { endpoint, forcePathStyle } = this.#settings
    const checksums = isAws(this.#settings) ? 'WHEN_SUPPORTED' : 'WHEN_REQUIRED'
    return newClient({
      region,
      credentials: this.#credentials.provide,
      requestHandler: this.#handler,
      maxAttempts: 1,
      requestChecksumCalculation: checksums,
      responseChecksumValidation: checksums,
      expectContinueHeader: false,
      logger: SILENT,
      // Compatible servers are found by path unless told otherwise: few have wildcard DNS and certificates.
      forcePathStyle: forcePathStyle ?? (endpoint !== undefined && !isAws(this.#settings)),
      ...(endpoint !== undefined && { endpoint }),
    })
  }
}

/**
 * On Node 20 the SDK would print its own plans for the time after it; what runs here is bundled and tested.
 */
function newClient(config: S3ClientConfig): S3Client {
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true'
  return new S3Client(config)
}

async function homeRegion({ region, profile }: S3Settings): Promise<string> {
  const named = region ?? process.env['AWS_REGION'] ?? process.env['AWS_DEFAULT_REGION']
  if (named !== undefined && named !== '') return named
  const probe = newClient(profile === undefined ? {} : { profile })
  try {
    return await probe.config.region()
  } catch {
    return FALLBACK_REGION
  } finally {
    probe.destroy()
  }
}
