import type { Document } from 'yaml'
import { yamlLibrary } from '../platform/yaml.ts'
import { NoSnapshotError } from './no-snapshot-error.ts'

/** More than any listing of a namespace that was seen; as JSON it is parsed in well under a second. */
const MOST_CHARACTERS = 4 * 1024 * 1024

/** YAML takes some hundred times as long as JSON: a listing of a hundred resources, in a few seconds. */
const MOST_YAML_CHARACTERS = 1024 * 1024

/** Flink's and Kubernetes' answers are some ten levels deep. */
const MOST_LEVELS = 64

const MOST_DOCUMENTS = 1_000

/** What Kubernetes tools begin a resource with. */
const RESOURCE =
  /^(?:- )?(?:apiVersion|kind):[ \t]*(?:flink\.apache\.org\/|Flink[A-Z]|v1[ \t]*$|List[ \t]*$)/m

/** Keys of a part of a resource, which may stand at the beginning of a line of a log as well. */
const PART_OF_RESOURCE = /^(?:items|metadata|spec|status|jobStatus|savepointInfo)[ \t]*:/m

/**
 * The value of a text that is JSON, and nothing else.
 *
 * @returns undefined for any other text
 * @throws NoSnapshotError for JSON nested deeper, and for any text longer, than what Flink and Kubernetes
 * write
 */
export function readWholeJson(text: string): unknown {
  if (text.length > MOST_CHARACTERS) {
    throw new NoSnapshotError(
      `a text of ${text.length} characters is too long to look for a snapshot's path in it: give the path`,
    )
  }
  return /^[\s\ufeff]*[{[]/.test(text) ? parseJson(text.replace(/^[\s\ufeff]+/, '')) : undefined
}

/**
 * As {@link readWholeJson}, with other lines before the JSON: the headers of `curl -i`, warnings of
 * kubectl.
 */
export function readEmbeddedJson(text: string): unknown {
  const begins = [...text.matchAll(/^[ \t]*[{[]/gm)].map(({ index }) => index)
  const end = Math.max(text.lastIndexOf('}'), text.lastIndexOf(']')) + 1
  // Log lines may begin with a bracket as well: a few attempts, no search.
  for (const begin of begins.slice(0, 8)) {
    const value = begin < end ? parseJson(text.slice(begin, end)) : undefined
    if (value !== undefined) return value
  }
  return undefined
}

/**
 * Whether a text is YAML of resources, a part of one (`part`: as far as can be told from single lines), or
 * neither.
 */
export function yamlOf(text: string): 'resource' | 'part' | undefined {
  if (RESOURCE.test(text)) return 'resource'
  return PART_OF_RESOURCE.test(text) ? 'part' : undefined
}

function parseJson(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? checkDepth(value) : undefined
  } catch (error) {
    if (error instanceof NoSnapshotError) throw error
    if (isDepthError(error)) throw tooDeep()
    return undefined
  }
}

/**
 * The documents of a text that is YAML.
 *
 * @throws NoSnapshotError for YAML that cannot be read, with aliases or with keys that stand there twice,
 * and for what is
 *   longer, or nested deeper, than what Kubernetes writes
 */
export function readYaml(text: string): unknown[] {
  if (text.length > MOST_YAML_CHARACTERS) {
    throw new NoSnapshotError(
      `${text.length} characters of YAML are too many to look for a snapshot's path in them: `
        + 'give one resource, or print them with -o json',
    )
  }
  try {
    const documents: readonly Document[] = yamlLibrary().parseAllDocuments(text, {
      schema: 'core',
      uniqueKeys: false,
      logLevel: 'silent',
      prettyErrors: false,
    })
    if (documents.length > MOST_DOCUMENTS)
      throw new NoSnapshotError(`YAML of more than ${MOST_DOCUMENTS} documents is not read`)
    return documents.map(readYamlDocument)
  } catch (error) {
    if (error instanceof NoSnapshotError) throw error
    if (isDepthError(error)) throw tooDeep()
    throw new NoSnapshotError(
      'the text looks like YAML of Kubernetes resources, but cannot be read as such',
      { cause: error },
    )
  }
}

function readYamlDocument(document: Document): unknown {
  const [error] = document.errors
  if (error !== undefined) {
    throw new NoSnapshotError(
      `the text looks like YAML of Kubernetes resources, but cannot be read as such: ${firstLine(error.message)}`,
    )
  }
  refuseDangers(document)
  const value: unknown = document.toJS({ maxAliasCount: 0 })
  return checkDepth(value)
}

/**
 * Aliases can blow a small text up without end, and of two equal keys one would be a guess. Kubernetes
 * writes neither.
 */
function refuseDangers(document: Document): void {
  const { isScalar, visit } = yamlLibrary()
  visit(document, {
    Alias: () => {
      throw new NoSnapshotError(
        'YAML with aliases (*name) is not read: print the resources with kubectl get -o yaml',
      )
    },
    Map: (_key, map) => {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        const name: unknown = isScalar(key) ? key.value : undefined
        if (name === undefined) continue
        if (seen.has(name))
          throw new NoSnapshotError(
            `the YAML has the key ${JSON.stringify(name)} twice in one place: give one of them`,
          )
        seen.add(name)
      }
    },
  })
}

function checkDepth(value: unknown): unknown {
  let level: unknown[] = [value]
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > MOST_LEVELS) throw tooDeep()
    level = level.flatMap((one): unknown[] =>
      typeof one === 'object' && one !== null ? Object.values(one) : [],
    )
  }
  return value
}

function tooDeep(): NoSnapshotError {
  return new NoSnapshotError(
    `the text is nested deeper than ${MOST_LEVELS} levels, which nothing of Flink's is: give the path itself`,
  )
}

/** A parser that ran out of stack. */
function isDepthError(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError'
}

function firstLine(text: string): string {
  return text.split('\n', 1)[0] ?? ''
}
