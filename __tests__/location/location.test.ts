import {
  displayLocation,
  formatLocation,
  identityOf,
  isS3Scheme,
  isSpokenToByS3,
  isWithin,
  keyOf,
  LocationError,
  nameOf,
  parentOf,
  parseLocation,
  parseWrittenLocation,
  relativePath,
  resolveWithin,
  sameLocation,
  sameStore,
} from '../../src/location/location.ts'

describe("parseLocation follows the rules of Flink's Path", () => {
  it.each([
    ['s3://bucket/a/b', 's3://bucket/a/b'],
    ['S3A://Bucket/a', 's3a://Bucket/a'],
    ['s3://bucket', 's3://bucket/'],
    ['s3://bucket/', 's3://bucket/'],
    ['s3://bucket//a///b/', 's3://bucket/a/b'],
    ['s3://bucket/a/./b/../c', 's3://bucket/a/c'],
    ['  s3://bucket/a  ', 's3://bucket/a'],
    ['s3://bucket/a\\b', 's3://bucket/a/b'],
    ['s3://bucket/a b+%41#?=é😀', 's3://bucket/a b+%41#?=é😀'],
    ['file:///tmp/x', 'file:/tmp/x'],
    ['file:/tmp/x', 'file:/tmp/x'],
    ['/tmp/x/', 'file:/tmp/x'],
    ['/', 'file:/'],
    ['C:\\data\\x', 'file:/C:/data/x'],
    ['/C:/data/x', 'file:/C:/data/x'],
    ['hdfs://name:8020/a', 'hdfs://name:8020/a'],
    ['s3://bucket/a:b', 's3://bucket/a:b'],
  ])('%j is %j', (text, expected) => {
    expect(formatLocation(parseLocation(text))).toBe(expected)
  })

  it('keeps white space at the end of a path that stands in _metadata, and trims what a person gives', () => {
    for (const name of ['x ', 'x\u00a0', 'x\u3000', 'x\ufeff']) {
      expect(formatLocation(parseWrittenLocation(`s3://bucket/a/${name}`))).toBe(`s3://bucket/a/${name}`)
      expect(formatLocation(resolveWithin(parseLocation('s3://bucket/a'), name))).toBe(
        `s3://bucket/a/${name}`,
      )
      expect(formatLocation(parseLocation(`s3://bucket/a/${name}`))).toBe('s3://bucket/a/x')
    }
    expect(() => parseWrittenLocation('')).toThrow(/empty/)
    expect(() => parseWrittenLocation(' s3://bucket/a')).toThrow(/relative path/)
  })

  it.each([
    ['', /empty/],
    ['   ', /empty/],
    ['relative/path', /"relative\/path" is a relative path/],
    ['s3:///key', /"s3:\/\/\/key" names no bucket/],
    ['s3:key', /names no bucket/],
    ['s3://bucket/../x', /climbs above the root/],
    ['/a/../../x', /climbs above the root/],
  ])('refuses %j', (text, message) => {
    expect(() => parseLocation(text)).toThrow(LocationError)
    expect(() => parseLocation(text)).toThrow(message)
  })
})

describe('prefixes', () => {
  const within = (a: string, b: string): boolean => isWithin(parseLocation(a), parseLocation(b))

  it('match on segment boundaries', () => {
    expect(within('s3://b/savepoint-1/f', 's3://b/savepoint-1')).toBe(true)
    expect(within('s3://b/savepoint-1', 's3://b/savepoint-1')).toBe(true)
    expect(within('s3://b/savepoint-10/f', 's3://b/savepoint-1')).toBe(false)
    expect(within('s3://b/x', 's3://b')).toBe(true)
    expect(within('s3://b2/x', 's3://b')).toBe(false)
    expect(within('s3://b/a', 's3://b/a/b')).toBe(false)
  })

  it("take S3's schemes as one and no others", () => {
    expect(within('s3a://b/x/y', 's3p://b/x')).toBe(true)
    expect(within('s3n://b/x/y', 's3://b/x')).toBe(true)
    expect(within('hdfs://b/x/y', 's3://b/x')).toBe(false)
    expect(within('file:/x/y', '/x')).toBe(true)
    expect(sameLocation(parseLocation('s3a://b/x'), parseLocation('s3://b/x/'))).toBe(true)
    expect(identityOf(parseLocation('s3p://b/x'))).toBe(identityOf(parseLocation('s3a://b/x')))
  })

  it('give the rest of the path', () => {
    expect(relativePath(parseLocation('s3://b/x/y/z'), parseLocation('s3a://b/x'))).toBe('y/z')
    expect(relativePath(parseLocation('s3://b/x'), parseLocation('s3://b/x'))).toBe('')
    expect(relativePath(parseLocation('s3://b/x'), parseLocation('s3://b'))).toBe('x')
    expect(relativePath(parseLocation('s3://b/xy'), parseLocation('s3://b/x'))).toBeUndefined()
  })
})

describe('parts', () => {
  it('are the key, the name and the parent', () => {
    const location = parseLocation('s3://b/x/y')
    expect([keyOf(location), nameOf(location)]).toEqual(['x/y', 'y'])
    expect(parentOf(location)).toEqual(parseLocation('s3://b/x'))
    expect(parentOf(parseLocation('s3://b/x'))).toEqual(parseLocation('s3://b'))
    expect(parentOf(parseLocation('s3://b'))).toBeUndefined()
    expect(displayLocation(parseLocation('file:/a'))).toBe('/a')
  })
})

describe('resolveWithin', () => {
  const directory = parseLocation('s3://b/x')

  it('goes down', () => {
    expect(resolveWithin(directory, 'y//z/')).toEqual(parseLocation('s3://b/x/y/z'))
    expect(resolveWithin(directory, 'y/../z')).toEqual(parseLocation('s3://b/x/z'))
    expect(resolveWithin(parseLocation('s3://b'), 'y')).toEqual(parseLocation('s3://b/y'))
  })

  it.each(['', ' ', '/etc/passwd', '\\etc', '..', '../z', 'a/../../z', '.', 'a/..'])('refuses %j', (name) => {
    expect(() => resolveWithin(directory, name)).toThrow(LocationError)
  })
})

describe('stores that speak S3', () => {
  it.each(['gs', 'oss', 'cosn', 'cos', 'obs', 'tos'])('are each a family of its own: %s', (scheme) => {
    expect([isSpokenToByS3(scheme), isS3Scheme(scheme)]).toEqual([true, false])
    expect(sameStore(scheme, 's3')).toBe(false)
    expect(sameStore(scheme, scheme)).toBe(true)
    expect(() => parseLocation(`${scheme}:///x`)).toThrow('names no bucket')
    expect(isWithin(parseLocation(`${scheme}://b/a/x`), parseLocation('s3://b/a'))).toBe(false)
  })

  it('are not all stores', () => {
    expect(['hdfs', 'abfss', 'file', 'wasb'].filter(isSpokenToByS3)).toEqual([])
  })
})
