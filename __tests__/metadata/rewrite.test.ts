import { MetadataRewriteError, parseMetadata, rewriteMetadata } from '../../src/metadata/snapshot.ts'
import {
  file,
  inLine,
  keyGroups,
  mergedPartitionable,
  metadata,
  operator,
  partitionable,
  relativeFile,
  segment,
  single,
  subtask,
} from '../support/metadata-builder.ts'

const withFile = (path: string): Uint8Array => single(4, { managedKeyed: keyGroups(3, file(path, 1)) })

describe('rewriting paths', () => {
  it('gives the very same bytes back when nothing changes', () => {
    const bytes = withFile('s3://b/x')
    const snapshot = parseMetadata(bytes)
    expect(rewriteMetadata(bytes, snapshot, () => undefined).bytes).toBe(bytes)
    expect(rewriteMetadata(bytes, snapshot, ({ path }) => path).bytes).toBe(bytes)
  })

  it('does not touch what it was given', () => {
    const bytes = withFile('s3://b/x')
    const before = Uint8Array.from(bytes)
    const { bytes: moved } = rewriteMetadata(bytes, parseMetadata(bytes), () => 's3://c/y')
    moved.fill(0)
    expect(bytes).toEqual(before)
  })

  it('asks for every occurrence in file order and counts only the changed ones', () => {
    const bytes = single(4, {
      managedOperator: mergedPartitionable([], 'file:/t', 'file:/s', segment('file:/seg', 0, 1)),
      managedKeyed: keyGroups(3, relativeFile('rel', 1)),
      rawKeyed: keyGroups(3, file('file:/f', 1)),
    })
    const asked: string[] = []
    const { rewritten } = rewriteMetadata(bytes, parseMetadata(bytes), ({ kind, path }) => {
      asked.push(`${kind} ${path}`)
      return kind === 'directory' ? `${path}/new` : kind === 'segment' ? path : undefined
    })
    expect(asked).toEqual([
      'directory file:/t',
      'directory file:/s',
      'segment file:/seg',
      'relative rel',
      'file file:/f',
    ])
    expect(rewritten).toBe(2)
  })

  it('works on a view into a larger buffer', () => {
    const bytes = withFile('s3://b/ö')
    const view = new Uint8Array(bytes.length + 14).subarray(7, 7 + bytes.length)
    view.set(bytes)
    const { bytes: moved } = rewriteMetadata(view, parseMetadata(view), () => 's3://c/ä')
    expect(Buffer.from(moved).equals(withFile('s3://c/ä'))).toBe(true)
  })

  it('writes texts up to 65,535 bytes and refuses longer ones, by encoded length, with the path', () => {
    const bytes = withFile('s3://b/x')
    const snapshot = parseMetadata(bytes)
    const longest = `s3://b/${'ü'.repeat(32_764)}`
    expect(Buffer.from(rewriteMetadata(bytes, snapshot, () => longest).bytes).equals(withFile(longest))).toBe(
      true,
    )
    const rewrite = (): unknown => rewriteMetadata(bytes, snapshot, () => `${longest}z`)
    expect(rewrite).toThrow(MetadataRewriteError)
    expect(rewrite).toThrow(expect.objectContaining({ path: 's3://b/x' }) as Error)
    expect(rewrite).toThrow(
      'the path "s3://b/x" would become a text of 65536 bytes, and _metadata holds 65535 at most: choose a shorter target',
    )
  })

  it('refuses an empty text, which is no path', () => {
    const bytes = withFile('s3://b/x')
    expect(() => rewriteMetadata(bytes, parseMetadata(bytes), () => '')).toThrow(
      'the path "s3://b/x" would become empty',
    )
  })

  it('refuses a snapshot of other bytes', () => {
    const snapshot = parseMetadata(withFile('s3://b/x'))
    expect(() => rewriteMetadata(withFile('s3://b/longer'), snapshot, () => 's3://c/y')).toThrow(RangeError)
    expect(() => rewriteMetadata(new Uint8Array(10), snapshot, () => 's3://c/y')).toThrow(RangeError)
  })

  it('grows as far as it must when the first change says little of the others', () => {
    const paths = Array.from({ length: 300 }, (_, index) => `s3://b/${index}`)
    const write = (all: readonly string[]): Uint8Array =>
      metadata(4, [
        operator(
          4,
          {},
          all.map((path, index) => subtask(4, index, { managedKeyed: keyGroups(3, file(path, 1)) })),
        ),
      ])
    const target = (path: string): string => (path === 's3://b/0' ? 's3://c' : `s3://c/${path.repeat(200)}`)
    const bytes = write(paths)
    const { bytes: moved } = rewriteMetadata(bytes, parseMetadata(bytes), ({ path }) => target(path))
    expect(Buffer.from(moved).equals(write(paths.map(target)))).toBe(true)
  })
})

describe('warnings', () => {
  it('names operators whose sink hides files in user state', () => {
    const sink = partitionable(
      [{ name: 'pending-checkpoints', offsets: [0] }, { name: 'other' }],
      relativeFile('x', 1),
    )
    const snapshot = parseMetadata(
      metadata(5, [
        operator(5, { name: 'My sink', id: '0123456789abcdef0123456789abcdef' }, [
          subtask(5, 0, { managedOperator: sink }),
        ]),
        operator(5, { name: 'Other' }, [subtask(5, 0)]),
      ]),
    )
    expect(snapshot.operators.map(({ stateNames }) => stateNames)).toEqual([
      ['pending-checkpoints', 'other'],
      [],
    ])
    expect(snapshot.warnings).toEqual([
      expect.stringMatching(
        /^operator "My sink" \(0123456789abcdef0123456789abcdef\) has pending batches of a GenericWriteAheadSink \(state "pending-checkpoints"\): .* cannot be relocated/,
      ),
    ])
    const unnamed = parseMetadata(
      single(4, { rawOperator: sink }, { id: '0123456789abcdef0123456789abcdef' }),
    )
    expect(unnamed.warnings).toEqual([
      expect.stringMatching(/^operator 0123456789abcdef0123456789abcdef has pending batches/),
    ])
  })

  it('says nothing of such a sink that has no batch pending', () => {
    const sink = partitionable([{ name: 'pending-checkpoints' }], relativeFile('x', 1))
    expect(parseMetadata(single(4, { managedOperator: sink })).warnings).toEqual([])
  })

  it('tells that names of in-line states look like paths and remain', () => {
    const warningsOf = (...names: string[]): readonly string[] =>
      parseMetadata(
        metadata(
          4,
          names.map((name) => operator(4, {}, [subtask(4, 0, { managedKeyed: keyGroups(3, inLine(name)) })])),
        ),
      ).warnings
    expect(warningsOf('8a9c-uuid', 'a/b', 'key: value', '')).toEqual([])
    expect(warningsOf('s3://b/x')).toEqual([
      expect.stringMatching(
        /^one in-line state has a name that looks like a path, such as "s3:\/\/b\/x": .*remain/,
      ),
    ])
    expect(warningsOf('file:/x', '/y', 'z', 'file:/x')).toEqual([
      expect.stringMatching(/^2 in-line states have names that look like a path, such as "file:\/x"/),
    ])
  })
})
