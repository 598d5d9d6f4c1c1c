import { resolveWithin, type Location } from '../../src/location/location.ts'
import type { ObjectStore, Transfer } from '../../src/storage/object-store.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { openTransfer } from '../../src/storage/transfer.ts'
import { bytesSource, getText, listAll, listLevel, patterned, putText, readRange } from './bytes-source.ts'

/** A store and a directory of it that is this test's own and empty. */
export interface OpenedStore {
  readonly store: ObjectStore
  readonly directory: Location
  /**
   * A size that the store writes and copies in several parts; the limits of real servers make it megabytes.
   */
  readonly largeBytes: number
  readonly close?: () => Promise<void> | void
}

/** Names that some layer between here and the disk would like to interpret. */
export const ODD_NAMES = [
  'with space/and+plus',
  'p%41cent/100%',
  'h#sh/qu?stion&and=equals',
  'brackets[1]/(2)*!~\'"',
  'ünïcode/日本語/😀',
  'colon:semi;comma,at@',
  '_metadata',
  '.hidden',
]

/** Odd names that the platform's file system can hold. */
const usableNames = ODD_NAMES.filter((name) => process.platform !== 'win32' || !/[:*?"]/.test(name))

/** What every store must do. The opener is called for each test. */
export function objectStoreContract(name: string, open: () => Promise<OpenedStore>): void {
  describe(`${name} keeps the contract of a store`, () => {
    let opened: OpenedStore
    let store: ObjectStore
    const at = (path: string): Location => resolveWithin(opened.directory, path)

    beforeEach(async () => {
      opened = await open()
      store = opened.store
    })

    afterEach(async () => {
      store.close()
      await opened.close?.()
    })

    it('has nothing in a directory that does not exist', async () => {
      expect(await store.stat(at('nothing'))).toBeUndefined()
      expect((await listAll(store, at('nothing'))).size).toBe(0)
    })

    it('gives back what was written, under names of any kind', async () => {
      for (const path of usableNames) await putText(store, at(path), `content of ${path}`)
      const listed = await listAll(store, opened.directory)
      expect([...listed.keys()].sort()).toEqual(usableNames.map((path) => at(path).path).sort())
      for (const path of usableNames) {
        expect(await getText(store, at(path))).toBe(`content of ${path}`)
        expect(await store.stat(at(path))).toMatchObject({
          location: at(path),
          sizeBytes: Buffer.byteLength(`content of ${path}`),
        })
        expect(listed.get(at(path).path)?.sizeBytes).toBe(Buffer.byteLength(`content of ${path}`))
      }
    })

    it('lists a directory, not its namesakes', async () => {
      await putText(store, at('savepoint-1/a'), 'x')
      await putText(store, at('savepoint-10/b'), 'x')
      await putText(store, at('savepoint-1.txt'), 'x')
      expect([...(await listAll(store, at('savepoint-1'))).keys()]).toEqual([at('savepoint-1/a').path])
    })

    it('lists one level of a directory, whatever lies below', async () => {
      const deep = [
        'job-1/chk-1/_metadata',
        'job-1/chk-2/a',
        'job-1/shared/x',
        'job-10/chk-1/_metadata',
        'odd +%41/ü/_metadata',
      ]
      for (const path of [...deep, 'file', '_metadata']) await putText(store, at(path), 'xy')
      const level = await listLevel(store, opened.directory)
      expect(level.directories).toEqual(['job-1', 'job-10', 'odd +%41'].map((path) => at(path).path))
      expect(level.objects).toEqual(
        ['_metadata', 'file'].map((path) => ({ path: at(path).path, sizeBytes: 2, dated: true })),
      )
      expect((await listLevel(store, at('job-1'))).directories).toEqual(
        ['job-1/chk-1', 'job-1/chk-2', 'job-1/shared'].map((path) => at(path).path),
      )
      expect(await listLevel(store, at('job'))).toEqual({ objects: [], directories: [] })
    })

    it('writes empty, small and large objects, and reads any range of them', async () => {
      for (const size of [0, 1, 70_000, opened.largeBytes]) {
        const bytes = patterned(size)
        let told = 0
        const written = await store.write(at(`size-${size}`), bytesSource(bytes), {
          onBytes: (more) => {
            told += more
          },
        })
        expect([written.sizeBytes, told]).toEqual([size, size])
        const info = await store.stat(at(`size-${size}`))
        expect(info?.sizeBytes).toBe(size)
        const source = store.source(info!)
        expect((await readRange(source, 0, size)).equals(bytes)).toBe(true)
        for (const [start, end] of [
          [0, 1],
          [1, 2],
          [size >> 1, size],
          [size - 1, size],
        ] as const) {
          if (start >= 0 && end <= size)
            expect((await readRange(source, start, end)).equals(bytes.subarray(start, end))).toBe(true)
        }
      }
    })

    it('replaces on write', async () => {
      await putText(store, at('file'), 'first, the longer text')
      await putText(store, at('file'), 'second')
      expect(await getText(store, at('file'))).toBe('second')
    })

    it('leaves nothing at the place when the source fails', async () => {
      for (const size of [1000, opened.largeBytes]) {
        const failing = {
          sizeBytes: size,
          open: () =>
            Promise.resolve(
              (async function* () {
                await Promise.resolve()
                yield patterned(100)
                throw new Error('the source broke')
              })(),
            ),
        }
        await expect(store.write(at('broken'), failing)).rejects.toThrow('the source broke')
      }
      expect(await store.stat(at('broken'))).toBeUndefined()
      expect((await listAll(store, opened.directory)).size).toBe(0)
    })

    it('ends a write with the reason of its signal', async () => {
      const stop = new AbortController()
      const endless = {
        sizeBytes: opened.largeBytes,
        open: () =>
          Promise.resolve(
            (async function* () {
              for (;;) {
                yield patterned(1000)
                stop.abort(new Error('stopped by the user'))
                await new Promise((resolve) => {
                  setTimeout(resolve, 1)
                })
              }
            })(),
          ),
      }
      await expect(store.write(at('stopped'), endless, { signal: stop.signal })).rejects.toThrow(
        'stopped by the user',
      )
      expect(await store.stat(at('stopped'))).toBeUndefined()
    })

    it('refuses to read more than was asked for, and what is not there', async () => {
      await putText(store, at('file'), '0123456789')
      await expect(store.read(at('file'), { maxBytes: 9 })).rejects.toMatchObject({ code: 'too-large' })
      await expect(store.read(at('none'), { maxBytes: 9 })).rejects.toMatchObject({ code: 'not-found' })
    })

    it('does not read what has changed since it was looked at', async () => {
      const info = await putText(store, at('file'), 'the planned content')
      await new Promise((resolve) => {
        setTimeout(resolve, 20)
      })
      await putText(store, at('file'), 'another one, changed')
      const reading = readRange(store.source(info), 0, info.sizeBytes)
      await expect(reading).rejects.toMatchObject({ name: 'StorageError', code: 'changed' })
    })

    it('publishes only where nothing is', async () => {
      expect(await store.publish(at('a/_metadata'), Buffer.from('mine'), { replace: false })).toMatchObject({
        outcome: 'created',
      })
      expect(await store.publish(at('a/_metadata'), Buffer.from('yours'), { replace: false })).toMatchObject({
        outcome: 'exists',
      })
      expect(await getText(store, at('a/_metadata'))).toBe('mine')
    })

    it('publishes over what is there when it shall replace', async () => {
      await putText(store, at('_metadata'), 'old')
      expect(await store.publish(at('_metadata'), Buffer.from('new'), { replace: true })).toMatchObject({
        outcome: 'replaced',
      })
      expect(await store.publish(at('other'), Buffer.from('new'), { replace: true })).toMatchObject({
        outcome: 'created',
      })
      expect(await getText(store, at('_metadata'))).toBe('new')
    })

    it('lets one of several publishers win', async () => {
      const all = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) =>
          store.publish(at('_metadata'), Buffer.from(`writer ${n}`), { replace: false }),
        ),
      )
      expect(all.filter(({ outcome }) => outcome === 'created')).toHaveLength(1)
      const winner = all.findIndex(({ outcome }) => outcome === 'created') + 1
      expect(await getText(store, at('_metadata'))).toBe(`writer ${winner}`)
    })

    it('removes objects, and does not mind missing ones', async () => {
      for (const path of usableNames) await putText(store, at(path), 'x')
      await putText(store, at('stays'), 'x')
      await store.remove([...usableNames.map(at), at('was/never/there')])
      expect([...(await listAll(store, opened.directory)).keys()]).toEqual([at('stays').path])
      await store.remove([at('stays')])
      await store.remove([at('stays')])
      expect((await listAll(store, opened.directory)).size).toBe(0)
    })
  })
}

/** What every pair of stores must do. The second opener may open a directory of the same store. */
export function transferContract(
  name: string,
  mode: Transfer['mode'],
  openSource: () => Promise<OpenedStore>,
  openTarget: () => Promise<OpenedStore>,
): void {
  describe(`${name} keeps the contract of a transfer`, () => {
    let source: OpenedStore
    let target: OpenedStore
    let transfer: Transfer

    beforeEach(async () => {
      source = await openSource()
      target = await openTarget()
      transfer = openTransfer(source.store, target.store)
    })

    afterEach(async () => {
      source.store.close()
      target.store.close()
      await source.close?.()
      await target.close?.()
    })

    it(`goes ${mode}`, () => {
      expect(transfer.mode).toBe(mode)
      expect(transfer.requestsFor(1)).toBe(mode === 'local' ? 0 : transfer.requestsFor(2))
    })

    it('copies objects of any name', async () => {
      for (const path of usableNames) {
        const from = await putText(source.store, resolveWithin(source.directory, path), `content of ${path}`)
        const to = resolveWithin(target.directory, `copies/${path}`)
        expect(await transfer.copy(from, to)).toMatchObject({ location: to, sizeBytes: from.sizeBytes })
        expect(await getText(target.store, to)).toBe(`content of ${path}`)
      }
    })

    it('copies empty and large objects, and knows the copies again', async () => {
      for (const size of [0, Math.max(source.largeBytes, target.largeBytes)]) {
        const place = resolveWithin(source.directory, `size-${size}`)
        const bytes = patterned(size)
        await source.store.write(place, bytesSource(bytes))
        const from = (await source.store.stat(place))!
        let told = 0
        const to = resolveWithin(target.directory, `copies/size-${size}`)
        await transfer.copy(from, to, {
          onBytes: (more) => {
            told += more
          },
        })
        expect(told).toBe(size)
        const there = (await target.store.stat(to))!
        expect((await readRange(target.store.source(there), 0, size)).equals(bytes)).toBe(true)
      }
    })

    it('proves that small copies are equal, and never that different ones are', async () => {
      const from = await putText(source.store, resolveWithin(source.directory, 'a'), 'the content')
      await transfer.copy(from, resolveWithin(target.directory, 'copies/a'))
      const same = (await target.store.stat(resolveWithin(target.directory, 'copies/a')))!
      const other = await putText(target.store, resolveWithin(target.directory, 'copies/b'), 'tne content')
      const shorter = await putText(target.store, resolveWithin(target.directory, 'copies/c'), 'the conten')
      expect(await transfer.sameContent(from, same)).toMatch(/^(etag|bytes)$/)
      expect(await transfer.sameContent(from, other)).toBeUndefined()
      expect(await transfer.sameContent(from, shorter)).toBeUndefined()
    })

    it('refuses to copy what has changed or is gone', async () => {
      const from = await putText(source.store, resolveWithin(source.directory, 'a'), 'the planned content')
      await new Promise((resolve) => {
        setTimeout(resolve, 20)
      })
      await putText(source.store, resolveWithin(source.directory, 'a'), 'a later content, new')
      const to = resolveWithin(target.directory, 'copies/a')
      await expect(transfer.copy(from, to)).rejects.toMatchObject({ name: 'StorageError', code: 'changed' })
      await source.store.remove([from.location])
      const gone = await transfer.copy(from, to).catch((error: unknown) => error)
      expect(gone).toBeInstanceOf(StorageError)
      expect((gone as StorageError).code).toBe('not-found')
      expect(await target.store.stat(to)).toBeUndefined()
    })
  })
}
