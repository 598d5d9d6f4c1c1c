import { existsSync, lchownSync } from 'node:fs'
import { chmod, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseLocation } from '../../../src/location/location.ts'
import { parsePathMap } from '../../../src/location/path-map.ts'
import { parseMetadata } from '../../../src/metadata/snapshot.ts'
import { rewriteMetadataFile, type RewriteReport } from '../../../src/commands/rewrite/rewrite.ts'
import {
  file,
  keyGroups,
  mergedPartitionable,
  metadata,
  operator,
  segment,
  subtask,
} from '../../support/metadata-builder.ts'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'rewrite-'))
})
afterEach(() => rm(root, { recursive: true, force: true }))

const output = (): string => join(root, 'rewritten')

async function rewrite(bytes: Uint8Array, rules: string): Promise<RewriteReport> {
  await writeFile(join(root, '_metadata'), bytes)
  return rewriteMetadataFile(
    parseLocation(join(root, '_metadata')),
    parseLocation(output()),
    parsePathMap(rules),
    { overwrite: false, signal: new AbortController().signal },
  )
}

const paths = async (): Promise<string[]> =>
  parseMetadata(await readFile(output())).references.map(({ path }) => path)

/** A file-merging checkpoint with one file outside of its directories. */
const MERGED = metadata(6, [
  operator(6, {}, [
    subtask(6, 0, {
      managedOperator: mergedPartitionable(
        [{ name: 's' }],
        'hdfs://old/taskowned',
        'hdfs://old/shared',
        segment('hdfs://old/taskowned/f', 0, 5),
      ),
      managedKeyed: keyGroups(3, file('hdfs://old/chk-1/a', 5)),
    }),
  ]),
])

describe('the directories of a file-merging checkpoint', () => {
  it('go where a rule sends them', async () => {
    expect(await rewrite(MERGED, 'hdfs://old => abfs://c@new')).toMatchObject({
      urisRewritten: 4,
      urisUnchanged: 0,
    })
    expect(await paths()).toEqual([
      'abfs://c@new/taskowned',
      'abfs://c@new/shared',
      'abfs://c@new/taskowned/f',
      'abfs://c@new/chk-1/a',
    ])
  })

  it('do not stay at the original while its files go, for Flink would delete them there', async () => {
    await expect(
      rewrite(MERGED, 'hdfs://old/chk-1 => hdfs://new/chk-1\nhdfs://old/shared => hdfs://new/shared'),
    ).rejects.toMatchObject({
      message:
        'no path-map rule matches 1 of the file-merging directories, which a job that claims the result would delete in the '
        + 'old place; nothing was written: add rules for the lines below',
      details: ['hdfs://old/taskowned'],
    })
    expect(existsSync(output())).toBe(false)
  })

  it('do not become one', async () => {
    const rules = ['chk-1', 'shared', 'taskowned'].map(
      (name) => `hdfs://old/${name} => hdfs://new/${name === 'chk-1' ? name : 'one'}`,
    )
    await expect(rewrite(MERGED, rules.join('\n'))).rejects.toThrow(
      /directories hdfs:\/\/old\/taskowned and hdfs:\/\/old\/shared would both become hdfs:\/\/new\/one/,
    )
    expect(existsSync(output())).toBe(false)
  })
})

describe('an output that is a link', () => {
  const rules = parsePathMap('hdfs://old => abfs://c@new')
  const options = { overwrite: true, signal: new AbortController().signal }
  beforeEach(async () => {
    await writeFile(join(root, '_metadata'), MERGED)
  })

  it('is neither replaced nor followed, with overwrite too; an input may be one', async () => {
    await writeFile(join(root, 'victim'), 'as it was')
    await symlink('victim', output())
    await symlink('_metadata', join(root, 'input'))
    await expect(
      rewriteMetadataFile(parseLocation(join(root, 'input')), parseLocation(output()), rules, options),
    ).rejects.toThrow('is a symbolic link to victim')
    expect([(await lstat(output())).isSymbolicLink(), await readFile(join(root, 'victim'), 'utf8')]).toEqual([
      true,
      'as it was',
    ])
    await rewriteMetadataFile(
      parseLocation(join(root, 'input')),
      parseLocation(join(root, 'other')),
      rules,
      options,
    )
  })

  it('on the way to it is not followed where another user may have made it', async () => {
    const asRoot = process.geteuid?.() === 0
    await mkdir(join(root, 'away'))
    await mkdir(join(root, 'tmp'))
    await symlink('../away', join(root, 'tmp/mine'))
    if (asRoot) lchownSync(join(root, 'tmp/mine'), 65_534, 65_534)
    await chmod(join(root, 'tmp'), 0o1777)
    const done = await rewriteMetadataFile(
      parseLocation(join(root, '_metadata')),
      parseLocation(join(root, 'tmp/mine/out')),
      rules,
      options,
    ).then(
      () => 'done',
      (error: unknown) => (error as Error).message,
    )
    expect(done).toContain(
      asRoot ? 'tmp/mine, which another user made in a directory that everybody can write to' : 'done',
    )
    expect(await readdir(join(root, 'away'))).toEqual(asRoot ? [] : ['out'])
  })
})

it('other paths that no rule matches stay, and are counted', async () => {
  const bytes = metadata(6, [
    operator(6, {}, [
      subtask(6, 0, { managedKeyed: keyGroups(3, file('gs://a/f', 5)) }),
      subtask(6, 1, { managedKeyed: keyGroups(3, file('gs://b/f', 5)) }),
    ]),
  ])
  expect(await rewrite(bytes, 'gs://a => gs://c')).toMatchObject({ urisRewritten: 1, urisUnchanged: 1 })
  expect(await paths()).toEqual(['gs://c/f', 'gs://b/f'])
})
