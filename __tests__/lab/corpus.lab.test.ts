/**
 * Files of real jobs that are not the project's to give away: `FLINK_SNAPSHOT_CORPUS` names their
 * directory, or they lie in `../shared/corpus` beside the checkout. Without them the suite fails.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseMetadata, rewriteMetadata, UnsupportedMetadataError } from '../../src/metadata/snapshot.ts'

const CORPUS =
  process.env['FLINK_SNAPSHOT_CORPUS'] ?? resolve(import.meta.dirname, '..', '..', '..', 'shared', 'corpus')
if (!existsSync(CORPUS))
  throw new Error(`there is no corpus in ${CORPUS}: name its directory in FLINK_SNAPSHOT_CORPUS`)
const names = readdirSync(CORPUS).filter((name) => existsSync(join(CORPUS, name, '_metadata')))
const read = (name: string): Uint8Array => readFileSync(join(CORPUS, name, '_metadata'))

// Jest fails where a table has no rows.
it.each(names.filter((name) => !name.startsWith('refused-')))('%s is read and rewritten', (name) => {
  const bytes = read(name)
  const snapshot = parseMetadata(bytes)
  expect(snapshot.operators.length).toBeGreaterThan(0)
  expect(rewriteMetadata(bytes, snapshot, ({ path }) => path).bytes).toBe(bytes)
  const there = rewriteMetadata(bytes, snapshot, ({ path }) => `${path}/moved/ü`)
  expect(there.rewritten).toBe(snapshot.references.length)
  const moved = parseMetadata(there.bytes)
  expect(moved.references.map(({ path }) => path)).toEqual(
    snapshot.references.map(({ path }) => `${path}/moved/ü`),
  )
  const back = rewriteMetadata(there.bytes, moved, ({ path }) => path.slice(0, -'/moved/ü'.length))
  expect(Buffer.from(back.bytes).equals(bytes)).toBe(true)
})

it.each(names.filter((name) => name.startsWith('refused-')))('%s is refused by name', (name) => {
  const reason = name === 'refused-flink1.2' ? 'version-1' : 'legacy-state'
  expect(() => parseMetadata(read(name))).toThrow(UnsupportedMetadataError)
  expect(() => parseMetadata(read(name))).toThrow(expect.objectContaining({ reason }) as Error)
})
