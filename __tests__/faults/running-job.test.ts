/** @jest-environment ./__tests__/support/one-realm.ts */
import { file, incremental, metadata, operator, subtask } from '../support/metadata-builder.ts'
import type { FakeRequest } from '../support/fake-s3/request.ts'
import { openLab, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const JOB = '0123456789abcdef0123456789abcdef'
const OWN = ['own-1', 'own-2']
const SHARED = ['sst-1', 'sst-2', 'sst-3']
const text = (name: string): Buffer => Buffer.from(`content of ${name}`)

/** An incremental checkpoint as a job wrote it to `home`, and where its files lie now. */
function putCheckpoint(number: number, home = `s3://source/cp/${JOB}`, place = `cp/${JOB}`): void {
  const { buckets } = lab.from
  for (const name of OWN) buckets.put('source', `${place}/chk-${number}/${name}`, text(name))
  for (const name of SHARED) buckets.put('source', `${place}/shared/${name}`, text(name))
  const [meta, ...own] = OWN.map((name) => file(`${home}/chk-${number}/${name}`, text(name).length))
  const shared = SHARED.map((name) => file(`${home}/shared/${name}`, text(name).length))
  const handle = incremental(
    11,
    meta!,
    [...own, ...shared].map((one, n) => [`${n}.sst`, one] as const),
  )
  const bytes = metadata(6, [operator(6, {}, [subtask(6, 0, { managedKeyed: handle })])])
  buckets.put('source', `${place}/chk-${number}/_metadata`, Buffer.from(bytes))
}

/** As Flink does it: the metadata first, then the files of the checkpoint alone. */
function discard(number: number): void {
  for (const name of ['_metadata', ...OWN])
    lab.from.buckets.delete('source', `cp/${JOB}/chk-${number}/${name}`)
}

const source = `s3://source/cp/${JOB}/chk-7`
const isCopyOf =
  (name: string) =>
  ({ operation, headers, key }: FakeRequest): boolean =>
    (operation === 'CopyObject' && headers['x-amz-copy-source']?.endsWith(name) === true)
    || (operation === 'GetObject' && key.endsWith(name))

const RETAIN =
  'let the job retain more checkpoints (execution.checkpointing.num-retained, before Flink 1.20 state.checkpoints.num-retained), '
  + 'or take a savepoint, which no job deletes'

describe('a running job', () => {
  it.each([false, true])(
    'that deletes the checkpoint while it is copied (streamed: %s) is named',
    async (streamed) => {
      lab = await openLab({ streamed })
      putCheckpoint(7)
      lab.from.onRequest = (request) => {
        if (
          !isCopyOf('own-2')(request)
          || lab.from.buckets.find('source', `cp/${JOB}/chk-7/_metadata`) === undefined
        )
          return
        putCheckpoint(9)
        discard(7)
      }
      expect(await lab.failure({ source })).toBe(
        `s3://source/cp/${JOB}/chk-7/own-2 was there when this run began and is gone: s3://source/cp/${JOB}/chk-7 was deleted since; `
          + `the target got no _metadata: the job runs on, and has written chk-9 by now: relocate that one, and ${RETAIN}`,
      )
      expect(lab.placed.filter((key) => key.endsWith('_metadata'))).toEqual([])
    },
  )

  it('that deleted it before its files were looked at is named, too', async () => {
    lab = await openLab()
    putCheckpoint(7)
    let read = false
    lab.from.onRequest = ({ operation, key }) => {
      if (read) discard(7)
      read ||= operation === 'GetObject' && key.endsWith('chk-7/_metadata')
    }
    expect(await lab.failure({ source })).toMatch(
      new RegExp(
        `^the snapshot is not complete, 2 files missing of 5; nothing was written: the snapshot was deleted since this run began: ${RETAIN.replaceAll(/[().]/g, '\\$&')}\\n`,
      ),
    )
  })

  it('of which a file is deleted by somebody else: no checkpoint is blamed', async () => {
    lab = await openLab()
    lab.from.onRequest = (request) => {
      if (isCopyOf('savepoint-1/small')(request)) lab.from.buckets.delete('source', 'flink/savepoint-1/small')
    }
    expect(await lab.failure()).toBe(
      's3://source/flink/savepoint-1/small was there when this run began and is gone, though _metadata still names it; '
        + 'the target got no _metadata: see who deletes there, and take a new savepoint',
    )
  })
})

describe('where only chk-N was copied', () => {
  const dropShared = (place: string): void => {
    for (const name of SHARED) lab.from.buckets.delete('source', `${place}/shared/${name}`)
  }

  it('and _metadata names this place, the sentence says what to copy', async () => {
    lab = await openLab()
    putCheckpoint(7)
    dropShared(`cp/${JOB}`)
    expect(await lab.failure({ source })).toMatch(
      new RegExp(
        `^the snapshot is not complete, 3 files missing of 5; nothing was written: what lies in chk-7 itself is there, and nothing of what it names in `
          + `s3://source/cp/${JOB}/shared \\(3 files\\): only chk-7 was copied to this place; copy shared/ beside it as well, or give the place that it was copied from as source\\n`,
      ),
    )
  })

  it('from another place, the sentence names that, and no rules that would not help', async () => {
    lab = await openLab()
    putCheckpoint(7, `s3://former/cp/${JOB}`)
    dropShared(`cp/${JOB}`)
    expect(await lab.failure({ source })).toBe(
      `only chk-7 was copied to s3://source/cp/${JOB}/chk-7: what lies in chk-7 itself is there, and 3 files that _metadata names in `
        + `s3://former/cp/${JOB} were left behind; nothing was written: copy shared/ and taskowned/ of that directory beside chk-7 as well, `
        + `or give s3://former/cp/${JOB}/chk-7 as source`,
    )
    putCheckpoint(7, `s3://former/cp/${JOB}`)
    await lab.relocate({ source })
    expect(lab.to.buckets.find('target', `moved/${JOB}/shared/sst-1`)?.bytes).toEqual(text('sst-1'))
  })

  it('but where one of them is there, files are missing and nothing more', async () => {
    lab = await openLab()
    putCheckpoint(7)
    dropShared(`cp/${JOB}`)
    lab.from.buckets.put('source', `cp/${JOB}/shared/sst-2`, text('sst-2'))
    expect(await lab.failure({ source })).toMatch(
      /2 files missing of 5; nothing was written: take a new savepoint/,
    )
  })
})
