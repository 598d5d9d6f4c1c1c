import { Pace, type Turn } from '../../../../src/storage/s3/requests/pace.ts'

/**
 * A store that serves so many requests at once in so many milliseconds each, more of them one after the other, and as many
 * clients as want a turn. Time is counted, not waited for.
 */
async function simulate(pace: Pace, clock: { now: number }, store: { atOnce: number; ms: number }, requests: number): Promise<number> {
  let [started, most] = [0, 0]
  const underWay: { ends: number; turn: Turn }[] = []
  const begin = async (): Promise<void> => {
    started++
    const turn = await pace.enter(undefined)
    const busy = underWay.length - store.atOnce + 1
    const begins = busy <= 0 ? clock.now : [...underWay].sort((a, b) => a.ends - b.ends)[busy - 1]!.ends
    underWay.push({ ends: begins + store.ms, turn })
    most = Math.max(most, underWay.length)
  }
  const settled = async (): Promise<void> => { for (let n = 0; n < 4; n++) await Promise.resolve() }
  for (let n = 0; n < Math.min(600, requests); n++) void begin()
  await settled()
  while (underWay.length > 0) {
    underWay.sort((a, b) => a.ends - b.ends)
    const { ends, turn } = underWay.shift()!
    clock.now = Math.max(clock.now, ends)
    turn.succeeded()
    turn.end()
    if (started < requests) void begin()
    await settled()
  }
  return most
}

const newPace = (most: number): { pace: Pace; clock: { now: number } } => {
  const clock = { now: 0 }
  return { pace: new Pace(most, () => clock.now), clock }
}

describe('the number of requests at once', () => {
  it('begins modestly', () => {
    expect(newPace(256).pace.limit).toBe(32)
    expect(newPace(8).pace.limit).toBe(8)
  })

  it('reaches 256 within a few round trips of a store that is far away', async () => {
    const { pace, clock } = newPace(256)
    await simulate(pace, clock, { atOnce: 1000, ms: 30 }, 1500)
    expect(pace.limit).toBe(256)
    // 32, 64, 128, then 256 at once: 5,000 in little more than what 256 at once from the start take.
    const began = clock.now
    await simulate(pace, clock, { atOnce: 1000, ms: 30 }, 5000)
    expect(clock.now - began).toBeLessThan(1.1 * (5000 / 256) * 30)
  })

  it('stays where more at once only wait longer', async () => {
    const { pace, clock } = newPace(256)
    const most = await simulate(pace, clock, { atOnce: 16, ms: 5 }, 5000)
    expect(pace.limit).toBeLessThanOrEqual(48)
    expect(most).toBeLessThanOrEqual(64)
  })

  it('goes up later when the store has become able to serve more', async () => {
    const { pace, clock } = newPace(256)
    await simulate(pace, clock, { atOnce: 32, ms: 10 }, 5000)
    const before = pace.limit
    await simulate(pace, clock, { atOnce: 1000, ms: 10 }, 60_000)
    expect(pace.limit).toBeGreaterThan(2 * before)
  })

  it('never passes the cap', async () => {
    const { pace, clock } = newPace(50)
    expect(await simulate(pace, clock, { atOnce: 1000, ms: 30 }, 5000)).toBe(50)
    expect(pace.limit).toBe(50)
  })

  it('is halved by throttling, once a second at most, and grows by one a round after it', async () => {
    const { pace, clock } = newPace(64)
    await simulate(pace, clock, { atOnce: 1000, ms: 30 }, 2000)
    expect(pace.limit).toBe(64)
    clock.now += 5000
    pace.slowDown()
    pace.slowDown()
    expect(pace.limit).toBe(32)
    await simulate(pace, clock, { atOnce: 1000, ms: 30 }, 32 + 33 + 34 + 600)
    expect(pace.limit).toBeGreaterThan(34)
    expect(pace.limit).toBeLessThan(64)
    for (let n = 0; n < 20; n++) {
      clock.now += 1001
      pace.slowDown()
    }
    expect(pace.limit).toBe(1)
  })

  it('is not judged by rounds in which nobody waited', async () => {
    const { pace, clock } = newPace(256)
    for (let n = 0; n < 1000; n++) {
      const turn = await pace.enter(undefined)
      clock.now += 1
      turn.succeeded()
      turn.end()
    }
    expect(pace.limit).toBe(32)
  })
})
