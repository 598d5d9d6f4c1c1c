import { runPool } from '../../src/storage/pool.ts'

const never = new AbortController().signal
const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('runPool', () => {
  it('runs all items in order, never more at once than allowed', async () => {
    const started: number[] = []
    let running = 0
    let most = 0
    await runPool([...Array(20).keys()], { concurrency: 3 }, never, async (n) => {
      started.push(n)
      most = Math.max(most, ++running)
      await tick()
      running--
    })
    expect(started).toEqual([...Array(20).keys()])
    expect(most).toBe(3)
  })

  it('keeps below the weight, but lets one heavy item run alone', async () => {
    let weight = 0
    const seen: number[] = []
    await runPool(
      [50, 4, 4, 4, 50],
      { concurrency: 10, maxWeight: 10 },
      never,
      async (w) => {
        weight += w
        seen.push(weight)
        await tick()
        weight -= w
      },
      (w) => w,
    )
    expect(seen.filter((w) => w > 10 && w !== 50)).toEqual([])
    expect(seen).toHaveLength(5)
  })

  it('stops at the first failure, aborts the others and waits for them', async () => {
    const ended: string[] = []
    const started: number[] = []
    const run = runPool([0, 1, 2, 3, 4, 5], { concurrency: 2 }, never, async (n, signal) => {
      started.push(n)
      if (n === 0) {
        await tick()
        throw new Error('first')
      }
      await new Promise<void>((_, reject) => {
        signal.addEventListener('abort', () => {
          ended.push('aborted')
          reject(new Error('second'))
        })
      })
    })
    await expect(run).rejects.toThrow('first')
    expect(started).toEqual([0, 1])
    expect(ended).toEqual(['aborted'])
  })

  it('throws the reason of the signal', async () => {
    const abort = new AbortController()
    const run = runPool([0, 1, 2], { concurrency: 1 }, abort.signal, async () => {
      abort.abort(new Error('enough'))
      await tick()
    })
    await expect(run).rejects.toThrow('enough')
    await expect(
      runPool([1], { concurrency: 1 }, abort.signal, async () => {
        await tick()
      }),
    ).rejects.toThrow('enough')
  })
})
