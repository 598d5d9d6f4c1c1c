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
import { readSnapshot } from '../../snapshot/read-snapshot.ts'
import { rewriteMetadata } from '../../metadata/rewrite.ts'
import type { Snapshot } from '../../metadata/snapshot.ts'
import type { ObjectStore } from '../../storage/object-store.ts'
import { openStore } from '../../storage/open-store.ts'
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

/**
 * Rewrites the absolute URIs of one local `_metadata` by rules, and touches nothing else: for those who
 * copied the files with a tool of their own, from and to any file system. No file that the metadata names is
 * looked at.
 *
 * @throws RelocationError where no rule matches any absolute URI, or one that does not match a directory of
 * file merging, and where the output exists and may not be overwritten.
 */
export async function rewriteMetadataFile(
  input: Location,
  output: Location,
  rules: readonly PathRule[],
  options: { readonly overwrite: boolean; readonly signal: AbortSignal },
): Promise<RewriteReport> {
  const { signal } = options
  const store = await openStore(input, 'source', {}, undefined, { named: 'anywhere' })
  const target = await openStore(output, 'target', {}, undefined, { named: [parentOf(output) ?? output] })
  try {
    const { bytes, snapshot, metadata } = await readSnapshot(store, input, { signal, anyName: true })
    let unchanged = 0
    const roots = new Set<string>()
    refuseUnsafeDirectories(snapshot, rules)
    const rewritten = rewriteMetadata(bytes, snapshot, (reference) => {
      if (reference.kind === 'relative') return undefined
      const location = parseWrittenLocation(reference.path)
      const to = applyPathMap(rules, location)
      if (to !== undefined) return formatLocation(to)
      unchanged++
      roots.add(formatLocation(reference.kind === 'directory' ? location : (parentOf(location) ?? location)))
      return undefined
    })
    if (rewritten.rewritten === 0 && unchanged > 0) {
      throw new RelocationError(
        `no path-map rule matches any of the ${unchanged} absolute URIs in ${displayLocation(metadata.location)}; nothing `
          + 'was written: the URIs lie in the directories below',
        { details: shorten([...roots]) },
      )
    }
    await publish(target, output, rewritten.bytes, options)
    const warnings = [...snapshot.warnings]
    if (unchanged > 0) warnings.push(`${unchanged} absolute URIs match no rule and stay as they are`)
    return {
      input: displayLocation(metadata.location),
      output: displayLocation(output),
      metadataVersion: snapshot.version,
      urisRewritten: rewritten.rewritten,
      urisUnchanged: unchanged,
      warnings,
    }
  } finally {
    store.close()
    target.close()
  }
}

/**
 * The directories of file merging are orders to delete: a job that claims the result deletes them recursively
 * one day. One that kept its former place would take the original's files along, two in one place each
 * other's.
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

async function publish(
  store: ObjectStore,
  output: Location,
  bytes: Uint8Array,
  { overwrite, signal }: { readonly overwrite: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { outcome } = await store.publish(output, bytes, { replace: overwrite, signal })
  if (outcome === 'exists') {
    throw new RelocationError(
      `${displayLocation(output)} exists and was left alone: choose another name, or set --overwrite`,
    )
  }
}
