import {
  formatLocation,
  isWithin,
  LocationError,
  parseLocation,
  relativePath,
  type Location,
} from './location.ts'

/**
 * One rule of a `path-map`: what lies at or below `from` is to be found at the same relative place of `to`.
 */
export interface PathRule {
  readonly from: Location
  readonly to: Location
}

/**
 * Reads the lines `old-prefix => new-prefix` of a `path-map`. Blank lines and lines that start with `#` count
 * as none.
 *
 * @throws LocationError naming the line where it is no rule, a side is no location, or an old prefix stands
 * twice.
 */
export function parsePathMap(text: string): PathRule[] {
  const rules: PathRule[] = []
  for (const [index, raw] of text.split(/\r?\n/).entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const rule = parseRule(line, index + 1)
    const from = formatLocation(rule.from)
    if (rules.some((other) => formatLocation(other.from) === from)) {
      throw new LocationError(
        `line ${index + 1} maps ${from} a second time: keep one rule for each old prefix`,
      )
    }
    rules.push(rule)
  }
  return rules
}

function parseRule(line: string, number: number): PathRule {
  const sides = line.split(/\s=>\s/)
  if (sides.length !== 2) {
    throw new LocationError(
      `line ${number} is no rule: ${JSON.stringify(line)}; write it as old-prefix => new-prefix`,
    )
  }
  const [from, to] = sides as [string, string]
  try {
    return { from: parseLocation(from), to: parseLocation(to) }
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new LocationError(`line ${number}: ${error.message}`, { cause: error })
  }
}

/**
 * Where the longest matching rule puts the location, `undefined` where no rule matches. Prefixes match on
 * segment boundaries (`/a/savepoint-1` is no prefix of `/a/savepoint-10`).
 */
export function applyPathMap(rules: readonly PathRule[], location: Location): Location | undefined {
  let best: PathRule | undefined
  for (const rule of rules) {
    if (!isWithin(location, rule.from)) continue
    if (best === undefined || rule.from.path.length > best.from.path.length) best = rule
  }
  if (best === undefined) return undefined
  const rest = relativePath(location, best.from) ?? ''
  if (rest === '') return best.to
  return { ...best.to, path: best.to.path === '/' ? `/${rest}` : `${best.to.path}/${rest}` }
}
