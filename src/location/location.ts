/**
 * A place in a file system as Flink names it: scheme, authority and a normalised path.
 *
 * The text form is what `org.apache.flink.core.fs.Path.toString()` gives: not percent-encoded, one slash
 * after `file:`. Locations are compared by parts, never as text, so `s3://b/a//x/` and `s3a://b/a/x` name
 * one object.
 */
export interface Location {
  /** Lower case, without colon; `file` for local paths. */
  readonly scheme: string
  /** The bucket for S3 and stores that speak it, or the ARN of an access point; empty for `file`. */
  readonly authority: string
  /** Starts with `/`, has no empty, `.` or `..` segment and no trailing slash (the root is `/`). */
  readonly path: string
}

/** A text that is no usable location. The message is a sentence that names the text. */
export class LocationError extends Error {
  override readonly name = 'LocationError'
}

const S3_SCHEMES: ReadonlySet<string> = new Set(['s3', 's3a', 's3p', 's3n'])

/**
 * Whether the scheme is one of Flink's names for S3: `s3`, `s3a`, `s3p` (presto plugin), `s3n` (old
 * Hadoop).
 */
export function isS3Scheme(scheme: string): boolean {
  return S3_SCHEMES.has(scheme)
}

/**
 * Schemes of stores of other makers that speak S3 as well: Google's, Alibaba's, Tencent's, Huawei's,
 * Volcengine's. Each is a family of its own: a bucket of one is not the bucket of that name of another.
 */
const OTHER_SCHEMES: ReadonlySet<string> = new Set(['gs', 'oss', 'cosn', 'cos', 'obs', 'tos'])

/**
 * Whether the store of the scheme is spoken to by S3: one of S3's own names, or of a store that speaks it
 * too.
 */
export function isSpokenToByS3(scheme: string): boolean {
  return isS3Scheme(scheme) || OTHER_SCHEMES.has(scheme)
}

/** Whether both schemes lead to the same store: equal, or both S3. */
export function sameStore(a: string, b: string): boolean {
  return a === b || (isS3Scheme(a) && isS3Scheme(b))
}

const WINDOWS_DRIVE = /^\/?[A-Za-z]:[\\/]/
const SCHEME = /^([A-Za-z][A-Za-z0-9+.-]*):/

/**
 * Reads a URI, or an absolute local path, that a person gave: as {@link parseWrittenLocation}, with
 * surrounding white space trimmed.
 *
 * @throws LocationError for an empty text, a relative path, or one that climbs above the root.
 */
export function parseLocation(text: string): Location {
  return parseWrittenLocation(text.trim())
}

/**
 * Reads a URI, or an absolute local path, as it stands in `_metadata`, by the rules of Flink's `Path`: `\`
 * is `/`, `//` collapsed, `.` and `..` resolved, trailing slash dropped, nothing percent-decoded. Nothing
 * is trimmed: white space at the end is part of a name.
 *
 * @throws LocationError for an empty text, a relative path, or one that climbs above the root.
 */
export function parseWrittenLocation(text: string): Location {
  if (text === '') throw new LocationError('an empty text is no location')
  let scheme = 'file'
  let authority = ''
  let rest = text
  if (!WINDOWS_DRIVE.test(text)) {
    const match = SCHEME.exec(text)
    if (match?.[1] !== undefined) {
      scheme = match[1].toLowerCase()
      rest = text.slice(match[0].length)
      if (rest.startsWith('//arn:') && isS3Scheme(scheme)) [authority, rest] = accessPointIn(rest, text)
      else if (rest.startsWith('//')) {
        const end = rest.indexOf('/', 2)
        authority = end < 0 ? rest.slice(2) : rest.slice(2, end)
        rest = end < 0 ? '/' : rest.slice(end)
      }
    }
  }
  if (authority === '' && isSpokenToByS3(scheme)) {
    throw new LocationError(`${JSON.stringify(text)} names no bucket: write it as ${scheme}://bucket/path`)
  }
  return { scheme, authority, path: normalisePath(rest, text) }
}

/**
 * An absolute path in which nothing has to be changed: neither `\`, nor empty and dot segments, nor a slash
 * at the end.
 */
const NORMAL_PATH = /^(?!.*\/(?:\.{0,2}(?:\/|$)))\/[^\\]+$/s

function normalisePath(path: string, text: string): string {
  if (NORMAL_PATH.test(path)) return path
  const quoted = JSON.stringify(text)
  const slashed = WINDOWS_DRIVE.test(path) && !path.startsWith('/') ? `/${path}` : path
  const unified = slashed.replaceAll('\\', '/')
  if (!unified.startsWith('/')) {
    throw new LocationError(`${quoted} ${relativeSentence(text)}`)
  }
  // The empty text before the first slash: a join is a text of its own, a slash put before it would hang on
  // to both.
  const segments: string[] = ['']
  for (const segment of unified.split('/')) {
    if (segment === '' || segment === '.') continue
    if (segment !== '..') segments.push(segment)
    else if (segments.length > 1) segments.pop()
    else throw new LocationError(`${quoted} climbs above the root with '..'`)
  }
  return segments.length === 1 ? '/' : segments.join('/')
}

/** The ARN of an access point; before its name may stand a slash or a colon. */
const ACCESS_POINT = /^(arn:[a-z0-9-]+:s3:[a-z0-9-]+:[0-9]{12}:accesspoint)[:/]([a-z0-9-]{3,50})(?=\/|$)/

/** @param rest the text behind the scheme. @throws LocationError for what other ARNs name */
function accessPointIn(rest: string, text: string): [authority: string, path: string] {
  const [whole = '', head = '', name = ''] = ACCESS_POINT.exec(rest.slice(2)) ?? []
  if (whole !== '') return [`${head}/${name}`, rest.slice(2 + whole.length) || '/']
  const named = S3_ARN.exec(rest.slice(2))?.[1]
  throw new LocationError(
    `${JSON.stringify(text)} has an ARN for its bucket that names no access point in a region: `
      + (named === undefined ? 'write s3://bucket/path' : `write s3://${named}`),
  )
}

/** Whether the bucket is an access point by its ARN: nothing that Flink could read. */
export function isAccessPoint({ authority }: Location): boolean {
  return authority.startsWith('arn:')
}

/**
 * S3's names of buckets and objects for IAM (`arn:aws:s3:::bucket/key`); of access points there are others.
 */
const S3_ARN = /^arn:[a-z-]+:s3:::(\S+)$/

function relativeSentence(text: string): string {
  const named = S3_ARN.exec(text)?.[1]
  if (named !== undefined) return `is an ARN, which is no path: it is written s3://${named} here`
  if (ACCESS_POINT.test(text))
    return `is an ARN, which is no path: write s3://${text} to read there, or the access point's alias as the bucket`
  if (/^arn:[a-z-]+:/.test(text))
    return 'is an ARN, which is no path: write s3://bucket/path, for an access point with its alias as the bucket'
  const forgotten = /^[a-z0-9][a-z0-9.-]+\/\S+$/.test(text) ? `, such as s3://${text}` : ''
  return `is a relative path: give an absolute path or a URI with a scheme${forgotten}`
}

/** The text that Flink writes for this location (`Path.toString()`), optionally under another scheme. */
export function formatLocation(location: Location, scheme: string = location.scheme): string {
  const authority = location.authority === '' ? '' : `//${location.authority}`
  return `${scheme}:${authority}${location.path}`
}

/** Text for people and error messages: as {@link formatLocation}, but local files as plain paths. */
export function displayLocation(location: Location): string {
  return location.scheme === 'file' && location.authority === '' ? location.path : formatLocation(location)
}

/** The S3 key, or any path without its leading slash; empty for the root. */
export function keyOf(location: Location): string {
  return location.path.slice(1)
}

/** The last segment of the path; empty for the root. */
export function nameOf(location: Location): string {
  return location.path.slice(location.path.lastIndexOf('/') + 1)
}

/** The directory that holds the location, `undefined` for the root. */
export function parentOf(location: Location): Location | undefined {
  if (location.path === '/') return undefined
  const end = location.path.lastIndexOf('/')
  return { ...location, path: end === 0 ? '/' : location.path.slice(0, end) }
}

/**
 * A location below `directory`. `relative` is a relative path in Flink's form; it is normalised.
 *
 * @throws LocationError where `relative` is empty, absolute, or leads out of `directory`.
 */
export function resolveWithin(directory: Location, relative: string): Location {
  const refused = (): LocationError =>
    new LocationError(`${JSON.stringify(relative)} is no path inside ${displayLocation(directory)}`)
  if (relative.trim() === '' || /^[\\/]/.test(relative)) throw refused()
  const path = normalisePath(`/${relative}`, relative)
  if (path === '/') throw refused()
  return { ...directory, path: directory.path === '/' ? path : directory.path + path }
}

/** Whether both name the same place; `s3`, `s3a`, `s3p` and `s3n` count as one scheme. */
export function sameLocation(a: Location, b: Location): boolean {
  return a.path === b.path && a.authority === b.authority && sameStore(a.scheme, b.scheme)
}

/**
 * Whether the location is `directory` itself or lies below it, on segment boundaries and over S3's schemes.
 */
export function isWithin(location: Location, directory: Location): boolean {
  if (location.authority !== directory.authority || !sameStore(location.scheme, directory.scheme))
    return false
  if (directory.path === '/' || location.path === directory.path) return true
  return (
    location.path.length > directory.path.length
    && location.path.charCodeAt(directory.path.length) === 0x2f
    && location.path.startsWith(directory.path)
  )
}

/**
 * The path from `directory` to the location, without leading slash (empty for itself), `undefined` when
 * outside.
 */
export function relativePath(location: Location, directory: Location): string | undefined {
  if (!isWithin(location, directory)) return undefined
  return location.path.slice(directory.path === '/' ? 1 : directory.path.length + 1)
}

/** A key under which equal locations meet in a `Map`: S3's schemes are one. */
export function identityOf(location: Location): string {
  return formatLocation(location, isS3Scheme(location.scheme) ? 's3' : location.scheme)
}
