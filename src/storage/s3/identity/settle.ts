import { displayLocation, type Location } from '../../../location/location.ts'
import { inputName } from '../errors/explain.ts'
import { providerOf, regionInHost } from './providers.ts'
import type { S3Settings, Side } from '../../settings.ts'
import { StorageError } from '../../storage-error.ts'
import type { SessionOptions } from '../requests/session.ts'
import { faultOfAccessPoint, faultOfPath } from './endpoint-faults.ts'
import { isSet, reachOfProfile, type ProfileReach } from './profile.ts'

/** Settings in which all is said that the environment and profiles say of where requests go. */
export interface Settled {
  readonly settings: S3Settings
  /** What a person may not expect, as sentences. */
  readonly warnings: readonly string[]
}

/** Whose settings they are. */
type Asked = Pick<SessionOptions, 'side' | 'oneSided' | 'settings'>

/** An endpoint, if there is one, and what named it. */
interface Endpoint {
  readonly url?: string | undefined
  readonly name?: string
}

/** Variables that switch to hosts of Amazon's own, their words, and what a profile says of the same. */
const HOSTS_OF_AWS = [
  ['AWS_USE_FIPS_ENDPOINT', 'use_fips_endpoint', 'FIPS', 'usesFips'],
  ['AWS_USE_DUALSTACK_ENDPOINT', 'use_dualstack_endpoint', 'dual-stack', 'usesDualStack'],
] as const

/**
 * Finds out where the requests of one side go, before the first one. A setting counts first; then a profile
 * that the settings name, as a whole, for it is of this side; then the environment, which is of both; then
 * the profile of `AWS_PROFILE`, or `default`. Who signs is asked later, by the SDK's chain.
 *
 * @throws StorageError `unsupported` for an endpoint that is no URL, and a services section that is not
 * there
 */
export async function settle(
  given: S3Settings,
  side: Pick<SessionOptions, 'side' | 'oneSided'>,
  location: Location,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Settled> {
  const asked = { ...side, settings: given }
  const name = given.profile ?? (isSet(env['AWS_PROFILE']) ? env['AWS_PROFILE'] : 'default')
  const profile = await reachOfProfile(name, env)
  const own = given.profile === undefined ? {} : profile
  const settings = withInherited(given, own)
  const provider = providerOf(location.scheme)
  const known = [own.region, env['AWS_REGION'], env['AWS_DEFAULT_REGION'], profile.region]
  const { url: endpoint, name: endpointName } =
    settings.atAws === true
      ? { url: endpointOfAws({ name, profile, env }, settings.region ?? known.find(isSet), asked, location) }
      : settings.endpoint !== undefined
        ? { url: settings.endpoint }
        : provider === undefined || own.endpoint !== undefined
          ? endpointOf(name, profile, own, env)
          : { url: endpointOfProvider(provider, settings.region ?? own.region, asked, location) }
  // Of another maker's store the environment says nothing: its variables are about AWS.
  const regions =
    provider === undefined
      ? known
      : [own.region, endpoint === undefined ? undefined : regionInHost(endpoint), provider.region]
  const homeRegion = regions.find(isSet)
  const settled: S3Settings = {
    ...settings,
    endpoint,
    homeRegion,
    forcePathStyle: settings.forcePathStyle ?? styleOf(profile),
    caBundle: bundleOf(name, profile, own, env),
    names: endpointName === undefined ? settings.names : { ...settings.names, endpoint: endpointName },
    profileKeys: comesToProfile(settings, env) ? profile.keys : undefined,
    plainHosts: hostsAskedFor(profile, env).length === 0,
  }
  refuseKeyWithoutTls(settled, asked)
  const fault = faultOfPath(settled, asked, location) ?? faultOfAccessPoint(settled, asked, location)
  if (fault !== undefined) throw unusable(fault)
  return {
    settings: settled,
    warnings: [
      ...(endpoint === undefined ? [] : hostWarnings(endpoint, asked.side, profile, env)),
      ...keyWarnings(settings, asked, env),
    ],
  }
}

/** What the profile does not say is as the other side has it. */
function withInherited({ inherited = {}, ...settings }: S3Settings, own: ProfileReach): S3Settings {
  const { region, endpoint, atAws, forcePathStyle } = inherited
  // A style of addresses is one of a server.
  const sameServer = settings.endpoint === undefined && settings.atAws !== true && own.endpoint === undefined
  return {
    ...(region !== undefined && own.region === undefined && { region }),
    ...(sameServer && endpoint !== undefined && { endpoint }),
    ...(sameServer && atAws === true && { atAws }),
    ...(sameServer
      && own.addressingStyle === undefined
      && forcePathStyle !== undefined && { forcePathStyle }),
    ...settings,
  }
}

function endpointOf(
  name: string,
  profile: ProfileReach,
  own: ProfileReach,
  env: NodeJS.ProcessEnv,
): Endpoint {
  const ignored =
    profile.ignoresEndpoints ?? env['AWS_IGNORE_CONFIGURED_ENDPOINT_URLS']?.toLowerCase() === 'true'
  if (ignored) return {}
  const variable = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((one) => isSet(env[one]))
  if (variable !== undefined && own.endpoint === undefined && own.missingServices === undefined)
    return { url: checked(env[variable] ?? '', `${variable} is`), name: variable }
  if (profile.missingServices !== undefined) {
    throw unusable(
      `the profile ${name} names the services section "${profile.missingServices}", which the AWS configuration file does not have: `
        + `add [services ${profile.missingServices}], or take the line out of the profile`,
    )
  }
  if (profile.endpoint === undefined) return {}
  return {
    url: checked(profile.endpoint, `the profile ${name} names the endpoint_url`),
    name: `endpoint_url of the profile ${name}`,
  }
}

/**
 * AWS itself, by the name of its endpoint only where the SDK would go elsewhere without one.
 *
 * @throws StorageError for a place that is not in AWS, and where the region is needed and not known
 */
function endpointOfAws(
  { name, profile, env }: { name: string; profile: ProfileReach; env: NodeJS.ProcessEnv },
  region: string | undefined,
  asked: Asked,
  location: Location,
): string | undefined {
  const [endpointInput, regionInput] = [inputName(asked, 'endpoint'), inputName(asked, 'region')]
  const provider = providerOf(location.scheme)
  if (provider !== undefined) {
    throw unusable(
      `${endpointInput} is aws, and ${displayLocation(location)} is in ${provider.name}: leave it out, or name the S3 endpoint there`,
    )
  }
  const variable = ['AWS_ENDPOINT_URL_S3', 'AWS_ENDPOINT_URL'].find((one) => isSet(env[one]))
  const other = variable ?? (profile.endpoint === undefined ? undefined : `the profile ${name}`)
  if (other === undefined) return undefined
  if (region === undefined)
    throw unusable(`${endpointInput} is aws, and ${other} names another server: set ${regionInput} too`)
  return `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`
}

/** @throws StorageError where it is not known where the store is */
function endpointOfProvider(
  { name, endpoint, example }: NonNullable<ReturnType<typeof providerOf>>,
  region: string | undefined,
  asked: Asked,
  location: Location,
): string {
  const place = displayLocation(location)
  const [regionInput, endpointInput] = [inputName(asked, 'region'), inputName(asked, 'endpoint')]
  if (endpoint === undefined)
    throw unusable(`${place}: ${name}: set ${endpointInput} to the S3 endpoint of yours`)
  if (example === undefined || isSet(region)) return endpoint(region ?? '')
  throw unusable(
    `${place} is in ${name}, whose endpoint goes by region: set ${regionInput}, such as ${example}, or ${endpointInput}`,
  )
}

/** @param by what names it, to begin the sentence with */
function checked(url: string, by: string): string {
  const shown = JSON.stringify(url.replace(/^([a-z]+:\/\/)?.*@/i, '$1***@'))
  if (!/^https?:\/\//i.test(url) || !URL.canParse(url))
    throw unusable(`${by} ${shown}: write a whole URL such as https://minio.example.com:9000`)
  const { username, password } = new URL(url)
  if (username === '' && password === '') return url
  throw unusable(`${by} ${shown}, which contains a user or password: write only the URL, and keys as keys`)
}

/** S3 refuses such requests, and then the key has been seen by everybody on the way. */
function refuseKeyWithoutTls({ customerKey, endpoint }: S3Settings, asked: Asked): void {
  if (customerKey === undefined || endpoint === undefined || !/^http:/i.test(endpoint)) return
  throw unusable(
    `${inputName(asked, 'sse-customer-key')} is given, but the ${asked.side} goes to ${endpoint}, and such keys are sent over TLS only: `
      + `write ${inputName(asked, 'endpoint')} with https://`,
  )
}

function unusable(message: string): StorageError {
  return new StorageError(message, { code: 'unsupported', operation: 'open' })
}

/** `auto` is what is done without it. */
function styleOf({ addressingStyle }: ProfileReach): boolean | undefined {
  return addressingStyle === 'path' ? true : addressingStyle === 'virtual' ? false : undefined
}

function bundleOf(
  name: string,
  profile: ProfileReach,
  own: ProfileReach,
  env: NodeJS.ProcessEnv,
): S3Settings['caBundle'] {
  if (own.caBundle === undefined && isSet(env['AWS_CA_BUNDLE'])) return undefined
  if (profile.caBundle === undefined) return undefined
  return { path: profile.caBundle, named: `ca_bundle of the profile ${name}` }
}

/** Amazon's own hosts cannot be had where another one is named; the SDK would refuse every request. */
function hostWarnings(endpoint: string, side: Side, profile: ProfileReach, env: NodeJS.ProcessEnv): string[] {
  return hostsAskedFor(profile, env).flatMap(({ word, by }) => {
    if (new URL(endpoint).hostname.includes(word === 'FIPS' ? 'fips' : 'dualstack')) return []
    return [
      `${by} is true, but the ${side} goes to ${endpoint}: ${word} endpoints are Amazon's own, and none is used where an endpoint is named`,
    ]
  })
}

/** The hosts of Amazon's own that are asked for, and by what. */
function hostsAskedFor(profile: ProfileReach, env: NodeJS.ProcessEnv): { word: string; by: string }[] {
  return HOSTS_OF_AWS.flatMap(([variable, setting, word, name]) => {
    const inEnvironment = env[variable]?.toLowerCase()
    const asked = isSet(inEnvironment) ? inEnvironment === 'true' : profile[name] === true
    return asked ? [{ word, by: isSet(inEnvironment) ? variable : `${setting} of the profile` }] : []
  })
}

/** Whether the SDK's chain would look for keys in the profile first, or after it found none. */
function comesToProfile({ credentials, profile, role }: S3Settings, env: NodeJS.ProcessEnv): boolean {
  if (credentials !== undefined || role !== undefined) return false
  if (profile !== undefined || isSet(env['AWS_PROFILE'])) return true
  return !isSet(env['AWS_ACCESS_KEY_ID']) || !isSet(env['AWS_SECRET_ACCESS_KEY'])
}

/** The SDK takes the profile, and other tools of Amazon's the keys. */
function keyWarnings(
  { credentials, profile, role, anonymous }: S3Settings,
  { side }: Asked,
  env: NodeJS.ProcessEnv,
): string[] {
  if (credentials !== undefined || profile !== undefined || role !== undefined || anonymous === true)
    return []
  const { AWS_PROFILE: named, AWS_ACCESS_KEY_ID: id, AWS_SECRET_ACCESS_KEY: secret } = env
  if (!isSet(named) || !isSet(id) || !isSet(secret)) return []
  return [
    `AWS_PROFILE (${named}) and AWS_ACCESS_KEY_ID are both set in the environment: the profile is used for the ${side} and the keys are `
      + 'not; unset one of them',
  ]
}
