/** A `_metadata` that somebody else made: what it may name, and what it must not make us do. */
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { openLab, type Lab } from '../faults/lab.ts'
import {
  file,
  keyGroups,
  metadata,
  operator,
  relativeFile,
  subtask,
  type Part,
} from '../support/metadata-builder.ts'

const HOME = 's3://source/flink/savepoint-1'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(async () => {
  await lab.close()
})

/** Puts a `_metadata` of one keyed state with this handle in the place of the savepoint's. */
function name(handle: Part): void {
  const bytes = metadata(6, [operator(6, {}, [subtask(6, 0, { managedKeyed: keyGroups(3, handle) })])])
  lab.from.buckets.put('source', 'flink/savepoint-1/_metadata', Buffer.from(bytes))
}

/** Nothing was written, and no object but those of the savepoint was asked for. */
function expectUntouched(): void {
  expect(lab.placed).toEqual([])
  const asked = lab.from.log
    .map(({ bucket, key }) => `${bucket}/${key}`)
    .filter((place) => !place.startsWith('source/') && !place.startsWith('target/'))
  expect(asked).toEqual([])
}

describe('a _metadata of somebody else', () => {
  it('that names another bucket is refused, and the bucket is not asked', async () => {
    name(file('s3://payroll/salaries.csv', 4))
    expect(await lab.failure()).toMatch(/lies outside of it.*\n.*s3:\/\/payroll/s)
    expectUntouched()
  })

  it('that names another bucket is refused with external-files: copy too', async () => {
    name(file('s3://payroll/salaries.csv', 4))
    expect(await lab.failure({ externalFiles: 'copy' })).toContain('s3://payroll')
    expectUntouched()
  })

  it.each(['fail', 'copy', 'keep'] as const)(
    'that names a local file does not have it read (external-files: %s)',
    async (externalFiles) => {
      name(file('file:/etc/passwd', 4))
      if (externalFiles === 'keep') {
        await lab.relocate({ externalFiles })
        expect(lab.placed).not.toContain('passwd')
      } else {
        expect(await lab.failure({ externalFiles })).toContain('file:/etc')
        expectUntouched()
      }
    },
  )

  it('that names a local file is refused even where a rule would bring it to the target', async () => {
    name(file('file:/etc/passwd', 4))
    const pathMap = [
      {
        from: { scheme: 'file', authority: '', path: '/etc' },
        to: { scheme: 's3', authority: 'target', path: '/loot' },
      },
    ]
    expect(await lab.failure({ pathMap })).toContain('another kind of store')
    expectUntouched()
  })

  it.each([
    'http://169.254.169.254/latest/meta-data/iam',
    'https://169.254.169.254/x',
    'ftp://169.254.169.254/x',
    's3://169.254.169.254/latest',
  ])('that names the link-local %s does not have it asked', async (uri) => {
    name(file(uri, 4))
    expect(await lab.failure({ externalFiles: 'copy' })).toContain('169.254.169.254')
    expectUntouched()
  })

  it.each(['../../other/secret', 'a/../../../other', '/etc/passwd', 's3://payroll/x', ''])(
    'whose relative name is %j is refused',
    async (path) => {
      name(relativeFile(path, 4))
      expect(await lab.failure()).toMatch(/cannot be relocated|damaged/)
      expectUntouched()
    },
  )

  it('whose absolute path climbs out of the savepoint by .. is taken for what it is: outside', async () => {
    lab.from.buckets.put('source', 'flink/other/secret', Buffer.from('abcd'))
    name(file(`${HOME}/../other/secret`, 4))
    expect(await lab.failure()).toContain('s3://source/flink/other')
    expectUntouched()
  })

  it('with control characters in a path cannot begin a line of its own', async () => {
    name(file('s3://payroll/a\n::error::injected\u001b[2J\r', 4))
    const message = await lab.failure()
    expect(message).toContain('payroll')
    expect(message.split('\n').filter((line) => line.startsWith('::'))).toEqual([])
    expect(message).not.toContain('\u001b')
  })

  it('that calls itself a state file is refused', async () => {
    name(file(`${HOME}/_metadata`, 4))
    expect(await lab.failure()).toContain('_metadata is no state file')
    expectUntouched()
  })

  it('leaves nothing behind on this machine', async () => {
    const before = (await readdir(tmpdir())).filter((entry) => entry.startsWith('flink-snapshot-report'))
    name(file('file:/etc/passwd', 4))
    await lab.failure()
    expect((await readdir(tmpdir())).filter((entry) => entry.startsWith('flink-snapshot-report'))).toEqual(
      before,
    )
  })
})
