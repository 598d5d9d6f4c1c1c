import type { S3Client } from '@aws-sdk/client-s3'
import type { S3Settings } from '../../settings.ts'
import { CredentialSource } from './credentials.ts'
import type { HttpClient } from '../../../platform/http/http-client.ts'
import { SdkHttpHandler } from './sdk-http-handler.ts'
import type { Identity } from './sdk-client.ts'

/**
 * Where a client sends requests when neither a setting nor the environment nor a profile names a region.
 */
const FALLBACK_REGION = 'us-east-1'

/**
 * What requests about the buckets of one region are sent with. The SDK's client is made, and the SDK
 * loaded, when somebody asks for it: it takes longer than moving a small snapshot.
 */
export class RegionalClient {
  readonly settings: S3Settings
  readonly region: string
  readonly #credentials: CredentialSource
  readonly #handler: SdkHttpHandler
  #sdk: Promise<S3Client> | undefined

  constructor(settings: S3Settings, region: string, credentials: CredentialSource, handler: SdkHttpHandler) {
    this.settings = settings
    this.region = region
    this.#credentials = credentials
    this.#handler = handler
  }

  /** The SDK's client for the region. */
  sdk(): Promise<S3Client> {
    this.#sdk ??= this.#open()
    return this.#sdk
  }

  /** The keys to sign with; absent where they have to be asked for, which may take long, or nobody signs. */
  get knownKeys(): Identity | undefined {
    return this.settings.anonymous === true ? undefined : this.#credentials.known()
  }

  /**
   * The keys to sign with: known ones at once, others from the SDK's client, which renews them in time.
   * `undefined` where nobody signs.
   *
   * @throws CredentialsUnavailable
   */
  async identity(): Promise<Identity | undefined> {
    if (this.settings.anonymous === true) return undefined
    return this.#credentials.known() ?? (await this.sdk()).config.credentials()
  }

  close(): void {
    void this.#sdk?.then(
      (client) => {
        client.destroy()
      },
      () => undefined,
    )
  }

  async #open(): Promise<S3Client> {
    const { createSdkClient } = await import('./sdk-client.ts')
    return createSdkClient(this.settings, this.region, this.#credentials.provide, this.#handler)
  }
}

/** The clients for one endpoint: one for each region that its buckets turn out to be in. */
export class RegionalClients {
  readonly #settings: S3Settings
  readonly #clients = new Map<string, RegionalClient>()
  readonly #regionOfBucket = new Map<string, string>()
  readonly #credentials: CredentialSource
  readonly #handler: SdkHttpHandler
  #renewal: Promise<boolean> | undefined

  /** @param http what the SDK sends over, to find keys. */
  constructor(settings: S3Settings, http: HttpClient) {
    this.#settings = settings
    this.#handler = new SdkHttpHandler(http)
    this.#credentials = new CredentialSource(settings, this.#handler)
  }

  /** The client for a bucket. */
  clientFor(bucket: string): RegionalClient {
    const { region: given, homeRegion } = this.#settings
    const region = this.#regionOfBucket.get(bucket) ?? given ?? homeRegion ?? FALLBACK_REGION
    let client = this.#clients.get(region)
    if (client === undefined) {
      client = new RegionalClient(this.#settings, region, this.#credentials, this.#handler)
      this.#clients.set(region, client)
    }
    return client
  }

  /**
   * Learns where a bucket really is. `false` where that helps nothing: the region was given explicitly
   * (then a person shall correct it), it is the one that was used, or it is none: regions become host
   * names, to which signed requests go.
   */
  learn(bucket: string, region: string, used: string): boolean {
    if (this.#settings.region !== undefined || region === used || !/^[a-z0-9-]{1,64}$/.test(region))
      return false
    this.#regionOfBucket.set(bucket, region)
    return true
  }

  /**
   * Takes newer credentials after the store called those of this client expired. `false` where there are
   * none: given keys, or a chain that still has the same.
   */
  renew(client: RegionalClient): Promise<boolean> {
    // Many requests fail together: the first one has it done for all.
    if (this.#clients.get(client.region) !== client) return Promise.resolve(true)
    this.#renewal ??= this.#renew(client).finally(() => {
      this.#renewal = undefined
    })
    return this.#renewal
  }

  async #renew(client: RegionalClient): Promise<boolean> {
    const used = await client.identity()
    const renewed = used !== undefined && (await this.#credentials.renew(used))
    // The clients keep their credentials, and share the sockets, which stay open.
    if (renewed) this.#clients.clear()
    return renewed
  }

  close(): void {
    for (const client of this.#clients.values()) client.close()
    this.#credentials.close()
  }
}
