import { FlinkConfigError } from '../../../src/flink/config/flink-config-error.ts'
import { readFlinkConfig } from '../../../src/flink/config/flink-config.ts'

const flat = (text: string): Record<string, string> =>
  Object.fromEntries(readFlinkConfig('flink-conf.yaml', text).entries)
const yaml = (text: string): Record<string, string> =>
  Object.fromEntries(readFlinkConfig('config.yaml', text).entries)

function refusal(text: string, name = 'config.yaml'): string {
  try {
    readFlinkConfig(name, text)
  } catch (error) {
    expect(error).toBeInstanceOf(FlinkConfigError)
    return (error as Error).message
  }
  throw new Error('it was read')
}

describe('flink-conf.yaml', () => {
  it('is lines of key and value, with comments and no quotes', () => {
    expect(
      flat(
        [
          '# a comment',
          's3.endpoint: http://minio:9000 # where it is',
          '  spaced.key  :   a value  ',
          'quoted: "x"',
          'colons: a: b: c',
          'cut: pass#word',
          '',
        ].join('\r\n'),
      ),
    ).toEqual({
      's3.endpoint': 'http://minio:9000',
      'spaced.key': 'a value',
      quoted: '"x"',
      colons: 'a: b: c',
      cut: 'pass',
    })
  })

  it('takes the later of two equal keys', () => {
    expect(flat('a: 1\na: 2\n')).toEqual({ a: '2' })
  })

  it('tells which lines Flink leaves out, without what stands in them', () => {
    const { entries, warnings } = readFlinkConfig(
      '/conf/flink-conf.yaml',
      's3.secret-key:hush\n: x\nok: 1\nempty:  \n',
    )
    expect(Object.fromEntries(entries)).toEqual({ ok: '1' })
    expect(warnings).toEqual([
      expect.stringMatching(/^line 1 is no "key: value"/),
      expect.stringMatching(/^line 2 /),
      expect.stringMatching(/^line 4 /),
    ])
    expect(warnings.join()).not.toContain('hush')
  })
})

describe('config.yaml', () => {
  it('has nested and flat keys', () => {
    expect(
      yaml(
        's3:\n  endpoint: http://minio:9000\n  path:\n    style.access: true\ns3.access-key: "id"\nlist: [a, b]\n',
      ),
    ).toEqual({ 's3.endpoint': 'http://minio:9000', 's3.path.style.access': 'true', 's3.access-key': 'id' })
  })

  it('has values of the core schema, as texts', () => {
    expect(yaml('a: 012345678901\nb: 0x1F\nc: True\nd: yes\ne: "007"\nf: 123456789012345678901\n')).toEqual({
      a: '12345678901',
      b: '31',
      c: 'true',
      d: 'yes',
      e: '007',
      f: '123456789012345678901',
    })
  })

  it('may be empty, and have one value in two places', () => {
    expect(yaml('# nothing\n')).toEqual({})
    expect(yaml('s3:\n  region: x\ns3.region: x\n')).toEqual({ 's3.region': 'x' })
    expect(yaml('a: &id secret\nb: *id\n')).toEqual({ a: 'secret', b: 'secret' })
  })

  it.each<[string, string, RegExp]>([
    ['a key that stands twice', 'a: secret-1\na: secret-2\n', /^line 2, column 1 is no YAML.*duplicate key/],
    [
      'a flat and a nested key',
      'a:\n  b: secret-1\na.b: secret-2\n',
      /^a\.b stands in it twice, flat and nested/,
    ],
    ['what is no YAML', 'a: [secret\n', /^line \d+, column \d+ is no YAML/],
    ['a list', '- secret\n', /^it is no mapping/],
    ['several documents', 'a: 1\n---\nb: secret\n', /^line \d+, column \d+ is no YAML.*multiple docs/],
    ['an alias of a mapping', 'a: &x {b: secret}\nc: *x\n', /^it has an alias \(\*x\) of a mapping/],
    ['an alias of nothing', 'c: *x\n', /^the alias \*x names nothing/],
    [
      'too many aliases',
      `a: &x secret\nl: [${Array.from({ length: 60 }, () => '*x').join(', ')}]\n`,
      /^it has more than 50 aliases/,
    ],
    [
      'deep nesting',
      Array.from({ length: 60 }, (_, depth) => `${' '.repeat(depth)}k:`).join('\n') + ' secret',
      /^it is nested deeper/,
    ],
    ['endless nesting', `a: ${'['.repeat(20_000)}secret`, /nested deeper|is no YAML/],
    [
      'too many keys',
      Array.from({ length: 10_001 }, (_, n) => `k${n}: secret`).join('\n'),
      /^it has more than 10000 keys/,
    ],
    ['a huge file', `a: ${'secret'.repeat(200_000)}`, /^1200003 characters are more/],
    ['a key without value', 'a: secret\nb:\n', /^b has no value, so Flink refuses the file/],
    ['a key that is no text', 'nested:\n  1: secret\n', /^the key nested\.1 is no text to YAML/],
    ['a mapping for a key', '? {a: secret}\n: b\n', /^a key is a mapping/],
  ])('is refused for %s, without values', (_, text, sentence) => {
    const message = refusal(text)
    expect(message).toMatch(sentence)
    expect(message).not.toContain('secret')
  })
})
