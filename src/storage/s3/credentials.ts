import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { S3Settings } from '../settings.ts'
import { messageOf } from '../system-error.ts'
import { roleProvider, RoleRefused } from './assumed-role.ts'
import type { ProxyAwareHandler } from './http-handler.ts'

type Provider = Exclude<NonNullable<S3ClientConfig['credentials']>, { accessKeyId: string }>
type Identity = Awaited<ReturnType<Provider>>

/** Credentials could not be had at all; no request was sent. `cause` is what the chain says. */
export class CredentialsUnavailable extends Error {
  override readonly name = 'CredentialsUnavailable'
}

/** Where the keys of one side come from: given ones, a role's, a profile's, or whatever the SDK's chain finds. */
export class CredentialSource {
  readonly #settings: S3Settings
  readonly #handler: ProxyAwareHandler
  #chain: Promise<Provider> | undefined

  constructor(settings: S3Settings, handler: ProxyAwareHandler) {
    this.#settings = settings
    this.#handler = handler
  }

  /** For the SDK's clients. */
  readonly provide: Provider = async (options) => {
    const { credentials } = this.#settings
    if (credentials !== undefined) return credentials
    try {
      this.#chain ??= this.#open(false)
      return await (await this.#chain)(options)
    } catch (error) {
      if (error instanceof RoleRefused) throw error
      throw new CredentialsUnavailable(messageOf(error), { cause: error })
    }
  }

  /**
   * Asks the chain anew, files and all, after the store called the keys expired: the clock of the chain may differ from
   * the store's, and a profile in a file has no date at all.
   *
   * @param used the keys that the store called expired.
   * @returns whether there are other keys now; the old ones are kept where not.
   */
  async renew(used: Identity): Promise<boolean> {
    if (this.#settings.credentials !== undefined) return false
    try {
      const chain = this.#open(true)
      const now = await (await chain)()
      if (sameIdentity(used, now)) return false
      this.#chain = chain
      return true
    } catch {
      // What the store said is the better reason to tell.
      return false
    }
  }

  /** A named profile is taken alone: falling back to another identity would surprise. */
  async #open(ignoreCache: boolean): Promise<Provider> {
    const { profile, role, region } = this.#settings
    if (role !== undefined) return roleProvider(role, { requestHandler: this.#handler, ...(region !== undefined && { region }) })
    const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
    const options = { clientConfig: { requestHandler: this.#handler }, ignoreCache }
    return profile === undefined ? fromNodeProviderChain(options) : fromIni({ profile, ...options })
  }
}

function sameIdentity(a: Identity, b: Identity): boolean {
  return a.accessKeyId === b.accessKeyId && a.secretAccessKey === b.secretAccessKey && a.sessionToken === b.sessionToken
}
