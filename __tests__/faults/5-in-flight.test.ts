/** @jest-environment ./__tests__/support/plain-global.ts */
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { crc32 } from 'node:zlib'
import { base64Of, Crc32c, Crc64Nvme, type RunningCrc } from '../../src/storage/crc.ts'
import { DEFAULT_PARTS } from '../../src/storage/s3/write/parts.ts'
import { patterned } from '../storage/bytes-source.ts'
import type { FakeS3Options } from '../support/fake-s3/server.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'flink-snapshot-in-flight-'))
})
afterEach(async () => {
  await lab.close()
  await rm(root, { recursive: true })
})

/** What a store knows of an object, and how it comes to know it. */
interface Knowledge {
  readonly store?: FakeS3Options
  /** The object was uploaded in parts of so many bytes. */
  readonly partBytes?: number
  readonly proof: 'etag' | 'checksum'
  /** Where it is read at once and in no other parts than are guessed. */
  readonly unguessable?: true
}

function crcOf(crc: RunningCrc, bytes: Buffer): string {
  crc.update(bytes)
  return crc.digest()
}

const keeping = (name: string, of: (bytes: Buffer) => string): FakeS3Options => ({
  opaqueEtags: true,
  keepsChecksums: (bytes) => ({ [`x-amz-checksum-${name}`]: of(bytes) }),
})

const KNOWLEDGE: Readonly<Record<string, Knowledge>> = {
  'the MD5 of the whole': { proof: 'etag' },
  'the MD5s of its parts, and their size': { partBytes: 700, proof: 'etag' },
  'the MD5s of its parts, which are those that are sent on': {
    partBytes: 1200,
    proof: 'etag',
    unguessable: true,
  },
  'the MD5s of its parts, whose size it does not tell': {
    partBytes: Math.ceil(3500 / 5),
    store: { ignoresPartNumbers: true },
    proof: 'etag',
  },
  'a CRC-32': { store: keeping('crc32', (bytes) => base64Of(crc32(bytes))), proof: 'checksum' },
  'a CRC-32C': { store: keeping('crc32c', (bytes) => crcOf(new Crc32c(), bytes)), proof: 'checksum' },
  'a CRC-64/NVME': {
    store: keeping('crc64nvme', (bytes) => crcOf(new Crc64Nvme(), bytes)),
    proof: 'checksum',
  },
  'a SHA-256': {
    store: keeping('sha256', (bytes) => createHash('sha256').update(bytes).digest('base64')),
    proof: 'checksum',
  },
}

const LARGE = 'large'

/** As S3 makes it of parts. */
function composedEtag(bytes: Buffer, partBytes: number): { etag: string; sizes: number[] } {
  const parts: Buffer[] = []
  for (let at = 0; at < bytes.length; at += partBytes) parts.push(bytes.subarray(at, at + partBytes))
  const md5s = parts.map((part) => createHash('md5').update(part).digest())
  return {
    etag: `${createHash('md5').update(Buffer.concat(md5s)).digest('hex')}-${parts.length}`,
    sizes: parts.map(({ length }) => length),
  }
}

async function open({ store, partBytes }: Knowledge, bytes = patterned(3 * PART + 500)): Promise<void> {
  lab = await openLab({ streamed: true, from: store ?? {}, files: { [LARGE]: bytes } })
  if (partBytes === undefined) return
  const { etag, sizes } = composedEtag(bytes, partBytes)
  lab.from.buckets.put('source', `flink/savepoint-1/${LARGE}`, bytes, {}, etag, sizes)
}

/** One bit of every so-manieth body of the large object's is another one, for so many times. */
function flip(times: number, after = 1, flipAt = 3): void {
  lab.from.fault({ operation: 'GetObject', key: /large$/, times, after, fault: { flipAt } })
}

describe.each(Object.entries(KNOWLEDGE))('of a large object the source knows %s', (_, knowledge) => {
  it('a bit that flips on the way is seen, and the object sent again', async () => {
    await open(knowledge)
    flip(1)
    const report = await lab.relocate()
    lab.expectWhole()
    expect(report.proved).toEqual({ etag: 0, checksum: 0, bytes: 0, sizeOnly: 0, [knowledge.proof]: 1 })
  })

  it('bits that flip otherwise each time end the run', async () => {
    await open(knowledge)
    for (let flipAt = 1; flipAt <= 50; flipAt++) flip(1, 0, flipAt)
    expect(await lab.failure()).toMatch(
      /flink\/savepoint-1\/large gave other bytes each time that it was read/,
    )
    lab.expectNoSavepoint()
    expect(lab.placed).toEqual([])
  })

  it('on the way to a local file too', async () => {
    await open(knowledge)
    flip(1, 0)
    const report = await lab.relocate({ target: root })
    expect((await readFile(join(root, 'savepoint-1', LARGE))).equals(lab.files.get(LARGE)!)).toBe(true)
    expect(report.proved).toMatchObject(
      knowledge.unguessable === true ? { sizeOnly: 1 } : { [knowledge.proof]: 1, sizeOnly: 0 },
    )
  })

  it('a claim that is none is found to be none, once for the store', async () => {
    const lying =
      knowledge.store?.keepsChecksums === undefined
        ? knowledge
        : {
            ...knowledge,
            store: {
              ...knowledge.store,
              keepsChecksums: () =>
                Object.fromEntries(
                  Object.keys(knowledge.store!.keepsChecksums!(Buffer.alloc(1))).map((name) => [
                    name,
                    'AAAAAA==',
                  ]),
                ),
            },
          }
    await open(lying)
    const bytes = lab.files.get(LARGE)!
    if (knowledge.store?.keepsChecksums === undefined) {
      const parts = knowledge.partBytes === undefined ? undefined : composedEtag(bytes, knowledge.partBytes)
      const etag = parts === undefined ? 'a'.repeat(32) : `${'a'.repeat(32)}-${parts.sizes.length}`
      lab.from.buckets.put('source', `flink/savepoint-1/${LARGE}`, bytes, {}, etag, parts?.sizes)
    }
    const report = await lab.relocate()
    lab.expectWhole()
    expect(report.proved).toMatchObject({ sizeOnly: 1 })
  })
})

describe('an object above 16 MiB in parts of their usual size', () => {
  const bytes = patterned(33 * 2 ** 20 + 77)
  const tuning = { parts: DEFAULT_PARTS }

  it.each<[string, Knowledge]>([
    ['the MD5 of the whole', { proof: 'etag' }],
    ['the MD5s of parts of 8 MiB', { partBytes: 8 * 2 ** 20, proof: 'etag' }],
    ['a CRC-32', KNOWLEDGE['a CRC-32']!],
  ])(
    'and a bit that flips in any of them is seen: %s',
    async (_, knowledge) => {
      await open(knowledge, bytes)
      flip(1, 2, 5 * 2 ** 20)
      expect((await lab.relocate({}, { tuning })).proved).toMatchObject({ [knowledge.proof]: 1, sizeOnly: 0 })
      lab.expectWhole()
      expect((await lab.relocate({ target: root }, { tuning })).proved).toMatchObject({
        [knowledge.proof]: 1,
        sizeOnly: 0,
      })
      expect((await readFile(join(root, 'savepoint-1', LARGE))).equals(bytes)).toBe(true)
    },
    30_000,
  )

  it('and nothing that wrong bytes are in is committed', async () => {
    await open({ proof: 'etag' }, bytes)
    lab.from.fault({ operation: 'GetObject', key: /large$/, times: 1, fault: { flipAt: 1 } })
    flip(100, 0, 2)
    expect(await lab.failure({ target: root }, { tuning })).toMatch(/gave other bytes each time/)
    expect(await readdir(join(root, 'savepoint-1'))).toEqual([])
  }, 30_000)
})

it("of the source's own parts the copy has the source's own ETag", async () => {
  await open(KNOWLEDGE['the MD5s of its parts, which are those that are sent on']!)
  await lab.relocate()
  const there = lab.to.buckets.get('target', `moved/savepoint-1/${LARGE}`)
  expect(there.etag).toBe(composedEtag(lab.files.get(LARGE)!, 1200).etag)
})

describe('a small object', () => {
  it.each(Object.entries(KNOWLEDGE))(
    'is compared by %s without one more request',
    async (_, { store, partBytes, proof }) => {
      const bytes = patterned(900)
      lab = await openLab({ streamed: true, from: store ?? {}, files: { large: bytes } })
      if (partBytes !== undefined) {
        const { etag, sizes } = composedEtag(bytes, 900)
        lab.from.buckets.put('source', `flink/savepoint-1/${LARGE}`, bytes, {}, etag, sizes)
      }
      flip(1, 0)
      const report = await lab.relocate()
      lab.expectWhole()
      expect(report.proved).toMatchObject({ [proof]: 1, sizeOnly: 0 })
      expect(lab.from.log.filter(({ key }) => key.endsWith(LARGE)).map(({ operation }) => operation)).toEqual(
        ['GetObject', 'GetObject'],
      )
    },
  )

  it('of which the store tells nothing is asked for checksums no more once it refuses that', async () => {
    lab = await openLab({
      streamed: true,
      from: { opaqueEtags: true, notImplementedHeaders: /^x-amz-checksum-mode$/ },
      files: { a: patterned(10), b: patterned(20), c: patterned(30) },
    })
    const report = await lab.relocate({ concurrency: 1 })
    lab.expectWhole()
    expect(report.proved).toEqual({ etag: 0, checksum: 0, bytes: 0, sizeOnly: 3 })
    expect(
      lab.from.log
        .filter(({ operation, key }) => operation === 'GetObject' && !key.endsWith('_metadata'))
        .map(({ status }) => status),
    ).toEqual([501, 200, 200, 200])
  })
})
