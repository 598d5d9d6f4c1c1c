/** @jest-environment ./__tests__/support/plain-global.ts */
import {
  MetadataFormatError,
  parseMetadata,
  rewriteMetadata,
  UnsupportedMetadataError,
  type Snapshot,
} from '../../src/metadata/snapshot.ts'
import { metadataOf, snapshotFixtures } from '../support/snapshot-fixtures.ts'
import { THOROUGH } from '../support/thorough.ts'
import { VERSIONS } from '../support/metadata-builder.ts'
import { mutate, randomNumbers } from '../support/mutations.ts'
import { everything, plain } from './samples.ts'

const MUTATIONS = THOROUGH ? 5000 : 500
/**
 * More than any sane parse of the few kilobytes here takes, and far less than what a believed length would.
 */
const ALLOWED_BYTES = 8 * 1024 * 1024
/** Of processor time, which other processes do not make longer. */
const ALLOWED_CPU_MS = 2000

const REFUSED = 'refused'
const READ = 'read'

const move = (path: string): string => `s3://elsewhere/ü/${path}`.slice(0, 10_000)

/** The snapshot as text, but for where the paths stand; with `text` in place of the paths. */
function facts(snapshot: Snapshot, text: (path: string) => string): string {
  const references = snapshot.references
    .map(plain)
    .map((reference) =>
      reference.kind === 'relative' ? reference : { ...reference, path: text(reference.path) },
    )
  return JSON.stringify({ ...snapshot, references, checkpointId: String(snapshot.checkpointId) })
}

/** How the bytes were read: understood, refused cleanly, or in some other way that is a fault. */
function read(bytes: Uint8Array): string {
  try {
    parseMetadata(bytes)
    return READ
  } catch (error) {
    const clean = error instanceof MetadataFormatError || error instanceof UnsupportedMetadataError
    return clean ? REFUSED : `threw ${String(error)}`
  }
}

/** As {@link read}, and whether what is understood is also rewritten faithfully. */
function judge(bytes: Uint8Array): string {
  const verdict = read(bytes)
  if (verdict !== READ) return verdict
  const snapshot = parseMetadata(bytes)
  const same = rewriteMetadata(bytes, snapshot, ({ path }) => path)
  if (!Buffer.from(same.bytes).equals(bytes)) return 'a rewrite without change changed bytes'
  const moved = rewriteMetadata(bytes, snapshot, ({ kind, path }) =>
    kind === 'relative' ? undefined : move(path),
  )
  return facts(parseMetadata(moved.bytes), (path) => path) === facts(snapshot, move)
    ? READ
    : 'the rewrite is another snapshot'
}

function usedBytes(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}

/** What `work` says of the bytes, or that it took too much of time or memory. */
function watch(bytes: Uint8Array, work: (bytes: Uint8Array) => string): string {
  const before = usedBytes()
  const started = process.cpuUsage()
  const verdict = work(bytes)
  const { user, system } = process.cpuUsage(started)
  if ((user + system) / 1000 > ALLOWED_CPU_MS) return 'took too long'
  return usedBytes() - before > ALLOWED_BYTES ? 'took too much memory' : verdict
}

const files: [string, Uint8Array][] = [
  ...VERSIONS.map((version): [string, Uint8Array] => [
    `version ${version} with everything`,
    everything(version),
  ]),
  ...snapshotFixtures().map((fixture): [string, Uint8Array] => [fixture.name, metadataOf(fixture)]),
]

describe('damaged files', () => {
  it.each(files)('%s: refused cleanly or rewritten faithfully, soon and in little memory', (name, bytes) => {
    const random = randomNumbers(name.length * 7919 + bytes.length)
    const faults: string[] = []
    let survivors = 0
    for (let round = 0; round < MUTATIONS; round++) {
      let mutated = mutate(bytes, random)
      if (random(4) === 0) mutated = mutate(mutated, random)
      const verdict = watch(mutated, judge)
      if (verdict === READ) survivors++
      else if (verdict !== REFUSED) faults.push(`round ${round}: ${verdict}`)
    }
    expect(faults).toEqual([])
    // Both halves were exercised: most of a file is payload that may change freely, and enough of it is
    // not.
    expect(survivors).toBeGreaterThan(MUTATIONS / 50)
    expect(survivors).toBeLessThan(MUTATIONS)
  })

  it.each(VERSIONS)('version %i: a huge number in any place is never believed', (version) => {
    const bytes = everything(version)
    const copy = Buffer.from(bytes)
    const faults: string[] = []
    for (let at = 8; at + 4 <= bytes.length; at++) {
      copy.writeInt32BE(0x7ffffff0, at)
      const verdict = watch(copy, read)
      if (verdict !== REFUSED && verdict !== READ) faults.push(`byte ${at}: ${verdict}`)
      copy.set(bytes.subarray(at, at + 4), at)
    }
    expect(faults).toEqual([])
  })
})
