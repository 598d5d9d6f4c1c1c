/**
 * The name that Flink gives a savepoint's directory: six hex digits of the job's id, twelve random ones
 * (`AbstractFsCheckpointStorageAccess.initializeLocationForSavepoint`).
 */
const SAVEPOINT_NAME = 'savepoint-[0-9a-f]{6}-[0-9a-f]{12}'

/** A path up to a savepoint's name, and what may follow it in a sentence or in the line of a log. */
const NAMED = new RegExp(`^(.*[/\\\\]${SAVEPOINT_NAME})(?![\\w-]|\\.\\w)`, 's')
const NAMED_TO_THE_END = new RegExp(
  `^(.*[/\\\\]${SAVEPOINT_NAME})(?:[/\\\\](?:_metadata)?)?[.'")\\]]?\\s*$`,
  's',
)

/** The beginning of such a name. */
const CUT_NAME = /[/\\]savepoint-[0-9a-f]{6}-[0-9a-f]{0,11}$/

/** Lines over which a path may be broken. */
const MOST_LINES = 12

/** A path, or what is wrong with it as the end of a sentence. */
export type WrittenPath = { readonly path: string } | { readonly broken: string }

/**
 * Reads the path at the beginning of what follows one of Flink's sentences. It ends with the line, for it may
 * contain blanks; a dot after it belongs to the sentence. Where it is broken over lines, the parts belong
 * together when they make up a name that Flink gives to savepoints: no other break can be told from the next
 * line of the text.
 */
export function readWrittenPath(rest: string): WrittenPath {
  const lines = rest.split('\n', MOST_LINES + 1)
  const begin = lines.findIndex((line) => line.trim() !== '')
  if (begin < 0 || begin > 1) return { broken: 'stands no path' }
  const first = (lines[begin] ?? '').trimStart()
  const named = NAMED.exec(first)?.[1]
  if (named !== undefined) return { path: named }
  const following = lines.slice(begin + 1)
  let joined = first
  for (const line of following) {
    if (line.trim() === '') break
    joined += line
    const whole = NAMED_TO_THE_END.exec(joined)?.[1]
    if (whole !== undefined) return { path: whole }
  }
  const next = following[0]?.trim() ?? ''
  if (next !== '' && !/\s/.test(next))
    return { broken: 'the path seems to be broken over lines: give it in one line' }
  const path = first.trimEnd().replace(/\.$/, '')
  if (CUT_NAME.test(path)) return { broken: 'the path is cut off: give it whole' }
  return isAbsolute(path) ? { path } : { broken: 'stands no absolute path' }
}

/** Whether the text begins as a URI or as an absolute path. */
export function isAbsolute(text: string): boolean {
  return /^(?:[A-Za-z][A-Za-z0-9+.-]*:[\\/]|[\\/])/.test(text)
}

const SNAPSHOT_END = new RegExp(
  `[/\\\\](?:${SAVEPOINT_NAME}|chk-\\d+)(?:[/\\\\](?:_metadata)?)?$|[/\\\\]_metadata$`,
)

/**
 * Whether a path ends as the paths of Flink's snapshots do: in a savepoint's name, `chk-N`, or `_metadata`.
 */
export function looksLikeSnapshot(path: string): boolean {
  return isAbsolute(path) && SNAPSHOT_END.test(path)
}

/**
 * A URI or an absolute path without blanks, or anything within quotes. Schemes are short: a long word is not
 * read from each of its letters.
 */
const TOKEN = /"([^"\n]+)"|'([^'\n]+)'|((?:[A-Za-z][A-Za-z0-9+.-]{0,31}:)?\/[^\s"'<>|;,]+)/g

/**
 * What may not stand right before a path, for it would be a part of it: `backup/tmp/x`, `~/x`, `${DIR}/x`,
 * `arn:aws:s3:::bucket/x`.
 */
const WORD_BEFORE = /[\p{L}\p{N}\p{M}_./\\+~@%$#&?*!:)\]}-]$/u

/**
 * Whether a word goes on at the place. A colon ends the word before a URI, which says itself where it begins.
 */
function isInsideWord(text: string, index: number, token: string): boolean {
  const before = text.slice(Math.max(0, index - 2), index)
  return WORD_BEFORE.test(before) && !(before.endsWith(':') && !token.startsWith('/'))
}

/** All paths of snapshots that stand in a text without saying what they are. */
export function findBarePaths(plain: string): string[] {
  const found: string[] = []
  for (const match of plain.matchAll(TOKEN)) {
    if (match[3] !== undefined && isInsideWord(plain, match.index, match[3])) continue
    const token = withoutClosing(match[1] ?? match[2] ?? match[3] ?? '')
    if (looksLikeSnapshot(token)) found.push(token)
    // Quotes may enclose a whole sentence.
    else if (match[3] === undefined) for (const path of findBarePaths(token)) found.push(path)
  }
  return found
}

/**
 * Without what closes a sentence or a bracket; by hand, for a pattern would try a long run from each of its
 * places.
 */
function withoutClosing(token: string): string {
  let end = token.length
  while (end > 0 && '.:)]}'.includes(token.charAt(end - 1))) end -= 1
  return token.slice(0, end)
}
