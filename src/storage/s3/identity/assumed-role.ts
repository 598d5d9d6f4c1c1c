import { setTimeout as delay } from 'node:timers/promises'
import type { S3ClientConfig } from '@aws-sdk/client-s3'
import type { AssumedRole } from '../../settings.ts'
import { messageOf } from '../../system-error.ts'
import type { SdkHttpHandler } from './sdk-http-handler.ts'

type Provider = Exclude<NonNullable<S3ClientConfig['credentials']>, { accessKeyId: string }>
type Identity = Awaited<ReturnType<Provider>>

/** No token was to be had, or STS gave no keys for it. The message is a sentence that says what to do. */
export class RoleRefused extends Error {
  override readonly name = 'RoleRefused'
}

/**
 * Where STS is asked; its own region where the side has none. `AWS_ENDPOINT_URL_STS` names another server.
 */
export interface StsReach {
  readonly requestHandler: SdkHttpHandler
  readonly region?: string
}

/**
 * The SDK's clients take keys as used up five minutes before they are; keys that they would not take are
 * not kept either.
 */
const RENEW_BEFORE_MS = 5 * 60_000 + 10_000

/** Keys with less than this left are not handed out any more. */
const USABLE_MS = 30_000

/**
 * After a failure nobody is asked again for so long: a failure in one place must not become a request for
 * each object.
 */
const REST_AFTER_FAILURE_MS = 15_000

/**
 * Waits between tries, where STS could not ask who issued the token. Its own faults, and the network's, the
 * SDK tries again.
 */
const ISSUER_WAITS_MS = [500, 1000, 2000, 4000, 8000]

/**
 * The keys of a role, kept until shortly before they run out; many clients that ask at once cause one
 * request. A renewal that fails is tried again as long as the former keys are good.
 */
export function roleProvider(role: AssumedRole, reach: StsReach): Provider {
  let held: Identity | undefined
  let pending: Promise<Identity> | undefined
  let failed: { readonly error: unknown; readonly atMs: number } | undefined
  const heldFor = (leastMs: number): Identity | undefined =>
    held !== undefined && (held.expiration?.getTime() ?? Infinity) - Date.now() > leastMs ? held : undefined
  const renew = async (): Promise<Identity> => {
    if (failed !== undefined && Date.now() - failed.atMs < REST_AFTER_FAILURE_MS) throw failed.error
    try {
      held = await assume(role, reach)
      return held
    } catch (error) {
      failed = { error, atMs: Date.now() }
      throw error
    }
  }
  return async () => {
    const fresh = heldFor(RENEW_BEFORE_MS)
    if (fresh !== undefined) return fresh
    pending ??= renew().finally(() => {
      pending = undefined
    })
    try {
      return await pending
    } catch (error) {
      const usable = heldFor(USABLE_MS)
      if (usable === undefined) throw error
      return usable
    }
  }
}

async function assume(role: AssumedRole, { requestHandler, region }: StsReach): Promise<Identity> {
  const webIdentityToken = await tokenOf(role)
  const { fromWebToken } = await import('@aws-sdk/credential-providers')
  const ask = fromWebToken({
    roleArn: role.arn,
    roleSessionName: role.sessionName,
    webIdentityToken,
    ...(role.durationSeconds !== undefined && { durationSeconds: role.durationSeconds }),
    clientConfig: { requestHandler, region: region ?? stsRegion() },
  })
  try {
    const identity = await patiently(ask)
    for (const secret of [identity.secretAccessKey, identity.sessionToken])
      if (secret !== undefined) role.onSecret(secret)
    return identity
  } catch (error) {
    throw new RoleRefused(explain(role, error, webIdentityToken), { cause: causeOf(error) })
  }
}

/**
 * STS fetches the keys of the token's issuer, which fails now and then; it says so, with the code of a
 * wrong token or another.
 */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const waitMs of ISSUER_WAITS_MS) {
    try {
      return await ask()
    } catch (error) {
      const name = error instanceof Error ? error.name : ''
      if (!/^IDPCommunicationError/.test(name) && !/retrieve verification key/i.test(messageOf(error)))
        throw error
      await delay(waitMs)
    }
  }
  return ask()
}

async function tokenOf({ arn, identityToken }: AssumedRole): Promise<string> {
  try {
    return await identityToken()
  } catch (error) {
    throw new RoleRefused(
      `the role ${arn} cannot be taken, for no identity token was given out: ${messageOf(error)}`,
      { cause: error },
    )
  }
}

function stsRegion(): string {
  const { AWS_REGION: region, AWS_DEFAULT_REGION: fallback } = process.env
  return [region, fallback].find((name) => name !== undefined && name !== '') ?? 'us-east-1'
}

function explain({ arn }: AssumedRole, error: unknown, token: string): string {
  const name = typeof error === 'object' && error !== null && 'name' in error ? String(error.name) : ''
  const { sub = 'nothing', aud = 'nothing', iss = 'nobody' } = claimsOf(token)
  const told = `STS answered ${JSON.stringify(messageOf(error))}`
  switch (name) {
    case 'AccessDenied':
    case 'AccessDeniedException':
      return (
        `the role ${arn} may not be taken by this job (${told}): its trust policy must allow sts:AssumeRoleWithWebIdentity for the `
        + `provider ${iss} with the subject ${sub} and the audience ${aud}`
      )
    case 'InvalidIdentityToken':
    case 'InvalidIdentityTokenException':
      return (
        `the account of the role ${arn} does not take the token of ${iss} (${told}): it needs an OIDC identity provider of that URL `
        + `with the audience ${aud}`
      )
    case 'ExpiredTokenException':
      return `the identity token for the role ${arn} was no longer valid when STS saw it (${told}): set the clock of this machine and run again`
    case 'ValidationError':
      return `the role ${arn} cannot be taken as it is asked for (${told}): check role-to-assume, role-session-name and role-duration-seconds`
    default:
      return `the role ${arn} could not be taken (${told}): check that STS can be reached from this machine, and run again`
  }
}

/** What the token says of itself. It is not verified: that is for STS. */
function claimsOf(token: string): Partial<Record<'sub' | 'aud' | 'iss', string>> {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString('utf8'))
    if (typeof claims !== 'object' || claims === null) return {}
    const known = Object.entries(claims).filter(
      ([name, value]) => ['sub', 'aud', 'iss'].includes(name) && typeof value === 'string',
    )
    return Object.fromEntries(known)
  } catch {
    return {}
  }
}

/**
 * An answered exception may repeat parts of the request, which holds the token: only a fault of the network
 * is handed on.
 */
function causeOf(error: unknown): unknown {
  const answered = typeof error === 'object' && error !== null && '$metadata' in error
  return answered ? undefined : error
}
