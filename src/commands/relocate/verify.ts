import { LocationMap } from '../../location/location-map.ts'
import { displayLocation, type Location } from '../../location/location.ts'
import type { ObjectInfo, ObjectStore } from '../../storage/object-store.ts'
import { countOf, shorten } from '../../text/quantities.ts'
import type { Narrator } from './narrator.ts'
import { placesWritten, type SeenFile } from './look/source-files.ts'
import { runPool } from '../../storage/pool.ts'
import { RelocationError } from '../relocation-error.ts'
import { sha256Of } from '../../storage/same-content.ts'
import { survey } from '../../storage/survey.ts'

/** Files that are read at both ends at once by a strict verification. */
const STRICT_CONCURRENCY = 8

/** The target objects that were seen to be whole. */
export interface Verified {
  readonly count: number
  has(location: Location): boolean
  /** As it was seen in the target. */
  get(location: Location): ObjectInfo | undefined
}

/**
 * Proves that every file of the plan lies in the target: seen in a listing with the source's size, and with
 * `strict` read again at both ends and compared by SHA-256.
 *
 * @param mend gets the files with other content, and a way to look at them again.
 * @throws RelocationError naming what is missing or has another size; what `mend` throws.
 */
export async function verifyFiles(
  files: readonly SeenFile[],
  source: ObjectStore,
  target: ObjectStore,
  mode: 'fast' | 'strict',
  narrator: Narrator,
  mend: (wrong: readonly SeenFile[], compare: Compare) => Promise<void>,
  signal: AbortSignal,
): Promise<Verified> {
  const seen = await survey(target, placesWritten(files), signal)
  const wrong: string[] = []
  const pairs: [SeenFile, ObjectInfo][] = []
  for (const seenFile of files) {
    const { to } = seenFile.file
    const there = seen.get(to)
    if (there?.sizeBytes !== seenFile.sizeBytes) wrong.push(describeFault(to, seenFile.sizeBytes, there))
    else if (mode === 'strict') pairs.push([seenFile, there])
  }
  if (wrong.length === 0) {
    const compare = (some: readonly [SeenFile, ObjectInfo][]): Promise<SeenFile[]> =>
      differing(some, source, target, narrator, signal)
    const mended = new LocationMap<ObjectInfo>()
    const other = await compare(pairs)
    if (other.length > 0) {
      await mend(other, async (again) => {
        const looked = await lookedAt(again, target, signal)
        for (const [{ file }, info] of looked) mended.set(file.to, info)
        return compare(looked)
      })
    }
    // Only what was wanted was kept of the listings, and all of it is right.
    return {
      count: files.length,
      has: (location) => seen.has(location),
      get: (location) => mended.get(location) ?? seen.get(location),
    }
  }
  throw new RelocationError(
    `${countOf(wrong.length, 'file')} in the target ${wrong.length === 1 ? 'is' : 'are'} not what was copied; _metadata was `
      + 'not written: run again, and see who else writes there',
    { code: 'changed', details: shorten(wrong) },
  )
}

/** Those of the files that still have other content at the target. */
export type Compare = (files: readonly SeenFile[]) => Promise<readonly SeenFile[]>

/**
 * The files whose content is another one at the target, both ends read. The others are proved by their
 * bytes.
 */
async function differing(
  pairs: readonly [SeenFile, ObjectInfo][],
  source: ObjectStore,
  target: ObjectStore,
  narrator: Narrator,
  signal: AbortSignal,
): Promise<SeenFile[]> {
  const other: SeenFile[] = []
  await runPool(pairs, { concurrency: STRICT_CONCURRENCY }, signal, async ([file, to], both) => {
    const [a, b] = await Promise.all([
      sha256Of([source, file.info], { signal: both }),
      sha256Of([target, to], { signal: both }),
    ])
    if (a !== b) {
      other.push(file)
      return
    }
    file.proof = 'bytes'
    narrator.debug(() => `${displayLocation(to.location)} has the same SHA-256 as its source, ${a}`)
  })
  return other
}

async function lookedAt(
  files: readonly SeenFile[],
  target: ObjectStore,
  signal: AbortSignal,
): Promise<[SeenFile, ObjectInfo][]> {
  const seen = await survey(target, placesWritten(files), signal)
  return files.map((file) => [
    file,
    seen.get(file.file.to) ?? { location: file.file.to, sizeBytes: file.sizeBytes },
  ])
}

function describeFault(to: Location, sizeBytes: number, there: ObjectInfo | undefined): string {
  if (there === undefined) return `missing: ${displayLocation(to)}`
  return `${displayLocation(to)} has ${there.sizeBytes} bytes, its source has ${sizeBytes}`
}
