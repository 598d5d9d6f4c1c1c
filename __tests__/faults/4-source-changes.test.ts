/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import type { FaultKind } from '../support/fake-s3/faults.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const key = (name: string): string => `flink/savepoint-1/${name}`

/** Does something to the source when the copying begins, after everything was seen. */
const meanwhile = (act: () => void): { onPhase: (phase: string) => void } => ({
  onPhase: (phase) => {
    if (phase === 'Copy') act()
  },
})

describe.each([
  ['server-side', false],
  ['streamed', true],
])('%s, the source', (_, streamed) => {
  it.each(['small', 'large'])('changes during the run: %s is named, nothing is committed', async (name) => {
    lab = await openLab({ streamed })
    const other = Buffer.from(lab.files.get(name)!).reverse()
    const failure = await lab.failure(
      {},
      meanwhile(() => lab.from.buckets.put('source', key(name), other)),
    )
    expect(failure).toMatch(new RegExp(`${name} is no longer the object that was planned`))
    lab.expectNoSavepoint()
    expect(lab.held(name)).toBeUndefined()
  })

  it.each(['small', 'large'])('vanishes during the run: %s is named, nothing is committed', async (name) => {
    lab = await openLab({ streamed })
    const failure = await lab.failure(
      {},
      meanwhile(() => {
        lab.from.buckets.delete('source', key(name))
      }),
    )
    expect(failure).toMatch(new RegExp(`${name} was there when this run began and is gone`))
    lab.expectNoSavepoint()
  })

  it.each(['small', 'large'])('shrinks during the run: %s is named, nothing is committed', async (name) => {
    lab = await openLab({ streamed })
    const less = lab.files.get(name)!.subarray(1)
    const failure = await lab.failure(
      {},
      meanwhile(() => lab.from.buckets.put('source', key(name), less)),
    )
    expect(failure).toMatch(new RegExp(`${name} is no longer the object that was planned`))
    lab.expectNoSavepoint()
  })

  it('has opaque ETags, with a dash, quotes of its own and letters: they are carried as they are', async () => {
    lab = await openLab({ streamed })
    for (const [name, bytes] of lab.files)
      lab.from.buckets.put('source', key(name), bytes, {}, `W-${name}_.+=-12`)
    await lab.relocate()
    lab.expectWhole()
  })

  it('has ETags that look like MD5s and are none', async () => {
    lab = await openLab({ streamed })
    for (const [name, bytes] of lab.files)
      lab.from.buckets.put('source', key(name), bytes, {}, 'd'.repeat(32))
    await lab.relocate({ verify: 'strict' })
    lab.expectWhole()
  })
})

describe('a store that does not look at the condition that pins the source of a copy', () => {
  it.each(['small', 'large'])(
    'does not get away with another object of the same size for %s',
    async (name) => {
      lab = await openLab({ from: { ignorePins: true } })
      const other = Buffer.from(lab.files.get(name)!).reverse()
      const failure = await lab.failure(
        {},
        meanwhile(() => lab.from.buckets.put('source', key(name), other)),
      )
      expect(failure).toMatch(new RegExp(`${name} is no longer the object that was planned`))
      lab.expectNoSavepoint()
      // The next run knows the other content, and that what lies there is not it.
      await lab.relocate()
      expect(lab.held(name)?.equals(other)).toBe(true)
    },
  )

  it('is looked at once where its copies have ETags of their own', async () => {
    lab = await openLab({ files: Object.fromEntries([1, 2, 3, 4].map((n) => [`f${n}`, patterned(100, n)])) })
    for (const [name, bytes] of lab.files)
      lab.from.buckets.put('source', key(name), bytes, {}, name.slice(1).repeat(32))
    await lab.relocate({ concurrency: 1 })
    lab.expectWhole()
    const looks = lab.from.log.filter(
      ({ operation, bucket }) => operation === 'HeadObject' && bucket === 'source',
    )
    expect(looks.map(({ key: seen }) => seen).filter((seen) => /\/f\d$/.test(seen))).toHaveLength(1)
  })
})

describe('a store that does not look at the condition that pins a read', () => {
  it.each(['small', 'large'])('cannot pass another object of the same size for %s', async (name) => {
    lab = await openLab({ streamed: true, from: { ignorePins: true } })
    const other = Buffer.from(lab.files.get(name)!).reverse()
    const failure = await lab.failure(
      {},
      meanwhile(() => lab.from.buckets.put('source', key(name), other)),
    )
    expect(failure).toMatch(new RegExp(`${name} is no longer the object that was planned`))
    lab.expectNoSavepoint()
  })
})

describe('GET', () => {
  it.each<[string, FaultKind]>([
    ['that ignores the range', { ignoreRange: true }],
    ['that returns fewer bytes', { resizeBy: -7 }],
    ['that returns more bytes', { resizeBy: 9 }],
    ['with a wrong Content-Range', { answerHeaders: { 'content-range': 'bytes 0-999/3500' } }],
  ])('%s is tried again', async (_, fault) => {
    lab = await openLab({ streamed: true, files: { large: patterned(4 * PART) } })
    lab.from.fault({ operation: 'GetObject', key: /large$/, after: 1, times: 2, fault })
    await lab.relocate()
    lab.expectWhole()
  })

  it.each<[string, FaultKind]>([
    ['that ignores the range', { ignoreRange: true }],
    ['that returns more bytes', { resizeBy: 9 }],
    ['with a wrong Content-Range', { answerHeaders: { 'content-range': 'bytes 7-999/3500' } }],
  ])('%s for ever ends with the object named', async (_, fault) => {
    lab = await openLab({ streamed: true })
    lab.from.fault({ operation: 'GetObject', key: /large$/, fault })
    expect(await lab.failure()).toMatch(
      /flink\/savepoint-1\/large: the source store answered "success" without what that promises/,
    )
    lab.expectNoSavepoint()
  })

  it('that returns fewer bytes each time is put together from what comes', async () => {
    lab = await openLab({ streamed: true })
    lab.from.fault({ operation: 'GetObject', key: /large$/, times: 8, fault: { resizeBy: -7 } })
    await lab.relocate()
    lab.expectWhole()
  })
})
