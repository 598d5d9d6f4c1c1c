import { types } from 'node:util'
import type { Document } from 'yaml'
import { yamlLibrary } from '../../platform/yaml.ts'
import { FlinkConfigError } from './flink-config-error.ts'
import type { FlinkConfig } from './flink-config.ts'

/** Flink's keys have some six parts. */
const MOST_LEVELS = 32

/** Flink has less than a thousand options. */
const MOST_KEYS = 10_000

/** As snakeyaml-engine, Flink's parser, has it. */
const MOST_ALIASES = 50

/**
 * Reads `config.yaml` as Flink since 1.19 does: one document of YAML 1.2 (core schema) that is a mapping,
 * no key twice; nested keys are joined by dots.
 *
 * @throws FlinkConfigError for anything else, and for a key whose nested and flat spelling have different
 * values, of which
 *   Flink takes either
 */
export function readYamlConfig(text: string): FlinkConfig {
  return configOfMap(parseYaml(text))
}

/**
 * The keys of a parsed configuration, nested ones joined by dots.
 *
 * @param value a mapping, or nothing
 * @throws FlinkConfigError as {@link readYamlConfig}
 */
export function configOfMap(value: unknown): FlinkConfig {
  const entries = new Map<string, string>()
  if (types.isMap(value)) flatten(value, '', 0, entries)
  else if (value !== null && value !== undefined)
    throw new FlinkConfigError('it is no mapping of keys to values: write key: value')
  return { entries, warnings: [] }
}

/**
 * One document of YAML 1.2 as Flink's parser reads it, its mappings as `Map`.
 *
 * @throws FlinkConfigError for what is none
 */
export function parseYaml(text: string): unknown {
  try {
    return parse(text).toJS({ maxAliasCount: MOST_ALIASES, mapAsMap: true })
  } catch (error) {
    // The parser is recursive: what is nested without end ends its stack. By name, for it may be of another
    // realm.
    if (typeof error === 'object' && error !== null && 'name' in error && error.name === 'RangeError')
      throw tooDeep()
    throw error
  }
}

function parse(text: string): Document {
  const { LineCounter, parseDocument } = yamlLibrary()
  const lines = new LineCounter()
  const document = parseDocument(text, {
    version: '1.2',
    schema: 'core',
    uniqueKeys: false,
    intAsBigInt: true,
    logLevel: 'error',
    prettyErrors: false,
    lineCounter: lines,
  })
  const [error] = document.errors
  // The message of the parser may quote the line, with its value: the code and the place say enough.
  const refuse = (offset: number, code: string): FlinkConfigError => {
    const { line, col } = lines.linePos(offset)
    return new FlinkConfigError(
      `line ${line}, column ${col} is no YAML that Flink would read (${code.toLowerCase().replaceAll('_', ' ')})`,
    )
  }
  if (error !== undefined) throw refuse(error.pos[0], error.code)
  refuseAliases(document)
  refuseEqualKeys(document, (offset) => refuse(offset, 'DUPLICATE_KEY'))
  return document
}

/** The parser can do this too, but compares each key with all before it. */
function refuseEqualKeys(document: Document, refused: (offset: number) => FlinkConfigError): void {
  const { isScalar, visit } = yamlLibrary()
  visit(document, {
    Map: (_key, map) => {
      const seen = new Set<unknown>()
      for (const { key } of map.items) {
        if (!isScalar(key)) continue
        if (seen.has(key.value)) throw refused(key.range?.[0] ?? 0)
        seen.add(key.value)
      }
    },
  })
}

/** Aliases of scalars are harmless; of collections they can blow a small text up without end. */
function refuseAliases(document: Document): void {
  const { isAlias, isMap, isScalar, visit } = yamlLibrary()
  let aliases = 0
  visit(document, {
    Alias: (_key, alias) => {
      const target = alias.resolve(document)
      if (target === undefined)
        throw new FlinkConfigError(`the alias *${alias.source} names nothing that stands before it`)
      if (!isScalar(target)) {
        throw new FlinkConfigError(
          `it has an alias (*${alias.source}) of a mapping or list, which is not read here: write the values out`,
        )
      }
      aliases++
      if (aliases > MOST_ALIASES)
        throw new FlinkConfigError(`it has more than ${MOST_ALIASES} aliases (*name): write the values out`)
    },
    Pair: (_key, pair) => {
      if (isMap(pair.key) || isAlias(pair.key))
        throw new FlinkConfigError('a key is a mapping or an alias: write keys as plain texts')
    },
  })
}

function flatten(
  map: ReadonlyMap<unknown, unknown>,
  prefix: string,
  level: number,
  entries: Map<string, string>,
): void {
  if (level > MOST_LEVELS) throw tooDeep()
  for (const [part, value] of map) {
    // Flink's loader fails on what is no text, such as the number 1.
    if (typeof part !== 'string')
      throw new FlinkConfigError(
        `the key ${prefix}${String(part)} is no text to YAML, so Flink refuses it: put it in quotes`,
      )
    const key = prefix + part
    if (types.isMap(value)) {
      flatten(value, `${key}.`, level + 1, entries)
      continue
    }
    if (value === null || value === undefined)
      throw new FlinkConfigError(
        `${key} has no value, so Flink refuses the file: give one, or leave the key out`,
      )
    const text = textOf(value)
    if (text === undefined) continue
    const former = entries.get(key)
    if (former !== undefined && former !== text) {
      throw new FlinkConfigError(
        `${key} stands in it twice, flat and nested, with different values, of which Flink takes either: keep one`,
      )
    }
    entries.set(key, text)
    if (entries.size > MOST_KEYS)
      throw new FlinkConfigError(`it has more than ${MOST_KEYS} keys: check that it is the right file`)
  }
}

/** What `Configuration.getString` gives. Lists are for other options than those that are read here. */
function textOf(value: unknown): string | undefined {
  return typeof value === 'string'
    || typeof value === 'number'
    || typeof value === 'bigint'
    || typeof value === 'boolean'
    ? String(value)
    : undefined
}

function tooDeep(): FlinkConfigError {
  return new FlinkConfigError(
    `it is nested deeper than ${MOST_LEVELS} levels, which no configuration of Flink is`,
  )
}
