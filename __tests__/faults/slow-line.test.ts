/** @jest-environment ./__tests__/support/plain-global.ts */
import { parseLocation } from '../../src/location/location.ts'
import { createS3Store } from '../../src/storage/s3/s3-store.ts'
import type { SilenceClock } from '../../src/storage/s3/requests/silence.ts'
import { bytesSource, patterned } from '../storage/bytes-source.ts'
import { startFakeS3 } from '../support/fake-s3/server.ts'
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

/** What was to be written through a line, what was, and what the line let through. */
interface Written {
  readonly expected: readonly number[]
  readonly held: readonly (number | undefined)[]
  readonly sentBytes: number
}

/** @param seconds what all of the bytes take on the line, by the clock of the limits */
async function write(count: number, sizeBytes: number, seconds: number): Promise<Written> {
  const fake = await startFakeS3({})
  const perSecond = (count * sizeBytes) / (seconds / TIMES)
  const line = await new SlowLine(new URL(fake.endpoint), perSecond).listen()
  const store = createS3Store(
    { endpoint: line.endpoint, credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' } },
    { side: 'target', silenceClock: limits, retry: fastClock(TIMES) },
  )
  try {
    // It is reached, as by the listing of a relocation.
    fake.buckets.put('bucket', 'there', patterned(10))
    await store.stat(parseLocation('s3://bucket/there'))
    const expected = Array.from({ length: count }, (_, n) => sizeBytes + n)
    await Promise.all(
      expected.map((size, n) =>
        store.write(parseLocation(`s3://bucket/file-${n}`), bytesSource(patterned(size))),
      ),
    )
    const held = expected.map((_, n) => fake.buckets.find('bucket', `file-${n}`)?.bytes.length)
    return { expected, held, sentBytes: line.sentBytes }
  } finally {
    store.close()
    await line.close()
    await fake.close()
  }
}

/** Both wait nearly all of the time, and do so together. */
let [many, long]: Promise<Written>[] = []
beforeAll(() => {
  many = write(32, 2 * MIB, 450)
  long = write(2, 12 * MIB, 360)
  for (const one of [many, long]) one.catch(() => undefined)
})

it('of which 32 objects at once take 7.5 times the limit of silence brings all of them through', async () => {
  const { expected, held, sentBytes } = await many!
  expect(held).toEqual(expected)
  expect(sentBytes).toBeLessThan(3 * 64 * MIB)
}, 60_000)

it('on which one body takes longer than the limit of silence has it sent once', async () => {
  const { expected, held, sentBytes } = await long!
  expect(held).toEqual(expected)
  expect(sentBytes).toBeLessThan(25 * MIB)
}, 60_000)
