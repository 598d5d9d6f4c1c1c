/** Local targets that do not take what is to be written, and what killed runs left in them. */
import { spawnSync } from 'node:child_process'
import { lchownSync } from 'node:fs'
import {
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { relocate } from '../../../../src/commands/relocate/relocate.ts'
import { file, keyGroups, metadata, operator, subtask } from '../../../support/metadata-builder.ts'
import { giveAway, relocateUnprivileged } from '../../../support/unprivileged.ts'
import { requestOf, type TextRequest } from '../../../support/text-request.ts'

const JOB = '00000000000000000000000000000abc'
const STATE = 'twelve bytes'
const STORE = join(import.meta.dirname, '../../../../src/storage/file/file-store.ts')

let root: string
let source: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'local-target-'))
  await chmod(root, 0o755)
  const handles = ['shared/a', 'shared/b', 'chk-7/own'].map((name) =>
    file(join(root, 'cp', JOB, name), STATE.length),
  )
  for (const name of ['shared/a', 'shared/b', 'chk-7/own']) await put(`cp/${JOB}/${name}`, STATE)
  await put(
    `cp/${JOB}/chk-7/_metadata`,
    metadata(6, [
      operator(
        6,
        {},
        handles.map((handle, n) => subtask(6, n, { managedKeyed: keyGroups(3, handle) })),
      ),
    ]),
  )
  source = join(root, 'cp', JOB, 'chk-7')
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(root, path)), { recursive: true })
  await writeFile(join(root, path), content)
}

/** A directory of the target that belongs to whoever relocates. */
async function directory(path: string, mode: number): Promise<void> {
  await mkdir(join(root, path))
  giveAway(join(root, path))
  await chmod(join(root, path), mode)
}

async function filesIn(path: string): Promise<string[]> {
  const entries = await readdir(join(root, path), { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(root, path).length + 1))
    .sort()
}

const COPIED = [`${JOB}/chk-7/_metadata`, `${JOB}/chk-7/own`, `${JOB}/shared/a`, `${JOB}/shared/b`]

describe('a target that may be written to', () => {
  it('need not be listed: what is in it is found by name', async () => {
    await directory('out', 0o311)
    expect(await relocateUnprivileged(source, join(root, 'out'))).toEqual({ end: 'relocated', warnings: [] })
    await chmod(join(root, 'out'), 0o755)
    expect(await filesIn('out')).toEqual(COPIED)
  })

  it('but for the directory of _metadata is refused before anything is copied', async () => {
    await directory('out', 0o755)
    await directory(`out/${JOB}`, 0o755)
    await directory(`out/${JOB}/shared`, 0o755)
    await directory(`out/${JOB}/chk-7`, 0o755)
    // The only file beside `_metadata` is there already.
    await put(`out/${JOB}/chk-7/own`, STATE)
    await chmod(join(root, `out/${JOB}/chk-7`), 0o555)
    const { end } = await relocateUnprivileged(source, join(root, 'out'))
    expect(end).toContain(
      `${JOB}/chk-7/_metadata may not be accessed by the user that runs this: change the permissions or the user`,
    )
    expect(await filesIn('out')).toEqual([`${JOB}/chk-7/own`])
    await chmod(join(root, `out/${JOB}/chk-7`), 0o755)
  })

  it('but for one directory of files is refused likewise', async () => {
    await directory('out', 0o755)
    await directory(`out/${JOB}`, 0o755)
    await directory(`out/${JOB}/shared`, 0o555)
    const { end } = await relocateUnprivileged(source, join(root, 'out'))
    expect(end).toContain('may not be accessed by the user that runs this')
    expect(await filesIn('out')).toEqual([])
  })
})

async function relocateHere(changes: Partial<TextRequest> = {}): Promise<string[]> {
  const warnings: string[] = []
  const narrator = {
    phase() {
      /* quiet */
    },
    info() {
      /* quiet */
    },
    debug() {
      /* quiet */
    },
    progress() {
      /* quiet */
    },
    warning: (text: string) => {
      warnings.push(text)
    },
  }
  await relocate(requestOf({ source, target: join(root, 'out'), ...changes }), {
    narrator,
    signal: new AbortController().signal,
  })
  return warnings
}

/** A run that is killed while it writes a file. */
function killedWhileWriting(path: string): void {
  const script = `import { createFileStore } from ${JSON.stringify(STORE)}
    const dead = { sizeBytes: 3, open: () => process.kill(process.pid, 'SIGKILL') }
    await createFileStore().write({ scheme: 'file', authority: '', path: ${JSON.stringify(path)} }, dead)`
  const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', script])
  expect(signal).toBe('SIGKILL')
}

async function unfinishedIn(path: string): Promise<string[]> {
  return (await readdir(join(root, path))).filter((name) => name.endsWith('.tmp')).sort()
}

async function age(path: string, hours: number): Promise<void> {
  const time = new Date(Date.now() - hours * 3_600_000)
  await utimes(join(root, path), time, time)
}

describe('what a killed run left in a local target', () => {
  beforeEach(() => {
    killedWhileWriting(join(root, `out/${JOB}/shared/a`))
  })

  it('is named and left alone while it may be at work', async () => {
    const [name = ''] = await unfinishedIn(`out/${JOB}/shared`)
    await age(`out/${JOB}/shared/${name}`, 23)
    expect(await relocateHere()).toEqual([
      expect.stringMatching(
        new RegExp(`^1 unfinished file of an earlier or another run was left alone: .*/shared/${name};`),
      ),
    ])
    expect(await unfinishedIn(`out/${JOB}/shared`)).toEqual([name])
    expect((await filesIn('out')).filter((path) => !path.endsWith('.tmp'))).toEqual(COPIED)
  })

  it('is named and removed after a day, also by a run that has nothing to copy', async () => {
    await relocateHere()
    const [name = ''] = await unfinishedIn(`out/${JOB}/shared`)
    await age(`out/${JOB}/shared/${name}`, 25)
    expect(await relocateHere()).toEqual([
      expect.stringMatching(
        new RegExp(
          `^1 unfinished file that killed runs left more than a day ago was removed: .*/shared/${name}$`,
        ),
      ),
    ])
    expect(await filesIn('out')).toEqual(COPIED)
    expect(await relocateHere()).toEqual([])
  })

  it('stays for a dry run', async () => {
    const [name = ''] = await unfinishedIn(`out/${JOB}/shared`)
    await age(`out/${JOB}/shared/${name}`, 25)
    await relocateHere({ dryRun: true })
    expect(await unfinishedIn(`out/${JOB}/shared`)).toEqual([name])
  })

  it('is told apart from what only looks like it', async () => {
    const [name = ''] = await unfinishedIn(`out/${JOB}/shared`)
    await rm(join(root, `out/${JOB}/shared`, name))
    const odd = (n: number): string => `out/${JOB}/shared/.flink-snapshot-${String(n).padStart(16, '0')}.tmp`
    await symlink('a', join(root, odd(1)))
    await mkdir(join(root, odd(2)))
    await put(odd(3), "somebody else's")
    await put(`out/${JOB}/shared/.flink-snapshot-mine.tmp`, 'another name')
    for (const path of [odd(2), odd(3), `out/${JOB}/shared/.flink-snapshot-mine.tmp`]) await age(path, 1000)
    const asRoot = process.geteuid?.() === 0
    if (asRoot) lchownSync(join(root, odd(3)), 65_534, 65_534)
    const warnings = await relocateHere()
    expect(warnings.join()).toContain(
      `${asRoot ? 3 : 2} unfinished files of an earlier or another run were left alone`,
    )
    expect(await readFile(join(root, odd(3)), 'utf8').catch(() => 'gone')).toBe(
      asRoot ? "somebody else's" : 'gone',
    )
    expect((await stat(join(root, odd(2)))).isDirectory()).toBe(true)
    expect(await readFile(join(root, `out/${JOB}/shared/.flink-snapshot-mine.tmp`), 'utf8')).toBe(
      'another name',
    )
  })
})

describe('with overwrite, what may not be replaced', () => {
  it('is found before the existing snapshot is touched', async () => {
    await relocateHere()
    await put(`cp/${JOB}/chk-7/own`, 'other bytes!')
    await put(`out/${JOB}/kept`, STATE)
    await rm(join(root, `out/${JOB}/shared/b`))
    await symlink(join(root, 'out', JOB, 'kept'), join(root, `out/${JOB}/shared/b`))
    await put(`cp/${JOB}/shared/b`, 'OTHER BYTES!')
    await put(`out/${JOB}/chk-7/_metadata`, 'another snapshot')
    await expect(relocateHere({ overwrite: true })).rejects.toThrow('shared/b is a symbolic link to')
    expect(await readFile(join(root, `out/${JOB}/chk-7/_metadata`), 'utf8')).toBe('another snapshot')
    expect(await readFile(join(root, `out/${JOB}/kept`), 'utf8')).toBe(STATE)
  })
})
