import { displayLocation, formatLocation, parentOf, parseWrittenLocation, type Location } from '../location/location.ts'
import { applyPathMap, type PathRule } from '../location/path-map.ts'
import { readSnapshot } from '../inspection/read-snapshot.ts'
import { rewriteMetadata } from '../metadata/rewrite.ts'
import type { ObjectStore } from '../storage/object-store.ts'
import { openStore } from '../storage/open-store.ts'
import { RelocationError, shorten } from './relocation-error.ts'

/** What the rewriting of a single `_metadata` did. Printed by `rewrite --json`. */
export interface RewriteReport {
  readonly input: string
  readonly output: string
  readonly metadataVersion: number
  readonly urisRewritten: number
  /** Absolute URIs that no rule matched. */
  readonly urisUnchanged: number
  readonly warnings: readonly string[]
}

/**
 * Rewrites the absolute URIs of one local `_metadata` by rules, and touches nothing else: for those who copied the files
 * with a tool of their own, from and to any file system. No file that the metadata names is looked at.
 *
 * @throws RelocationError where no rule matches any absolute URI, or the output exists and may not be overwritten.
 */
export async function rewriteMetadataFile(
  input: Location, output: Location, rules: readonly PathRule[],
  options: { readonly overwrite: boolean; readonly signal: AbortSignal },
): Promise<RewriteReport> {
  const { signal } = options
  const store = await openStore(input, 'source', {}, undefined, {})
  try {
    const { bytes, snapshot, metadata } = await readSnapshot(store, input, { signal, anyName: true })
    let unchanged = 0
    const roots = new Set<string>()
    const rewritten = rewriteMetadata(bytes, snapshot, (reference) => {
      if (reference.kind === 'relative') return undefined
      const location = parseWrittenLocation(reference.path)
      const to = applyPathMap(rules, location)
      if (to !== undefined) return formatLocation(to)
      unchanged++
      roots.add(formatLocation(reference.kind === 'directory' ? location : parentOf(location) ?? location))
      return undefined
    })
    if (rewritten.rewritten === 0 && unchanged > 0) {
      throw new RelocationError(
        `no path-map rule matches any of the ${unchanged} absolute URIs in ${displayLocation(metadata.location)}; nothing `
        + 'was written: the URIs lie in the directories below',
        { details: shorten([...roots]) },
      )
    }
    await publish(store, output, rewritten.bytes, options)
    const warnings = [...snapshot.warnings]
    if (unchanged > 0) warnings.push(`${unchanged} absolute URIs match no rule and stay as they are`)
    return {
      input: displayLocation(metadata.location), output: displayLocation(output), metadataVersion: snapshot.version,
      urisRewritten: rewritten.rewritten, urisUnchanged: unchanged, warnings,
    }
  } finally {
    store.close()
  }
}

async function publish(
  store: ObjectStore, output: Location, bytes: Uint8Array,
  { overwrite, signal }: { readonly overwrite: boolean; readonly signal: AbortSignal },
): Promise<void> {
  const { outcome } = await store.publish(output, bytes, { replace: overwrite, signal })
  if (outcome === 'exists') {
    throw new RelocationError(`${displayLocation(output)} exists and was left alone: choose another name, or set --overwrite`)
  }
}
