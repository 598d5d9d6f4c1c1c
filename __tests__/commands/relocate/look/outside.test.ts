/** What state points at, before a relocation writes anything: savepoints that real Flink wrote. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { relocate } from '../../../../src/commands/relocate/relocate.ts'
import type { RelocationReport } from '../../../../src/commands/relocate/report.ts'
import { parseLocation } from '../../../../src/location/location.ts'
import { openLab, type Lab } from '../../../faults/lab.ts'
import { snapshotFixtures, type SnapshotFixture } from '../../../support/snapshot-fixtures.ts'
import { requestOf, type TextRequest } from '../../../support/text-request.ts'

const fixture = (name: string): SnapshotFixture =>
  snapshotFixtures().find((one) => one.name === `flink2.3-hashmap-${name}`)!
const IN_PROGRESS = fixture('savepoint-file-sink')
const OUTPUT = 'file:/tmp/flink-snapshots/output'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'outside-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const told: string[] = []
beforeEach(() => {
  told.length = 0
})
const nothing = (): void => undefined
const narrator = {
  phase: nothing,
  info: nothing,
  warning: (text: string) => {
    told.push(text)
  },
  debug: nothing,
  progress: nothing,
}

function run({ directory }: SnapshotFixture, changes: Partial<TextRequest> = {}): Promise<RelocationReport> {
  return relocate(requestOf({ source: directory, target: join(root, 'new'), ...changes }), {
    narrator,
    signal: new AbortController().signal,
  })
}

const written = (): boolean => existsSync(join(root, 'new'))

describe.each([false, true])('output in progress, with dry-run %s', (dryRun) => {
  it('is told, with its path, and the snapshot is relocated', async () => {
    const report = await run(IN_PROGRESS, { dryRun })
    expect(report.outside).toMatchObject({
      findings: [
        {
          kind: 'file-sink-writer',
          operator: { name: 'files: Writer' },
          subtasks: [0, 1],
          state: 'writer_raw_states',
          certainty: 'sure',
          uncommitted: true,
          entries: 2,
          what: 'output in progress of a FileSink',
        },
      ],
      unread: [],
    })
    const warning = expect.stringMatching(
      /^operator "files: Writer" \([0-9a-f]{32}\), subtasks 0 and 1, points at output in progress of a FileSink \((file:)?\/tmp\/flink-snapshots\/output\/.*goes on writing there, whatever output path it is given; keep the output where it is/,
    ) as string
    expect(report.warnings).toContainEqual(warning)
    expect(told).toContainEqual(warning)
    expect(written()).toBe(!dryRun)
  })

  it('stops the run where it is to fail, before anything is written', async () => {
    await expect(run(IN_PROGRESS, { dryRun, outsideState: 'fail' })).rejects.toMatchObject({
      code: 'refused',
      message: expect.stringMatching(
        /^operator "files: Writer" .*\/tmp\/flink-snapshots\/output\/.*; nothing was written: name such places in allow-outside, or set outside-state to warn/,
      ) as string,
    })
    expect(written()).toBe(false)
  })

  it('is nothing to speak of where its place is allowed', async () => {
    const allowOutside = [parseLocation(OUTPUT)]
    const report = await run(IN_PROGRESS, { dryRun, outsideState: 'fail', allowOutside })
    expect(report.outside).toEqual({ findings: [], unread: [] })
    expect(told).toEqual([])
    const elsewhere = [parseLocation(`${OUTPUT}-2`)]
    await expect(run(IN_PROGRESS, { dryRun, outsideState: 'fail', allowOutside: elsewhere })).rejects.toThrow(
      'points at output in progress',
    )
  })
})

it('is not looked for where that is ignored', async () => {
  const report = await run(IN_PROGRESS, { outsideState: 'ignore' })
  expect(report.outside).toBeUndefined()
  expect(told).toEqual([])
})

describe('what cannot be known', () => {
  it.each([
    ['compressed', fixture('checkpoint-file-sink-compressed'), {}, / is compressed \(/],
    ['not to be read', IN_PROGRESS, { stateReads: false }, / was not read, for state-reads is false: /],
  ] as const)('is told, and stops a run that is to fail: %s', async (_, source, changes, words) => {
    const report = await run(source, changes)
    expect(
      report.outside?.findings.every(({ certainty, paths }) => certainty !== 'sure' && paths.length === 0),
    ).toBe(true)
    expect(told).toContainEqual(expect.stringMatching(words))
    await rm(join(root, 'new'), { recursive: true })
    await expect(run(source, { ...changes, outsideState: 'fail' })).rejects.toThrow(words)
    await expect(run(source, { ...changes, outsideState: 'fail' })).rejects.toThrow('; nothing was written: ')
    expect(written()).toBe(false)
  })
})

it.each(['checkpoint-write-ahead-idle', 'checkpoint-file-sink-rolled'])(
  'nothing is reported for %s, where nothing is left to do',
  async (name) => {
    const report = await run(fixture(name), { outsideState: 'fail' })
    expect(report.outside).toEqual({ findings: [], unread: [] })
    expect(told.filter((text) => /point/.test(text))).toEqual([])
  },
)

it('a bucket that a drained sink has not forgotten is reported, and stops nothing', async () => {
  const report = await run(fixture('savepoint-file-sink-drain'), { outsideState: 'fail' })
  expect(report.outside?.findings).toMatchObject([
    {
      uncommitted: false,
      paths: [`${OUTPUT}/2026-11-28--14`],
      consequence: expect.stringContaining('writes new files there') as string,
    },
  ])
})

describe('on S3', () => {
  let lab: Lab
  const HOME = 'flink/savepoint-1'
  const filesOf = ({ directory }: SnapshotFixture): Record<string, Buffer> =>
    Object.fromEntries(
      readdirSync(directory)
        .filter((name) => name !== '_metadata')
        .map((name) => [name, readFileSync(join(directory, name))]),
    )
  const open = async (source: SnapshotFixture): Promise<void> => {
    lab = await openLab({ files: filesOf(source) })
    lab.from.buckets.put('source', `${HOME}/_metadata`, readFileSync(join(source.directory, '_metadata')))
  }
  afterEach(() => lab.close())
  /** Keys that were read, without `_metadata`. */
  const reads = (): string[] =>
    lab.from.log
      .filter(({ operation, key }) => operation === 'GetObject' && !key.endsWith('_metadata'))
      .map(({ key }) => key)

  it('reads each file with such state once, pinned to what was seen, and nothing else', async () => {
    await open(IN_PROGRESS)
    await lab.relocate({ dryRun: true, outsideState: 'ignore' })
    expect(reads()).toEqual([])
    const { estimatedRequests: before = 0 } = await lab.relocate({ dryRun: true, outsideState: 'ignore' })
    const { estimatedRequests, outside } = await lab.relocate({ dryRun: true })
    expect(outside?.findings).toHaveLength(1)
    const read = reads()
    expect(read.length).toBeGreaterThan(0)
    expect(new Set(read).size).toBe(read.length)
    expect(estimatedRequests).toBe(before + read.length)
    const pinned = lab.from.log.filter(
      ({ operation, key }) => operation === 'GetObject' && read.includes(key),
    )
    expect(pinned.every(({ headers }) => typeof headers['if-match'] === 'string')).toBe(true)
    expect(lab.from.log.every(({ bucket }) => bucket === 'source' || bucket === 'target')).toBe(true)
  })

  it('goes on where a file cannot be read, and says that it is not known', async () => {
    await open(IN_PROGRESS)
    lab.from.fault({
      operation: 'GetObject',
      when: ({ key }) => !key.endsWith('_metadata'),
      fault: { status: 403, code: 'AccessDenied' },
    })
    const { outside, warnings } = await lab.relocate()
    expect(outside?.unread).not.toEqual([])
    expect(outside?.unread[0]).toMatchObject({
      reason: 'failed',
      message: expect.stringMatching(/\w/) as string,
    })
    expect(warnings).toContainEqual(
      expect.stringMatching(
        /^the state ".*" of operator .* could not be read \(.*\): what it points at outside/,
      ),
    )
  })

  it('stops where a file cannot be read and the run is to fail, before anything is written', async () => {
    await open(IN_PROGRESS)
    lab.from.fault({
      operation: 'GetObject',
      when: ({ key }) => !key.endsWith('_metadata'),
      fault: { status: 403, code: 'AccessDenied' },
    })
    expect(await lab.failure({ outsideState: 'fail' })).toMatch(
      /^the state ".*" of operator .* could not be read .* is not known.*; nothing was written: /,
    )
    expect(lab.placed).toEqual([])
  })
})
