/** @jest-environment ./__tests__/support/one-realm.ts */
import { link, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openLab, type Lab } from '../../../faults/lab.ts'
import {
  file,
  keyGroups,
  metadata,
  operator,
  relativeFile,
  subtask,
} from '../../../support/metadata-builder.ts'

const PLACE = 's3://source/flink/savepoint-1'
let lab: Lab
let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'one-place-'))
  lab = await openLab()
})
afterEach(async () => {
  await lab.close()
  await rm(root, { recursive: true, force: true })
})

const keysOf = (bucket: string): string[] => lab.from.buckets.entries(bucket).map(([key]) => key)
const SOURCE_KEYS = ['_metadata', 'empty', 'large', 'small'].map((name) => `flink/savepoint-1/${name}`)

/** Nothing in `_metadata` names a place, so that nothing has to be rewritten wherever it goes. */
function makeRelative(): void {
  const parts = [...lab.files].map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, relativeFile(name, length)) }),
  )
  lab.from.buckets.put(
    'source',
    'flink/savepoint-1/_metadata',
    Buffer.from(metadata(6, [operator(6, {}, parts)])),
  )
}

describe('delete-source, where source and target are one place under two names', () => {
  const other = (): { targetS3: object } => ({
    targetS3: {
      endpoint: lab.from.endpoint.replace('127.0.0.1', 'localhost'),
      region: 'us-east-1',
      credentials: { accessKeyId: 'bob', secretAccessKey: 'secret' },
    },
  })

  it.each(['fast', 'strict'] as const)(
    'of an endpoint deletes nothing and says why, verify %s',
    async (verify) => {
      const message = await lab.failure({
        target: 's3://source/flink',
        deleteSource: true,
        verify,
        ...other(),
      })
      expect(message).toMatch(
        /^delete-source: .*flink\/savepoint-1.* are one place under two names.*nothing was written or deleted/,
      )
      expect(keysOf('source')).toEqual(SOURCE_KEYS)
    },
  )

  it('of a bucket deletes nothing, whether or not _metadata would change', async () => {
    lab.from.buckets.alias('alias', 'source')
    expect(await lab.failure({ target: 's3://alias/flink', deleteSource: true, overwrite: true })).toMatch(
      /are one place under two names/,
    )
    expect(keysOf('source')).toEqual(SOURCE_KEYS)
    makeRelative()
    expect(await lab.failure({ target: 's3://alias/flink', deleteSource: true })).toMatch(
      /are one place under two names/,
    )
    expect(keysOf('source')).toEqual(SOURCE_KEYS)
  })

  it('that become one while the files are copied deletes nothing', async () => {
    lab.from.buckets.create('later')
    const message = await lab.failure(
      { source: PLACE, target: 's3://later/flink', deleteSource: true },
      {
        onPhase: (phase) => {
          if (phase !== 'Commit') return
          for (const [key, { bytes }] of lab.from.buckets.entries('later'))
            lab.from.buckets.put('source', key, bytes)
          lab.from.buckets.alias('later', 'source')
          lab.from.buckets.delete('source', 'flink/savepoint-1/_metadata')
        },
      },
    )
    expect(message).toMatch(/delete-source: /)
    expect(keysOf('source')).toEqual(SOURCE_KEYS)
  })

  it.each<[string, 'PutObject' | 'HeadObject']>([
    ['written', 'PutObject'],
    ['looked for', 'HeadObject'],
  ])('and a probe that may not be %s', async (_, operation) => {
    lab.from.fault({ operation, key: /_metadata\.probe-/, fault: { status: 403, code: 'AccessDenied' } })
    if (operation === 'HeadObject')
      lab.from.fault({
        operation: 'GetObject',
        key: /_metadata\.probe-/,
        fault: { status: 403, code: 'AccessDenied' },
      })
    const message = await lab.failure({ deleteSource: true })
    expect(message).toMatch(
      /^delete-source: .* cannot be told apart for certain: .*needs s3:(Put|Get)Object.*nothing was written or deleted/,
    )
    expect(keysOf('source').filter((key) => !key.includes('.probe-'))).toEqual(SOURCE_KEYS)
    expect(lab.placed).toEqual([])
  })

  it('leaves no probe behind, and one that a killed run left is no file of the savepoint', async () => {
    lab.from.buckets.put('source', 'flink/savepoint-1/_metadata.probe-0123456789abcdef', Buffer.from('left'))
    expect(await lab.relocate({ deleteSource: true })).toMatchObject({
      outcome: 'relocated',
      deleted: 4,
      filesCopied: 3,
    })
    lab.expectWhole()
    expect(keysOf('source').filter((key) => key.includes('probe'))).toEqual([])
  })
})

describe('one place under two names, without delete-source', () => {
  it('is not replaced by overwrite', async () => {
    lab.from.buckets.alias('alias', 'source')
    const before = lab.from.buckets.find('source', 'flink/savepoint-1/_metadata')
    expect(await lab.failure({ target: 's3://alias/flink', overwrite: true })).toMatch(
      /are one place under two names/,
    )
    expect(lab.from.buckets.find('source', 'flink/savepoint-1/_metadata')).toBe(before)
    expect(keysOf('source')).toEqual(SOURCE_KEYS)
  })

  it('is said to be one, where nothing has to be done', async () => {
    lab.from.buckets.alias('alias', 'source')
    makeRelative()
    const report = await lab.relocate({ target: 's3://alias/flink' })
    expect(report).toMatchObject({ outcome: 'already-there', filesCopied: 0 })
    expect(report.warnings.join('\n')).toMatch(/look like one place under two names/)
  })

  it('a copy by hand is replaced by overwrite as before', async () => {
    for (const [key, { bytes }] of lab.from.buckets.entries('source'))
      lab.from.buckets.put('target', key.replace('flink', 'moved'), bytes)
    expect(await lab.relocate({ overwrite: true })).toMatchObject({
      outcome: 'relocated',
      filesCopied: 0,
      filesSkipped: 3,
    })
    lab.expectWhole()
  })
})

describe('local directories', () => {
  const local = { sourceS3: {}, targetS3: {} }
  const names = (): Promise<string[]> => readdir(join(root, 'real/savepoint-1')).then((all) => all.sort())

  beforeEach(async () => {
    const home = join(root, 'real/savepoint-1')
    await mkdir(home, { recursive: true })
    await writeFile(join(home, 'a'), 'first')
    await writeFile(
      join(home, '_metadata'),
      metadata(6, [
        operator(6, {}, [subtask(6, 0, { managedKeyed: keyGroups(3, file(`file:${home}/a`, 5)) })]),
      ]),
    )
    await symlink(join(root, 'real'), join(root, 'link'))
  })

  it.each([
    ['with delete-source', { deleteSource: true }],
    [
      'with delete-source, overwrite and strict',
      { deleteSource: true, overwrite: true, verify: 'strict' as const },
    ],
    ['with overwrite', { overwrite: true }],
    ['without anything', {}],
  ])('of which one is a link to the other, %s: nothing is touched', async (_, more) => {
    const before = await readFile(join(root, 'real/savepoint-1/_metadata'))
    const message = await lab.failure({
      source: join(root, 'real/savepoint-1'),
      target: join(root, 'link'),
      ...local,
      ...more,
    })
    expect(message).toMatch(/are one directory .*under two names/)
    expect(await names()).toEqual(['_metadata', 'a'])
    expect(await readFile(join(root, 'real/savepoint-1/_metadata'))).toEqual(before)
  })

  it('the other way round: the source is named by the link', async () => {
    const message = await lab.failure({
      source: join(root, 'link/savepoint-1'),
      target: join(root, 'real'),
      ...local,
      deleteSource: true,
      movedFrom: join(root, 'real/savepoint-1'),
    })
    expect(message).toMatch(/are one directory/)
    expect(await names()).toEqual(['_metadata', 'a'])
  })

  it.each([
    ['links', symlink, /is a symbolic link to .*, and was left alone/],
    ['hard links', link, /is the very file of the source/],
  ] as const)('whose files are %s into the source are not taken for copies', async (_, makeLink, refused) => {
    await lab.relocate({ source: join(root, 'real/savepoint-1'), target: join(root, 'new'), ...local })
    await rm(join(root, 'new/savepoint-1/a'))
    await makeLink(join(root, 'real/savepoint-1/a'), join(root, 'new/savepoint-1/a'))
    const message = await lab.failure({
      source: join(root, 'real/savepoint-1'),
      target: join(root, 'new'),
      ...local,
      deleteSource: true,
    })
    expect(message).toMatch(refused)
    expect(await names()).toEqual(['_metadata', 'a'])
  })
})
