import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { parseMetadata } from '../../src/metadata/snapshot.ts'
import { metadataOf, snapshotFixtures, summaryOf } from '../support/snapshot-fixtures.ts'

describe.each(snapshotFixtures())('fixture $name', (fixture) => {
  it('has a golden.json (after a new fixture: node scripts/golden.ts)', () => {
    expect(existsSync(fixture.golden)).toBe(true)
  })

  it('is summed up as golden.json says', () => {
    expect(JSON.parse(JSON.stringify(summaryOf(fixture)))).toEqual(
      JSON.parse(readFileSync(fixture.golden, 'utf8')),
    )
  })

  it('names files that are there, with their sizes', () => {
    const files = new Map(
      readdirSync(dirname(fixture.golden), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => [entry.name, statSync(join(entry.parentPath, entry.name)).size]),
    )
    const { references, inlineStates } = parseMetadata(metadataOf(fixture))
    // What names no file holds its states itself.
    expect(references.length + inlineStates.count).toBeGreaterThan(0)
    for (const { kind, path, sizeIs, sizeBytes } of references) {
      if (kind === 'directory') continue
      const size = files.get(path.slice(path.lastIndexOf('/') + 1)) ?? -1
      expect({ path, size }).toEqual({
        path,
        size: sizeIs === 'exact' ? sizeBytes : (expect.any(Number) as number),
      })
      expect(size).toBeGreaterThanOrEqual(sizeBytes)
    }
  })
})
