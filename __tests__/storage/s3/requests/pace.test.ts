import { firstPace, next, type PaceEvent, type PaceState } from '../../../../src/storage/s3/requests/pace.ts'

const round = (rate: number): PaceEvent => ({ kind: 'round', rate })
const throttled = (beganMs: number, nowMs = beganMs): PaceEvent => ({ kind: 'throttled', beganMs, nowMs })
const stalled = (beganMs: number, nowMs: number): PaceEvent => ({ kind: 'stalled', beganMs, nowMs })

/** Long enough that a probe follows. */
const quiet = (rate: number): PaceEvent[] => Array.from({ length: 12 }, () => round(rate))

/** The numbers at once, from the beginning on; of rounds in which it stays, only the first. */
function limits(most: number, events: readonly PaceEvent[]): number[] {
  const states = [firstPace(most)]
  for (const event of events) states.push(next(states.at(-1)!, event))
  return states.map(({ limit }) => limit).filter((limit, n, all) => limit !== all[n - 1])
}

describe('the pace', () => {
  it.each<[what: string, most: number, events: PaceEvent[], limits: number[]]>([
    ['starts with 32', 256, [], [32]],
    ['starts with less where it may not have more', 8, [], [8]],
    ['is never less than one', 0, [throttled(0)], [1]],
    ['doubles while that pays', 256, [round(1), round(2), round(4), round(8)], [32, 64, 128, 256]],
    [
      'goes back where it does not, and stays',
      256,
      [round(1), round(2), round(2.2), round(2)],
      [32, 64, 128, 64],
    ],
    ['stays at the most', 50, [round(1), round(1.5), ...quiet(1.5), round(1.5)], [32, 50]],
    ['tries a few more after twelve rounds', 256, [round(1), round(1), ...quiet(1)], [32, 64, 32, 40]],
    [
      'goes on trying while that pays',
      256,
      [round(1), round(1), ...quiet(1), round(1.2), round(1.5)],
      [32, 64, 32, 40, 50, 63],
    ],
    [
      'gives up trying where it does not',
      256,
      [round(1), round(1), ...quiet(1), round(1.1)],
      [32, 64, 32, 40, 32],
    ],
    ['is halved by throttling', 256, [throttled(0)], [32, 16]],
    ['is halved by a stall', 256, [stalled(0, 60_000)], [32, 16]],
    ['is halved once by a burst', 256, [throttled(0, 10), throttled(5, 20), throttled(900, 910)], [32, 16]],
    [
      'is halved once by requests that stall together',
      256,
      [stalled(0, 60_000), stalled(900, 60_900), stalled(59_000, 119_000)],
      [32, 16],
    ],
    [
      'is halved again by those that began after it',
      256,
      [stalled(0, 60_000), stalled(60_001, 120_001)],
      [32, 16, 8],
    ],
    [
      'is halved to one, and no less',
      256,
      [0, 1, 2, 3, 4, 5, 6].map((n) => throttled(n * 1001)),
      [32, 16, 8, 4, 2, 1],
    ],
    ['does not double after it was halved', 256, [throttled(0), round(1), round(5), round(10)], [32, 16]],
    [
      'tries a few more after it was halved, too',
      256,
      [throttled(0), ...quiet(1), round(1.3)],
      [32, 16, 20, 25],
    ],
    [
      'grows from one',
      256,
      [...[0, 1, 2, 3, 4].map((n) => throttled(n * 1001)), ...quiet(1), round(2), round(3)],
      [32, 16, 8, 4, 2, 1, 2, 3, 4],
    ],
  ])('%s', (_, most, events, expected) => {
    expect(limits(most, events)).toEqual(expected)
  })

  it('leaves the state that it is given as it is', () => {
    const state: PaceState = Object.freeze(firstPace(64))
    expect(next(state, round(1))).not.toBe(state)
    expect(state).toEqual(firstPace(64))
  })
})
