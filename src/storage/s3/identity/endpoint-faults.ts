import { displayLocation, isAccessPoint, type Location } from '../../../location/location.ts'
import type { S3Settings } from '../../settings.ts'
import { isAws, isPathStyle } from '../endpoint.ts'
import { inputName } from '../errors/explain.ts'
import type { SessionOptions } from '../requests/session.ts'

/**
 * What is wrong with the path of an endpoint: gateways have one, before the bucket. `undefined` where it has
 * none, or nothing is wrong with it.
 *
 * @param location a place in the store: its bucket may have been written into the endpoint, too
 * @returns a sentence that says what to write
 */
export function faultOfPath(
  settings: S3Settings,
  asked: Pick<SessionOptions, 'side' | 'oneSided'>,
  { authority }: Location,
): string | undefined {
  const { endpoint } = settings
  if (endpoint === undefined || !URL.canParse(endpoint)) return undefined
  const { origin, pathname } = new URL(endpoint)
  const path = pathname.replace(/\/+$/, '')
  if (path === '') return undefined
  const begin = `${inputName(asked, 'endpoint')} is ${endpoint}`
  const name = path.slice(path.lastIndexOf('/') + 1)
  if (name === authority) {
    const without = `${origin}${path.slice(0, -name.length - 1)}`
    return `${begin}, which ends with the bucket ${name}: write only ${without}, for the bucket is named by ${asked.side === 'source' ? 'the source' : 'the target'} already`
  }
  if (isAws({ endpoint })) return `${begin}, and AWS has no path before its buckets: write only ${origin}`
  if (isPathStyle(settings)) return undefined
  return (
    `${begin}, and below a path buckets stand in the path, not in the host name: `
    + (settings.forcePathStyle === false
      ? `leave out ${inputName(asked, 'force-path-style')} and the profile's addressing_style, or write only ${origin}`
      : `write only ${origin}`)
  )
}

/**
 * What of the settings does not go with an access point that is named by its ARN: it has a host name of AWS.
 *
 * @returns as {@link faultOfPath}
 */
export function faultOfAccessPoint(
  settings: S3Settings,
  asked: Pick<SessionOptions, 'side' | 'oneSided'>,
  location: Location,
): string | undefined {
  if (!isAccessPoint(location)) return undefined
  const begin = `${displayLocation(location)} is in an access point of AWS`
  if (settings.endpoint !== undefined && !isAws(settings))
    return `${begin}, but ${inputName(asked, 'endpoint')} is ${settings.endpoint}: leave it out, or name the bucket of that server`
  return isPathStyle(settings)
    ? `${begin}, whose name stands in the host name: leave out ${inputName(asked, 'force-path-style')}`
    : undefined
}
