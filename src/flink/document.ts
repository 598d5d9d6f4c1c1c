import { parseAllDocuments, visit, isScalar, type Document } from 'yaml'
import { NoSnapshotError } from './no-snapshot-error.ts'

/** More than any listing of a namespace that was seen; a text of this size is parsed in well under a second. */
const MOST_CHARACTERS = 4 * 1024 * 1024

/** Flink's and Kubernetes' answers are some ten levels deep. */
const MOST_LEVELS = 64

const MOST_DOCUMENTS = 1_000

/** Keys that stand at the beginning of a line of YAML in what Kubernetes tools print of Flink's resources. */
const YAML_KEY = /^(?:apiVersion|kind|items|metadata|spec|status|jobStatus)[ \t]*:/m

/**
 * The values that a text consists of, where it is JSON, JSON with other lines before it (`curl -i`, warnings of kubectl), or
 * YAML of Kubernetes resources.
 *
 * @returns undefined for a text that is neither
 * @throws NoSnapshotError for YAML that cannot be read, with aliases or with keys that stand there twice, and for anything
 *   nested deeper or longer than Flink and Kubernetes write
 */
export function readDocuments(text: string): readonly unknown[] | undefined {
  if (text.length > MOST_CHARACTERS) {
    throw new NoSnapshotError(`a text of ${text.length} characters is too long to look for a snapshot's path in it: give the path`)
  }
  const json = readJson(text)
  if (json !== undefined) return [checkDepth(json.value)]
  return YAML_KEY.test(text) ? readYaml(text) : undefined
}

function readJson(text: string): { readonly value: unknown } | undefined {
  const begins = [...text.matchAll(/^[ \t\ufeff]*[{[]/gm)].map(({ index }) => index)
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1
  // Log lines may begin with a bracket as well: a few attempts, no search.
  for (const begin of begins.slice(0, 8)) {
    if (begin >= end) break
    try {
      const value: unknown = JSON.parse(text.slice(begin, end).replace(/^[ \t\ufeff]+/, ''))
      if (typeof value === 'object' && value !== null) return { value }
    } catch (error) {
      if (isDepthError(error)) throw tooDeep()
    }
  }
  return undefined
}

function readYaml(text: string): unknown[] {
  try {
    const documents: readonly Document[] = parseAllDocuments(text, { schema: 'core', uniqueKeys: false, logLevel: 'silent', prettyErrors: false })
    if (documents.length > MOST_DOCUMENTS) throw new NoSnapshotError(`YAML of more than ${MOST_DOCUMENTS} documents is not read`)
    return documents.map(readYamlDocument)
  } catch (error) {
    if (error instanceof NoSnapshotError) throw error
    if (isDepthError(error)) throw tooDeep()
    throw new NoSnapshotError('the text looks like YAML of Kubernetes resources, but cannot be read as such', { cause: error })
  }
}

function readYamlDocument(document: Document): unknown {
  const [error] = document.errors
  if (error !== undefined) {
    throw new NoSnapshotError(`the text looks like YAML of Kubernetes resources, but cannot be read as such: ${firstLine(error.message)}`)
  }
  refuseDangers(document)
  const value: unknown = document.toJS({ maxAliasCount: 0 })
  return checkDepth(value)
}

/** Aliases can blow a small text up without end, and of two equal keys one would be a guess. Kubernetes writes neither. */
function refuseDangers(document: Document): void {
  visit(document, {
    Alias: () => { throw new NoSnapshotError('YAML with aliases (*name) is not read: print the resources with kubectl get -o yaml') },
    Map: (_key, map) => {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        const name: unknown = isScalar(key) ? key.value : undefined
        if (name === undefined) continue
        if (seen.has(name)) throw new NoSnapshotError(`the YAML has the key ${JSON.stringify(name)} twice in one place: give one of them`)
        seen.add(name)
      }
    },
  })
}

function checkDepth(value: unknown): unknown {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) throw tooDeep()
    level = level.flatMap((one): unknown[] => typeof one === 'object' && one !== null ? Object.values(one) : [])
  }
  return value
}

function tooDeep(): NoSnapshotError {
  return new NoSnapshotError(`the text is nested deeper than ${MOST_LEVELS} levels, which nothing of Flink's is: give the path itself`)
}

/** A parser that ran out of stack. */
function isDepthError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError'
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
