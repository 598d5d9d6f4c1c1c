import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parseLocation } from '../../../src/location/location.ts'
import { findSnapshot } from '../../../src/commands/find/find.ts'
import { SearchError, type SearchReport, type SearchRequest } from '../../../src/commands/find/request.ts'
import { startFakeS3, type FakeS3 } from '../../support/fake-s3/server.ts'
import {
  file,
  keyGroups,
  metadata,
  properties,
  relativeFile,
  single,
} from '../../support/metadata-builder.ts'

const JOB_A = 'a'.repeat(32)
const JOB_B = 'b'.repeat(32)
const HOUR = 3_600_000
const NOON = Date.parse('2020-01-01T12:00:00Z')

let server: FakeS3

beforeEach(async () => {
  server = await startFakeS3()
})
afterEach(async () => {
  await server.close()
})

/** Writes an object, `hours` before or after noon. */
function put(key: string, hours: number, bytes: Uint8Array = Buffer.from('state')): void {
  server.buckets.now = () => new Date(NOON + hours * HOUR)
  server.buckets.put('bucket', key, Buffer.from(bytes))
}

function checkpoint(key: string, hours: number, id: bigint): void {
  put(`${key}/_metadata`, hours, metadata(4, [], { checkpointId: id, properties: properties('checkpoint') }))
}

function savepoint(key: string, hours: number): void {
  put(
    `${key}/_metadata`,
    hours,
    metadata(4, [], { checkpointId: 7n, properties: properties('savepoint-canonical') }),
  )
}

interface Found extends SearchReport {
  readonly told: readonly string[]
}

async function find(path: string, changes: Partial<SearchRequest> = {}): Promise<Found> {
  const told: string[] = []
  const report = await findSnapshot(
    {
      directory: parseLocation(path),
      s3: {
        endpoint: server.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' },
      },
      kind: 'any',
      complete: 'files',
      mostListed: 20,
      ...changes,
    },
    {
      signal: new AbortController().signal,
      onWarning: (text) => {
        told.push(text)
      },
      nowMs: NOON + 24 * HOUR,
    },
  )
  return { ...report, told }
}

async function refused(path: string, changes: Partial<SearchRequest> = {}): Promise<SearchError> {
  const error = await find(path, changes).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SearchError)
  return error as SearchError
}

describe('the newest complete snapshot', () => {
  it('lies beside places from which delete-source took one, and those are not told as unfinished', async () => {
    savepoint('sp/savepoint-000000-000000000001', 1)
    put('sp/savepoint-000000-000000000002/_metadata.relocated.json', 2)
    put('sp/latest/_metadata.relocated.json', 3)
    put('sp/savepoint-000000-000000000003/file', 3)
    const report = await find('s3://bucket/sp')
    expect(report.snapshots.map(({ name, state }) => [name, state])).toEqual([
      ['savepoint-000000-000000000001', 'complete'],
      ['savepoint-000000-000000000003', 'unfinished'],
    ])
    expect(report).toMatchObject({ seen: 2, unfinished: 1 })
  })

  it('is the checkpoint of the highest number in a job directory, whenever its _metadata was written', async () => {
    checkpoint(`cp/${JOB_A}/chk-9`, 5, 9n)
    checkpoint(`cp/${JOB_A}/chk-10`, 1, 10n)
    const { found } = await find(`s3a://bucket/cp/${JOB_A}`)
    expect(found).toEqual({
      path: `s3a://bucket/cp/${JOB_A}/chk-10`,
      metadataPath: `s3a://bucket/cp/${JOB_A}/chk-10/_metadata`,
      kind: 'checkpoint',
      metadataVersion: 4,
      checkpointId: '10',
      claimMode: 'NO_CLAIM',
      modified: '2020-01-01T13:00:00.000Z',
      ageMs: 23 * HOUR,
      stateBytes: 0,
    })
  })

  it('is the one with the latest _metadata across jobs and savepoints', async () => {
    checkpoint(`flink/cp/${JOB_A}/chk-100`, 1, 100n)
    checkpoint(`flink/cp/${JOB_B}/chk-3`, 2, 3n)
    savepoint('flink/sp/savepoint-aaaaaa-0123456789ab', 3)
    savepoint('flink/renamed', 0)
    const { found, snapshots } = await find('s3://bucket/flink')
    expect(found.path).toBe('s3://bucket/flink/sp/savepoint-aaaaaa-0123456789ab')
    expect(snapshots.map(({ name, kind, state }) => [name, kind, state])).toEqual([
      ['savepoint-aaaaaa-0123456789ab', 'savepoint', 'complete'],
      ['chk-3', 'checkpoint', 'unread'],
      ['chk-100', 'checkpoint', 'unread'],
      ['renamed', 'savepoint', 'unread'],
    ])
    expect(snapshots[1]).toEqual({
      path: `s3://bucket/flink/cp/${JOB_B}/chk-3`,
      name: 'chk-3',
      kind: 'checkpoint',
      job: JOB_B,
      checkpointId: '3',
      modified: '2020-01-01T14:00:00.000Z',
      metadataBytes: expect.any(Number) as number,
      state: 'unread',
    })
  })

  it('is the directory itself where that is a snapshot', async () => {
    checkpoint(`cp/${JOB_A}/chk-9`, 0, 9n)
    savepoint('sp/mine', 0)
    expect((await find(`s3://bucket/cp/${JOB_A}/chk-9`)).found.checkpointId).toBe('9')
    expect((await find('s3://bucket/sp/mine')).found.path).toBe('s3://bucket/sp/mine')
  })

  it('is not one that is unfinished, which is named', async () => {
    checkpoint(`cp/${JOB_A}/chk-9`, 0, 9n)
    put(`cp/${JOB_A}/chk-10/some-file`, 1)
    put('cp/savepoint-aaaaaa-0123456789ab/some-file', 1)
    const { found, snapshots, unfinished, seen } = await find('s3://bucket/cp')
    expect([found.checkpointId, unfinished, seen]).toEqual(['9', 2, 3])
    expect(
      snapshots
        .filter(({ state }) => state === 'unfinished')
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['chk-10', 'savepoint-aaaaaa-0123456789ab'])
  })

  it('is the next older one where _metadata is broken', async () => {
    checkpoint(`cp/${JOB_A}/chk-9`, 0, 9n)
    put(`cp/${JOB_A}/chk-10/_metadata`, 1, Buffer.from('no metadata at all'))
    const { found, snapshots, told } = await find('s3://bucket/cp')
    expect(found.checkpointId).toBe('9')
    expect(snapshots[0]).toMatchObject({
      name: 'chk-10',
      state: 'skipped',
      problem: expect.stringContaining('cannot be read') as string,
    })
    expect(told).toEqual([expect.stringContaining(`s3://bucket/cp/${JOB_A}/chk-10 is passed over`)])
  })

  it('is the next older one where the job has discarded the newest between listing and reading', async () => {
    checkpoint(`cp/${JOB_A}/chk-9`, 0, 9n)
    checkpoint(`cp/${JOB_A}/chk-10`, 1, 10n)
    server.onRequest = ({ operation, key }) => {
      if (operation === 'GetObject' && key.includes('chk-10')) server.buckets.delete('bucket', key)
    }
    const { found, told } = await find('s3://bucket/cp')
    expect(found.checkpointId).toBe('9')
    expect(told[0]).toContain('is gone since it was listed')
  })

  it('looks beyond the listed checkpoints of a job when all of those are wanting', async () => {
    checkpoint(`cp/${JOB_A}/chk-1`, 0, 1n)
    for (const n of [2, 3, 4]) put(`cp/${JOB_A}/chk-${n}/_metadata`, n, Buffer.from('broken'))
    expect((await find('s3://bucket/cp', { mostListed: 1 })).found.checkpointId).toBe('1')
  })
})

describe('complete: files', () => {
  const withFile = (path: string): Uint8Array => single(4, { managedKeyed: keyGroups(3, file(path, 5)) })

  it('passes over a snapshot that lacks a file, and says which', async () => {
    put(`cp/${JOB_A}/shared/old`, 0)
    put(`cp/${JOB_A}/chk-1/_metadata`, 0, withFile(`s3://bucket/cp/${JOB_A}/shared/old`))
    put(`cp/${JOB_A}/chk-2/_metadata`, 1, withFile(`s3://bucket/cp/${JOB_A}/shared/lost`))
    const quick = await find('s3://bucket/cp', { complete: 'metadata' })
    expect([quick.found.path, quick.snapshots[0]?.state]).toEqual([
      expect.stringContaining('chk-2'),
      'unchecked',
    ])
    const { found, snapshots } = await find('s3://bucket/cp', { complete: 'files' })
    expect(found.path).toContain('chk-1')
    expect(snapshots[0]).toMatchObject({
      name: 'chk-2',
      state: 'skipped',
      problem:
        `1 of 1 file cannot be used, such as missing: s3://bucket/cp/${JOB_A}/shared/lost `
        + '(operator 00112233445566778899aabbccddeeff, subtask 0)',
    })
  })

  it('passes over one whose file has another size, and tells of files that it may not look for', async () => {
    put('sp/one/_metadata', 0, withFile('s3://elsewhere/x'))
    put('sp/two/short', 1, Buffer.from('x'))
    put('sp/two/_metadata', 1, single(4, { managedKeyed: keyGroups(3, relativeFile('short', 5)) }))
    const { found, told, snapshots } = await find('s3://bucket/sp', { complete: 'files' })
    expect(found.path).toBe('s3://bucket/sp/one')
    expect(snapshots.find(({ name }) => name === 'one')).toMatchObject({ state: 'unchecked', notChecked: 1 })
    expect(told).toEqual([
      expect.stringContaining(
        'such as wrong size: short has 1 byte, its handles say 5 (operator 00112233445566778899aabbccddeeff, subtask 0)',
      ),
      's3://bucket/sp/one names 1 file in other places, which were not looked for: whether it is complete is not known',
    ])
  })
})

describe('what counts', () => {
  beforeEach(() => {
    checkpoint(`flink/${JOB_A}/chk-1`, 1, 1n)
    checkpoint(`flink/${JOB_B}/chk-2`, 2, 2n)
    savepoint('flink/savepoint-aaaaaa-0123456789ab', 3)
    savepoint('flink/savepoint-bbbbbb-0123456789ab', 4)
  })

  it.each<[string, Partial<SearchRequest>, string]>([
    ['checkpoints', { kind: 'checkpoint' }, `${JOB_B}/chk-2`],
    ['savepoints', { kind: 'savepoint' }, 'savepoint-bbbbbb-0123456789ab'],
    ['what is of a job', { jobId: JOB_A }, 'savepoint-aaaaaa-0123456789ab'],
    ['checkpoints of a job', { jobId: JOB_A, kind: 'checkpoint' }, `${JOB_A}/chk-1`],
  ])('can be %s', async (_, changes, path) => {
    expect((await find('s3://bucket/flink', changes)).found.path).toBe(`s3://bucket/flink/${path}`)
  })

  it('may be no older than asked for', async () => {
    expect((await find('s3://bucket/flink', { maxAgeMs: 20 * HOUR })).found.ageMs).toBe(20 * HOUR)
    const error = await refused('s3://bucket/flink', { maxAgeMs: 19 * HOUR })
    expect(error.message).toBe(
      'the newest complete snapshot s3://bucket/flink/savepoint-bbbbbb-0123456789ab is 20 h 0 min old '
        + '(written 2020-01-01T16:00:00.000Z), more than the 19 h 0 min of max-age: look whether the job still takes snapshots, '
        + 'or allow an older one',
    )
    expect(error.details[0]).toBe(
      'complete: s3://bucket/flink/savepoint-bbbbbb-0123456789ab, written 2020-01-01T16:00:00.000Z',
    )
  })
})

describe('where nothing is found', () => {
  it('says so of an empty place', async () => {
    expect((await refused('s3://bucket/nothing')).message).toContain(
      'no snapshot is in s3://bucket/nothing: check the directory',
    )
    expect((await refused('s3://bucket/nothing', { kind: 'savepoint', jobId: JOB_A })).message).toContain(
      `no savepoint of the job ${JOB_A} is in`,
    )
  })

  it('names what is unfinished or broken', async () => {
    put(`cp/${JOB_A}/chk-3/file`, 0)
    put(`cp/${JOB_A}/chk-2/_metadata`, 0, Buffer.from('broken'))
    const { message, details } = await refused('s3://bucket/cp')
    expect(message).toContain('no snapshot in s3://bucket/cp is complete (examined: 2)')
    expect(details).toEqual([
      expect.stringMatching(/^skipped: .*chk-2, written .*cannot be read/) as string,
      `unfinished: s3://bucket/cp/${JOB_A}/chk-3`,
    ])
  })

  it('takes an unfinished snapshot that is named itself for what it is', async () => {
    put('sp/mine/some-file', 0)
    expect((await refused('s3://bucket/sp/mine')).details).toEqual(['unfinished: s3://bucket/sp/mine'])
  })
})

describe('requests', () => {
  it('are few, however many files lie in shared directories', async () => {
    const jobs = Array.from({ length: 30 }, (_, index) => index.toString(16).padStart(32, '0'))
    for (const [index, job] of jobs.entries()) {
      for (let n = 0; n < 100; n++) put(`cp/${job}/shared/file-${n}`, 0)
      for (let n = 0; n < 10; n++) put(`cp/${job}/chk-5/file-${n}`, 0)
      checkpoint(`cp/${job}/chk-5`, index, 5n)
    }
    const { found } = await find('s3://bucket/cp')
    expect(found.path).toBe(`s3://bucket/cp/${jobs.at(-1)!}/chk-5`)
    expect([server.count('ListObjectsV2'), server.count('HeadObject'), server.count('GetObject')]).toEqual([
      31, 30, 1,
    ])
  })

  it('do not list a savepoint of many files, whatever its name', async () => {
    await server.close()
    server = await startFakeS3({ pageSize: 10 })
    for (let n = 0; n < 100; n++) put(`sp/renamed/${String(n).padStart(3, '0')}`, 0)
    savepoint('sp/renamed', 0)
    expect((await find('s3://bucket/sp')).found.path).toBe('s3://bucket/sp/renamed')
    expect([server.count('ListObjectsV2'), server.count('HeadObject')]).toEqual([3, 1])
  })

  it('are refused to become too many', async () => {
    for (let n = 0; n < 10_001; n++) put(`x/dir-${n}/below/file`, 0)
    expect((await refused('s3://bucket/x')).message).toContain('more than 10,000 directories')
    expect(server.count('ListObjectsV2')).toBe(11)
  })
})

describe('local directories', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'find-snapshot-'))
  })
  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  const write = (path: string, hours: number): void => {
    const file = join(root, path, '_metadata')
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, metadata(4, [], { checkpointId: 3n }))
    const time = new Date(NOON + hours * HOUR)
    utimesSync(file, time, time)
  }

  it('are searched alike', async () => {
    write(`${JOB_A}/chk-2`, 1)
    write(`${JOB_A}/chk-3`, 0)
    write('savepoint-aaaaaa-0123456789ab', -1)
    mkdirSync(join(root, JOB_A, 'chk-4'))
    const { found, unfinished } = await find(root)
    expect([found.path, unfinished]).toEqual([`file:${root}/${JOB_A}/chk-3`, 1])
  })
})
