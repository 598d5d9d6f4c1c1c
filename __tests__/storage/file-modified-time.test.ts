import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseLocation } from '../../src/location/location.ts'
import { createFileStore } from '../../src/storage/file/file-store.ts'

let directory: string
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'file-time-'))
})
afterEach(async () => {
  await rm(directory, { recursive: true })
})

describe('a file that nobody touches', () => {
  it.each([0.1231, 0.1236, 0.9999])('counts as unchanged when its time ends in %d s', async (fraction) => {
    const path = join(directory, 'state')
    await writeFile(path, 'abc')
    await utimes(path, 1_700_000_000 + fraction, 1_700_000_000 + fraction)
    const store = createFileStore()
    const info = await store.stat(parseLocation(path))
    const copied = await store.copyLocal(info!, parseLocation(join(directory, 'copy')))
    expect(copied.sizeBytes).toBe(3)
    const chunks: Uint8Array[] = []
    for await (const chunk of await store.source(info!).open(0, 3, {})) chunks.push(chunk)
    expect(Buffer.concat(chunks).toString()).toBe('abc')
  })
})
