import type { S3Settings } from '../../settings.ts'
import { messageOf } from '../../system-error.ts'
import { endingPrograms } from './credential-process.ts'
import { SILENT } from './silent.ts'
import { roleProvider, RoleRefused } from './assumed-role.ts'
import type { SdkHttpHandler } from './sdk-http-handler.ts'
import type { Identity, Provider } from './sdk-client.ts'

/** Credentials could not be had at all; no request was sent. `cause` is what the chain says. */
export class CredentialsUnavailable extends Error {
  override readonly name = 'CredentialsUnavailable'
}

/**
 * Where the keys of one side come from: given ones, a role's, a profile's, or whatever the SDK's chain
 * finds.
 */
export class CredentialSource {
  readonly #settings: S3Settings
  readonly #handler: SdkHttpHandler
  /** Read once: each look at a variable is a call into the system, and requests come by the thousand. */
  readonly #environment = inEnvironment(process.env)
  readonly #closed = new AbortController()
  #chain: Promise<Provider> | undefined

  constructor(settings: S3Settings, handler: SdkHttpHandler) {
    this.#settings = settings
    this.#handler = handler
  }

  /**
   * Keys that need no asking: given ones, or where the SDK's chain comes to them, those that stand in the
   * file of the profile or in the environment.
   */
  known(): Identity | undefined {
    const { credentials, profile, profileKeys, role } = this.#settings
    if (credentials !== undefined) return credentials
    if (role !== undefined || this.#chain !== undefined) return undefined
    return profileKeys ?? (profile === undefined ? this.#environment : undefined)
  }

  /** For the SDK's clients. */
  readonly provide: Provider = async (options) => {
    const known = this.known()
    if (known !== undefined) return known
    try {
      this.#chain ??= this.#open(false)
      const chain = await this.#chain
      return await endingPrograms(this.#closed.signal, () => chain(options))
    } catch (error) {
      if (error instanceof RoleRefused) throw error
      throw new CredentialsUnavailable(messageOf(error), { cause: error })
    }
  }

  /**
   * Asks the chain anew, files and all, after the store called the keys expired: the clock of the chain may
   * differ from the store's, and a profile in a file has no date at all.
   *
   * @param used the keys that the store called expired.
   * @returns whether there are other keys now; the old ones are kept where not.
   */
  async renew(used: Identity): Promise<boolean> {
    if (this.#settings.credentials !== undefined) return false
    try {
      const chain = this.#open(true)
      const ask = await chain
      const now = await endingPrograms(this.#closed.signal, () => ask())
      if (sameIdentity(used, now)) return false
      this.#chain = chain
      return true
    } catch {
      // What the store said is the better reason to tell.
      return false
    }
  }

  /** Ends programs that are still to give keys. */
  close(): void {
    this.#closed.abort(new Error('the store was closed'))
  }

  /** A named profile is taken alone: falling back to another identity would surprise. */
  async #open(ignoreCache: boolean): Promise<Provider> {
    const { profile, role, region } = this.#settings
    const requestHandler = this.#handler
    if (role !== undefined) return roleProvider(role, { requestHandler, region })
    const { fromIni, fromNodeProviderChain } = await import('@aws-sdk/credential-providers')
    const options = { clientConfig: { requestHandler }, ignoreCache, logger: SILENT }
    return profile === undefined ? fromNodeProviderChain(options) : fromIni({ profile, ...options })
  }
}

/**
 * As the SDK's chain reads it. Keys with a date are left to it, and so is a variable that names a profile,
 * which it puts first.
 */
function inEnvironment(env: NodeJS.ProcessEnv): Identity | undefined {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = env
  if (
    isSet(env['AWS_PROFILE'])
    || isSet(env['AWS_CREDENTIAL_EXPIRATION'])
    || !isSet(accessKeyId)
    || !isSet(secretAccessKey)
  )
    return undefined
  return { accessKeyId, secretAccessKey, ...(isSet(sessionToken) && { sessionToken }) }
}

function isSet(value: string | undefined): value is string {
  return value !== undefined && value !== ''
}

function sameIdentity(a: Identity, b: Identity): boolean {
  return (
    a.accessKeyId === b.accessKeyId
    && a.secretAccessKey === b.secretAccessKey
    && a.sessionToken === b.sessionToken
  )
}
