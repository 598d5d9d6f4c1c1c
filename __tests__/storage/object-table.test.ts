import { parseLocation } from '../../src/location/location.ts'
import { ObjectTable } from '../../src/storage/object-table.ts'
import type { ObjectInfo } from '../../src/storage/object-store.ts'

const info = (name: string, more: Partial<ObjectInfo> = {}): ObjectInfo => ({
  location: parseLocation(`s3://bucket/sp/${name}`),
  sizeBytes: 5,
  etag: 'e',
  ...more,
})

describe('what was seen of objects', () => {
  it('is told as the store told it, but for the time of what an ETag pins', () => {
    const table = new ObjectTable()
    const plain = info('a', { etag: '0123456789abcdef0123456789abcdef-2', sizeBytes: 2 ** 40 })
    const archived = info('b', { storageClass: 'GLACIER' })
    const timed: ObjectInfo = {
      location: parseLocation('s3://bucket/sp/c'),
      sizeBytes: 5,
      modifiedAt: new Date(7),
    }
    const past = info('p', { versionId: 'v1' })
    for (const object of [plain, archived, timed, info('d', { modifiedAt: new Date(7) })]) table.add(object)
    table.add({ ...past, modifiedAt: new Date(7) })
    expect([...table.values()]).toEqual([plain, archived, timed, info('d'), past])
    expect(table.get(parseLocation('s3a://bucket/sp/b'))).toMatchObject({ storageClass: 'GLACIER' })
    expect([table.size, table.has(archived.location), table.has(parseLocation('s3://bucket/sp/e'))]).toEqual([
      5,
      true,
      false,
    ])
    expect(table.get(parseLocation('s3://bucket/sp/e'))).toBeUndefined()
  })

  it('is what was seen last of an object', () => {
    const table = new ObjectTable()
    for (const object of [info('a'), info('b'), info('a', { sizeBytes: 6, etag: 'f' })]) table.add(object)
    expect([...table.values()]).toEqual([info('a', { sizeBytes: 6, etag: 'f' }), info('b')])
  })

  it('keeps many apart', () => {
    const table = new ObjectTable()
    const all = Array.from({ length: 5_000 }, (_, n) => info(String(n), { sizeBytes: n, etag: `etag-${n}` }))
    for (const object of all) table.add(object)
    expect([...table.values()]).toEqual(all)
  })
})
