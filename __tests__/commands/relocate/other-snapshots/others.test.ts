/**
 * What belongs to others at the target, on a real disk: their files, their job directories, their
 * snapshots.
 */
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parsePathMap } from '../../../../src/location/path-map.ts'
import type { Narrator } from '../../../../src/commands/relocate/narrator.ts'
import { relocate } from '../../../../src/commands/relocate/relocate.ts'
import { RelocationError } from '../../../../src/commands/relocation-error.ts'
import type { RelocationReport } from '../../../../src/commands/relocate/report.ts'
import {
  file,
  incremental,
  keyGroups,
  metadata,
  operator,
  relativeFile,
  subtask,
  type Part,
} from '../../../support/metadata-builder.ts'
import { requestOf, type TextRequest } from '../../../support/text-request.ts'

const RANDOM = '3f0c9a51d2b84e6790ab12cd34ef5678'
const ZEROS = '0'.repeat(32)
/** As Flink makes it of a cluster's id where high availability is on. */
const HASHED = 'ffffffffa1b2c3d40000000000000000'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'others-'))
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

const silent: Narrator = {
  phase: () => undefined,
  info: () => undefined,
  warning: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
}

function run(source: string, more: Partial<TextRequest> = {}): Promise<RelocationReport> {
  return relocate(requestOf({ source, target: join(root, 'new'), ...more }), {
    narrator: silent,
    signal: new AbortController().signal,
  })
}

/**
 * The sentence and the details of a run that has to be refused, and that it changed nothing below the root.
 */
async function refused(source: string, more: Partial<TextRequest> = {}): Promise<string> {
  const before = await contents()
  const error: unknown = await run(source, more).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (!(error instanceof RelocationError))
    throw new Error(`was not refused: ${String(error)}`, { cause: error })
  expect(await contents()).toEqual(before)
  return [error.message, ...error.details].join('\n')
}

async function contents(): Promise<[string, string][]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
  return Promise.all(
    files.map(async (path): Promise<[string, string]> => [path, await readFile(path, 'latin1')]),
  )
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

const at = (...parts: string[]): string => join(root, ...parts)

/** A checkpoint of one operator with a file of its own and, where given, shared ones. */
async function checkpoint(
  job: string,
  n: number,
  shared: Readonly<Record<string, string>> = {},
  { own = `own-${n}-of-${job}`, id = 'a' }: { own?: string; id?: string } = {},
): Promise<string> {
  const directory = at(job, `chk-${n}`)
  const ownName = own.replaceAll('/', '-')
  await put(join(directory, ownName), own)
  for (const [name, content] of Object.entries(shared)) await put(at(job, 'shared', name), content)
  const state: Part =
    Object.keys(shared).length === 0
      ? keyGroups(3, file(`file:${directory}/${ownName}`, own.length))
      : incremental(
          11,
          file(`file:${directory}/${ownName}`, own.length),
          Object.entries(shared).map(
            ([name, content], i) =>
              [`${i}.sst`, file(`file:${at(job, 'shared', name)}`, content.length)] as const,
          ),
        )
  await put(
    join(directory, '_metadata'),
    metadata(6, [operator(6, { id: id.repeat(32) }, [subtask(6, 0, { managedKeyed: state })])], {
      checkpointId: BigInt(n),
    }),
  )
  return directory
}

async function savepoint(directory: string, files: Readonly<Record<string, string>>): Promise<string> {
  for (const [name, content] of Object.entries(files)) await put(join(directory, name), content)
  const states = Object.entries(files).map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, relativeFile(name, length)) }),
  )
  await put(join(directory, '_metadata'), metadata(6, [operator(6, {}, states)]))
  return directory
}

describe('files of others', () => {
  it('with other content in the shared directory are not replaced without overwrite, and who needs them is named', async () => {
    await checkpoint(`new/${RANDOM}`, 2, { sst: 'their bytes' })
    const source = await checkpoint(`old/${RANDOM}`, 3, { sst: 'our bytes!!' })
    const said = await refused(source)
    expect(said).toMatch(
      /^1 file exists.* with other content than at the source, and the snapshot .*chk-2 refers to it; nothing was written: choose another target/,
    )
    expect(said).toContain(at('new', RANDOM, 'shared/sst'))
  })

  it('that a complete snapshot refers to are not replaced with overwrite either, of whatever size', async () => {
    await checkpoint(`new/${RANDOM}`, 2, { sst: 'their bytes' })
    for (const content of ['our bytes!!', 'longer than theirs']) {
      const source = await checkpoint(`old/${RANDOM}`, 3, { sst: content })
      expect(await refused(source, { overwrite: true })).toMatch(
        /chk-2 refers to it; .*overwrite does not allow this/,
      )
    }
  })

  it('are protected where a snapshot of another job, or one that another tool copied here, refers to it', async () => {
    await checkpoint(`new/${RANDOM}`, 2, { sst: 'their bytes' })
    await put(
      at('new', RANDOM, 'chk-2/_metadata'),
      metadata(6, [
        operator(6, {}, [
          subtask(6, 0, { managedKeyed: keyGroups(3, file(`s3://gone/cp/${RANDOM}/shared/sst`, 11)) }),
        ]),
      ]),
    )
    const source = await checkpoint(`old/${RANDOM}`, 3, { sst: 'our bytes!!' })
    expect(await refused(source, { overwrite: true })).toContain('chk-2 refers to it')
    await rm(at('new', RANDOM, 'chk-2'), { recursive: true })
    await put(
      at('new', '1'.repeat(32), 'chk-9/_metadata'),
      metadata(6, [
        operator(6, {}, [
          subtask(6, 0, { managedKeyed: keyGroups(3, file(`file:${at('new', RANDOM, 'shared/sst')}`, 11)) }),
        ]),
      ]),
    )
    expect(await refused(source, { overwrite: true })).toContain('chk-9 refers to it')
  })

  it('may be anything that a snapshot refers to which cannot be read', async () => {
    await put(at('new', RANDOM, 'shared/sst'), 'their bytes')
    await put(at('new', RANDOM, 'chk-2/_metadata'), 'no metadata at all')
    const source = await checkpoint(`old/${RANDOM}`, 3, { sst: 'our bytes!!' })
    expect(await refused(source, { overwrite: true })).toMatch(
      /chk-2\/_metadata cannot be read: .*it may refer to files that would get other content/,
    )
  })

  it('that no snapshot refers to are replaced with overwrite', async () => {
    await put(at('new', RANDOM, 'shared/sst'), 'their bytes')
    await checkpoint(`new/${RANDOM}`, 2, { other: 'x' })
    const source = await checkpoint(`old/${RANDOM}`, 3, { sst: 'our bytes!!' })
    expect(await refused(source)).toMatch(/set overwrite to true to replace it/)
    await run(source, { overwrite: true })
    expect(await readFile(at('new', RANDOM, 'shared/sst'), 'utf8')).toBe('our bytes!!')
  })

  it('beside a savepoint are not replaced, and a run that was killed goes on', async () => {
    const source = await savepoint(at('old/savepoint-1'), { a: 'first', b: 'the second' })
    await put(at('new/savepoint-1/a'), 'first')
    await put(at('new/savepoint-1/b'), 'other text')
    expect(await refused(source)).toMatch(/^1 file exists[^]*savepoint-1\/b$/)
    await rm(at('new/savepoint-1/b'))
    expect(await run(source)).toMatchObject({ outcome: 'relocated', filesCopied: 1, filesSkipped: 1 })
  })

  it('where a path-map rule leads are protected by the snapshots there', async () => {
    await checkpoint('mapped', 7, { sst: 'their bytes' })
    await checkpoint('else', 1, { sst: 'our bytes!!' })
    await put(
      at('old/savepoint-1/_metadata'),
      metadata(6, [
        operator(6, {}, [
          subtask(6, 0, { managedKeyed: keyGroups(3, file(`file:${at('else/shared/sst')}`, 11)) }),
        ]),
      ]),
    )
    const pathMap = parsePathMap(`${at('else')} => ${at('mapped')}`)
    expect(await refused(at('old/savepoint-1'), { pathMap, overwrite: true })).toContain(
      'mapped/chk-7 refers to it',
    )
  })
})

describe('a job directory of a fixed id', () => {
  it.each([ZEROS, HASHED])(
    '%s with the checkpoint of another job is refused, and overwrite is no permission',
    async (job) => {
      await checkpoint(`new/${job}`, 42, { theirs: 'x' })
      const source = await checkpoint(`old/${job}`, 43, { ours: 'y' })
      for (const overwrite of [false, true]) {
        expect(await refused(source, { overwrite })).toMatch(
          /^the job directory .*new\/.* holds checkpoints of which nothing shows .*chk-42 has the same operators, but no file in common.*target-name.*overwrite does not allow this/,
        )
      }
      await run(source, { targetName: 'staging' })
      expect(await readdir(at('new/staging'))).toEqual(['chk-43', 'shared'])
    },
  )

  it('says that operators are others', async () => {
    await checkpoint(`new/${ZEROS}`, 42, { theirs: 'x' }, { id: 'b' })
    expect(await refused(await checkpoint(`old/${ZEROS}`, 43, { ours: 'y' }))).toMatch(
      /holds checkpoints of another job: chk-42 has other operators/,
    )
  })

  it('goes on beside the one that was relocated before, where they share files, and again and again', async () => {
    await run(await checkpoint(`old/${ZEROS}`, 42, { one: '1', two: '22' }))
    await rm(at('old', ZEROS, 'chk-42'), { recursive: true })
    const next = await checkpoint(`old/${ZEROS}`, 43, { two: '22', three: '333' })
    expect(await run(next)).toMatchObject({ outcome: 'relocated' })
    expect(await run(next)).toMatchObject({ outcome: 'already-there' })
    await rm(at('new', ZEROS, 'chk-43/_metadata'))
    expect(await run(next)).toMatchObject({ outcome: 'relocated', filesCopied: 0 })
    expect(await run(await checkpoint(`old/${ZEROS}`, 44, { three: '333', four: '4' }))).toMatchObject({
      outcome: 'relocated',
    })
  })

  it('goes on beside one that the source still has, with full checkpoints too', async () => {
    await run(await checkpoint(`old/${ZEROS}`, 42))
    expect(await run(await checkpoint(`old/${ZEROS}`, 43))).toMatchObject({ outcome: 'relocated' })
  })

  it('is refused where the source has another checkpoint of that number, though files are shared', async () => {
    await checkpoint(`new/${ZEROS}`, 42, { fork: 'x' }, { own: 'production' })
    await checkpoint(`old/${ZEROS}`, 42, { fork: 'x' }, { own: 'staging' })
    expect(await refused(await checkpoint(`old/${ZEROS}`, 43, { fork: 'x' }))).toMatch(
      /another job: chk-42 has other files there than at the source/,
    )
  })

  it("is refused where the very number is another job's, with overwrite too", async () => {
    await checkpoint(`new/${ZEROS}`, 42, { theirs: 'x' })
    const source = await checkpoint(`old/${ZEROS}`, 42, { ours: 'y' })
    for (const overwrite of [false, true])
      expect(await refused(source, { overwrite })).toMatch(
        /another job: its chk-42 has other files than this one/,
      )
  })

  it('replaces its own checkpoint with overwrite, where the same files are named otherwise', async () => {
    const source = await checkpoint(`old/${ZEROS}`, 42, { sst: 'x' })
    await cp(at('old'), at('new'), { recursive: true })
    await run(source, { overwrite: true })
    expect(await readFile(at('new', ZEROS, 'chk-42/_metadata'), 'latin1')).toContain(`file:${at('new')}`)
  })

  it('does not mind unfinished checkpoints', async () => {
    await put(at('new', ZEROS, 'chk-42/part'), 'x')
    expect(await run(await checkpoint(`old/${ZEROS}`, 43))).toMatchObject({ outcome: 'relocated' })
  })
})

describe('a job directory of a name that the user gave', () => {
  it('with checkpoints of another job is refused', async () => {
    await checkpoint('new/orders', 42, { theirs: 'x' })
    const source = await checkpoint(`old/${RANDOM}`, 43, { ours: 'y' })
    expect(await refused(source, { targetName: 'orders' })).toMatch(
      /^the job directory .*new\/orders holds checkpoints of which nothing shows.*: give another target-name, one for this checkpoint alone/,
    )
  })

  it('of a random id is the same job by its name', async () => {
    await checkpoint(`new/${RANDOM}`, 42)
    expect(await run(await checkpoint(`old/${RANDOM}`, 43))).toMatchObject({ outcome: 'relocated' })
  })
})

describe('a target that names the snapshot itself', () => {
  it.each([
    ['new/savepoint-1', undefined],
    ['new/savepoint-1/', undefined],
    ['new/savepoint-1', 'again'],
    ['new/savepoint-1/_metadata', undefined],
  ])(
    '%s (target-name %s) is refused where one is, with the target that was meant',
    async (target, targetName) => {
      await savepoint(at('new/savepoint-1'), { a: 'theirs' })
      const source = await savepoint(at('old/savepoint-1'), { a: 'first' })
      for (const overwrite of [false, true]) {
        expect(await refused(source, { target: `${root}/${target}`, overwrite, targetName })).toContain(
          `you probably meant ${at('new')}`,
        )
      }
    },
  )

  it('is refused where nothing is yet, unless target-name says so', async () => {
    const source = await savepoint(at('old/savepoint-1'), { a: 'first' })
    const target = at('new/savepoint-1')
    expect(await refused(source, { target })).toMatch(
      /ends in the name of the savepoint, which would go to .*savepoint-1\/savepoint-1: .*you probably meant .*\/new; .*set target-name to savepoint-1/,
    )
    await run(source, { target, targetName: 'savepoint-1' })
    expect(await readdir(target)).toEqual(['savepoint-1'])
  })

  it.each([`new/${RANDOM}`, `new/${RANDOM}/chk-42`, `new/${RANDOM}/shared`])(
    '%s is refused for a checkpoint',
    async (target) => {
      expect(await refused(await checkpoint(`old/${RANDOM}`, 42), { target: at(target) })).toContain(
        `you probably meant ${at('new')}`,
      )
    },
  )

  it.each(['chk-42', 'shared', 'taskowned', 'a/chk-1', '_metadata'])(
    "by target-name %s, one of Flink's own, is refused",
    async (targetName) => {
      const sources = [
        await savepoint(at('old/savepoint-1'), { a: 'first' }),
        await checkpoint(`old/${RANDOM}`, 42),
      ]
      for (const source of sources) {
        for (const target of [at('new'), at('new', RANDOM)]) {
          expect(await refused(source, { target, targetName })).toMatch(
            /^target-name ".*is a name that Flink gives to what it creates and deletes itself/,
          )
        }
      }
    },
  )

  it('is refused where it is shared of a job directory of another name', async () => {
    await checkpoint('new/orders', 2, { sst: 'x' })
    const source = await savepoint(at('old/savepoint-1'), { a: 'first' })
    expect(await refused(source, { target: at('new/orders/shared') })).toMatch(
      /belongs to the checkpoints in .*new\/orders: Flink deletes what is there/,
    )
  })
})
