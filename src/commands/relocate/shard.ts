import { displayLocation, type Location } from '../../location/location.ts'
import { countOf, formatBytes, formatCount, shorten } from '../../text/quantities.ts'
import { totalBytes, type CopyWork } from './look/copy-work.ts'
import type { SeenFile } from './look/source-files.ts'
import { RelocationError } from '../relocation-error.ts'

/** One of `count` equal parts of the copying, done by a machine of its own. `index` counts from 1. */
export interface Shard {
  /** Which part it is, from 1 on. */
  readonly index: number
  /** How many parts there are. */
  readonly count: number
}

/** How much one shard copies. */
export interface ShardSize {
  /** Files of the shard. */
  readonly files: number
  /** Size of these files in bytes. */
  readonly bytes: number
}

/** What a report says of the shard that it is about. */
export interface ShardReport extends Shard, ShardSize {
  /** Files of the whole snapshot. */
  readonly filesTotal: number
  /** Size of the whole snapshot's files in bytes. */
  readonly bytesTotal: number
  /** Of a dry run only: every shard of the split, the first one first. */
  readonly split?: readonly ShardSize[]
}

/** As many jobs as GitHub makes of one matrix. */
export const MOST_SHARDS = 256

/**
 * What a file costs beside its bytes, in bytes that could be streamed meanwhile: a small object takes about
 * 1.5 ms where a stream moves some 300 MiB in a second.
 */
const BYTES_PER_FILE = 512 * 1024

/**
 * Deals the files to `count` shards, the largest first and each to the shard that has the least to do. The
 * result depends on nothing but the files' places and sizes, not on their order nor on what a target holds
 * already, so that machines that never talk to each other deal alike. No shard has more than the largest
 * file ahead of another one.
 */
export function dealFiles(files: readonly SeenFile[], count: number): SeenFile[][] {
  const shards = Array.from({ length: count }, (): { load: number; files: SeenFile[] } => ({
    load: 0,
    files: [],
  }))
  for (const file of [...files].sort(largestFirst)) {
    const least = shards.reduce((best, shard) => (shard.load < best.load ? shard : best))
    least.files.push(file)
    least.load += file.sizeBytes + BYTES_PER_FILE
  }
  return shards.map((shard) => shard.files)
}

function largestFirst(a: SeenFile, b: SeenFile): number {
  return (
    b.sizeBytes - a.sizeBytes
    || compareTexts(a.file.from.path, b.file.from.path)
    || compareTexts(a.file.from.authority, b.file.from.authority)
  )
}

/** By code units: what a locale calls the order of texts differs from machine to machine. */
function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** The files of one shard, and what the report says of it. */
export function takeShard(
  files: readonly SeenFile[],
  shard: Shard,
  dryRun: boolean,
): { readonly own: readonly SeenFile[]; readonly told: ShardReport } {
  const dealt = dealFiles(files, shard.count)
  const own = dealt[shard.index - 1] ?? []
  const sizeOf = (part: readonly SeenFile[]): ShardSize => ({ files: part.length, bytes: totalBytes(part) })
  const told = {
    ...shard,
    ...sizeOf(own),
    filesTotal: files.length,
    bytesTotal: totalBytes(files),
    split: dryRun ? dealt.map(sizeOf) : undefined,
  }
  return { own, told }
}

/** `shard 2 of 8: 1,234 of 9,876 files (1.2 GiB of 9.8 GiB)`. */
export function shardSentence(shard: ShardReport): string {
  return (
    `${shardName(shard)}: ${formatCount(shard.files)} of ${countOf(shard.filesTotal, 'file')} `
    + `(${formatBytes(shard.bytes)} of ${formatBytes(shard.bytesTotal)})`
  )
}

/** `shard 2 of 8`. */
export function shardName({ index, count }: Shard): string {
  return `shard ${index} of ${count}`
}

/**
 * `a split in 8: 1,233 to 1,235 files and 1.2 GiB to 1.3 GiB for each`; with fewer files than shards, how
 * many are idle.
 */
export function splitSentence(split: readonly ShardSize[]): string {
  const span = (values: readonly number[], text: (value: number) => string): string => {
    const [least, most] = [text(Math.min(...values)), text(Math.max(...values))]
    return least === most ? most : `${least} to ${most}`
  }
  const idle = split.filter(({ files }) => files === 0).length
  return (
    `a split in ${split.length}: ${span(
      split.map(({ files }) => files),
      formatCount,
    )} files and `
    + `${span(
      split.map(({ bytes }) => bytes),
      formatBytes,
    )} for each`
    + (idle === 0 ? '' : `; ${countOf(idle, 'shard')} would have nothing to do, for a file is never divided`)
  )
}

/** A snapshot that is mended in its own place has nothing to copy. @throws RelocationError */
export function refuseShardInPlace(place: Location): never {
  throw new RelocationError(
    `shard: source and target are the same place, ${displayLocation(place)}, where nothing is copied: leave shard out`,
  )
}

/**
 * A shard leaves the `_metadata` of another snapshot at the target alone, also with `overwrite`: it cannot
 * know whether that is the old one or the one that the last run has just committed. So nothing that belongs
 * to it may change.
 *
 * @throws RelocationError where a file of the shard would replace one of other content.
 */
export function refuseReplacingBesides(work: CopyWork, shard: Shard, place: Location): void {
  if (work.replaced.length === 0) return
  throw new RelocationError(
    `${shardName(shard)}: ${countOf(work.replaced.length, 'file')} of the other snapshot at ${displayLocation(place)} would get `
      + 'other content while its _metadata is there, which a shard never takes away; nothing was written: choose another '
      + 'target-name, or delete that snapshot first, or relocate once without shard',
    { details: shorten(work.replaced.map(displayLocation)) },
  )
}
