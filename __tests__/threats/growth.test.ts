/** @jest-environment ./__tests__/support/plain-global.ts */
/**
 * Texts and metadata that others write, at their worst: what they cost grows as they do, or they are
 * refused.
 */
import { findInCliOutput, findJobId, findTriggerId } from '../../src/flink/cli-output.ts'
import { CollectedOutput } from '../../src/platform/run-command.ts'
import { readFlinkConfig } from '../../src/flink/config/flink-config.ts'
import { innermostCause } from '../../src/flink/failure-cause.ts'
import { plainText } from '../../src/flink/plain-text.ts'
import { errorsText, findInRestAnswer } from '../../src/flink/rest-answer.ts'
import { lastCheckpointId, savepointsOf } from '../../src/commands/savepoint/rest/progress.ts'
import { findSnapshot, isSnapshotText } from '../../src/flink/snapshot-text.ts'
import { parseLocation } from '../../src/location/location.ts'
import { parsePathMap } from '../../src/location/path-map.ts'
import { summariseSnapshot } from '../../src/snapshot/summary.ts'
import { diffSnapshots } from '../../src/commands/diff/diff.ts'
import { parseMetadata } from '../../src/metadata/parse.ts'
import {
  earlierJobCandidates,
  findFormerHomes,
  formerCandidates,
} from '../../src/commands/relocate/plan/former-home.ts'
import { placeSnapshot } from '../../src/commands/relocate/plan/placement.ts'
import { planRelocation } from '../../src/commands/relocate/plan/make-plan.ts'
import { ObjectTable } from '../../src/storage/object-table.ts'
import { readXml } from '../../src/storage/s3/http/xml.ts'
import { superlinear } from '../support/growth.ts'
import { THOROUGH } from '../support/thorough.ts'
import {
  file,
  incremental,
  inLine,
  keyGroups,
  mergedPartitionable,
  metadata,
  nullHandle,
  operator,
  partitionable,
  segment,
  subtask,
  type Part,
} from '../support/metadata-builder.ts'

const MIB = 1024 * 1024
/**
 * 512 KiB are enough for what grows as the square of the bytes, or of pieces of up to a hundred of them.
 */
const LARGEST = THOROUGH ? 2 * MIB : MIB / 2
const JOB = '0123456789abcdef0123456789abcdef'
const NAME = 'savepoint-012345-0123456789ab'

/** A text again and again, up to a size. */
const again = (text: string, size: number): string => text.repeat(Math.ceil(size / text.length))
const counted = (size: number, each: number, make: (index: number) => string): string =>
  Array.from({ length: Math.ceil(size / each) }, (_, index) => make(index)).join('')

/** Readers of texts. Each gets all of the texts below at a small size, and its own worst ones at 2 MiB. */
const READERS = {
  'the output of a command': (text: string) => [findInCliOutput(text), findJobId(text), findTriggerId(text)],
  'any text that names a snapshot': (text: string) => findSnapshot(text),
  'whether it is such a text': (text: string) => isSnapshotText(text),
  'colours and times of a log': (text: string) => plainText(text),
  'a stack trace': (text: string) => innermostCause(text),
  'an error of REST': (text: string) => errorsText({ errors: [`<Exception on server side:${text}`] }),
  'a failed savepoint of REST': (text: string) =>
    findInRestAnswer({
      status: { id: 'COMPLETED' },
      operation: { 'failure-cause': { 'stack-trace': text } },
    }),
  'flink-conf.yaml': (text: string) => readFlinkConfig('flink-conf.yaml', text),
  'config.yaml': (text: string) => readFlinkConfig('config.yaml', text),
  'YAML of the operator': (text: string) => findSnapshot(`kind: FlinkDeployment\n${text}`),
  'an answer of S3': (text: string) => readXml(text),
  'a location': (text: string) => parseLocation(text),
  'rules of paths': (text: string) => parsePathMap(text),
  'the lines of a command': (text: string) => {
    const output = new CollectedOutput(() => undefined)
    for (let at = 0; at < text.length; at += 7) output.add('stdout', Buffer.from(text.slice(at, at + 7)))
  },
} as const

const TEXTS: Readonly<Record<string, (size: number) => string>> = {
  blanks: (size) => `x${again(' ', size)}x`,
  'blank lines': (size) => `${again('\n', size)}x`,
  'one word': (size) => again('a', size),
  'closing brackets': (size) => `/x${again(')', size)}x`,
  'a class name': (size) => again('a.', size),
  slashes: (size) => again('/', size),
  'dots and slashes': (size) => again('/..', size),
  quotes: (size) => again('"\'', size),
  'quotes that are not closed': (size) => `'${again('"a', size)}`,
  colours: (size) => again('\u001b[', size),
  'a title that does not end': (size) => `\u001b]${again('x', size)}`,
  'a time': (size) => `2024-01-01T00:00:00.${again('1', size)}`,
  'failures of one job': (size) => again(`Could not stop the job ${JOB}\n`, size),
  'failures of many jobs': (size) =>
    counted(size, 56, (index) => `Could not stop the job ${index.toString(16).padStart(32, '0')}\n`),
  'begun savepoints': (size) => again(`Triggering savepoint for job ${JOB}\n`, size),
  'a word within a sentence': (size) => `Suspending job "${JOB}" with a ${again('a', size)}`,
  'savepoints without a path': (size) => again('Savepoint completed. Path: ', size),
  'paths that go on': (size) => `Savepoint completed. Path: ${again(`/${NAME}`, size)}x`,
  'broken paths': (size) => `Savepoint completed. Path: x\n${again(`/${NAME}${' '.repeat(200)}`, size)}\nx`,
  causes: (size) => again('Caused by: a.b.CException: x\n', size),
  'messages of causes': (size) => `x\n${again('Caused by: a.bException: ', size)}`,
  'a line of a stack': (size) => `\tat a${again('a', size)}x`,
  'bare paths': (size) => again(`/a/${NAME} `, size),
  'bare paths in quotes': (size) => `"x ${again(`/a/${NAME} `, size)}"`,
  'a checkpoint with a long number': (size) => `/a/chk-${again('1', size)}x`,
  'open lists': (size) => again('[', size),
  'open objects': (size) => again('{"a":', size),
  'lists on lines': (size) => again('[\n', size),
  'keys of YAML': (size) => counted(size, 12, (index) => `key${index}: 1\n`),
  'items of YAML': (size) => `items:\n${again('- 1\n', size)}`,
  'comments of YAML': (size) => again('#\n', size),
  'anchors of YAML': (size) => `x:\n${counted(size, 12, (index) => `- &a${index} x\n`)}`,
  'a quoted text of YAML': (size) => `x: "${again('a \n', size)}"`,
  'errors of YAML': (size) => again('x: }\n', size),
  'a tag with blanks': (size) => `<a${again(' ', size)}`,
  attributes: (size) => `<a ${again('b="c" ', size)}`,
  elements: (size) => `<a>${again('<c/>', size)}</a>`,
  entities: (size) => `<a>${again('&amp;', size)}</a>`,
}

describe('32 KiB of anything', () => {
  it.each(Object.entries(READERS))(
    'take time as their length: %s',
    (_name, read) => {
      const found = Object.entries(TEXTS).map(([text, make]) => [text, superlinear(32 * 1024, make, read)])
      expect(found.filter(([, growth]) => growth !== undefined)).toEqual([])
    },
    120_000,
  )
})

const WORST: readonly (readonly [reader: keyof typeof READERS, text: keyof typeof TEXTS])[] = [
  ['the output of a command', 'failures of many jobs'],
  ['the output of a command', 'begun savepoints'],
  ['any text that names a snapshot', 'one word'],
  ['any text that names a snapshot', 'closing brackets'],
  ['any text that names a snapshot', 'bare paths in quotes'],
  ['any text that names a snapshot', 'open objects'],
  ['whether it is such a text', 'a class name'],
  ['colours and times of a log', 'colours'],
  ['a stack trace', 'messages of causes'],
  ['an error of REST', 'blanks'],
  ['a failed savepoint of REST', 'causes'],
  ['flink-conf.yaml', 'blanks'],
  ['config.yaml', 'keys of YAML'],
  ['YAML of the operator', 'keys of YAML'],
  ['an answer of S3', 'attributes'],
  ['an answer of S3', 'elements'],
  ['a location', 'dots and slashes'],
  ['rules of paths', 'one word'],
  ['the lines of a command', 'one word'],
]

describe('the worst, up to 2 MiB,', () => {
  it.each(WORST)(
    'for %s: %s',
    (reader, text) => {
      expect(
        superlinear<string>(LARGEST, TEXTS[text] as (size: number) => string, READERS[reader]),
      ).toBeUndefined()
    },
    120_000,
  )

  it('of a history over REST, which is a list of objects', () => {
    const make = (size: number): object => ({
      history: Array.from({ length: size / 8 }, (_, id) => ({ id, is_savepoint: true })),
    })
    expect(
      superlinear(LARGEST, make, (statistics) => [lastCheckpointId(statistics), savepointsOf(statistics)]),
    ).toBeUndefined()
  })
})

const SAVEPOINT = 's3://b/sp/savepoint-1'
const CHECKPOINT = `s3://b/cp/${JOB}/chk-7`

interface Shape {
  readonly source: string
  /** About how many bytes one handle takes. */
  readonly each: number
  readonly handle: (index: number) => Part
}

const keyed = (stream: Part): Part => keyGroups(3, stream, [])
const SHAPES: Readonly<Record<string, Shape>> = {
  'former directories of one file': {
    source: SAVEPOINT,
    each: 70,
    handle: (n) => keyed(file(`s3://b/${n}/f`, 1)),
  },
  'former roots of a job': {
    source: CHECKPOINT,
    each: 100,
    handle: (n) => keyed(file(`s3://b/${n}/${JOB}/shared/f`, 1)),
  },
  'directories of earlier jobs': {
    source: CHECKPOINT,
    each: 100,
    handle: (n) => keyed(file(`s3://b/old/${n === 0 ? JOB : n.toString(16).padStart(32, '0')}/shared/f`, 1)),
  },
  'files of one name': { source: SAVEPOINT, each: 70, handle: (n) => keyed(file(`s3://b/x/${n}/f`, 2)) },
  'files with a number': {
    source: SAVEPOINT,
    each: 70,
    handle: (n) => keyed(file(n % 2 === 0 ? `s3://b/x/${n}/f` : `s3://b/x/${n}/f-${n}`, 2)),
  },
  'names of states': { source: SAVEPOINT, each: 70, handle: (n) => keyed(inLine(`name-${n}`)) },
  'segments of one file': {
    source: CHECKPOINT,
    each: 150,
    handle: (n) => keyed(segment(`s3://b/cp/${JOB}/shared/f`, n, 1)),
  },
  'long paths': {
    source: SAVEPOINT,
    each: 30_000,
    handle: (n) => keyed(file(`s3://b/${'a/'.repeat(15_000)}${n}`, 2)),
  },
  'shared files': {
    source: CHECKPOINT,
    each: 150,
    handle: (n) => incremental(5, nullHandle, [[`${n}`, file(`s3://b/cp/${JOB}/shared/${n}`, 1)]]),
  },
}

function bytesOf({ each, handle }: Shape, size: number): Uint8Array {
  return metadata(3, [
    operator(
      3,
      {},
      Array.from({ length: Math.ceil(size / each) }, (_, n) => subtask(3, n, { managedKeyed: handle(n) })),
    ),
  ])
}

/** As a relocation does it. In the source lies a file `f`, so that each former directory may be one. */
function plan(source: string, bytes: Uint8Array): void {
  const snapshot = parseMetadata(bytes)
  const placement = placeSnapshot(parseLocation(source), parseLocation('s3://b/new'), undefined)
  const listed = new ObjectTable()
  for (const name of ['f', 'shared/f'])
    listed.add({
      location: parseLocation(
        `${placement.home.from.path === '/' ? '' : `s3://b${placement.home.from.path}`}/${name}`,
      ),
      sizeBytes: 1,
    })
  const found = findFormerHomes(formerCandidates(snapshot, placement), listed)
  earlierJobCandidates(snapshot, placement, found)
  planRelocation(bytes, snapshot, placement, listed, {
    pathMap: [],
    externalFiles: 'copy',
    formerHomes: found,
    oneStore: true,
    claimed: [],
    references: 'preserve',
    outsideState: 'warn',
  })
}

describe.each(Object.entries(SHAPES))('metadata of many %s', (_name, shape) => {
  it('is planned in time that grows as it does', () => {
    expect(
      superlinear(
        LARGEST,
        (size) => bytesOf(shape, size),
        (bytes) => {
          plan(shape.source, bytes)
        },
      ),
    ).toBeUndefined()
  }, 120_000)

  it('is inspected and compared so', () => {
    const inspect = (bytes: Uint8Array): void => {
      const report = summariseSnapshot(parseLocation(shape.source), bytes, parseMetadata(bytes))
      const compared = { ...report, outside: { findings: [], unread: [] } }
      diffSnapshots(compared, compared)
    }
    expect(superlinear(LARGEST, (size) => bytesOf(shape, size), inspect)).toBeUndefined()
  }, 120_000)
})

describe('metadata of many', () => {
  const withOperators = (size: number): Uint8Array =>
    metadata(
      3,
      Array.from({ length: size / 64 }, (_, n) =>
        operator(3, { id: n.toString(16).padStart(32, '0') }, [subtask(3, 0)]),
      ),
    )
  const withDirectories = (size: number): Uint8Array =>
    metadata(6, [
      operator(
        6,
        {},
        Array.from({ length: Math.ceil(size / 400) }, (_, n) =>
          subtask(6, n, {
            managedOperator: mergedPartitionable(
              [],
              `s3://b/cp/${JOB}/taskowned/${n}`,
              `s3://b/cp/${JOB}/shared/${n}`,
              nullHandle,
            ),
          }),
        ),
      ),
    ])
  const withStates = (size: number): Uint8Array =>
    metadata(3, [
      operator(3, {}, [
        subtask(3, 0, {
          managedOperator: partitionable(
            Array.from({ length: size / 20 }, (_, n) => ({ name: `state-${n}` })),
            nullHandle,
          ),
        }),
      ]),
    ])

  it.each([
    ['operators', withOperators],
    ['merged directories', withDirectories],
    ['operator states', withStates],
  ])(
    '%s is read and planned in time that grows as it does',
    (_name, make) => {
      expect(
        superlinear(LARGEST, make, (bytes) => {
          plan(CHECKPOINT, bytes)
        }),
      ).toBeUndefined()
    },
    120_000,
  )
})
