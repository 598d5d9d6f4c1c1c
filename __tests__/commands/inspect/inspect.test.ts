import { cpSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareSnapshots } from '../../../src/commands/diff/diff.ts'
import {
  inspectSnapshot,
  type Inspection,
  type InspectionRequest,
} from '../../../src/commands/inspect/inspect.ts'
import { problemText } from '../../../src/snapshot/check-files.ts'
import { SnapshotReadError } from '../../../src/snapshot/read-snapshot.ts'
import { parseLocation } from '../../../src/location/location.ts'
import { readRelocationRequest } from '../../../src/options/relocation-options.ts'
import type { S3Settings } from '../../../src/storage/settings.ts'
import { startFakeS3, type FakeS3 } from '../../support/fake-s3/server.ts'
import {
  changeFiles,
  changelog,
  file,
  keyGroups,
  metadata,
  operator,
  relativeFile,
  segment,
  subtask,
  type Part,
} from '../../support/metadata-builder.ts'
import { SAMPLE } from '../../support/sample-savepoint.ts'

const signal = new AbortController().signal
/** The one that the builder gives every operator. */
const OPERATOR = '00112233445566778899aabbccddeeff'
const JOB = `ck/${'0'.repeat(32)}`

function snapshot(...handles: Part[]): Buffer {
  const subtasks = handles.map((handle, index) => subtask(6, index, { managedKeyed: keyGroups(3, handle) }))
  return Buffer.from(metadata(6, [operator(6, { parallelism: handles.length }, subtasks)]))
}

describe('with a store', () => {
  let fake: FakeS3
  let s3: S3Settings
  beforeEach(async () => {
    fake = await startFakeS3({
      buckets: ['b', 'other', 'forbidden'],
      users: { id: { denies: (_, bucket) => bucket === 'forbidden' } },
    })
    s3 = {
      endpoint: fake.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'id', secretAccessKey: 'secret' },
    }
  })
  afterEach(() => fake.close())

  const put = (key: string, bytes: Buffer | number): void => {
    fake.buckets.put('b', key, typeof bytes === 'number' ? Buffer.alloc(bytes) : bytes)
  }
  const inspect = (path: string, more: Partial<InspectionRequest> = {}): Promise<Inspection> =>
    inspectSnapshot({ source: parseLocation(path), s3, checkFiles: false, ...more }, { signal })

  it('reads _metadata and nothing else', async () => {
    put(`${JOB}/chk-1/_metadata`, snapshot(file(`s3://b/${JOB}/shared/x`, 5)))
    const { path, claimMode, files, relocation } = await inspect(`s3://b/${JOB}/chk-1`)
    expect([path, claimMode, files, relocation]).toEqual([
      `s3://b/${JOB}/chk-1`,
      'NO_CLAIM',
      undefined,
      undefined,
    ])
    expect(fake.log.map(({ operation, key }) => [operation, key])).toEqual([
      ['GetObject', `${JOB}/chk-1/_metadata`],
    ])
  })

  it('says which files are missing, have another size, or are there', async () => {
    put(
      `${JOB}/chk-1/_metadata`,
      snapshot(
        relativeFile('beside', 3),
        relativeFile('gone', 4),
        file(`s3a://b/${JOB}/shared/exact`, 5),
        file(`s3://b/${JOB}/shared/short`, 6),
        segment(`s3://b/${JOB}/shared/merged`, 10, 10),
        segment(`s3://b/${JOB}/shared/merged`, 20, 10),
        segment(`s3://b/${JOB}/shared/cut`, 10, 10),
      ),
    )
    put(`${JOB}/chk-1/beside`, 3)
    put(`${JOB}/shared/exact`, 5)
    put(`${JOB}/shared/short`, 7)
    put(`${JOB}/shared/merged`, 100)
    put(`${JOB}/shared/cut`, 19)
    const { files } = await inspect(`s3://b/${JOB}/chk-1`, { checkFiles: true })
    expect(files).toEqual({
      checked: 6,
      notChecked: 0,
      outside: 0,
      problems: [
        { path: 'gone', problem: 'missing', expectedBytes: 4, operator: { id: OPERATOR }, subtask: 1 },
        {
          path: `s3://b/${JOB}/shared/short`,
          problem: 'wrong-size',
          expectedBytes: 6,
          foundBytes: 7,
          operator: { id: OPERATOR },
          subtask: 3,
        },
        {
          path: `s3://b/${JOB}/shared/cut`,
          problem: 'wrong-size',
          expectedBytes: 20,
          foundBytes: 19,
          operator: { id: OPERATOR },
          subtask: 6,
        },
      ],
    })
  })

  it('says whose state a missing file is, by its first handle, and how many others name it', async () => {
    const named = (name: string, index: number): Part =>
      operator(6, { name, uid: `uid-${name}`, parallelism: 9 }, [
        subtask(6, index, { managedKeyed: keyGroups(3, segment(`s3://b/${JOB}/shared/merged`, 0, 10)) }),
      ])
    put(`${JOB}/chk-1/_metadata`, Buffer.from(metadata(6, [named('count', 8), named('sink', 2)])))
    const { files } = await inspect(`s3://b/${JOB}/chk-1`, { checkFiles: true })
    expect(files?.problems).toEqual([
      {
        path: `s3://b/${JOB}/shared/merged`,
        problem: 'missing',
        expectedBytes: 10,
        operator: { id: OPERATOR, name: 'count', uid: 'uid-count' },
        subtask: 8,
        otherHandles: 1,
      },
    ])
    expect(problemText(files!.problems[0]!)).toBe(
      `missing: s3://b/${JOB}/shared/merged (operator "count" (${OPERATOR}), subtask 8, and 1 more handle)`,
    )
  })

  it("counts files outside of the snapshot's home, although they are there", async () => {
    put(
      `${JOB}/chk-1/_metadata`,
      snapshot(file(`s3://b/${JOB}/shared/x`, 1), file('s3://b/former/shared/y', 1), file('s3://other/z', 1)),
    )
    put(`${JOB}/shared/x`, 1)
    put('former/shared/y', 1)
    expect((await inspect(`s3://b/${JOB}/chk-1`, { checkFiles: true })).files).toEqual({
      checked: 2,
      notChecked: 1,
      outside: 2,
      problems: [],
    })
  })

  it('says which files are in an archive class', async () => {
    put('sp/_metadata', snapshot(relativeFile('cold', 3)))
    fake.buckets.put('b', 'sp/cold', Buffer.alloc(3), { 'x-amz-storage-class': 'GLACIER' })
    const { files } = await inspect('s3://b/sp', { checkFiles: true })
    expect(files?.problems).toEqual([
      {
        path: 'cold',
        problem: 'archived',
        expectedBytes: 3,
        foundBytes: 3,
        operator: { id: OPERATOR },
        subtask: 0,
      },
    ])
  })

  it('takes any size where the handle knows none', async () => {
    const delta = changelog(14, [], [changeFiles(13, [file('s3://b/dstl/x', 99)], 99)])
    put('sp/_metadata', Buffer.from(metadata(6, [operator(6, {}, [subtask(6, 0, { managedKeyed: delta })])])))
    put('dstl/x', 7)
    const { files, claimMode } = await inspect('s3://b/sp', { checkFiles: true })
    expect([files, claimMode]).toEqual([{ checked: 1, notChecked: 0, outside: 1, problems: [] }, 'CLAIM'])
  })

  it('does not look where the user did not point', async () => {
    put(
      'sp/_metadata',
      snapshot(
        file('s3://other/x', 1),
        file('file:/etc/passwd', 1),
        file('http://169.254.169.254/x', 1),
        relativeFile('../../up', 1),
        relativeFile('in', 1),
      ),
    )
    put('sp/in', 1)
    const { files } = await inspect('s3://b/sp', { checkFiles: true })
    expect(files).toEqual({ checked: 1, notChecked: 4, outside: 4, problems: [] })
    expect(fake.log.filter(({ bucket }) => bucket !== 'b')).toEqual([])
  })

  it('asks with few requests for many files', async () => {
    put('sp/_metadata', snapshot(...Array.from({ length: 200 }, (_, index) => relativeFile(`f${index}`, 1))))
    for (let index = 0; index < 200; index++) put(`sp/f${index}`, 1)
    expect((await inspect('s3://b/sp', { checkFiles: true })).files).toEqual({
      checked: 200,
      notChecked: 0,
      outside: 0,
      problems: [],
    })
    expect(fake.log.length).toBeLessThan(6)
  })

  it('plans a relocation and writes nothing', async () => {
    put('sp/_metadata', snapshot(file('s3://b/sp/x', 5), relativeFile('y', 6)))
    put('sp/x', 5)
    put('sp/y', 6)
    const relocation = {
      ...readRelocationRequest({ source: 's3://b/sp', target: 's3://other/to' }),
      sourceS3: s3,
      targetS3: s3,
    }
    expect((await inspect('s3://b/sp', { relocation })).relocation).toMatchObject({
      possible: true,
      snapshotPath: 's3://other/to/sp',
      filesToCopy: 2,
      bytesToCopy: 11,
      filesThere: 0,
      urisRewritten: 1,
      transferMode: 'server-side',
      warnings: [],
    })
    expect(fake.buckets.entries('other')).toEqual([])
    expect(fake.log.filter(({ operation }) => /Put|Post|Copy|Upload|Delete/.test(operation))).toEqual([])
  })

  it('tells why a relocation would be refused', async () => {
    put('sp/_metadata', snapshot(file('s3://other/x', 5)))
    const relocation = {
      ...readRelocationRequest({ source: 's3://b/sp', target: 's3://b/to' }),
      sourceS3: s3,
      targetS3: s3,
    }
    expect((await inspect('s3://b/sp', { relocation })).relocation).toEqual({
      possible: false,
      reason: expect.stringContaining('lies outside of it') as string,
      details: [expect.stringContaining('s3://other/ => ') as string],
    })
  })

  it('tells that the target may not be looked at as a reason too', async () => {
    put('sp/_metadata', snapshot(relativeFile('y', 6)))
    put('sp/y', 6)
    const relocation = {
      ...readRelocationRequest({ source: 's3://b/sp', target: 's3://forbidden/to' }),
      sourceS3: s3,
      targetS3: s3,
    }
    expect((await inspect('s3://b/sp', { relocation })).relocation).toMatchObject({
      possible: false,
      reason: expect.stringContaining('needs s3:') as string,
    })
  })

  it('fails where there is no snapshot, with a relocation or without', async () => {
    await expect(inspect('s3://b/nothing')).rejects.toThrow(SnapshotReadError)
  })

  it('compares two snapshots, each by its own settings', async () => {
    const second = await startFakeS3({ buckets: ['b'] })
    try {
      put('sp/_metadata', snapshot(relativeFile('x', 6)))
      second.buckets.put('b', 'sp/_metadata', snapshot(relativeFile('x', 6), relativeFile('y', 7)))
      const diff = await compareSnapshots(
        { location: parseLocation('s3://b/sp'), s3 },
        { location: parseLocation('s3://b/sp'), s3: { ...s3, endpoint: second.endpoint } },
        { signal },
      )
      expect(diff).toMatchObject({
        differs: true,
        rescaled: [{ parallelism: { a: 1, b: 2 } }],
        references: { added: { paths: ['y'] } },
      })
    } finally {
      await second.close()
    }
  })
})

describe('of local files', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'inspect-'))
    cpSync(SAMPLE, join(root, 'sp'), { recursive: true })
  })
  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  const inspect = (path: string, more: Partial<InspectionRequest> = {}): Promise<Inspection> =>
    inspectSnapshot(
      { source: parseLocation(join(root, path)), s3: {}, checkFiles: true, ...more },
      { signal },
    )

  it("looks in the snapshot's own directory only; a plan finds the former home", async () => {
    const request = readRelocationRequest({ source: join(root, 'sp'), target: join(root, 'to') })
    const { files, relocation } = await inspect('sp', { relocation: request })
    expect(files).toEqual({
      checked: 0,
      notChecked: expect.any(Number) as number,
      outside: files!.notChecked,
      problems: [],
    })
    expect(files!.notChecked).toBeGreaterThan(0)
    expect(relocation).toMatchObject({
      possible: true,
      snapshotPath: `file:${root}/to/sp`,
      filesToCopy: files!.notChecked,
    })
    expect(readdirSync(root)).toEqual(['sp'])
  })

  it("of a checkpoint looks in its job's directory", async () => {
    const job = join(root, '0'.repeat(32))
    cpSync(join(root, 'sp'), join(job, 'chk-1'), { recursive: true })
    writeFileSync(
      join(job, 'chk-1', '_metadata'),
      snapshot(file(`file:${job}/shared/x`, 5), file(`file:${root}/sp/_metadata`, 5), relativeFile('y', 2)),
    )
    writeFileSync(join(job, 'chk-1', 'y'), 'yy')
    truncateSync(join(job, 'chk-1', 'y'), 1)
    expect((await inspect(`${'0'.repeat(32)}/chk-1`)).files).toEqual({
      checked: 2,
      notChecked: 1,
      outside: 1,
      problems: [
        {
          path: `file:${job}/shared/x`,
          problem: 'missing',
          expectedBytes: 5,
          operator: { id: OPERATOR },
          subtask: 0,
        },
        {
          path: 'y',
          problem: 'wrong-size',
          expectedBytes: 2,
          foundBytes: 1,
          operator: { id: OPERATOR },
          subtask: 2,
        },
      ],
    })
  })
})
