import { LocationMap } from '../../../location/location-map.ts'
import {
  displayLocation,
  nameOf,
  parentOf,
  resolveWithin,
  sameLocation,
  type Location,
} from '../../../location/location.ts'
import { METADATA_NAME } from '../../../snapshot/read-snapshot.ts'
import { fileIdentity, isServedByProgram } from '../../../storage/file/same-file.ts'
import type { ObjectStore } from '../../../storage/object-store.ts'
import { runPool } from '../../../storage/pool.ts'
import { StorageError } from '../../../storage/storage-error.ts'
import { readTargetMetadata, sameBytes } from './target-metadata.ts'
import { newProbeName } from '../../../snapshot/internal-names.ts'
import type { PlanFile } from '../plan/file-table.ts'
import type { Placement } from '../plan/placement.ts'
import { RelocationError } from '../../relocation-error.ts'

/** A store with directories of it. */
export interface Places {
  readonly store: ObjectStore
  readonly directories: readonly Location[]
}

const LOOKS_AT_ONCE = 16

/**
 * The directories in which files would be deleted, and those in which the result lies: none of the one kind
 * may be any of the other, whatever they are called.
 */
export function placesToTellApart(
  { snapshot }: Placement,
  files: Iterable<PlanFile>,
): { readonly deleted: Location[]; readonly kept: Location[] } {
  const deleted = new LocationMap<Location>()
  const kept = new LocationMap<Location>()
  deleted.set(snapshot.from, snapshot.from)
  kept.set(snapshot.to, snapshot.to)
  for (const file of files) {
    const from = file.exclusive ? parentOf(file.from) : undefined
    if (from !== undefined) deleted.set(from, from)
    const to = parentOf(file.to)
    if (to !== undefined) kept.set(to, to)
  }
  return { deleted: [...deleted.values()], kept: [...kept.values()] }
}

/**
 * Makes sure that no directory of `a` is one of `b` under another name. Names prove nothing: links, mounts,
 * DNS and aliases of buckets make one place of two. Local directories are compared by device and inode; for
 * all others, an object with a name that nothing else has is written into each directory of `a` and looked
 * for in each of `b`. It is deleted in any case.
 *
 * @param doing what is not done where they are not apart, as the end of the sentence
 * @throws RelocationError where they are one, or cannot be told apart for certain
 */
export async function requireApart(
  a: Places,
  b: Places,
  option: string,
  doing: string,
  signal: AbortSignal,
): Promise<void> {
  const refusal = (what: string, cause?: unknown): RelocationError =>
    new RelocationError(`${option}: ${what}; ${doing}`, cause === undefined ? {} : { cause })
  if (a.store.type === 'file' && b.store.type === 'file') {
    const one = await findOneDirectory(a.directories, b.directories)
    if (one !== undefined)
      throw refusal(
        `${displayLocation(one[0])} and ${displayLocation(one[1])} are one directory under two names`,
      )
  }
  const cached = await servedByProgram(a, b)
  if (cached !== undefined) {
    throw refusal(
      `${displayLocation(cached)} is a mount that a program serves (FUSE), which may be the other side and show what it `
        + 'remembers, so that the two cannot be told apart for certain',
    )
  }
  for (const directory of a.directories) {
    const seen = await probe(a.store, directory, b, signal).catch((error: unknown) => {
      signal.throwIfAborted()
      if (!(error instanceof StorageError)) throw error
      throw refusal(
        `${displayLocation(directory)} and the other side cannot be told apart for certain: ${error.message}`,
        error,
      )
    })
    if (seen === 'lost') {
      throw refusal(
        `an object that was written into ${displayLocation(directory)} was not there a moment later, so that the two sides `
          + 'cannot be told apart for certain',
      )
    }
    if (seen === undefined) continue
    throw refusal(
      sameLocation(directory, seen)
        ? `${displayLocation(directory)} is one place under two names, at the source's endpoint and at the target's: what is written through the `
            + 'one is seen through the other; the two are one place under two names'
        : `${displayLocation(directory)} and ${displayLocation(seen)} are one place under two names: what is written through the one is seen through the other`,
    )
  }
}

/** @returns the directory in which the probe was seen, `lost` where its own store does not have it */
async function probe(
  store: ObjectStore,
  directory: Location,
  others: Places,
  signal: AbortSignal,
): Promise<Location | 'lost' | undefined> {
  const name = newProbeName()
  const location = resolveWithin(directory, name)
  let seen: Awaited<ReturnType<typeof look>>
  try {
    await store.publish(location, Buffer.from(`${name}\n`), { replace: false, signal })
    seen = await look(store, location, others, signal)
  } catch (error) {
    // Also when the run is being stopped, for which the signal is not handed on. What went wrong first is
    // told.
    await store.remove([location]).catch(() => undefined)
    throw error
  }
  await store.remove([location])
  return seen
}

async function look(
  store: ObjectStore,
  probe: Location,
  others: Places,
  signal: AbortSignal,
): Promise<Location | 'lost' | undefined> {
  let seen: Location | undefined
  await runPool(others.directories, { concurrency: LOOKS_AT_ONCE }, signal, async (other, both) => {
    if ((await others.store.stat(resolveWithin(other, nameOf(probe)), { signal: both })) !== undefined)
      seen = other
  })
  // Somebody who cleans up could have taken it away before it was looked for.
  return seen === undefined && (await store.stat(probe, { signal })) === undefined ? 'lost' : seen
}

/** The first two directories that are one, by device and inode. */
async function findOneDirectory(
  a: readonly Location[],
  b: readonly Location[],
): Promise<readonly [Location, Location] | undefined> {
  const known = new Map<string, Location>()
  for (const directory of a) {
    const identity = await fileIdentity(directory)
    if (identity !== undefined) known.set(identity, directory)
  }
  for (const directory of b) {
    const one = known.get((await fileIdentity(directory)) ?? '')
    if (one !== undefined) return [one, directory]
  }
  return undefined
}

/** A side that may show what it remembers, where the other one may be what it shows. */
async function servedByProgram(a: Places, b: Places): Promise<Location | undefined> {
  const servedIn = async ({ store, directories }: Places): Promise<Location | undefined> => {
    if (store.type !== 'file') return undefined
    for (const directory of directories) if (await isServedByProgram(directory)) return directory
    return undefined
  }
  const [one, other] = [await servedIn(a), await servedIn(b)]
  if (one !== undefined && (other !== undefined || b.store.type === 's3')) return one
  return other !== undefined && a.store.type === 's3' ? other : undefined
}

/** Both ends of a run, and where its snapshot goes. */
export interface Ends {
  readonly source: ObjectStore
  readonly target: ObjectStore
  readonly placement: Placement
}

/**
 * Local directories that are one under two names are never worked on: the result would take the source's
 * place.
 *
 * @throws RelocationError
 */
export async function refuseOneDirectory({ source, target, placement: { snapshot } }: Ends): Promise<void> {
  if (source.type !== 'file' || target.type !== 'file') return
  if ((await findOneDirectory([snapshot.from], [snapshot.to])) === undefined) return
  throw new RelocationError(
    `source ${displayLocation(snapshot.from)} and target ${displayLocation(snapshot.to)} are one directory on the disk under two names `
      + '(a link or a mount); nothing was written: choose another target, or give both by the same name',
  )
}

/**
 * Before `overwrite` replaces a snapshot whose `_metadata` is the source's own, byte for byte: a copy by
 * hand may be replaced, the source under another name must not.
 *
 * @throws RelocationError
 */
export async function refuseOverwritingItself(
  { source, target, placement: { snapshot } }: Ends,
  bytes: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const there = await readTargetMetadata(
    target,
    resolveWithin(snapshot.to, METADATA_NAME),
    bytes.length,
    signal,
  )
  if (there === undefined || !sameBytes(there, bytes)) return
  await requireApart(
    { store: target, directories: [snapshot.to] },
    { store: source, directories: [snapshot.from] },
    'overwrite',
    'nothing was replaced: choose another target',
    signal,
  )
}

/**
 * A sentence where source and target have one `_metadata`, of one time and one ETag, under two names. It is
 * no proof, and nothing hangs on it.
 */
export async function describeOnePlace(
  { source, target, placement: { snapshot } }: Ends,
  signal: AbortSignal,
): Promise<string | undefined> {
  // Device and inode say for certain whether two local directories are one.
  if (source.type === 'file' && target.type === 'file') return undefined
  const [a, b] = await Promise.all([
    source.stat(resolveWithin(snapshot.from, METADATA_NAME), { signal }),
    target.stat(resolveWithin(snapshot.to, METADATA_NAME), { signal }),
  ])
  const secondOf = (date: Date | undefined): number => Math.floor((date?.getTime() ?? NaN) / 1000)
  if (
    a === undefined
    || b === undefined
    || a.etag !== b.etag
    || secondOf(a.modifiedAt) !== secondOf(b.modifiedAt)
  )
    return undefined
  return (
    `${displayLocation(snapshot.from)} and ${displayLocation(snapshot.to)} look like one place under two names: their _metadata was `
    + 'written in the same second; if they are, the snapshot is where it was'
  )
}
