import { MetadataFormatError, parseMetadata, rewriteMetadata } from '../../src/metadata/snapshot.ts'
import {
  changeFiles,
  changelog,
  channel,
  emptySegment,
  file,
  inLine,
  metadata,
  operator,
  single,
  subtask,
  type ChannelLayout,
  type Part,
} from '../support/metadata-builder.ts'

/** An unaligned checkpoint of version 3: two subtasks, several channels in one file. */
function unaligned(layout: ChannelLayout, path: string): Uint8Array {
  const channels = (direction: 'input' | 'output', count: number): Part[] =>
    Array.from({ length: count }, (_, index) =>
      channel(direction, layout, file(path, 4096), 100 + index, [0, 1024, 2048]),
    )
  return metadata(3, [
    operator(3, { parallelism: 2 }, [
      subtask(3, 0, { inputs: channels('input', 3), outputs: channels('output', 2) }),
      subtask(3, 1, { inputs: channels('input', 1) }),
    ]),
  ])
}

describe('the two layouts of channel handles in version 3', () => {
  it.each<ChannelLayout>(['plain', 'flink-1.11'])('%s is read and rewritten', (layout) => {
    const bytes = unaligned(layout, 's3://old/f')
    const snapshot = parseMetadata(bytes)
    expect(snapshot.references).toHaveLength(6)
    expect(snapshot.references[0]).toMatchObject({
      kind: 'file',
      path: 's3://old/f',
      sizeBytes: 4096,
      stateBytes: 100,
    })
    expect(snapshot.operators[0]).toMatchObject({
      stateBytes: 100 + 101 + 102 + 100 + 101 + 100,
      subtasks: 2,
    })
    const moved = rewriteMetadata(bytes, snapshot, () => 's3://somewhere/else/f')
    expect(moved.rewritten).toBe(6)
    expect(Buffer.from(moved.bytes).equals(unaligned(layout, 's3://somewhere/else/f'))).toBe(true)
  })

  it('says that only Flink 1.11 reads its own', () => {
    expect(parseMetadata(unaligned('plain', 's3://b/f')).warnings).toEqual([])
    expect(parseMetadata(unaligned('flink-1.11', 's3://b/f')).warnings).toEqual([
      'this is an unaligned checkpoint of Flink 1.11 with data in flight: only Flink 1.11 reads it',
    ])
  })

  it('a file that fits neither fails with the error of the usual layout', () => {
    const bytes = unaligned('plain', 's3://b/f')
    const cut = bytes.subarray(0, bytes.length - 1)
    expect(() => parseMetadata(cut)).toThrow(MetadataFormatError)
    expect(() => parseMetadata(cut)).toThrow(
      /expected a number of output channel handles \(4 bytes\), found the end of the file after 3/,
    )
  })

  it('version 4 knows the usual one only', () => {
    expect(() =>
      parseMetadata(single(4, { inputs: [channel('input', 'flink-1.11', inLine('x'), 1)] })),
    ).toThrow(MetadataFormatError)
  })

  it('the released changelog of 1.15 is read in version 3', () => {
    const bytes = single(3, { managedKeyed: changelog(8, [], [changeFiles(10, [file('s3://b/d', 9)], 10)]) })
    const snapshot = parseMetadata(bytes)
    expect(snapshot.references).toMatchObject([{ path: 's3://b/d', changelog: true, sizeIs: 'unknown' }])
    expect(snapshot.warnings).toEqual([
      'this snapshot has changelog state: after a move Flink restores it with claim mode CLAIM only',
    ])
  })

  it('count a channel by its own size, whatever the stream inside is', () => {
    for (const stream of [file('s3://bucket/f', 4096), inLine('x'), emptySegment]) {
      const inputs = [100, 200].map((size) => channel('input', 'plain', stream, size))
      expect(parseMetadata(single(4, { inputs })).operators[0]?.stateBytes).toBe(300)
    }
  })
})
