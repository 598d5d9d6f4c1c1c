/** @jest-environment ./__tests__/support/plain-global.ts */
import { parseLocation } from '../../src/location/location.ts'
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import type { SilenceClock } from '../../src/storage/s3/requests/silence.ts'
import type { CopyingStore } from '../../src/storage/server-side.ts'
import { bytesSource, patterned } from '../storage/bytes-source.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { SlowLine } from '../support/slow-line.ts'
import { fastClock } from './lab.ts'

/**
 * The limits are those in earnest, 60 s of silence and five minutes of outage, on clocks that run so many
 * times as fast.
 */
const TIMES = 60
const limits: SilenceClock = {
  start: (expired, ms) => setTimeout(expired, ms / TIMES),
  stop: (timer) => {
    clearTimeout(timer as NodeJS.Timeout)
  },
  now: () => performance.now() * TIMES,
}

const MIB = 1024 * 1024

let fake: FakeS3
let line: SlowLine
let store: CopyingStore
afterEach(async () => {
  store.close()
  await line.close()
  await fake.close()
})

async function open(bytesPerSecond: number): Promise<void> {
  fake = await startFakeS3({})
  line = await new SlowLine(new URL(fake.endpoint), bytesPerSecond).listen()
  store = createS3Store(
    { endpoint: line.endpoint, credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' } },
    { side: 'target', silenceClock: limits, retry: fastClock(TIMES) },
  )
  // It is reached, as by the listing of a relocation.
  fake.buckets.put('bucket', 'there', patterned(10))
  await store.stat(parseLocation('s3://bucket/there'))
}

async function write(count: number, sizeBytes: number): Promise<void> {
  await Promise.all(
    Array.from({ length: count }, (_, n) =>
      store.write(parseLocation(`s3://bucket/file-${n}`), bytesSource(patterned(sizeBytes + n))),
    ),
  )
  for (let n = 0; n < count; n++)
    expect(fake.buckets.find('bucket', `file-${n}`)?.bytes.length).toBe(sizeBytes + n)
}

it('of which 32 objects at once take 7.5 times the limit of silence brings all of them through', async () => {
  // 64 MiB at 1.2 Mbit/s take 447 s.
  const bytes = 32 * 2 * MIB
  await open(bytes / 7.5)
  await write(32, 2 * MIB)
  expect(line.sentBytes).toBeLessThan(3 * bytes)
}, 60_000)

it('on which one body takes longer than the limit of silence has it sent once', async () => {
  await open(4 * MIB)
  await write(2, 12 * MIB)
  expect(line.sentBytes).toBeLessThan(25 * MIB)
}, 60_000)
