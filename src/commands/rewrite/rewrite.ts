import {
  displayLocation,
  formatLocation,
  identityOf,
  parentOf,
  parseWrittenLocation,
  sameLocation,
  type Location,
} from '../../location/location.ts'
import { applyPathMap, type PathRule } from '../../location/path-map.ts'
import { parsePiped, readSnapshot } from '../../snapshot/read-snapshot.ts'
import { rewriteMetadata } from '../../metadata/rewrite.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'
import { openStore } from '../../storage/open-store.ts'
import type { S3Settings, S3WriteSettings } from '../../storage/settings.ts'
import { RelocationError } from '../relocation-error.ts'
import { shorten } from '../../text/quantities.ts'

/** What the rewriting of a single `_metadata` did. Printed by `rewrite --json`. */
export interface RewriteReport {
  /** Path of the `_metadata` that was read. */
  readonly input: string
  /** Path of the file that was written. */
  readonly output: string
  /** Version of the `_metadata` format, 2 to 6. */
  readonly metadataVersion: number
  /** Absolute URIs that a rule matched. */
  readonly urisRewritten: number
  /** Absolute URIs that no rule matched. */
  readonly urisUnchanged: number
  /** What a person should act upon, one sentence each; may be empty. */
  readonly warnings: readonly string[]
}

/** How a `_metadata` is rewritten, and how the stores of both ends are reached. */
export interface RewriteOptions {
  readonly overwrite: boolean
  readonly signal: AbortSignal
  readonly sourceS3?: S3Settings
  readonly targetS3?: S3Settings
  readonly targetWrite?: S3WriteSettings
  /** Told of what a person should act upon. */
  readonly onWarning?: (text: string) => void
}

/**
 * Rewrites the absolute URIs of one `_metadata` by rules, and touches nothing else: for those who copied
 * the files with a tool of their own, from and to any file system. No file that the metadata names is
 * looked at.
 *
 * @param input a file or an object, or the bytes themselves
 * @param output a file or an object, or what takes the bytes
 * @throws RelocationError where no rule matches any absolute URI, or one that does not match a directory of
 * file merging, and where the output exists and may not be overwritten.
 */
export async function rewriteMetadataFile(
  input: Location | Uint8Array,
  output: Location | ((bytes: Uint8Array) => Promise<void>),
  rules: readonly PathRule[],
  options: RewriteOptions,
): Promise<RewriteReport> {
  const read = await readInput(input, options)
  const { bytes, rewritten, unchanged } = rewriteByRules(read, rules)
  await (typeof output === 'function' ? output(bytes) : writeOutput(output, bytes, options))
  const warnings = [...read.snapshot.warnings]
  if (unchanged > 0) warnings.push(`${unchanged} absolute URIs match no rule and stay as they are`)
  return {
    input: read.name,
    output: typeof output === 'function' ? 'standard output' : displayLocation(output),
    metadataVersion: read.snapshot.version,
    urisRewritten: rewritten,
    urisUnchanged: unchanged,
    warnings,
  }
}

/** A `_metadata`, and what it is called. */
interface Input {
  readonly name: string
  readonly bytes: Uint8Array
  readonly snapshot: Snapshot
}

async function readInput(input: Location | Uint8Array, options: RewriteOptions): Promise<Input> {
  if (input instanceof Uint8Array)
    return { name: 'standard input', bytes: input, snapshot: parsePiped(input) }
  const { signal, sourceS3 = {}, onWarning } = options
  const named = 'anywhere'
  const store = await openStore(input, 'source', sourceS3, undefined, { named, onWarning })
  try {
    const { bytes, snapshot, metadata } = await readSnapshot(store, input, { signal, anyName: true })
    return { name: displayLocation(metadata.location), bytes, snapshot }
  } finally {
    store.close()
  }
}

function rewriteByRules(
  { name, bytes, snapshot }: Input,
  rules: readonly PathRule[],
): { readonly bytes: Uint8Array; readonly rewritten: number; readonly unchanged: number } {
  let unchanged = 0
  const roots = new Set<string>()
  refuseUnsafeDirectories(snapshot, rules)
  const result = rewriteMetadata(bytes, snapshot, (reference) => {
    if (reference.kind === 'relative') return undefined
    const location = parseWrittenLocation(reference.path)
    const to = applyPathMap(rules, location)
    if (to !== undefined) return formatLocation(to)
    unchanged++
    roots.add(formatLocation(reference.kind === 'directory' ? location : (parentOf(location) ?? location)))
    return undefined
  })
  if (result.rewritten === 0 && unchanged > 0) {
    throw new RelocationError(
      `no path-map rule matches any of the ${unchanged} absolute URIs in ${name}; nothing `
        + 'was written: the URIs lie in the directories below',
      { details: shorten([...roots]) },
    )
  }
  return { bytes: result.bytes, rewritten: result.rewritten, unchanged }
}

/**
 * The directories of file merging are orders to delete: a job that claims the result deletes them
 * recursively one day. One that kept its former place would take the original's files along, two in one
 * place each other's.
 */
function refuseUnsafeDirectories(snapshot: Snapshot, rules: readonly PathRule[]): void {
  const unmapped = new Set<string>()
  const byTarget = new Map<string, Location>()
  for (const { kind, path } of snapshot.references) {
    if (kind !== 'directory') continue
    const from = parseWrittenLocation(path)
    const to = applyPathMap(rules, from)
    if (to === undefined) {
      unmapped.add(formatLocation(from))
      continue
    }
    const other = byTarget.get(identityOf(to))
    if (other !== undefined && !sameLocation(other, from)) {
      throw new RelocationError(
        `the file-merging directories ${displayLocation(other)} and ${displayLocation(from)} would both become ${displayLocation(to)}: `
          + 'Flink deletes such directories with all that is in them; give each a rule of its own',
      )
    }
    byTarget.set(identityOf(to), from)
  }
  if (
    unmapped.size > 0
    && snapshot.references.some(({ kind, path }) => kind !== 'relative' && hasRule(path, rules))
  ) {
    throw new RelocationError(
      `no path-map rule matches ${unmapped.size} of the file-merging directories, which a job that claims `
        + 'the result would delete in the old place; nothing was written: add rules for the lines below',
      { details: shorten([...unmapped]) },
    )
  }
}

function hasRule(path: string, rules: readonly PathRule[]): boolean {
  return applyPathMap(rules, parseWrittenLocation(path)) !== undefined
}

async function writeOutput(output: Location, bytes: Uint8Array, options: RewriteOptions): Promise<void> {
  const { overwrite, signal, targetS3 = {}, targetWrite, onWarning } = options
  const named = [parentOf(output) ?? output]
  const store = await openStore(output, 'target', targetS3, targetWrite, { named, onWarning })
  try {
    const { outcome } = await store.publish(output, bytes, { replace: overwrite, signal })
    if (outcome !== 'exists') return
    throw new RelocationError(
      `${displayLocation(output)} exists and was left alone: choose another name, or set --overwrite`,
    )
  } finally {
    store.close()
  }
}
