/** Settings that would put files where they do harm. */
import { openLab, type Lab } from '../faults/lab.ts'
import { parsePathMap } from '../../src/location/path-map.ts'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'

const JOB = '0123456789abcdef0123456789abcdef'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(async () => {
  await lab.close()
})

/** The savepoint names one file of its own and one elsewhere. */
function withExternal(): void {
  const handles = [file('s3://source/flink/savepoint-1/small', 12), file('s3://source/elsewhere/x', 4)]
  const subtasks = handles.map((handle, n) => subtask(6, n, { managedKeyed: keyGroups(3, handle) }))
  lab.from.buckets.put(
    'source',
    'flink/savepoint-1/_metadata',
    Buffer.from(metadata(6, [operator(6, {}, subtasks)])),
  )
  lab.from.buckets.put('source', 'flink/savepoint-1/small', Buffer.from('twelve bytes'))
  lab.from.buckets.put('source', 'elsewhere/x', Buffer.from('abcd'))
}

describe('path-map', () => {
  it.each([
    ['amid the source', 's3://source/elsewhere => s3://source/flink/savepoint-1/more'],
    // The other file goes along by a rule of its own.
    [
      'over a file of the source',
      's3://source/flink/savepoint-1/small => s3://source/elsewhere/x\ns3://source/elsewhere/x => s3://target/moved/x',
    ],
  ])('that leads %s is refused, with overwrite too', async (_, rules) => {
    withExternal()
    const before = lab.from.buckets.entries('source')
    const failure = await lab.failure({ pathMap: parsePathMap(rules), overwrite: true })
    expect(failure).toContain('into the source itself')
    expect(lab.from.buckets.entries('source')).toEqual(before)
    expect(lab.placed).toEqual([])
  })

  it("that leads to another place of the source's bucket is not", async () => {
    withExternal()
    await lab.relocate({ pathMap: parsePathMap('s3://source/elsewhere => s3://source/claimed') })
    expect(lab.from.buckets.find('source', 'claimed/x')?.bytes.toString()).toBe('abcd')
  })
})

describe('a target where a job keeps its own checkpoints', () => {
  it.each([
    ['a checkpoint', `s3://target/checkpoints/${JOB}/chk-7`],
    ['below a checkpoint', 's3://target/checkpoints/chk-12/backup'],
    ['its shared directory', `s3://target/checkpoints/${JOB}/shared`],
    ['its taskowned directory', `s3://target/checkpoints/${JOB}/taskowned/copy`],
  ])('%s, is refused', async (_, target) => {
    expect(await lab.failure({ target })).toContain('where a job keeps its own checkpoints')
    expect(lab.placed).toEqual([])
  })

  it.each(['s3://target/shared/savepoints', 's3://target/chk-files', `s3://target/savepoints/${JOB}`])(
    '%s is none',
    async (target) => {
      expect((await lab.relocate({ target })).snapshotPath).toBe(`${target}/savepoint-1`)
    },
  )

  it('inside the source is refused', async () => {
    expect(await lab.failure({ target: 's3://source/flink/savepoint-1/backup' })).toContain(
      'lies inside the source',
    )
  })
})
