import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import { summariseSnapshot, type SnapshotSummary } from '../../src/snapshot/summary.ts'
import { parseLocation } from '../../src/location/location.ts'
import { parseMetadata } from '../../src/metadata/snapshot.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const FIXTURES = join(ROOT, 'fixtures', 'snapshots')

/** A snapshot that real Flink wrote, with the summary that is kept beside it. */
export interface SnapshotFixture {
  readonly name: string
  /** The snapshot directory, absolute. */
  readonly directory: string
  /** The kept summary (which may be missing), absolute. */
  readonly golden: string
}

/** Every fixture. @throws Error where there is none, or one does not hold exactly one `_metadata`. */
export function snapshotFixtures(): SnapshotFixture[] {
  const names = readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
  if (names.length === 0) throw new Error(`there is no fixture in ${FIXTURES}`)
  return names.sort().map((name) => {
    const home = join(FIXTURES, name)
    const found = readdirSync(home, { recursive: true, withFileTypes: true }).filter(
      (entry) => entry.name === '_metadata',
    )
    const [only] = found
    if (only === undefined || found.length > 1)
      throw new Error(`${home} holds ${found.length} files _metadata, not one`)
    return { name, directory: only.parentPath, golden: join(home, 'golden.json') }
  })
}

/** The bytes of the fixture's `_metadata`. */
export function metadataOf(fixture: SnapshotFixture): Uint8Array {
  return readFileSync(join(fixture.directory, '_metadata'))
}

/**
 * The summary of the fixture as the code under test gives it now, as if the clone were the root directory.
 */
export function summaryOf(fixture: SnapshotFixture): SnapshotSummary {
  const bytes = metadataOf(fixture)
  const path = `/${relative(ROOT, fixture.directory).split(sep).join('/')}`
  return summariseSnapshot(parseLocation(path), bytes, parseMetadata(bytes))
}
