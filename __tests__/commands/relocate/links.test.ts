/**
 * Symbolic links in local places, on a real disk: nothing that nobody named is read, written or deleted
 * through one.
 */
import { lchownSync } from 'node:fs'
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { inspectSnapshot } from '../../../src/commands/inspect/inspect.ts'
import { parseLocation } from '../../../src/location/location.ts'
import { relocate } from '../../../src/commands/relocate/relocate.ts'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import { file, keyGroups, metadata, operator, subtask } from '../../support/metadata-builder.ts'
import { requestOf, type TextRequest } from '../../support/text-request.ts'

const JOB = '00000000000000000000000000000abc'
const EARLIER = '00000000000000000000000000000def'
const SECRET = 'nobody named this'

let root: string
let warnings: string[]
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'links-'))
  warnings = []
  await put('elsewhere/state-0', SECRET)
  for (let n = 1; n < 5; n++) await put(`elsewhere/state-${n}`, SECRET)
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

const at = (path: string): string => join(root, path)

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true })
  await writeFile(at(path), content)
}

async function link(target: string, path: string): Promise<void> {
  await mkdir(dirname(at(path)), { recursive: true })
  await symlink(at(target), at(path))
}

/** Everything below a directory, links included. */
async function tree(directory: string): Promise<string[]> {
  const entries = await readdir(at(directory), { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(at(directory).length + 1))
    .sort()
}

/** A checkpoint whose `_metadata` names so many files of a directory. */
async function checkpoint(files: number, directory = `cp/${JOB}/shared`, content = SECRET): Promise<string> {
  const handles = Array.from({ length: files }, (_, n) => file(at(`${directory}/state-${n}`), content.length))
  const subtasks = handles.map((handle, n) => subtask(6, n, { managedKeyed: keyGroups(3, handle) }))
  await put(`cp/${JOB}/chk-7/_metadata`, metadata(6, [operator(6, {}, subtasks)]))
  return at(`cp/${JOB}/chk-7`)
}

function run(source: string, changes: Partial<TextRequest> = {}): Promise<RelocationReport> {
  const narrator = {
    phase() {
      /* quiet */
    },
    info() {
      /* quiet */
    },
    warning: (text: string) => {
      warnings.push(text)
    },
    debug() {
      /* quiet */
    },
    progress() {
      /* quiet */
    },
  }
  return relocate(requestOf({ source, target: at('out'), ...changes }), {
    narrator,
    signal: new AbortController().signal,
  })
}

async function failure(promise: Promise<unknown>): Promise<string> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof Error) return error.message
  throw new Error('was not refused')
}

/** Looks are taken one by one, or by a listing, as there are few files or many. */
describe.each([1, 2, 3, 5])('of a checkpoint with %i files in shared/', (files) => {
  it('a linked directory that leads elsewhere is not followed', async () => {
    const source = await checkpoint(files)
    await link('elsewhere', `cp/${JOB}/shared`)
    expect(await failure(run(source))).toContain(`the snapshot is not complete, ${files} file`)
    expect(warnings.join()).toContain(`leads through a symbolic link to ${at('elsewhere')}`)
    expect(warnings.join()).toContain(`out of ${at(`cp/${JOB}`)}, which was named`)
    expect(await tree('out')).toEqual([])
  })

  it('a linked file that leads elsewhere is not followed', async () => {
    const source = await checkpoint(files)
    for (let n = 1; n < files; n++) await put(`cp/${JOB}/shared/state-${n}`, SECRET)
    await link('elsewhere/state-0', `cp/${JOB}/shared/state-0`)
    expect(await failure(run(source))).toContain('the snapshot is not complete, 1 file')
    expect(warnings).toEqual([
      expect.stringContaining(`shared/state-0 leads through a symbolic link to ${at('elsewhere/state-0')}`),
    ])
    expect(await tree('out')).toEqual([])
  })

  it('the shared directory of an earlier job that leads elsewhere is not followed', async () => {
    const source = await checkpoint(files, `cp/${EARLIER}/shared`)
    await link('elsewhere', `cp/${EARLIER}/shared`)
    expect(await failure(run(source))).toContain('the snapshot is not complete')
    await rm(at(`cp/${EARLIER}`), { recursive: true })
    await cp(at('elsewhere'), at('elsewhere2/shared'), { recursive: true })
    await link('elsewhere2', `cp/${EARLIER}`)
    expect(await failure(run(source))).toContain('the snapshot is not complete')
    expect(await tree('out')).toEqual([])
  })

  it('links that stay inside are followed', async () => {
    const source = await checkpoint(files)
    await cp(at('elsewhere'), at(`cp/${JOB}/disk`), { recursive: true })
    await rm(at(`cp/${JOB}/disk/state-0`))
    await put(`cp/${JOB}/state-0`, SECRET)
    await symlink('../state-0', at(`cp/${JOB}/disk/state-0`))
    await symlink('disk', at(`cp/${JOB}/shared`))
    const report = await run(source)
    expect(report.filesCopied).toBe(files)
    expect(await readFile(at(`out/${JOB}/shared/state-0`), 'utf8')).toBe(SECRET)
    expect(warnings).toEqual([])
  })

  it("a linked directory amid the checkpoint's own files is told", async () => {
    const source = await checkpoint(files, `cp/${JOB}/chk-7/more`)
    await link('elsewhere', `cp/${JOB}/chk-7/more`)
    expect(await failure(run(source))).toContain(`the snapshot is not complete, ${files} file`)
    expect(warnings).toEqual([
      expect.stringContaining(
        `chk-7/more is a symbolic link to the directory ${at('elsewhere')}, so what is in it counts as missing`,
      ),
    ])
  })

  it('the way that the user named may have links', async () => {
    await checkpoint(files, `named/${JOB}/shared`)
    await cp(at('elsewhere'), at(`cp/${JOB}/shared`), { recursive: true })
    await link('cp', 'named')
    await link('real-out', 'out')
    await mkdir(at('real-out'))
    expect((await run(at(`named/${JOB}/chk-7`))).filesCopied).toBe(files)
    expect(await tree('real-out')).toHaveLength(files + 1)
  })

  it('inspect says so too', async () => {
    const source = await checkpoint(files)
    await link('elsewhere', `cp/${JOB}/shared`)
    const inspection = await inspectSnapshot(
      { source: parseLocation(source), s3: {}, checkFiles: true },
      { signal: new AbortController().signal },
    )
    expect(inspection.files?.problems).toHaveLength(files)
    expect(inspection.warnings.join()).toContain(`leads through a symbolic link to ${at('elsewhere')}`)
  })
})

describe('of the metadata', () => {
  it('a _metadata that leads elsewhere is not read', async () => {
    const source = await checkpoint(1)
    await put(`cp/${JOB}/shared/state-0`, SECRET)
    await cp(join(source, '_metadata'), at('other/_metadata'))
    await rm(join(source, '_metadata'))
    await link('other/_metadata', `cp/${JOB}/chk-7/_metadata`)
    for (const named of [source, join(source, '_metadata')]) {
      expect(await failure(run(named))).toContain(
        `chk-7/_metadata leads through a symbolic link to ${at('other/_metadata')}`,
      )
    }
    expect(await tree('out')).toEqual([])
  })

  it('a link on the way is not followed where another user may have made it', async () => {
    const asRoot = process.geteuid?.() === 0
    await put(`cp/${JOB}/shared/state-0`, SECRET)
    await checkpoint(1, `tmp/cp/${JOB}/shared`)
    await mkdir(at('tmp'))
    await link('cp', 'tmp/cp')
    await chmod(at('tmp'), 0o1777)
    if (asRoot) lchownSync(at('tmp/cp'), 65_534, 65_534)
    const end = await run(at(`tmp/cp/${JOB}/chk-7`)).then(
      ({ outcome }) => outcome,
      (error: unknown) => (error as Error).message,
    )
    expect(end).toContain(
      asRoot ? `is reached through the symbolic link ${at('tmp/cp')}, which another user made` : 'relocated',
    )
  })

  it('a checkpoint that is itself a link was named', async () => {
    const source = await checkpoint(1)
    await put(`cp/${JOB}/shared/state-0`, SECRET)
    await cp(source, at('other/chk-7'), { recursive: true })
    await rm(source, { recursive: true })
    await link('other/chk-7', `cp/${JOB}/chk-7`)
    expect((await run(source)).filesCopied).toBe(1)
  })
})

describe('a linked place that a rule names', () => {
  it('is read, and what leads out of it is not', async () => {
    const source = await checkpoint(3, 'mapped')
    await cp(at('elsewhere'), at('disk'), { recursive: true })
    await link('disk', 'mapped')
    const pathMap = [{ from: parseLocation(at('mapped')), to: parseLocation(at('out/mapped')) }]
    expect((await run(source, { pathMap, dryRun: true })).estimatedFiles).toBe(3)
    await rm(at('disk/state-1'))
    await link('elsewhere/state-1', 'disk/state-1')
    expect(await failure(run(source, { pathMap }))).toContain('the snapshot is not complete, 1 file')
  })

  it('may be one file, which is written where the rule says', async () => {
    const source = await checkpoint(2)
    for (let n = 0; n < 2; n++) await put(`cp/${JOB}/shared/state-${n}`, SECRET)
    const pathMap = [
      { from: parseLocation(at(`cp/${JOB}/shared/state-0`)), to: parseLocation(at('apart/state')) },
    ]
    expect((await run(source, { pathMap })).filesCopied).toBe(2)
    expect(await readFile(at('apart/state'), 'utf8')).toBe(SECRET)
  })
})

describe('in the target', () => {
  const places: [what: string, path: string][] = [
    ["the job's directory", `out/${JOB}`],
    ['the checkpoint', `out/${JOB}/chk-7`],
    ['shared', `out/${JOB}/shared`],
    ['a file', `out/${JOB}/shared/state-0`],
    ['the _metadata', `out/${JOB}/chk-7/_metadata`],
  ]

  it.each(places)('nothing is written where %s leads elsewhere', async (_, path) => {
    const source = await checkpoint(5)
    for (let n = 0; n < 5; n++) await put(`cp/${JOB}/shared/state-${n}`, SECRET)
    await put('foreign/kept', 'as it was')
    const target = /_metadata|state-/.test(path) ? 'foreign/kept' : 'foreign'
    await link(target, path)
    for (const overwrite of [false, true])
      expect(await failure(run(source, { overwrite }))).toMatch(/symbolic link/)
    expect(await tree('foreign')).toEqual(['kept'])
    expect(await readFile(at('foreign/kept'), 'utf8')).toBe('as it was')
    expect((await tree('out')).filter((name) => name.endsWith('.tmp'))).toEqual([])
  })
})
