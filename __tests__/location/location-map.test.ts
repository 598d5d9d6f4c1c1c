import { LocationMap, LocationSet } from '../../src/location/location-map.ts'
import { formatLocation, parseLocation } from '../../src/location/location.ts'

const at = parseLocation

describe('a map by locations', () => {
  it("takes S3's schemes as one, and tells other schemes, authorities and paths apart", () => {
    const map = new LocationMap<number>()
    map.set(at('s3://bucket/a'), 1)
    map.set(at('s3a://bucket/a'), 2)
    map.set(at('s3://other/a'), 3)
    map.set(at('file:///bucket/a'), 4)
    map.set(at('hdfs://bucket/a'), 5)
    expect(map.size).toBe(4)
    expect([map.get(at('s3p://bucket/a')), map.get(at('s3://other/a'))]).toEqual([2, 3])
    expect([map.get(at('file:///bucket/a')), map.get(at('hdfs://bucket/a'))]).toEqual([4, 5])
    expect([
      map.has(at('s3://bucket/A')),
      map.get(at('s3://bucket/a/b')),
      map.has(at('gs://bucket/a')),
    ]).toEqual([false, undefined, false])
  })

  it('keeps the order in which locations came first', () => {
    const map = new LocationMap<number>()
    for (const [index, name] of ['b', 'a', 'c'].entries()) map.set(at(`s3://bucket/${name}`), index)
    map.set(at('s3n://bucket/a'), 7)
    expect([...map.values()]).toEqual([0, 7, 2])
  })

  it('finds each of many, in many stores', () => {
    const map = new LocationMap<number>()
    const texts = Array.from(
      { length: 20_000 },
      (_, n) => `s3://bucket-${n % 300}/directory/${(Math.imul(n, 0x9e3779b1) >>> 0).toString(36)}/${n}`,
    )
    for (const [n, text] of texts.entries()) map.set(at(text), n)
    expect(texts.filter((text, n) => map.get(at(text)) !== n)).toEqual([])
    expect([...map.keys()].map((location) => formatLocation(location))).toEqual(texts)
  })

  it('is a set too', () => {
    const set = new LocationSet([at('s3://bucket/a'), at('s3a://bucket/a'), at('s3://bucket/b')])
    expect([set.size, set.has(at('s3p://bucket/b')), set.has(at('s3://bucket/c'))]).toEqual([2, true, false])
  })
})
