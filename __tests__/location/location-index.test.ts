import { LocationIndex } from '../../src/location/location-index.ts'
import { formatLocation, parseLocation } from '../../src/location/location.ts'

const at = parseLocation

describe('numbers for locations', () => {
  it('go up from 0, one for each place, whatever S3\'s scheme is called', () => {
    const index = new LocationIndex()
    expect(['s3://b/x', 's3a://b/x', 's3://b/y', 'file:/b/x', 's3p://c/x', 's3://b/x'].map((text) => index.add(at(text)))).toEqual([0, 0, 1, 2, 3, 0])
    expect(index.size).toBe(4)
    expect([...index].map((location) => formatLocation(location))).toEqual(['s3://b/x', 's3://b/y', 'file:/b/x', 's3p://c/x'])
    expect(index.at(3)).toEqual(at('s3p://c/x'))
  })

  it('are found by every name of the store, and only by its own', () => {
    const index = new LocationIndex()
    expect(index.find(at('s3://b/x'))).toBe(-1)
    index.add(at('s3a://b/x'))
    expect(['s3://b/x', 's3n://b/x', 's3a://b/x', 's3a://b/X', 's3://c/x', 'gs://b/x', 'file:/b/x'].map((text) => index.find(at(text))))
      .toEqual([0, 0, 0, -1, -1, -1, -1])
    expect(index.size).toBe(1)
  })

  it('stay with their locations when there are many, of many stores', () => {
    const index = new LocationIndex()
    const texts = Array.from({ length: 20_000 }, (_, n) => `s3://bucket-${n % 300}/directory/${(Math.imul(n, 0x9e3779b1) >>> 0).toString(36)}/${n}`)
    for (const [n, text] of texts.entries()) expect(index.add(at(text))).toBe(n)
    expect(texts.filter((text, n) => index.find(at(text)) !== n || formatLocation(index.at(n)) !== text)).toEqual([])
  })
})
