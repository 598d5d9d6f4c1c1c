/** @jest-environment ./__tests__/support/one-realm.ts */
import { inspectSnapshot } from '../../src/commands/inspect/inspect.ts'
import { parseLocation } from '../../src/location/location.ts'
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import { listLevel, patterned } from '../storage/bytes-source.ts'
import type { FakeS3Options } from '../support/fake-s3/server.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const WRITTEN = new Date('2026-03-01T03:00:00.250Z')
const REWRITTEN = new Date('2026-03-01T04:00:00.000Z')
const DELETED = new Date('2026-03-01T05:00:00.750Z')
const LATER = new Date('2026-03-01T06:00:00.000Z')
const files = { small: Buffer.from('a small file'), large: patterned(3 * PART + 500), empty: Buffer.alloc(0) }
const KEYS = [...Object.keys(files), '_metadata'].map((name) => `flink/savepoint-1/${name}`)

/** A savepoint that was written at one time in a bucket with versions, and what became of it. */
async function openVersions({
  streamed = false,
  more = files,
  from = {},
}: { streamed?: boolean; more?: Record<string, Buffer>; from?: FakeS3Options } = {}): Promise<void> {
  lab = await openLab({ streamed, files: more, from })
  const { buckets } = lab.from
  const before = new Map(buckets.entries('source'))
  for (const key of before.keys()) buckets.delete('source', key)
  buckets.keepVersions('source')
  at(WRITTEN)
  for (const [key, { bytes }] of before) buckets.put('source', key, bytes)
}

function at(time: Date): void {
  lab.from.buckets.now = () => time
}

function deleteAll(time = DELETED): void {
  at(time)
  for (const [key] of lab.from.buckets.entries('source')) lab.from.buckets.delete('source', key)
  at(LATER)
}

/** What the source holds now, and all versions of it. */
const state = (): unknown => [
  lab.from.buckets.entries('source').map(([key]) => key),
  lab.from.buckets.versions('source').map(([key, versions]) => [key, versions.map(({ id }) => id)]),
]

describe('a snapshot that was deleted from a bucket that keeps versions', () => {
  it.each([
    ['copied by the server', false, 'fast'],
    ['streamed', true, 'fast'],
    ['streamed and read again', true, 'strict'],
  ] as const)(
    'is relocated as it was, %s, and nothing of the source changes',
    async (_, streamed, verify) => {
      await openVersions({ streamed })
      deleteAll()
      const before = state()
      const report = await lab.relocate({ asOf: new Date(DELETED.getTime() - 1), verify })
      expect([report.transferMode, report.outcome]).toEqual([
        streamed ? 'streamed' : 'server-side',
        'relocated',
      ])
      expect(report.sourceAsOf).toBe('2026-03-01T05:00:00.749Z')
      lab.expectWhole()
      expect(state()).toEqual(before)
      expect((await lab.relocate({ asOf: WRITTEN })).outcome).toBe('already-there')
    },
  )

  it('is read in the versions that were current at the time, not in older or newer ones', async () => {
    await openVersions()
    const { buckets } = lab.from
    at(REWRITTEN)
    for (const key of KEYS.slice(0, 2))
      buckets.put('source', key, patterned(buckets.get('source', key).bytes.length, 9))
    deleteAll()
    await lab.relocate({ asOf: new Date(REWRITTEN.getTime() - 1) })
    lab.expectWhole()
    await lab.relocate({ asOf: REWRITTEN, target: 's3://target/again' })
    const again = (name: string): Buffer | undefined =>
      lab.from.buckets.find('target', `again/savepoint-1/${name}`)?.bytes
    expect(again('small')?.equals(patterned(files.small.length, 9))).toBe(true)
    expect(again('empty')?.equals(files.empty)).toBe(true)
  })

  it('is found among more versions than a page holds, and beyond those of one key', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 12 }, (_, n) => [`file-${n}`, Buffer.from(`content ${n}`)]),
    )
    await openVersions({ more: many, from: { pageSize: 3 } })
    const { buckets } = lab.from
    for (let n = 0; n < 5; n++) {
      at(new Date(REWRITTEN.getTime() + n))
      for (const name of ['file-0', 'file-7', '_metadata'])
        buckets.put('source', `flink/savepoint-1/${name}`, Buffer.from(`newer ${n}`))
    }
    deleteAll()
    await lab.relocate({ asOf: WRITTEN })
    lab.expectWhole()
  })

  it('is found where a store lists all delete markers behind the versions', async () => {
    await openVersions({ from: { markersLast: true } })
    deleteAll()
    for (const key of KEYS) lab.from.buckets.put('source', key, Buffer.from('another one'))
    await lab.relocate({ asOf: WRITTEN })
    lab.expectWhole()
    expect(await lab.failure({ asOf: DELETED })).toMatch(
      /^there was no snapshot at s3:\/\/source\/flink\/savepoint-1 at 2026-03-01T05:00:00.750Z: it was written/,
    )
  })

  it('is found among thousands of files, whose versions are listed in ranges', async () => {
    const many = Object.fromEntries(
      Array.from({ length: 2200 }, (_, n) => [`file-${String(n).padStart(4, '0')}`, Buffer.from(`${n}`)]),
    )
    await openVersions({ more: many })
    at(REWRITTEN)
    for (let n = 0; n < 2200; n += 2)
      lab.from.buckets.put(
        'source',
        `flink/savepoint-1/file-${String(n).padStart(4, '0')}`,
        Buffer.from('newer'),
      )
    deleteAll()
    const report = await lab.relocate({ asOf: WRITTEN, dryRun: true })
    expect([report.estimatedFiles, report.estimatedBytes]).toEqual([
      2200,
      Object.values(many).reduce((sum, { length }) => sum + length, 0),
    ])
    expect(
      lab.from.log.some(
        ({ operation, query }) => operation === 'ListObjectVersions' && query.has('key-marker'),
      ),
    ).toBe(true)
  })

  it('whose file was not there yet at the time is not complete', async () => {
    await openVersions()
    at(new Date(WRITTEN.getTime() - 1000))
    lab.from.buckets.put(
      'source',
      'flink/savepoint-1/_metadata',
      lab.from.buckets.get('source', KEYS[3]!).bytes,
    )
    deleteAll()
    expect(await lab.failure({ asOf: new Date(WRITTEN.getTime() - 500) })).toMatch(
      /^the snapshot is not complete, 3 files missing/,
    )
    lab.expectNoSavepoint()
  })

  it('whose version a lifecycle rule takes away meanwhile ends the run', async () => {
    await openVersions({ streamed: true })
    deleteAll()
    lab.from.onRequest = ({ operation }) => {
      if (operation === 'GetObject' && lab.placed.length > 0) lab.from.buckets.expireOld('source', KEYS[0]!)
    }
    expect(await lab.failure({ asOf: WRITTEN, concurrency: 1 })).toMatch(
      /^s3:\/\/source\/flink\/savepoint-1\/small is not kept any more in the version of 2026-03-01T03:00:00.250Z/,
    )
    lab.expectNoSavepoint()
  })

  it('is not written into its own place', async () => {
    await openVersions()
    deleteAll()
    expect(await lab.failure({ asOf: WRITTEN, target: 's3://source/flink', targetS3: s3('alice') })).toMatch(
      /^as-of: source and target are both s3:\/\/source\/flink\/savepoint-1, and what was there at .* choose another target/,
    )
  })

  it('is inspected as it was', async () => {
    await openVersions()
    deleteAll()
    const inspection = await inspectSnapshot(
      {
        source: parseLocation('s3://source/flink/savepoint-1'),
        s3: s3('alice'),
        checkFiles: true,
        asOf: WRITTEN,
      },
      { signal: new AbortController().signal },
    )
    expect([inspection.asOf, inspection.files]).toEqual([
      WRITTEN.toISOString(),
      { checked: 3, notChecked: 0, outside: 0, problems: [] },
    ])
  })
})

const s3 = (
  accessKeyId: string,
): { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } } => ({
  endpoint: lab.from.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId, secretAccessKey: 'secret' },
})

it('a level is listed as it was', async () => {
  await openVersions()
  at(REWRITTEN)
  lab.from.buckets.put('source', 'flink/savepoint-1/newer', Buffer.from('x'))
  lab.from.buckets.put('source', 'flink/savepoint-1/below/newer', Buffer.from('x'))
  deleteAll()
  const store = createS3Store(s3('alice'), { side: 'source', asOf: WRITTEN })
  const { objects } = await listLevel(store, parseLocation('s3://source/flink/savepoint-1'))
  store.close()
  expect(objects.map(({ path }) => path.slice(1))).toEqual([...KEYS].sort())
})

describe('without as-of', () => {
  it('what was deleted is said, with the time to give, which reads it', async () => {
    await openVersions()
    deleteAll()
    const sentence = await lab.failure()
    expect(sentence).toBe(
      'the snapshot at s3://source/flink/savepoint-1 was deleted at 2026-03-01T05:00:00.750Z, and its bucket keeps old versions: '
        + 'with as-of 2026-03-01T03:00:00.250Z, when its _metadata was written, relocate and inspect read it as it was then',
    )
    expect(lab.from.count('ListObjectVersions')).toBe(1)
    await lab.relocate({ asOf: new Date(/as-of ([^,]+),/.exec(sentence)![1]!) })
    lab.expectWhole()
  })

  it('files that were deleted are said, with a time at which all were there', async () => {
    await openVersions()
    at(DELETED)
    lab.from.buckets.delete('source', KEYS[1]!)
    at(LATER)
    const sentence = await lab.failure()
    expect(sentence).toMatch(
      /^the snapshot is not complete, 1 file missing of 3; nothing was written: s3:\/\/source\/flink\/savepoint-1\/large was deleted at 2026-03-01T05:00:00.750Z, and its bucket keeps/,
    )
    expect(lab.from.count('ListObjectVersions')).toBe(1)
    await lab.relocate({ asOf: new Date(/as-of (\S+)/.exec(sentence)![1]!) })
    lab.expectWhole()
    const inspection = await inspectSnapshot(
      { source: parseLocation('s3://source/flink/savepoint-1'), s3: s3('alice'), checkFiles: true },
      { signal: new AbortController().signal },
    )
    expect(inspection.warnings).toEqual([
      expect.stringMatching(/large was deleted at .* with as-of 2026-03-01T03:00:00.999Z all/),
    ])
  })

  it('a file that was deleted before _metadata was written is no case for as-of', async () => {
    await openVersions()
    at(REWRITTEN)
    lab.from.buckets.delete('source', KEYS[1]!)
    at(DELETED)
    lab.from.buckets.put('source', KEYS[3]!, lab.from.buckets.get('source', KEYS[3]!).bytes)
    expect(await lab.failure()).toMatch(/nothing was written: take a new savepoint/)
  })

  it.each([
    ['refuses to list versions', { noVersions: 'refuses' }],
    ['does not know versions', { noVersions: 'ignores' }],
    [
      'may not be asked',
      { users: { alice: { denies: (operation: string) => operation === 'ListObjectVersions' }, bob: {} } },
    ],
  ] as const)('a store that %s is no reason for another sentence', async (_, from) => {
    await openVersions({ from })
    deleteAll()
    expect(await lab.failure()).toBe(
      'nothing is at s3://source/flink/savepoint-1: check the URI of the snapshot (bucket, path and spelling)',
    )
  })
})

describe('a look for what was deleted', () => {
  it.each([
    ['an internal error', { status: 500, code: 'InternalError' }],
    ['"slow down"', { status: 503, code: 'SlowDown' }],
  ])('that gets %s is given up at once: what is missing is said without it', async (_, fault) => {
    await openVersions()
    deleteAll()
    lab.from.fault({ operation: 'ListObjectVersions', fault })
    expect(await lab.failure()).toMatch(/^nothing is at s3:\/\/source\/flink\/savepoint-1: check/)
    expect(lab.from.count('ListObjectVersions')).toBe(1)
  })
})

describe('with as-of', () => {
  it.each([
    [
      'before it was written',
      new Date(WRITTEN.getTime() - 1),
      /^there was no snapshot at s3:\/\/source\/flink\/savepoint-1 at 2026-03-01T03:00:00.249Z: it was written at 2026-03-01T03:00:00.250Z and deleted at 2026-03-01T05:00:00.750Z; give as-of 2026-03-01T03:00:00.250Z/,
    ],
    [
      'after it was deleted',
      LATER,
      /at 2026-03-01T06:00:00.000Z: it was .*; give as-of 2026-03-01T03:00:00.250Z, or a time between the two/,
    ],
  ])('%s: the sentence says when it was there', async (_, asOf, sentence) => {
    await openVersions()
    deleteAll()
    expect(await lab.failure({ asOf })).toMatch(sentence)
  })

  it('of a bucket that keeps no versions and holds nothing', async () => {
    lab = await openLab({ files })
    for (const key of KEYS) lab.from.buckets.delete('source', key)
    expect(await lab.failure({ asOf: WRITTEN })).toMatch(
      /^nothing was at s3:\/\/source\/flink\/savepoint-1 at 2026-03-01T03:00:00.250Z: check the URI and the time; a bucket knows only/,
    )
  })

  it.each([
    [
      'refuses',
      /^cannot read .* as it was at 2026.*: the store does not list versions \(ListObjectVersions\).*leave out as-of/,
    ],
    ['ignores', /^cannot read .* as it was at 2026.*: the store does not list versions/],
  ] as const)('a store that %s it: said with what to do', async (noVersions, sentence) => {
    await openVersions({ from: { noVersions } })
    expect(await lab.failure({ asOf: WRITTEN })).toMatch(sentence)
  })

  it.each([
    [
      'ListObjectVersions',
      /^cannot read .* need s3:ListBucketVersions on the bucket, and s3:GetObjectVersion on its objects/,
    ],
    ['GetObject', /^cannot read .* need s3:GetObjectVersion on the object/],
  ] as const)('without the permission for %s it is named', async (denied, sentence) => {
    await openVersions({
      from: { users: { alice: { denies: (operation) => operation === denied }, bob: {} } },
    })
    deleteAll()
    expect(await lab.failure({ asOf: WRITTEN })).toMatch(sentence)
  })
})
