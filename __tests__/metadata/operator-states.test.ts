/** @jest-environment ./__tests__/support/plain-global.ts */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { OperatorStateTable } from '../../src/metadata/operator-states.ts'
import { parseMetadata, type StateStream } from '../../src/metadata/snapshot.ts'
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
  VERSIONS,
  type Part,
  type Version,
} from '../support/metadata-builder.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Every handle as plain data, the offsets of each state in full. */
function handlesOf(bytes: Uint8Array): unknown[] {
  return [...parseMetadata(bytes).operatorStates.handles()].map(({ states, stream, ...rest }) => ({
    ...rest,
    states: states.map(({ name, mode, entries, offsetAt }) => ({
      name,
      mode,
      offsets: Array.from({ length: entries }, (_, index) => offsetAt(index)),
    })),
    stream,
  }))
}

const STATES = [
  { name: 'split', mode: 0, offsets: [7, 40, 5_000_000_000] },
  { name: 'ünion', mode: 1, offsets: [9] },
  { name: 'broadcast', mode: 2, offsets: [11] },
  { name: 'empty' },
]
const READ = [
  { name: 'split', mode: 'split', offsets: [7, 40, 5_000_000_000] },
  { name: 'ünion', mode: 'union', offsets: [9] },
  { name: 'broadcast', mode: 'broadcast', offsets: [11] },
  { name: 'empty', mode: 'split', offsets: [] },
]

it('handles of operator state cost some ten bytes each until somebody asks for them', () => {
  const count = 500_000
  // What is kept lies in typed arrays, outside of the heap with its garbage.
  collectGarbage()
  const before = process.memoryUsage().arrayBuffers
  const table = new OperatorStateTable(Buffer.alloc(0))
  for (let index = 0; index < count; index++) table.add(index, 0, index, false)
  collectGarbage()
  const kept = process.memoryUsage().arrayBuffers - before
  expect(kept / count).toBeGreaterThanOrEqual(12)
  expect(kept / count).toBeLessThan(32)
  expect(() => [...table.handles()]).toThrow('the end of the file')
})

describe('handles of operator state', () => {
  it.each(VERSIONS)('keep names, modes and offsets, in version %i', (version) => {
    const bytes = metadata(version, [
      operator(version, { parallelism: 1 }, [subtask(version, 0)]),
      operator(version, { parallelism: 9 }, [
        subtask(version, 8, {
          managedOperator: partitionable(STATES, file('s3://b/ä', 300)),
          rawOperator: partitionable([{ name: '_default_', offsets: [0] }], file('s3://b/raw', 5)),
        }),
        subtask(version, 3, { managedOperator: partitionable([], file('s3://b/y', -1)) }),
      ]),
    ])
    expect(handlesOf(bytes)).toEqual([
      {
        operator: 1,
        subtask: 8,
        raw: false,
        states: READ,
        stream: { kind: 'file', path: 's3://b/ä', startBytes: 0, sizeBytes: 300 },
      },
      {
        operator: 1,
        subtask: 8,
        raw: true,
        states: [{ name: '_default_', mode: 'split', offsets: [0] }],
        stream: { kind: 'file', path: 's3://b/raw', startBytes: 0, sizeBytes: 5 },
      },
      {
        operator: 1,
        subtask: 3,
        raw: false,
        states: [],
        stream: { kind: 'file', path: 's3://b/y', startBytes: 0, sizeBytes: -1 },
      },
    ])
  })

  it.each<[string, Version, Part, StateStream | undefined]>([
    ['in-line bytes', 2, inLine('n', Buffer.from('ab')), { kind: 'inline', bytes: Buffer.from('ab') }],
    [
      'a relative file',
      3,
      relativeFile('r', 4),
      { kind: 'relative', path: 'r', startBytes: 0, sizeBytes: 4 },
    ],
    [
      'a segment',
      5,
      segment('s3://b/s', 64, 5),
      { kind: 'segment', path: 's3://b/s', startBytes: 64, sizeBytes: 5 },
    ],
    [
      'a file in a wrapping',
      4,
      keyGroups(3, file('s3://b/f', 1)),
      { kind: 'file', path: 's3://b/f', startBytes: 0, sizeBytes: 1 },
    ],
    [
      'nothing',
      6,
      (sink) => {
        sink.byte(16)
      },
      undefined,
    ],
  ])('say where the bytes lie: %s', (_, version, stream, expected) => {
    const [handle] = parseMetadata(
      single(version, { managedOperator: partitionable([{ name: 's', offsets: [0] }], stream) }),
    ).operatorStates.handles()
    expect(handle?.stream).toEqual(expected)
  })

  it('are read behind the directories of merged files', () => {
    const merged = mergedPartitionable(STATES, 's3://b/t', 's3://b/s', segment('s3://b/f', 7, 9))
    expect(handlesOf(single(6, { managedOperator: merged }))).toEqual([
      {
        operator: 0,
        subtask: 0,
        raw: false,
        states: READ,
        stream: { kind: 'segment', path: 's3://b/f', startBytes: 7, sizeBytes: 9 },
      },
    ])
  })

  it('of a coordinator are its bytes, with the operator that it belongs to', () => {
    const bytes = metadata(3, [
      operator(3, {}, [subtask(3, 0)]),
      operator(3, { coordinator: inLine('c', Buffer.from('state')) }, [subtask(3, 0)]),
    ])
    expect([...parseMetadata(bytes).operatorStates.coordinators()]).toEqual([
      { operator: 1, stream: { kind: 'inline', bytes: Buffer.from('state') } },
    ])
  })

  it('are read where there are many, each when somebody asks', () => {
    const count = 100_000
    const handle = partitionable([{ name: 's', offsets: [0] }], relativeFile('r', 1))
    const bytes = metadata(6, [
      operator(
        6,
        { parallelism: count },
        Array.from({ length: count }, (_, index) => subtask(6, index, { managedOperator: handle })),
      ),
    ])
    let sum = 0
    for (const { subtask: index } of parseMetadata(bytes).operatorStates.handles()) sum += index
    expect(sum).toBe((count * (count - 1)) / 2)
  })
})
