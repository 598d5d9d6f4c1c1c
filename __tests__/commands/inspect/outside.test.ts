/** What `inspect` and `diff` tell of what state points at. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { renderInspection } from '../../../src/action/inspection-summary.ts'
import { compareSnapshots } from '../../../src/commands/diff/diff.ts'
import {
  inspectSnapshot,
  type Inspection,
  type InspectionRequest,
} from '../../../src/commands/inspect/inspect.ts'
import { parseLocation } from '../../../src/location/location.ts'
import { diffLines } from '../../../src/presentation/diff-lines.ts'
import { inspectionLines } from '../../../src/presentation/inspection-lines.ts'
import { renderPage } from '../../../src/presentation/page/render-page.ts'
import { startFakeS3, type FakeS3 } from '../../support/fake-s3/server.ts'
import {
  inLine,
  metadata,
  operator,
  partitionable,
  segment,
  subtask,
} from '../../support/metadata-builder.ts'
import { snapshotFixtures, type SnapshotFixture } from '../../support/snapshot-fixtures.ts'
import { bucketEntry, localRecoverable } from '../../support/state-builder.ts'
import { requestOf } from '../../support/text-request.ts'

// Loading the SDK takes seconds on a busy machine; no test should count them.
beforeAll(async () => {
  await import('../../../src/storage/s3/s3-store.ts')
}, 60_000)

const signal = new AbortController().signal
const fixture = (name: string): SnapshotFixture =>
  snapshotFixtures().find((one) => one.name === `flink2.3-hashmap-${name}`)!
const IN_PROGRESS = fixture('savepoint-file-sink')

const inspect = (source: string, more: Partial<InspectionRequest> = {}): Promise<Inspection> =>
  inspectSnapshot({ source: parseLocation(source), s3: {}, checkFiles: false, ...more }, { signal })

describe('a snapshot of a FileSink', () => {
  it('is told with its operator states and their entries, and with what these point at', async () => {
    const inspection = await inspect(IN_PROGRESS.directory)
    const lines = inspectionLines(inspection)
    const begin = lines.indexOf('Operator state')
    expect(lines[begin + 1]).toMatch(/^ {2}operator +name +mode +entries$/)
    expect(lines).toContainEqual(
      expect.stringMatching(/^ {2}"files: Writer" \(.*\) +writer_raw_states +split +2$/),
    )
    expect(lines).toContainEqual(expect.stringMatching(/^ {2}"ledger" \(.*\) +rules +broadcast +2$/))
    const points = lines.indexOf('Points outside: 1')
    expect(lines.slice(points + 1, points + 7)).toEqual([
      expect.stringMatching(
        /^ {2}operator "files: Writer" \(.*\), subtasks 0 and 1, points at output in progress of a FileSink$/,
      ),
      '    state writer_raw_states, 2 entries',
      expect.stringMatching(/^ {4}path file:\/tmp\/flink-snapshots\/output\/.*\/part-.*-0$/),
      expect.stringMatching(/^ {4}path file:\/tmp\/flink-snapshots\/output\/.*\/part-.*-0$/),
      '    a job restored from it goes on writing there, whatever output path it is given',
      expect.stringMatching(/^ {4}what to do: keep the output where it is; or /),
    ])
  })

  it('is told on the page and in the summary of a step as well', async () => {
    const inspection = await inspect(IN_PROGRESS.directory)
    for (const text of [renderPage(inspection), renderInspection(inspection).join('')]) {
      expect(text).toContain('Points outside')
      expect(text).toContain(
        'points at output in progress of a FileSink (state writer_raw_states, 2 entries)',
      )
      expect(text).toContain('path file:/tmp/flink-snapshots/output/')
      expect(text).toContain('what to do: keep the output where it is')
    }
    expect(renderPage(inspection)).toContain('"writer_raw_states: 2 entries"')
  })

  it('is not read when state reads are off, and then only names and numbers are reported', async () => {
    const { outside } = await inspect(IN_PROGRESS.directory, { stateReads: false })
    expect(outside.unread.map(({ reason }) => reason)).toEqual(
      expect.arrayContaining(['not-asked']) as unknown,
    )
    expect(outside.findings.every(({ certainty, paths }) => certainty !== 'sure' && paths.length === 0)).toBe(
      true,
    )
    expect(outside.findings).toContainEqual(
      expect.objectContaining({ state: 'writer_raw_states', entries: 2 }),
    )
  })

  it('is refused by the plan of a relocation that is to fail, and not told twice by another', async () => {
    const relocation = requestOf({
      source: IN_PROGRESS.directory,
      target: '/tmp/flink-snapshots-elsewhere',
      outsideState: 'fail',
      dryRun: true,
    })
    const refused = await inspect(IN_PROGRESS.directory, { relocation })
    expect(refused.relocation).toMatchObject({
      possible: false,
      reason: expect.stringMatching(/points at output in progress .*; nothing was written: /) as string,
    })
    const told = await inspect(IN_PROGRESS.directory, { relocation: { ...relocation, outsideState: 'warn' } })
    expect(told.relocation).toMatchObject({ possible: true, warnings: [] })
  })
})

it('tells of the batches that a write-ahead sink has pending, and of none where none are', async () => {
  const pending = inspectionLines(await inspect(fixture('savepoint-write-ahead').directory)).join('\n')
  expect(pending).toMatch(
    /points at pending batches of a GenericWriteAheadSink\n {4}state pending-checkpoints, 2 entries\n/,
  )
  const idle = inspectionLines(await inspect(fixture('checkpoint-write-ahead-idle').directory)).join('\n')
  expect(idle).toMatch(/ pending-checkpoints +split +0\n/)
  expect(idle).not.toContain('Points outside')
})

describe('a path that is meant to do harm', () => {
  const HARMFUL = `/out/\n::error::x\u001b[31m<script>alert(1)</script>${'x'.repeat(40_000)}`
  const entry = bucketEntry({ path: 'file:/out', open: localRecoverable(HARMFUL) })
  const bytes = metadata(6, [
    operator(6, { name: 'files' }, [
      subtask(6, 0, {
        managedOperator: partitionable([{ name: 'writer_raw_states', offsets: [0] }], inLine('n', entry)),
      }),
    ]),
  ])

  it('is told short and harmless, on every face', async () => {
    const s3 = await startFakeS3({ buckets: ['b'] })
    try {
      s3.buckets.put('b', 'sp/_metadata', Buffer.from(bytes))
      const inspection = await inspect('s3://b/sp', { s3: settingsOf(s3) })
      expect(inspection.outside.findings).toMatchObject([{ kind: 'file-sink-writer', pathCount: 1 }])
      const lines = inspectionLines(inspection)
      expect(lines).toContainEqual(
        expect.stringMatching(/^ {4}path .*\/out\/\\n::error::x\\u001b\[31m<script>.*…x+$/),
      )
      for (const line of lines) {
        expect(line.length).toBeLessThan(500)
        expect(line).not.toMatch(/[\u0000-\u001f]/)
      }
      for (const text of [renderPage(inspection), renderInspection(inspection).join('')]) {
        expect(text).not.toContain('<script>alert')
        expect(text).not.toContain('x'.repeat(1000))
      }
    } finally {
      await s3.close()
    }
  })
})

describe('on S3', () => {
  let s3: FakeS3
  beforeEach(async () => {
    s3 = await startFakeS3({ buckets: ['b'] })
    for (const name of readdirSync(IN_PROGRESS.directory))
      s3.buckets.put('b', `sp/${name}`, readFileSync(join(IN_PROGRESS.directory, name)))
  })
  afterEach(() => s3.close())
  const reads = (): string[] => s3.log.filter(({ key }) => key !== 'sp/_metadata').map(({ key }) => key)

  it('each file with such state is asked for once, and nothing else', async () => {
    const { outside } = await inspect('s3://b/sp', { s3: settingsOf(s3) })
    expect(outside).toEqual((await inspect(IN_PROGRESS.directory)).outside)
    expect(s3.log.every(({ operation, bucket }) => operation === 'GetObject' && bucket === 'b')).toBe(true)
    expect(reads().length).toBeGreaterThan(1)
    expect(new Set(reads()).size).toBe(reads().length)
    s3.log.length = 0
    await inspect('s3://b/sp', { s3: settingsOf(s3), stateReads: false })
    expect(reads()).toEqual([])
  })

  it.each([400, 5, 2000])(
    'a part of a merged file is read as far as it goes: of %i bytes',
    async (sizeBytes) => {
      const job = `ck/${'0'.repeat(32)}`
      const stream = segment(`s3://b/${job}/taskowned/x`, 10, 500)
      const managedOperator = partitionable([{ name: 'writer_raw_states', offsets: [0] }], stream)
      const bytes = metadata(6, [operator(6, {}, [subtask(6, 0, { managedOperator })])])
      s3.buckets.put('b', `${job}/chk-1/_metadata`, Buffer.from(bytes))
      s3.buckets.put('b', `${job}/taskowned/x`, Buffer.alloc(sizeBytes))
      const { outside } = await inspect(`s3://b/${job}/chk-1`, { s3: settingsOf(s3) })
      expect(outside.findings).toMatchObject([{ kind: 'sink-writer', certainty: 'unknown', paths: [] }])
      const range = s3.log.map(({ headers }) => headers['range']).filter((one) => one !== undefined)
      expect(range).toEqual(sizeBytes > 10 ? [`bytes=10-${Math.min(sizeBytes, 510) - 1}`] : [])
    },
  )

  it('a file that is gone, too short or forbidden is told as not read', async () => {
    await inspect('s3://b/sp', { s3: settingsOf(s3) })
    const [one = '', other = '', ...rest] = reads()
    s3.buckets.delete('b', one)
    s3.buckets.put('b', other, s3.buckets.get('b', other).bytes.subarray(0, 20))
    for (const key of rest) s3.fault({ key, fault: { status: 403, code: 'AccessDenied' } })
    const { outside } = await inspect('s3://b/sp', { s3: settingsOf(s3) })
    expect(outside.unread.length).toBeGreaterThan(0)
    for (const { reason, message } of outside.unread) {
      expect(reason).toBe('failed')
      expect(message).toMatch(/\S/)
    }
  })
})

describe('diff', () => {
  const compare = (a: SnapshotFixture, b: SnapshotFixture): ReturnType<typeof compareSnapshots> =>
    compareSnapshots(
      { location: parseLocation(a.directory), s3: {} },
      { location: parseLocation(b.directory), s3: {} },
      { signal },
    )

  it('tells what only one of two snapshots points at', async () => {
    const diff = await compare(IN_PROGRESS, fixture('savepoint-file-sink-stop'))
    expect(diff.differs).toBe(true)
    for (const side of [diff.outside.added, diff.outside.removed])
      expect(side).toContainEqual(
        expect.objectContaining({ kind: 'file-sink-writer', state: 'writer_raw_states', certainty: 'sure' }),
      )
    const lines = diffLines(diff).join('\n')
    expect(lines).toMatch(
      /\nPoints outside, in B only: \d\n {2}"files: Writer" \(.*\): output in progress of a FileSink\n {4}file:\/tmp\//,
    )
    expect(lines).toMatch(/\nPoints outside, in A only: \d\n/)
  })

  it('says nothing of what both point at', async () => {
    const diff = await compare(IN_PROGRESS, IN_PROGRESS)
    expect(diff).toMatchObject({ differs: false, outside: { added: [], removed: [] } })
    expect(diffLines(diff).join('\n')).not.toContain('Points outside')
  })
})

function settingsOf(s3: FakeS3): InspectionRequest['s3'] {
  return {
    endpoint: s3.endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
  }
}
