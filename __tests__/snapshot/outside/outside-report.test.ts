import { parseLocation } from '../../../src/location/location.ts'
import { parseMetadata, type Operator } from '../../../src/metadata/snapshot.ts'
import {
  knownFindings,
  outsideReport,
  outsideSentence,
  shortText,
  subtasksText,
  unreadSentences,
} from '../../../src/snapshot/outside/outside-report.ts'
import { OUTSIDE_KINDS, type Outside, type UnreadState } from '../../../src/snapshot/outside/outside.ts'
import { metadata, operator as operatorPart } from '../../support/metadata-builder.ts'

const ID = '00112233445566778899aabbccddeeff'
const OPERATOR = parseMetadata(metadata(5, [operatorPart(5, { name: 'out', id: ID })]))
  .operators[0] as Operator

const found = (changes: Partial<Outside> = {}): Outside => ({
  kind: 'file-sink-writer',
  operator: OPERATOR,
  subtasks: [0, 1],
  state: 'writer_raw_states',
  certainty: 'sure',
  uncommitted: true,
  entries: 2,
  paths: ['s3://out/a', 's3://out/b'],
  pathCount: 2,
  ids: [],
  ...changes,
})

const sentenceOf = (changes: Partial<Outside> = {}): string =>
  outsideSentence(outsideReport({ findings: [found(changes)], unread: [] }).findings[0]!)

it('says whose state points at what, what comes of it, and what to do', () => {
  expect(sentenceOf()).toBe(
    `operator "out" (${ID}), subtasks 0 and 1, points at output in progress of a FileSink (s3://out/a, s3://out/b): `
      + 'a job restored from it goes on writing there, whatever output path it is given; keep the output where it is; or let the '
      + 'sink roll its files at each checkpoint (OnCheckpointRollingPolicy), stop the job with a savepoint, after which it commits '
      + 'what is pending, and start it with a new uid of the sink and --allowNonRestoredState',
  )
})

it('has words for each kind', () => {
  const told = outsideReport({
    findings: OUTSIDE_KINDS.flatMap((kind) => [found({ kind }), found({ kind, uncommitted: false })]),
    unread: [],
  }).findings
  for (const { what, consequence, advice } of told)
    for (const words of [what, consequence, advice]) expect(words).toMatch(/^[a-zA-Z].{10,}[^.\s]$/)
})

it.each([
  ['sure', 'points at'],
  ['likely', 'probably points at'],
  ['unknown', 'may point at'],
] as const)('says how well it is known: %s', (certainty, words) => {
  expect(sentenceOf({ certainty })).toContain(`subtasks 0 and 1, ${words} output`)
})

it('tells input that is read apart from input that is not', () => {
  expect(sentenceOf({ kind: 'file-source' })).toContain(
    ' points at input that a FileSource has yet to read (s3://out/a, s3://out/b): a job restored from it reads these files,',
  )
  expect(sentenceOf({ kind: 'file-source', uncommitted: false })).toContain(
    ' has found before (s3://out/a, s3://out/b): a job restored from it takes all files of another path for new ones, and reads them;',
  )
})

it('names ids where there is no path', () => {
  expect(sentenceOf({ kind: 'kafka-transactions', paths: [], pathCount: 0, ids: ['a', 'b', 'c'] })).toContain(
    'transactions of a Kafka sink that are not committed (a, b, 1 more): ',
  )
  expect(sentenceOf({ paths: [], pathCount: 0 })).toContain('output in progress of a FileSink: a job')
})

it('keeps a few paths, and counts the others', () => {
  const paths = Array.from({ length: 50 }, (_, n) => `s3://out/${n}`)
  const { findings } = outsideReport({ findings: [found({ paths, pathCount: 90 })], unread: [] })
  expect(findings[0]).toMatchObject({ paths: paths.slice(0, 20), pathCount: 90 })
  expect(outsideSentence(findings[0]!)).toContain('(s3://out/0, s3://out/1, 88 more): ')
})

describe('places that are allowed', () => {
  const left = (allowed: string, changes: Partial<Outside> = {}): readonly (readonly string[])[] =>
    outsideReport(
      { findings: [found(changes)], unread: [] },
      allowed.split(' ').map(parseLocation),
    ).findings.map(({ paths }) => paths)

  it('are not told, by segments and over the schemes of S3', () => {
    expect(left('s3a://out')).toEqual([])
    expect(left('s3://out/a')).toEqual([['s3://out/b']])
    expect(left('s3://out/a s3p://out/b/')).toEqual([])
    expect(left('s3://ou')).toEqual([['s3://out/a', 's3://out/b']])
    expect(left('gs://out')).toEqual([['s3://out/a', 's3://out/b']])
    expect(left('/data', { paths: ['/data/x', 'file:/data/y', '/data2/z'], pathCount: 3 })).toEqual([
      ['/data2/z'],
    ])
    expect(left('hdfs://nn/o', { paths: ['hdfs://nn/o/x'], pathCount: 1 })).toEqual([])
  })

  it('do not speak for paths that were not kept, or are no places', () => {
    expect(left('s3://out', { pathCount: 3 })).toEqual([[]])
    expect(left('s3://out', { paths: ['out/x'], pathCount: 1 })).toEqual([['out/x']])
  })

  it('make no difference where nothing but an id is known', () => {
    expect(left('s3://out', { paths: [], pathCount: 0, ids: ['x'] })).toEqual([[]])
  })
})

describe('states that were not read', () => {
  const unread = (changes: Partial<UnreadState> = {}): UnreadState => ({
    operator: OPERATOR,
    state: 'writer_raw_states',
    subtasks: [0],
    reason: 'failed',
    ...changes,
  })

  it('are told with the reason, one line for each', () => {
    const { unread: told } = outsideReport({
      findings: [],
      unread: [
        unread({ message: 'no access' }),
        unread({ state: 'other' }),
        unread({ reason: 'compressed' }),
        unread({ state: 'more' }),
      ],
    })
    expect(unreadSentences(told)).toEqual([
      `the state "writer_raw_states" of operator "out" (${ID}) could not be read (no access): what it points at outside of the `
        + 'snapshot is not known; the same holds for 2 more states',
      `the state "writer_raw_states" of operator "out" (${ID}) is compressed (execution.checkpointing.snapshot-compression): what it points `
        + 'at outside of the snapshot is not known',
    ])
  })
})

it.each([
  [[], 'coordinator'],
  [[3], 'subtask 3'],
  [[0, 1], 'subtasks 0 and 1'],
  [[0, 1, 2], 'subtasks 0 to 2'],
  [[0, 2, 5], 'subtasks 0, 2 and 5'],
  [[0, 2, 4, 6, 8, 10, 12, 14, 16, 18], 'subtasks 0, 2, 4, 6, 8, 10, 12, 14 and 2 more'],
])('names the subtasks %j as %s', (subtasks, text) => {
  expect(subtasksText(subtasks)).toBe(text)
})

it('shortens a text of any length in the middle', () => {
  expect(shortText('x'.repeat(200))).toHaveLength(200)
  expect(shortText(`begin${'x'.repeat(70_000)}end`)).toMatch(/^begin.*…x+end$/)
  expect(shortText(`begin${'x'.repeat(70_000)}end`)).toHaveLength(201)
})

it('tells of a state that was not read once, where no more is known of it', () => {
  const unknown = found({ kind: 'sink-writer', certainty: 'unknown', paths: [], pathCount: 0 })
  const likely = found({ certainty: 'likely', paths: [], pathCount: 0 })
  const notRead = { operator: OPERATOR, state: 'writer_raw_states', subtasks: [0], reason: 'failed' } as const
  const kinds = (unread: readonly UnreadState[]): string[] =>
    knownFindings(outsideReport({ findings: [unknown, likely], unread })).map(({ kind }) => kind)
  expect(kinds([notRead])).toEqual(['file-sink-writer'])
  expect(kinds([{ ...notRead, state: 'other' }])).toEqual(['sink-writer', 'file-sink-writer'])
})
