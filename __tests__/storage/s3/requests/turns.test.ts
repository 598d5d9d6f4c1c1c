import { Turns, type Turn } from '../../../../src/storage/s3/requests/turns.ts'

/**
 * A store that serves so many requests at once in so many milliseconds each, more of them one after the
 * other, and as many clients as want a turn. Time is counted, not waited for.
 */
async function simulate(
  turns: Turns,
  clock: { now: number },
  store: { atOnce: number; ms: number },
  requests: number,
): Promise<number> {
  let [started, most] = [0, 0]
  const underWay: { ends: number; turn: Turn }[] = []
  const begin = async (): Promise<void> => {
    started++
    const turn = await turns.enter(undefined)
    const busy = underWay.length - store.atOnce + 1
    const begins = busy <= 0 ? clock.now : [...underWay].sort((a, b) => a.ends - b.ends)[busy - 1]!.ends
    underWay.push({ ends: begins + store.ms, turn })
    most = Math.max(most, underWay.length)
  }
  const settled = async (): Promise<void> => {
    for (let n = 0; n < 4; n++) await Promise.resolve()
  }
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

const newTurns = (most: number): { turns: Turns; clock: { now: number } } => {
  const clock = { now: 0 }
  return { turns: new Turns(most, () => clock.now), clock }
}

describe('the number of requests at once', () => {
  it('begins modestly', () => {
    expect(newTurns(256).turns.limit).toBe(32)
    expect(newTurns(8).turns.limit).toBe(8)
  })

  it('reaches 256 within a few round trips of a store that is far away', async () => {
    const { turns, clock } = newTurns(256)
    await simulate(turns, clock, { atOnce: 1000, ms: 30 }, 1500)
    expect(turns.limit).toBe(256)
    // 32, 64, 128, then 256 at once: 5,000 in little more than what 256 at once from the start take.
    const began = clock.now
    await simulate(turns, clock, { atOnce: 1000, ms: 30 }, 5000)
    expect(clock.now - began).toBeLessThan(1.1 * (5000 / 256) * 30)
  })

  it('stays where more at once only wait longer', async () => {
    const { turns, clock } = newTurns(256)
    const most = await simulate(turns, clock, { atOnce: 16, ms: 5 }, 5000)
    expect(turns.limit).toBeLessThanOrEqual(48)
    expect(most).toBeLessThanOrEqual(64)
  })

  it('goes up later when the store has become able to serve more', async () => {
    const { turns, clock } = newTurns(256)
    await simulate(turns, clock, { atOnce: 32, ms: 10 }, 5000)
    const before = turns.limit
    await simulate(turns, clock, { atOnce: 1000, ms: 10 }, 60_000)
    expect(turns.limit).toBeGreaterThan(2 * before)
  })

  it('never passes the cap', async () => {
    const { turns, clock } = newTurns(50)
    expect(await simulate(turns, clock, { atOnce: 1000, ms: 30 }, 5000)).toBe(50)
    expect(turns.limit).toBe(50)
  })

  it('is halved by throttling, once for a burst, and grows slowly after it', async () => {
    const { turns, clock } = newTurns(64)
    await simulate(turns, clock, { atOnce: 1000, ms: 30 }, 2000)
    expect(turns.limit).toBe(64)
    clock.now += 5000
    for (let n = 0; n < 64; n++) turns.slowDown('throttled', clock.now - n)
    expect(turns.limit).toBe(32)
    await simulate(turns, clock, { atOnce: 1000, ms: 30 }, 10 * 32)
    expect(turns.limit).toBe(32)
    await simulate(turns, clock, { atOnce: 1000, ms: 30 }, 10 * 64)
    expect(turns.limit).toBeGreaterThan(32)
    for (let n = 0; n < 20; n++) {
      clock.now += 1001
      turns.slowDown('throttled', clock.now)
    }
    expect(turns.limit).toBe(1)
  })

  it('comes back from one at once in seconds, when the store is well again', async () => {
    const { turns, clock } = newTurns(256)
    for (let n = 0; n < 20; n++) {
      clock.now += 60_000
      turns.slowDown('stalled', clock.now)
    }
    expect(turns.limit).toBe(1)
    const began = clock.now
    await simulate(turns, clock, { atOnce: 1000, ms: 30 }, 20_000)
    expect(turns.limit).toBeGreaterThan(128)
    expect(clock.now - began).toBeLessThan(15_000)
  })

  it('is not judged by rounds in which nobody waited', async () => {
    const { turns, clock } = newTurns(256)
    for (let n = 0; n < 1000; n++) {
      const turn = await turns.enter(undefined)
      clock.now += 1
      turn.succeeded()
      turn.end()
    }
    expect(turns.limit).toBe(32)
  })
})
