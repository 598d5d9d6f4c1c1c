import {
  identityOf,
  LocationError,
  nameOf,
  parentOf,
  parseLocation,
  type Location,
} from '../location/location.ts'
import { findInCliOutput } from './cli-output.ts'
import { readEmbeddedJson, readWholeJson, readYaml, yamlOf } from './document.ts'
import { isPath, LAST_STATE_PLACEHOLDER, pathFinding, type Finding, type FoundPath } from './finding.ts'
import { NoSnapshotError } from './no-snapshot-error.ts'
import { findInResource } from './operator-status.ts'
import { plainText } from './plain-text.ts'
import { findInRestAnswer } from './rest-answer.ts'
import { findBarePaths, isAbsolute, looksLikeSnapshot } from './written-path.ts'

/**
 * Whether a text is more than one plain path: the output of a command, JSON, YAML, a path within quotes. A
 * single line that begins as a path does is one, whatever else it contains.
 */
export function isSnapshotText(text: string): boolean {
  const trimmed = text.trim()
  if (/[\r\n\u001b]/.test(trimmed)) return true
  if (isAbsolute(trimmed)) return false
  if (/^[{["']/.test(trimmed) || trimmed.includes(LAST_STATE_PLACEHOLDER)) return true
  return findInCliOutput(trimmed).length > 0 || findBarePaths(trimmed).length > 0
}

/**
 * Finds the snapshot that a text names: output of Flink's command line, an answer of its REST interface, a
 * resource of the Flink Kubernetes operator as JSON or YAML, or any text in which one path of a snapshot
 * stands. Nothing is guessed.
 *
 * @returns the path as it stands in the text, and where it stood
 * @throws NoSnapshotError when the text names none, or several, or says that the savepoint failed or has not
 * ended
 */
export function findSnapshot(text: string): FoundPath {
  return decide(findAll(text))
}

const ONLY_PATH = 'the only path of a snapshot in the text'

function findAll(text: string): Finding[] {
  const quoted = /^(["'])([^"'\n]+)\1$/.exec(text.trim())?.[2]
  if (quoted !== undefined && isAbsolute(quoted)) return [pathFinding(quoted, 'the quoted path')]
  const whole = readWholeJson(text)
  if (whole !== undefined) return findInDocument(whole)
  const yaml = yamlOf(text)
  if (yaml === 'resource') return readYaml(text).flatMap(findInDocument)
  const told = findInCliOutput(text)
  if (told.length > 0) return told
  const embedded = readEmbeddedJson(text)
  if (embedded !== undefined) return findInDocument(embedded)
  if (yaml === 'part') return readYaml(text).flatMap(findInDocument)
  if (text.includes(LAST_STATE_PLACEHOLDER)) return [pathFinding(LAST_STATE_PLACEHOLDER, 'the text')]
  return findBarePaths(plainText(text)).map((path) => pathFinding(path, ONLY_PATH))
}

function findInDocument(value: unknown): Finding[] {
  const found = findInResource(value) ?? findInRestAnswer(value)
  if (found !== undefined) return found
  return textsOf(value).flatMap((text) => {
    if (looksLikeSnapshot(text) || text === LAST_STATE_PLACEHOLDER) return [pathFinding(text, ONLY_PATH)]
    return findInCliOutput(text)
  })
}

/** All texts of a value, whose depth was checked. */
function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value.trim()]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : []
}

const MOST_CANDIDATES = 5

function decide(findings: readonly Finding[]): FoundPath {
  const distinct = new Map<string, FoundPath>()
  for (const finding of findings.filter(isPath)) {
    const identity = snapshotIdentity(finding.path)
    if (!distinct.has(identity)) distinct.set(identity, finding)
  }
  const candidates = [...distinct.values()]
  const reason = findings.find((finding) => 'reason' in finding)?.reason
  if (reason !== undefined) {
    const beside =
      candidates.length === 0
        ? ''
        : `; the text also names ${shownPaths(candidates)}: give that path itself if it is meant`
    throw new NoSnapshotError(`${reason}${beside}`)
  }
  const [only] = candidates
  if (only === undefined) {
    throw new NoSnapshotError(
      'the text names no snapshot: give the path of one, the output of flink savepoint, stop or cancel -s, '
        + 'a REST answer, or a FlinkDeployment or FlinkStateSnapshot',
    )
  }
  if (candidates.length > 1) {
    throw new NoSnapshotError(
      `the text names ${candidates.length} snapshots: ${shownPaths(candidates)}; give the path of the one that is meant`,
    )
  }
  return { path: only.path, takenFrom: shortened(only.takenFrom) }
}

function shortened(text: string): string {
  return text.length > 300 ? `${text.slice(0, 299)}…` : text
}

function shownPaths(candidates: readonly FoundPath[]): string {
  const shown = candidates.slice(0, MOST_CANDIDATES).map(({ path }) => shortened(path))
  const more = candidates.length - shown.length
  return shown.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

/** The same for a directory and its `_metadata`, and for S3's several schemes. */
function snapshotIdentity(path: string): string {
  let location: Location
  try {
    location = parseLocation(path)
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new NoSnapshotError(`the text names a snapshot, but ${error.message}`, { cause: error })
  }
  const directory = nameOf(location) === '_metadata' ? (parentOf(location) ?? location) : location
  return identityOf(directory)
}
