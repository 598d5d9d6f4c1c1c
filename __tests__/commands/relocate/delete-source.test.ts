/** @jest-environment ./__tests__/support/one-realm.ts */
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { openLab, type Lab, type LabOptions } from '../../faults/lab.ts'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import {
  file,
  incremental,
  keyGroups,
  metadata,
  operator,
  relativeFile,
  subtask,
} from '../../support/metadata-builder.ts'
import type { FakeRequest } from '../../support/fake-s3/request.ts'
import { THOROUGH } from '../../support/thorough.ts'

const RECEIPT = '_metadata.relocated.json'
/** 1 stops at every change; with 2, what one way of stopping leaves out another one tries. */
const STEP = THOROUGH ? 1 : 2
let lab: Lab
afterEach(() => lab.close())

const left = (): string[] =>
  lab.from.buckets.entries('source').map(([key]) => key.replace('flink/savepoint-1/', ''))
const WHOLE = ['_metadata', 'empty', 'large', 'small']
const putSource = (name: string, text: string | Buffer): void => {
  lab.from.buckets.put('source', `flink/savepoint-1/${name}`, Buffer.from(text))
}

describe.each([
  ['server-side', false],
  ['streamed', true],
])('delete-source, %s, proves by content', (_, streamed) => {
  const open = async (options: LabOptions = {}): Promise<void> => {
    lab = await openLab({ streamed, ...options })
  }
  const spoil = (name: string): void => {
    const bytes = Buffer.from(lab.held(name)!)
    bytes[0]! ^= 1
    lab.put(name, bytes)
  }

  it.each(['small', 'large'])(
    'the file %s, with other bytes of its size in the target: nothing is deleted, and overwrite heals it',
    async (name) => {
      await open()
      await lab.relocate()
      spoil(name)
      const message = await lab.failure({ deleteSource: true })
      expect(message).toMatch(
        new RegExp(
          `^delete-source: 1 file in the target has not the content of the source; nothing was written or deleted: set overwrite[^]*${name} has other content`,
        ),
      )
      expect(left()).toEqual(WHOLE)
      expect(await lab.relocate({ deleteSource: true, overwrite: true })).toMatchObject({
        filesCopied: 1,
        deleted: 4,
      })
      lab.expectWhole()
      expect(left()).toEqual([RECEIPT])
    },
  )

  it('what is the same by other ETags is read, and deleted', async () => {
    await open({ from: { opaqueEtags: true }, to: { opaqueEtags: true } })
    await lab.relocate()
    expect(await lab.relocate({ deleteSource: true })).toMatchObject({
      outcome: 'already-there',
      filesCopied: 0,
      deleted: 4,
    })
    lab.expectWhole()
  })

  it('what an earlier run wrote and somebody spoiled since, where ETags say nothing', async () => {
    await open({ from: { opaqueEtags: true }, to: { opaqueEtags: true } })
    await lab.relocate()
    spoil('large')
    expect(await lab.failure({ deleteSource: true })).toMatch(/large has other content/)
    expect(left()).toEqual(WHOLE)
  })

  it('a target that is spoiled or replaced after the commit, before the deletion', async () => {
    await open()
    let told = 0
    const spoiling = (name: string) => (): Promise<void> => {
      told++
      lab.put(name, Buffer.from(name === '_metadata' ? 'another' : 'short'))
      return Promise.resolve()
    }
    expect(await lab.failure({ deleteSource: true }, { onCommitted: spoiling('_metadata') })).toMatch(
      /^delete-source: .*_metadata is another one since it was written; nothing was deleted/,
    )
    expect(left()).toEqual(WHOLE)
    lab.put('_metadata', lab.metadataAt('s3://target/moved/savepoint-1'))
    expect(await lab.failure({ deleteSource: true }, { onCommitted: spoiling('large') })).toMatch(
      /nothing was deleted at the source[^]*large has 5 bytes/,
    )
    expect(left()).toEqual(WHOLE)
    expect(told).toBe(2)
  })
})

describe('delete-source deletes only what was planned', () => {
  it('and not a savepoint that was written under the same name meanwhile', async () => {
    lab = await openLab()
    const other = metadata(6, [operator(6, {}, [])])
    const message = await lab.failure(
      { deleteSource: true },
      {
        onPhase: (phase) => {
          if (phase === 'Commit') putSource('_metadata', Buffer.from(other))
        },
      },
    )
    expect(message).toMatch(
      /^delete-source: s3:\/\/source\/flink\/savepoint-1\/_metadata is not the one that was relocated/,
    )
    expect(left()).toEqual(WHOLE)
    lab.expectWhole()
  })

  it('nor one that is written between the last look and the deletion', async () => {
    lab = await openLab()
    lab.from.onRequest = (request) => {
      if (isDeletionOf(request, '_metadata')) putSource('_metadata', 'a new one')
    }
    expect(await lab.failure({ deleteSource: true })).toMatch(/is not the one that was relocated/)
    expect(left()).toEqual(WHOLE)
  })

  it('nor files that got other content; the rest goes, and the failure says so', async () => {
    lab = await openLab()
    lab.from.onRequest = (request) => {
      if (request.operation === 'DeleteObjects') putSource('large', 'another one')
    }
    const message = await lab.failure({ deleteSource: true })
    expect(message).toMatch(
      /^delete-source: the snapshot is relocated and 3 files of its source deleted, but 1 file there is no longer what was copied and was left[^]*large/,
    )
    expect(left()).toEqual([RECEIPT, 'large'])
    lab.expectWhole()
  })

  it.each([
    ['knows no conditions of deletions', { noConditions: 501 }],
    ['does not look at conditions', { ignoreConditions: true }],
    ['deletes one by one', { noBulkDelete: true }],
    ['deletes one by one without conditions', { noBulkDelete: true, noConditions: 400 }],
  ])('also where the store %s', async (_, from) => {
    lab = await openLab({ streamed: true, from })
    expect(await lab.relocate({ deleteSource: true })).toMatchObject({
      deleted: 4,
      leftAtSource: { shared: 0, changed: [] },
    })
    expect(left()).toEqual([RECEIPT])
    lab.expectWhole()
  })
})

/** Whether the request takes away the object, alone or with others. */
function isDeletionOf({ operation, key, body }: FakeRequest, name: string): boolean {
  return operation === 'DeleteObject'
    ? key.endsWith(`/${name}`)
    : operation === 'DeleteObjects' && body.includes(`/${name}<`)
}

describe.each([
  ['server-side', false],
  ['streamed', true],
])('delete-source, %s, stopped while it deletes', (_, streamed) => {
  const changes = ({ operation, bucket }: FakeRequest): boolean =>
    bucket === 'source' && /^(Put|Delete)/.test(operation)

  /** Ends the run at the n-th change of the source, before it is done or when its answer is on the way. */
  async function stopAt(n: number, when: 'before' | 'after'): Promise<boolean> {
    lab = await openLab({ streamed })
    const stop = new AbortController()
    let seen = 0
    lab.from.onRequest = (request) => {
      if (changes(request) && ++seen === n) stop.abort(new Error('killed'))
      // The fake does not know that the client went away: what a dead client asked for last is done, or is
      // not.
    }
    lab.from.fault({
      when: () => stop.signal.aborted,
      fault: when === 'before' ? { reset: true } : { lostAnswer: true },
    })
    const ended = await lab.relocate({ deleteSource: true }, { signal: stop.signal }).then(
      () => true,
      () => false,
    )
    lab.from.onRequest = () => undefined
    lab.from.faults.clear()
    return ended
  }

  it.each(['before', 'after'] as const)(
    'at any change, %s it is done: the next run finishes, and so does the one after it',
    async (when) => {
      let n = THOROUGH || streamed === (when === 'before') ? 1 : 2
      for (; ; n += STEP) {
        const ended = await stopAt(n, when)
        const names = left()
        // Either the savepoint is whole, or nothing says that it is one.
        if (names.includes('_metadata')) expect(names).toEqual(expect.arrayContaining(WHOLE))
        const report = await lab.relocate({ deleteSource: true })
        expect(['relocated', 'already-there']).toContain(report.outcome)
        expect(report.snapshotPath).toBe('s3://target/moved/savepoint-1')
        lab.expectWhole()
        expect(left()).toEqual([RECEIPT])
        expect((await lab.relocate({ deleteSource: true })).outcome).toBe('already-there')
        expect(left()).toEqual([RECEIPT])
        await lab.close()
        if (ended) break
      }
      expect(n).toBeGreaterThan(8)
    },
  )

  it('goes on over files whose state was moved before, or goes by rules', async () => {
    lab = await openLab({ streamed })
    putSource('_metadata', lab.metadataAt('s3://long-ago/savepoint-1'))
    lab.from.fault({ operation: 'DeleteObjects', fault: { status: 403, code: 'AccessDenied' } })
    lab.from.fault({ operation: 'DeleteObject', key: /small$/, fault: { status: 403, code: 'AccessDenied' } })
    expect(await lab.failure({ deleteSource: true })).toMatch(/needs s3:DeleteObject/)
    expect(left()).not.toContain('_metadata')
    lab.from.buckets.delete('source', 'flink/savepoint-1/large')
    lab.from.faults.clear()
    expect(await lab.relocate({ deleteSource: true })).toMatchObject({
      outcome: 'already-there',
      urisRewritten: 3,
    })
    expect(left()).toEqual([RECEIPT])
    lab.expectWhole()
  })
})

describe('a source that was deleted', () => {
  const interrupted = async (): Promise<void> => {
    lab = await openLab()
    lab.from.fault({ operation: 'DeleteObjects', fault: { status: 500, code: 'InternalError' } })
    lab.from.fault({
      operation: 'DeleteObject',
      key: /(empty|large|small)$/,
      fault: { status: 403, code: 'AccessDenied' },
    })
    await lab.failure({ deleteSource: true })
    lab.from.faults.clear()
    expect(left()).toEqual(['_metadata.deleting', 'empty', 'large', 'small'])
  }

  it('halfway is not finished for another target, nor where the target was spoiled, nor without delete-source', async () => {
    await interrupted()
    expect(await lab.failure({ deleteSource: true, target: 's3://target/elsewhere' })).toMatch(
      /what it must have left at s3:\/\/target\/elsewhere\/savepoint-1 is not there .*nothing was deleted/,
    )
    expect(await lab.failure()).toMatch(
      /an earlier run was stopped while it deleted it here: run again with delete-source/,
    )
    lab.put('large', Buffer.alloc(3))
    expect(await lab.failure({ deleteSource: true })).toMatch(
      /other content than at the source; nothing was written/,
    )
    expect(left()).toEqual(['_metadata.deleting', 'empty', 'large', 'small'])
  })

  it('halfway is looked at by content where something is left', async () => {
    await interrupted()
    const bytes = Buffer.from(lab.held('large')!)
    bytes[0]! ^= 1
    lab.put('large', bytes)
    expect(await lab.failure({ deleteSource: true })).toMatch(/large has other content/)
    expect(left()).toEqual(['_metadata.deleting', 'empty', 'large', 'small'])
  })

  it('halfway keeps what somebody wrote there since', async () => {
    await interrupted()
    putSource('newer', 'of another savepoint')
    expect(await lab.relocate({ deleteSource: true })).toMatchObject({ deleted: 3 })
    expect(left()).toEqual([RECEIPT, 'newer'])
    lab.expectWhole()
  })

  it('is known by its receipt, for the same target only, and while the target is whole', async () => {
    lab = await openLab()
    await lab.relocate({ deleteSource: true })
    const again = await lab.relocate({ deleteSource: true })
    expect(again).toMatchObject({
      outcome: 'already-there',
      snapshotPath: 's3://target/moved/savepoint-1',
      kind: 'savepoint',
      deleted: 0,
      filesSkipped: 3,
    })
    expect(again.warnings).toEqual([
      expect.stringMatching(
        /^nothing was done: an earlier run relocated this snapshot to s3:\/\/target\/moved\/savepoint-1 and deleted it/,
      ),
    ])
    expect(await lab.failure()).toMatch(
      /was relocated to s3:\/\/target\/moved\/savepoint-1 and deleted here at 20.*: take s3:\/\/target\/moved\/savepoint-1 as the source/,
    )
    expect(await lab.failure({ deleteSource: true, target: 's3://target/elsewhere' })).toMatch(
      /was relocated to s3:\/\/target\/moved\/savepoint-1/,
    )
    lab.to.buckets.delete('target', 'moved/savepoint-1/large')
    expect(await lab.failure({ deleteSource: true })).toMatch(/1 file of it is missing there now[^]*large/)
    lab.put('_metadata', Buffer.from('another'))
    expect(await lab.failure({ deleteSource: true })).toMatch(/another _metadata is there now/)
  })

  it('is not taken for a misspelt one, nor for a savepoint that is just being written there', async () => {
    lab = await openLab()
    await lab.relocate({ deleteSource: true })
    expect(
      await lab.failure({
        deleteSource: true,
        source: 's3://source/flink/savepoint-2',
        targetName: 'savepoint-1',
      }),
    ).toMatch(/^nothing is at s3:\/\/source\/flink\/savepoint-2/)
    lab.from.buckets.now = () => new Date(Date.now() + 5000)
    putSource('fresh', 'half of a savepoint')
    expect(await lab.failure({ deleteSource: true })).toMatch(/has files but no _metadata/)
  })

  it('and filled anew under its name is a snapshot like any other', async () => {
    lab = await openLab()
    await lab.relocate({ deleteSource: true })
    for (const [name, bytes] of lab.files) putSource(name, bytes)
    putSource('_metadata', lab.metadataAt('s3://source/flink/savepoint-1'))
    expect(await lab.relocate({ deleteSource: true, target: 's3://target/second' })).toMatchObject({
      outcome: 'relocated',
      filesCopied: 3,
      deleted: 4,
    })
    expect(left()).toEqual([RECEIPT])
  })
})

describe('before anything is deleted', () => {
  it('the report is told, once, and a failure of whoever keeps it deletes nothing', async () => {
    lab = await openLab()
    const reports: RelocationReport[] = []
    const onCommitted = (report: RelocationReport): Promise<void> => {
      expect(left()).toEqual(WHOLE)
      reports.push(report)
      return Promise.reject(new Error('no space left'))
    }
    expect(await lab.failure({ deleteSource: true }, { onCommitted })).toBe('no space left')
    expect(reports).toEqual([
      expect.objectContaining({
        outcome: 'relocated',
        snapshotPath: 's3://target/moved/savepoint-1',
        deleted: 0,
      }),
    ])
    lab.expectWhole()
    expect(left()).toEqual(WHOLE)
    await lab.relocate({}, { onCommitted })
    expect(reports).toHaveLength(1)
  })
})

describe('of local files', () => {
  const JOB = '00000000000000000000000000000abc'
  let root: string
  const local = { sourceS3: {}, targetS3: {} }
  const put = async (path: string, content: string | Uint8Array): Promise<void> => {
    await mkdir(dirname(join(root, path)), { recursive: true })
    await writeFile(join(root, path), content)
  }
  const tree = async (path: string): Promise<string[]> =>
    (await readdir(join(root, path), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(join(root, path).length + 1))
      .sort()

  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'delete-source-'))
    lab = await openLab()
  })
  afterEach(async () => {
    await rm(root, { recursive: true, force: true })
  })

  it('one that has other bytes of the same size and time in the target is found', async () => {
    await put('old/savepoint-1/a', 'first')
    await put(
      'old/savepoint-1/_metadata',
      metadata(6, [operator(6, {}, [subtask(6, 0, { managedKeyed: keyGroups(3, relativeFile('a', 5)) })])]),
    )
    const request = { source: join(root, 'old/savepoint-1'), target: join(root, 'new'), ...local }
    await lab.relocate(request)
    await put('new/savepoint-1/a', 'FIRST')
    await utimes(join(root, 'new/savepoint-1/a'), new Date(0), new Date(0))
    await utimes(join(root, 'old/savepoint-1/a'), new Date(0), new Date(0))
    expect(await lab.failure({ ...request, deleteSource: true })).toMatch(/a has other content/)
    expect(await tree('old')).toEqual(['savepoint-1/_metadata', 'savepoint-1/a'])
  })

  it('one that another of the same size and time has replaced while the run copied is left', async () => {
    await put('old/savepoint-1/a', 'first')
    await put(
      'old/savepoint-1/_metadata',
      metadata(6, [operator(6, {}, [subtask(6, 0, { managedKeyed: keyGroups(3, relativeFile('a', 5)) })])]),
    )
    const { mtime } = await stat(join(root, 'old/savepoint-1/a'))
    const onCommitted = async (): Promise<void> => {
      await put('other', 'other')
      await utimes(join(root, 'other'), mtime, mtime)
      await rename(join(root, 'other'), join(root, 'old/savepoint-1/a'))
    }
    await utimes(join(root, 'old/savepoint-1/a'), mtime, mtime)
    expect(
      await lab.failure(
        { source: join(root, 'old/savepoint-1'), sourceS3: {}, deleteSource: true },
        { onCommitted },
      ),
    ).toMatch(/old\/savepoint-1\/a/)
    expect(await readFile(join(root, 'old/savepoint-1/a'), 'utf8')).toBe('other')
  })

  it('what another checkpoint of the job names in its directory is left', async () => {
    const chk = (n: number, ...paths: string[]): Promise<void> =>
      put(
        `cp/${JOB}/chk-${n}/_metadata`,
        metadata(6, [
          operator(
            6,
            {},
            paths.map((path, m) =>
              subtask(6, m, { managedKeyed: keyGroups(3, file(`file:${root}/cp/${JOB}/${path}`, 4)) }),
            ),
          ),
        ]),
      )
    await put(`cp/${JOB}/chk-7/mine`, 'mine')
    await put(`cp/${JOB}/chk-7/ours`, 'ours')
    await chk(7, 'chk-7/mine', 'chk-7/ours')
    await chk(8, 'chk-7/ours')
    const report = await lab.relocate({
      source: join(root, `cp/${JOB}/chk-7`),
      target: join(root, 'new'),
      ...local,
      deleteSource: true,
    })
    expect(report).toMatchObject({ deleted: 2, leftAtSource: { shared: 1, changed: [] } })
    expect(await tree(`cp/${JOB}`)).toEqual([`chk-7/${RECEIPT}`, 'chk-7/ours', 'chk-8/_metadata'])
  })

  it('what another checkpoint goes on naming by the former home of both is left', async () => {
    const chk = (n: number, ...paths: string[]): Promise<void> =>
      put(
        `cp/${JOB}/chk-${n}/_metadata`,
        metadata(6, [
          operator(
            6,
            {},
            paths.map((path, m) =>
              subtask(6, m, { managedKeyed: keyGroups(3, file(`file:/former/cp/${JOB}/${path}`, 4)) }),
            ),
          ),
        ]),
      )
    await put(`cp/${JOB}/chk-7/mine`, 'mine')
    await put(`cp/${JOB}/chk-7/ours`, 'ours')
    await chk(7, 'chk-7/mine', 'chk-7/ours')
    await chk(8, 'chk-7/ours')
    await lab.relocate({
      source: join(root, `cp/${JOB}/chk-7`),
      target: join(root, 'new'),
      ...local,
      deleteSource: true,
    })
    expect(await tree(`cp/${JOB}`)).toEqual([`chk-7/${RECEIPT}`, 'chk-7/ours', 'chk-8/_metadata'])
  })

  it('a receipt says where the snapshot went', async () => {
    await put(`cp/${JOB}/chk-7/meta`, 'meta')
    await put(`cp/${JOB}/shared/sst`, 'sst')
    await put(
      `cp/${JOB}/chk-7/_metadata`,
      metadata(6, [
        operator(6, {}, [
          subtask(6, 0, {
            managedKeyed: incremental(11, relativeFile('meta', 4), [
              ['1.sst', file(`file:${root}/cp/${JOB}/shared/sst`, 3)],
            ]),
          }),
        ]),
      ]),
    )
    const request = {
      source: join(root, `cp/${JOB}/chk-7`),
      target: join(root, 'new'),
      ...local,
      deleteSource: true,
    }
    await lab.relocate(request)
    expect(JSON.parse(await readFile(join(root, `cp/${JOB}/chk-7/${RECEIPT}`), 'utf8'))).toMatchObject({
      relocatedTo: `file:${root}/new/${JOB}/chk-7`,
    })
    expect(await lab.relocate(request)).toMatchObject({ outcome: 'already-there', filesSkipped: 2 })
  })
})
