import {
  changeFiles,
  changelog,
  channel,
  emptySegment,
  file,
  finishedSubtask,
  inLine,
  inLineChanges,
  incremental,
  keyGroups,
  masterState,
  mergedChannel,
  mergedPartitionable,
  metadata,
  nullHandle,
  operator,
  partitionable,
  properties,
  relativeFile,
  segment,
  single,
  subtask,
  type ChannelLayout,
  type Part,
  type SubtaskState,
  type Version,
} from '../support/metadata-builder.ts'
import type { Reference } from '../../src/metadata/snapshot.ts'

/**
 * What is written in place of an absolute path; the identity unless a test asks what a rewrite should have
 * given.
 */
export type PathText = (path: string) => string

/** What a test says of a reference; the rest is as {@link expected} fills it in. */
export type Expected = Partial<Reference> & Pick<Reference, 'kind' | 'path'>

/** A reference as plain data, but for where it stands: that changes when others become longer. */
export function plain(reference: Reference): Omit<Reference, 'offset' | 'byteLength'> {
  const {
    kind,
    path,
    sizeIs,
    sizeBytes,
    stateBytes,
    operator: index,
    subtask: subtaskIndex,
    incremental: inList,
    changelog: inChangelog,
  } = reference
  return {
    kind,
    path,
    sizeIs,
    sizeBytes,
    stateBytes,
    operator: index,
    subtask: subtaskIndex,
    incremental: inList,
    changelog: inChangelog,
  }
}

/** One handle code (or a nesting of some) in a file of its own. */
export interface CodeCase {
  readonly name: string
  readonly versions: readonly Version[]
  readonly state: (text: PathText, version: Version) => SubtaskState
  readonly references: readonly Expected[]
  /** Bytes of state of the operator. */
  readonly stateBytes: number
  readonly inline?: readonly [count: number, bytes: number]
}

const ALL: readonly Version[] = [2, 3, 4, 5, 6]
const SINCE_3: readonly Version[] = [3, 4, 5, 6]
const SINCE_4: readonly Version[] = [4, 5, 6]

const A = 's3://bucket/flink/savepoint-1/a'
const B = 'hdfs://nn:8020/flink/shared/b b'
const C = 'file:/tmp/ü/😀/c'

const layoutOf = (version: Version): ChannelLayout => (version === 6 ? 'typed' : 'plain')
const data = (length: number): Uint8Array => new Uint8Array(length).fill(0x5a)

/** A path that a reader may meet in state: nothing there is to be touched. */
const decoy = Buffer.from('s3://bucket/flink/savepoint-1/a', 'latin1')

const stream = (
  name: string,
  part: (text: PathText) => Part,
  references: readonly Expected[],
  stateBytes: number,
  versions = ALL,
  inline?: readonly [number, number],
): CodeCase => ({
  name,
  versions,
  references,
  stateBytes,
  state: (text) => ({ managedKeyed: keyGroups(3, part(text)) }),
  inline,
})

const keyed = (
  name: string,
  part: (text: PathText) => Part,
  references: readonly Expected[],
  stateBytes: number,
  versions = ALL,
  inline?: readonly [number, number],
): CodeCase => ({
  name,
  versions,
  references,
  stateBytes,
  state: (text) => ({ managedKeyed: part(text) }),
  inline,
})

export const CODE_CASES: readonly CodeCase[] = [
  {
    name: 'code 0 everywhere',
    versions: ALL,
    state: () => ({ managedOperator: nullHandle }),
    references: [],
    stateBytes: 0,
  },
  stream('code 1, in-line', () => inLine('s3://bucket/name', decoy), [], decoy.length, ALL, [
    1,
    decoy.length,
  ]),
  stream(
    'code 2, file',
    (text) => file(text(A), 120),
    [{ kind: 'file', path: A, sizeBytes: 120, stateBytes: 120 }],
    120,
  ),
  stream(
    'code 2, file of unknown size',
    (text) => file(text(C), -1),
    [{ kind: 'file', path: C, sizeIs: 'unknown' }],
    0,
  ),
  stream(
    'code 2, file beyond 4 GiB',
    (text) => file(text(A), 5_000_000_000_000),
    [{ kind: 'file', path: A, sizeBytes: 5e12, stateBytes: 5e12 }],
    5e12,
  ),
  stream(
    'code 3 as a stream',
    (text) => keyGroups(3, keyGroups(3, file(text(A), 9))),
    [{ kind: 'file', path: A, sizeBytes: 9, stateBytes: 9 }],
    9,
  ),
  stream(
    'code 6, relative file',
    () => relativeFile('abc-def', 33),
    [{ kind: 'relative', path: 'abc-def', sizeBytes: 33, stateBytes: 33 }],
    33,
    SINCE_3,
  ),
  stream(
    'code 6 of unknown size',
    () => relativeFile('abc', -1),
    [{ kind: 'relative', path: 'abc', sizeIs: 'unknown' }],
    0,
    SINCE_3,
  ),
  stream(
    'code 15, segment',
    (text) => segment(text(B), 1000, 24),
    [{ kind: 'segment', path: B, sizeIs: 'at-least', sizeBytes: 1024, stateBytes: 24 }],
    24,
    SINCE_4,
  ),
  stream('code 16, empty segment', () => emptySegment, [], 0, SINCE_4),
  {
    name: 'code 4, partitionable, managed and raw',
    versions: ALL,
    state: (text) => ({
      managedOperator: partitionable(
        [
          { name: 'one', offsets: [1, 2] },
          { name: 'two', mode: 2 },
        ],
        file(text(A), 7),
      ),
      rawOperator: partitionable([], file(text(B), 8)),
    }),
    references: [
      { kind: 'file', path: A, sizeBytes: 7, stateBytes: 7 },
      { kind: 'file', path: B, sizeBytes: 8, stateBytes: 8 },
    ],
    stateBytes: 15,
  },
  {
    name: 'code 17, partitionable in merged files',
    versions: SINCE_4,
    state: (text) => ({
      managedOperator: mergedPartitionable(
        [{ name: 's' }],
        text(`${A}/taskowned`),
        text(`${A}/shared`),
        segment(text(B), 0, 5),
      ),
      rawOperator: mergedPartitionable([], text(C), text(B), emptySegment, true),
    }),
    references: [
      { kind: 'directory', path: `${A}/taskowned`, sizeIs: 'unknown' },
      { kind: 'directory', path: `${A}/shared`, sizeIs: 'unknown' },
      { kind: 'segment', path: B, sizeIs: 'at-least', sizeBytes: 5, stateBytes: 5 },
      { kind: 'directory', path: C, sizeIs: 'unknown' },
      { kind: 'directory', path: B, sizeIs: 'unknown' },
    ],
    stateBytes: 5,
  },
  keyed(
    'code 3, key groups',
    (text) => keyGroups(3, file(text(A), 1)),
    [{ kind: 'file', path: A, sizeBytes: 1, stateBytes: 1 }],
    1,
  ),
  keyed(
    'code 7, key groups of a savepoint',
    (text) => keyGroups(7, file(text(A), 1), []),
    [{ kind: 'file', path: A, sizeBytes: 1, stateBytes: 1 }],
    1,
    SINCE_3,
  ),
  keyed(
    'code 12, key groups with an id',
    (text) => keyGroups(12, file(text(A), 1)),
    [{ kind: 'file', path: A, sizeBytes: 1, stateBytes: 1 }],
    1,
    SINCE_3,
  ),
  ...([5, 11] as const).map((code) =>
    keyed(
      `code ${code}, incremental`,
      (text) =>
        incremental(
          code,
          file(text(A), 10),
          [
            ['000012.sst', file(text(B), 100)],
            ['000013.sst', inLine('x', data(4))],
          ],
          [
            ['MANIFEST-4', relativeFile('m', 20)],
            ['CURRENT', file(text(C), 30)],
          ],
        ),
      [
        { kind: 'file', path: A, sizeBytes: 10, stateBytes: 10 },
        { kind: 'file', path: B, sizeBytes: 100, stateBytes: 100, incremental: true },
        { kind: 'relative', path: 'm', sizeBytes: 20, stateBytes: 20, incremental: true },
        { kind: 'file', path: C, sizeBytes: 30, stateBytes: 30, incremental: true },
      ],
      164,
      code === 5 ? ALL : SINCE_3,
      [1, 4],
    ),
  ),
  ...([8, 14] as const).map((code) =>
    keyed(
      `code ${code}, changelog of everything`,
      (text) =>
        changelog(
          code,
          [
            incremental(11, relativeFile('meta', 1), [['1.sst', file(text(B), 2)]]),
            nullHandle,
            keyGroups(12, file(text(A), 4)),
          ],
          [
            inLineChanges([
              [-1, data(8)],
              [3, decoy],
            ]),
            changeFiles(code === 8 ? 10 : 13, [file(text(C), 77), segment(text(B), 5, 6)], 16),
          ],
        ),
      [
        { kind: 'relative', path: 'meta', sizeBytes: 1, stateBytes: 1, changelog: true },
        { kind: 'file', path: B, sizeBytes: 2, stateBytes: 2, incremental: true, changelog: true },
        { kind: 'file', path: A, sizeBytes: 4, stateBytes: 4, changelog: true },
        { kind: 'file', path: C, sizeIs: 'unknown', changelog: true },
        { kind: 'segment', path: B, sizeIs: 'unknown', changelog: true },
      ],
      7 + 8 + decoy.length + 16,
      SINCE_3,
    ),
  ),
  keyed(
    'code 14 within code 14',
    (text) => changelog(14, [changelog(14, [keyGroups(3, file(text(A), 2))], [])], []),
    [{ kind: 'file', path: A, sizeBytes: 2, stateBytes: 2, changelog: true }],
    2,
    SINCE_3,
  ),
  ...([10, 13] as const).map((code) =>
    keyed(
      `code ${code}, files of changes, with an in-line one`,
      (text) => changeFiles(code, [file(text(A), 50), inLine('n', data(3))], 60),
      [{ kind: 'file', path: A, sizeIs: 'unknown', changelog: true }],
      60,
      SINCE_3,
      [1, 3],
    ),
  ),
  keyed(
    'code 9, changes in-line',
    () =>
      inLineChanges([
        [1, data(3)],
        [2, data(0)],
      ]),
    [],
    3,
    SINCE_3,
  ),
  {
    name: 'channel state, several in one file',
    versions: SINCE_3,
    state: (text, version) => ({
      inputs: [10, 20].map((size) => channel('input', layoutOf(version), file(text(A), 1000), size)),
      outputs: [channel('output', layoutOf(version), relativeFile('r', 500), 40, [])],
    }),
    references: [
      { kind: 'file', path: A, sizeBytes: 1000, stateBytes: 10 },
      { kind: 'file', path: A, sizeBytes: 1000, stateBytes: 20 },
      { kind: 'relative', path: 'r', sizeBytes: 500, stateBytes: 40 },
    ],
    stateBytes: 70,
  },
  {
    name: 'codes 3 and 4 of channel state, merged',
    versions: [6],
    state: (text) => ({
      inputs: [
        mergedChannel('input', file(text(A), 900), 90, data(6)),
        mergedChannel('input', inLine('i', data(5)), 5, data(0)),
      ],
      outputs: [mergedChannel('output', segment(text(B), 3, 4), 4, decoy)],
    }),
    references: [
      { kind: 'file', path: A, sizeBytes: 900, stateBytes: 90 },
      { kind: 'segment', path: B, sizeIs: 'at-least', sizeBytes: 7, stateBytes: 4 },
    ],
    stateBytes: 99,
    inline: [1, 5],
  },
]

/** The case as a file. */
export function fileOf(one: CodeCase, version: Version, text: PathText = (path) => path): Uint8Array {
  return single(version, one.state(text, version), { name: 'An operator', uid: 'a-uid' })
}

/** A file with every case that this version can hold, one operator each, and finished ones. */
export function everything(version: Version, text: PathText = (path) => path): Uint8Array {
  return frame(
    version,
    CODE_CASES.filter((one) => one.versions.includes(version)),
    text,
  )
}

/** A file with all that stands around states, and with these. */
export function frame(
  version: Version,
  cases: readonly CodeCase[] = [],
  text: PathText = (path) => path,
): Uint8Array {
  const operators = cases.map((one) => {
    const subtasks = [subtask(version, 0, one.state(text, version))]
    if (version >= 3) subtasks.push(finishedSubtask(1))
    const coordinator = version >= 3 ? { coordinator: inLine('coordinator', data(2)) } : {}
    return operator(version, { name: one.name, uid: 'uid', parallelism: 2, ...coordinator }, subtasks)
  })
  if (version >= 3) operators.push(operator(version, { parallelism: 4, fullyFinished: true }))
  return metadata(version, operators, {
    checkpointId: 9_007_199_254_740_993n,
    masters: [masterState('hook', decoy)],
    properties: properties('savepoint-native'),
  })
}
