import { formatLocation, LocationError, parseLocation } from '../../src/location/location.ts'
import { applyPathMap, parsePathMap } from '../../src/location/path-map.ts'

const map = (rules: string, path: string): string | undefined => {
  const to = applyPathMap(parsePathMap(rules), parseLocation(path))
  return to && formatLocation(to)
}

describe('a path map', () => {
  it('replaces a prefix on segment boundaries and keeps the rest', () => {
    const rules = 's3://old/savepoint-1 => s3p://new/x'
    expect(map(rules, 's3a://old/savepoint-1/f')).toBe('s3p://new/x/f')
    expect(map(rules, 's3://old/savepoint-1')).toBe('s3p://new/x')
    expect(map(rules, 's3://old/savepoint-10/f')).toBeUndefined()
  })

  it('lets the longest rule win, in any order', () => {
    const rules = ['s3://old => s3://new', 's3://old/a/b => s3://special', 's3://old/a => s3://middle']
    for (const order of [rules, [...rules].reverse()]) {
      expect(map(order.join('\n'), 's3://old/a/b/f')).toBe('s3://special/f')
      expect(map(order.join('\n'), 's3://old/a/f')).toBe('s3://middle/f')
      expect(map(order.join('\n'), 's3://old/f')).toBe('s3://new/f')
    }
  })

  it('takes blanks in paths, comments and empty lines', () => {
    expect(map('# moved in May\n\n  hdfs://n/my data => s3://new/my data  \r\n', 'hdfs://n/my data/f')).toBe(
      's3://new/my data/f',
    )
  })

  it.each([
    ['s3://a', /line 1 is no rule: "s3:\/\/a"; write it as old-prefix => new-prefix/],
    ['s3://a => s3://b => s3://c', /line 1 is no rule/],
    ['s3://a => b', /line 1: "b" is a relative path/],
    ['\ns3:///x => s3://b', /line 2: "s3:\/\/\/x" names no bucket/],
    ['s3://a => s3://b\ns3://a/ => s3://c', /line 2 maps s3:\/\/a\/ a second time/],
  ])('refuses %j', (text, message) => {
    expect(() => parsePathMap(text)).toThrow(LocationError)
    expect(() => parsePathMap(text)).toThrow(message)
  })
})
