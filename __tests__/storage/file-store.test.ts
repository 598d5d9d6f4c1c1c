import { execFileSync } from 'node:child_process'
import {
  link,
  lstat,
  mkdir,
  mkdtemp,
  open,
  readdir,
  readFile,
  realpath,
  rename,
  rm,
  symlink,
  utimes,
  writeFile,
} from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseLocation, type Location } from '../../src/location/location.ts'
import { fileError } from '../../src/storage/file/file-errors.ts'
import { createFileStore, type FileStore } from '../../src/storage/file/file-store.ts'
import { isTemporaryName, localPath, temporaryPath } from '../../src/storage/file/local-path.ts'
import { copyOpened } from '../../src/storage/file/open-file.ts'
import type { RangeSource } from '../../src/storage/object-store.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { eventually } from '../support/eventually.ts'
import { bytesSource, listAll, putText } from './bytes-source.ts'

let root: string
const at = (path: string): Location => parseLocation(join(root, path))
const store = createFileStore()

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'flink-snapshot-files-'))
})
afterEach(async () => {
  await rm(root, { recursive: true })
})

describe('paths', () => {
  it.each([
    ['file:/C:/a b/c', 'win32', 'C:\\a b\\c'],
    ['C:\\a\\b', 'win32', 'C:\\a\\b'],
    ['file://server/share/x', 'win32', '\\\\server\\share\\x'],
    ['file:///a%20b/c', 'linux', '/a%20b/c'],
    ['file://localhost/a', 'linux', '/a'],
  ] as const)('%s is on %s %s', (text, platform, path) => {
    expect(localPath(parseLocation(text), platform)).toBe(path)
  })

  it('on another machine are refused', () => {
    expect(() => localPath(parseLocation('file://nas/x'), 'linux')).toThrow('names a file of the machine nas')
  })
})

describe('files in the making', () => {
  it('under a file are refused by a sentence', async () => {
    await writeFile(join(root, 'taken'), '')
    await expect(putText(store, at('taken/file'), 'x')).rejects.toThrow(
      'has a file where a directory should be: check the path',
    )
  })

  it('have a name of their own beside the place, are never listed, and are gone afterwards', async () => {
    await writeFile(temporaryPath(root, '0123456789abcdef'), 'left by a run that was killed')
    let during: string[] = []
    await store.write(at('d/file'), {
      sizeBytes: 3,
      open: () =>
        Promise.resolve(
          (async function* () {
            during = await readdir(join(root, 'd'))
            yield Buffer.from('abc')
          })(),
        ),
    })
    expect(during.map(isTemporaryName)).toEqual([true])
    expect(await readdir(join(root, 'd'))).toEqual(['file'])
    expect([...(await listAll(store, at('.'))).keys()]).toEqual([at('d/file').path])
  })

  it('never become files when the source gives too little', async () => {
    const short = { ...bytesSource(Buffer.from('abc')), sizeBytes: 5 }
    await expect(store.write(at('file'), short)).rejects.toMatchObject({ code: 'changed' })
    expect(await readdir(root)).toEqual([])
  })

  it('are written in pieces, at their places and side by side, where they are large', async () => {
    const bytes = Buffer.alloc(40 * 2 ** 20 + 1, 'where am I? ')
    let [open, most] = [0, 0]
    const source: RangeSource = {
      sizeBytes: bytes.length,
      open: () => Promise.reject(new Error('not asked for')),
      readInto: async (into, start) => {
        most = Math.max(most, ++open)
        // The later pieces come first.
        await eventually(() => most === 3 && (start > 0 || open === 1))
        into.set(bytes.subarray(start, start + into.length))
        open--
      },
    }
    let told = 0
    const { sizeBytes } = await store.write(at('large'), source, {
      onBytes: (count) => {
        told += count
      },
    })
    expect([sizeBytes, told, most]).toEqual([bytes.length, bytes.length, 3])
    expect((await readFile(join(root, 'large'))).equals(bytes)).toBe(true)
    expect(store.readsForWrite(bytes.length)).toBe(3)
  })

  it('are gone when one of their pieces fails, or the caller gives up', async () => {
    const stop = new AbortController()
    const source = (reason: () => Error): RangeSource => ({
      sizeBytes: 64 * 2 ** 20,
      open: () => Promise.reject(new Error('not asked for')),
      readInto: async (_, start, { signal }) => {
        if (start > 0) throw reason()
        await new Promise((resolve) => {
          signal?.addEventListener('abort', resolve)
        })
        signal?.throwIfAborted()
      },
    })
    await expect(
      store.write(
        at('file'),
        source(() => new Error('broken')),
      ),
    ).rejects.toThrow('broken')
    const given = store.write(
      at('file'),
      source(() => {
        stop.abort(new Error('enough'))
        return new Error('late')
      }),
      { signal: stop.signal },
    )
    await expect(given).rejects.toThrow('enough')
    expect(await readdir(root)).toEqual([])
  })

  it('are gone when the commit fails', async () => {
    await putText(store, at('d/file'), 'abc')
    // The directory of what was written before cannot be put on disk any more.
    await rm(join(root, 'd'), { recursive: true })
    await expect(store.publish(at('_metadata'), Buffer.from('x'), { replace: false })).rejects.toMatchObject({
      name: 'StorageError',
    })
    expect(await readdir(root)).toEqual([])
  })

  it('do not touch other names of what they replace', async () => {
    await writeFile(join(root, 'a'), 'old')
    await link(join(root, 'a'), join(root, 'b'))
    await putText(store, at('a'), 'new')
    expect(await readFile(join(root, 'b'), 'utf8')).toBe('old')
  })
})

describe('a file as a source', () => {
  const memory = new Uint8Array(new SharedArrayBuffer(6))

  it('fills memory from any place', async () => {
    const info = await putText(store, at('file'), '0123456789')
    await store.source(info).readInto?.(memory, 3, {})
    expect(Buffer.from(memory).toString()).toBe('345678')
  })

  it('is not read when it is another one by now, or ends early', async () => {
    const info = await putText(store, at('file'), '0123456789')
    await expect(store.source(info).readInto?.(memory, 5, {})).rejects.toMatchObject({
      name: 'StorageError',
      code: 'changed',
    })
    await writeFile(join(root, 'file'), '0123456789, and more')
    await expect(store.source(info).readInto?.(memory, 0, {})).rejects.toMatchObject({ code: 'changed' })
    await rm(join(root, 'file'))
    await expect(store.source(info).readInto?.(memory, 0, {})).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('symbolic links', () => {
  it('are listed where they lead to files inside, not where they leave, dangle or circle', async () => {
    await mkdir(join(root, 'snapshot/sub'), { recursive: true })
    await writeFile(join(root, 'secret'), 'not named by anybody')
    await writeFile(join(root, 'snapshot/file'), 'x')
    await symlink('file', join(root, 'snapshot/inside'))
    await symlink('../secret', join(root, 'snapshot/outside'))
    await symlink('nowhere', join(root, 'snapshot/dangling'))
    await symlink('..', join(root, 'snapshot/sub/circle'))
    await symlink('snapshot', join(root, 'by-link'))
    expect([...(await listAll(store, at('snapshot'))).keys()].sort()).toEqual([
      at('snapshot/file').path,
      at('snapshot/inside').path,
    ])
    expect([...(await listAll(store, at('by-link'))).keys()].sort()).toEqual([
      at('by-link/file').path,
      at('by-link/inside').path,
    ])
  })
})

describe('faults', () => {
  it('of the file system have sentences', async () => {
    await mkdir(join(root, 'directory'))
    await writeFile(join(root, 'file'), 'x')
    await expect(store.read(at('directory'), { maxBytes: 10_000 })).rejects.toMatchObject({
      name: 'StorageError',
      code: 'local',
    })
    await expect(putText(store, at('file/below'), 'x')).rejects.toMatchObject({ name: 'StorageError' })
    expect(await store.stat(at('directory'))).toBeUndefined()
    expect(await store.stat(at('file/below'))).toBeUndefined()
  })

  it.each([
    ['EACCES', 'access-denied', 'change the permissions'],
    ['EROFS', 'access-denied', 'read-only'],
    ['ENOSPC', 'local', 'no space is left'],
    ['EDQUOT', 'local', 'quota'],
    ['ENAMETOOLONG', 'local', 'shorter'],
    ['EMFILE', 'local', 'ulimit -n'],
    ['EXYZ', 'local', 'failed with EXYZ'],
  ])('%s is told as %s', (code, kind, says) => {
    const fault = fileError(Object.assign(new Error('raw'), { code, syscall: 'open' }), 'open', at('file'))
    expect(fault).toBeInstanceOf(StorageError)
    expect((fault as StorageError).code).toBe(kind)
    expect((fault as StorageError).message).toContain(says)
    expect((fault as StorageError).message).toContain(at('file').path)
  })

  it('of others pass through', () => {
    const error = new Error('mine')
    expect(fileError(error, 'open', at('file'))).toBe(error)
  })
})

describe('a path that becomes another one meanwhile', () => {
  const swap = async (): Promise<void> => {
    await rename(join(root, 'home/shared'), join(root, 'home/former'))
    await symlink('../secrets', join(root, 'home/shared'))
  }
  let confined: FileStore
  beforeEach(async () => {
    confined = createFileStore({ named: [at('home')] })
    const time = new Date()
    for (const path of ['home/shared', 'secrets']) {
      await mkdir(join(root, path), { recursive: true })
      await writeFile(join(root, path, 'x'), path.padEnd(12, '.'))
      await utimes(join(root, path, 'x'), time, time)
    }
  })

  it('is not read', async () => {
    const seen = await confined.stat(at('home/shared/x'))
    await swap()
    const into = new Uint8Array(new SharedArrayBuffer(12))
    const refusal = {
      name: 'StorageError',
      message: expect.stringContaining(
        `leads through a symbolic link to ${await realpath(join(root, 'secrets/x'))}`,
      ) as string,
    }
    await expect(confined.read(at('home/shared/x'), { maxBytes: 100 })).rejects.toMatchObject(refusal)
    await expect(confined.source(seen!).readInto?.(into, 0, {})).rejects.toMatchObject(refusal)
    await expect(confined.source(seen!).open(0, 12, {})).rejects.toMatchObject(refusal)
    await expect(store.copyLocal(seen!, at('out/x'), {}, confined)).rejects.toMatchObject(refusal)
    await expect(readdir(join(root, 'out'))).rejects.toThrow('ENOENT')
  })

  it('is not written to, and nothing is left there', async () => {
    await putText(confined, at('home/shared/y'), 'first')
    await swap()
    await expect(putText(confined, at('home/shared/z'), 'second')).rejects.toThrow(
      'and is not written: remove the link',
    )
    await expect(
      confined.publish(at('home/shared/x'), Buffer.from('third'), { replace: true }),
    ).rejects.toThrow('is not written')
    await expect(confined.remove([at('home/shared/x')])).rejects.toThrow('is not deleted')
    expect([await readdir(join(root, 'secrets')), await readFile(join(root, 'secrets/x'), 'utf8')]).toEqual([
      ['x'],
      'secrets.....',
    ])
  })

  it('does not make a copy follow a link that took the place of the file in the making, or of its origin', async () => {
    const [from, to] = [join(root, 'home/shared/x'), temporaryPath(join(root, 'home'), '0123456789abcdef')]
    await writeFile(join(root, 'victim'), 'as it was')
    await using origin = await open(from, 'r')
    await using made = await open(to, 'wx+')
    await rm(to)
    await symlink(join(root, 'victim'), to)
    await swap()
    // Where the system knows files by their names only, it is refused.
    const copied = await copyOpened(origin, from, made, to).then(
      () => true,
      (error: unknown) => (error instanceof StorageError ? false : undefined),
    )
    expect(copied).toBe(process.platform === 'linux')
    if (copied === true) expect((await made.readFile()).toString()).toBe('home/shared.')
    expect(await readFile(join(root, 'victim'), 'utf8')).toBe('as it was')
  })
})

describe('what is no regular file', () => {
  const pipe = (): void => {
    execFileSync('mkfifo', [join(root, 'pipe')])
  }

  it('is not waited for, and is no file', async () => {
    pipe()
    await expect(store.read(at('pipe'), { maxBytes: 100 })).rejects.toThrow(
      'is no regular file but a device, a pipe or a socket',
    )
    expect(await store.stat(at('pipe'))).toBeUndefined()
    expect([...(await listAll(store, at('.'))).keys()]).toEqual([])
  })

  it('is not replaced, nor is a link', async () => {
    pipe()
    await writeFile(join(root, 'file'), 'as it was')
    await symlink('file', join(root, 'link'))
    for (const name of ['pipe', 'link']) {
      await expect(putText(store, at(name), 'new')).rejects.toMatchObject({ name: 'StorageError' })
      await expect(store.publish(at(name), Buffer.from('new'), { replace: true })).rejects.toMatchObject({
        name: 'StorageError',
      })
    }
    expect((await readdir(root)).sort()).toEqual(['file', 'link', 'pipe'])
    expect((await lstat(join(root, 'link'))).isSymbolicLink()).toBe(true)
    expect(await readFile(join(root, 'file'), 'utf8')).toBe('as it was')
  })
})

describe('a file that another one of the same size and time has replaced', () => {
  it('is not deleted as the one that was planned', async () => {
    await putText(store, at('state'), 'first')
    const planned = await store.stat(at('state'))
    await writeFile(join(root, 'other'), 'other')
    await utimes(join(root, 'other'), planned!.modifiedAt!, planned!.modifiedAt!)
    await rename(join(root, 'other'), join(root, 'state'))
    expect(await store.removeUnchanged([planned!])).toEqual([at('state')])
    expect(await readFile(join(root, 'state'), 'utf8')).toBe('other')
  })
})
