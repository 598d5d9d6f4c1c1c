import { HeldMemory } from '../../src/storage/held-memory.ts'

const settled = async (promise: Promise<unknown>): Promise<boolean> => {
  let done = false
  void promise.then(
    () => (done = true),
    () => (done = true),
  )
  await new Promise((resolve) => setImmediate(resolve))
  return done
}

describe('the memory that pieces are held in', () => {
  it('lets pieces wait in their order until there is room', async () => {
    const memory = new HeldMemory(100)
    const first = await memory.take(60, undefined)
    const second = memory.take(60, undefined)
    const third = memory.take(10, undefined)
    expect([await settled(second), await settled(third)]).toEqual([false, false])
    first.release()
    expect((await second).bytes).toHaveLength(60)
    expect((await third).bytes).toHaveLength(10)
  })

  it('gives a piece that is larger than all of it a turn alone', async () => {
    const memory = new HeldMemory(100)
    const small = await memory.take(1, undefined)
    const large = memory.take(1000, undefined)
    expect(await settled(large)).toBe(false)
    small.release()
    expect((await large).bytes).toHaveLength(1000)
  })

  it('forgets who gives up, and lets the next one in', async () => {
    const memory = new HeldMemory(100)
    const stop = new AbortController()
    const first = await memory.take(60, undefined)
    const large = memory.take(90, stop.signal)
    const small = memory.take(40, undefined)
    stop.abort(new Error('enough'))
    await expect(large).rejects.toThrow('enough')
    expect((await small).bytes).toHaveLength(40)
    await expect(memory.take(1, stop.signal)).rejects.toThrow('enough')
    first.release()
  })

  it('counts a release once', async () => {
    const memory = new HeldMemory(100)
    const one = await memory.take(60, undefined)
    one.release()
    one.release()
    await memory.take(60, undefined)
    expect(await settled(memory.take(60, undefined))).toBe(false)
  })

  it('uses a buffer again, but for no piece of less than half its size', async () => {
    const memory = new HeldMemory()
    const one = await memory.take(200_000, undefined)
    const { buffer } = one.bytes
    one.release()
    const small = await memory.take(70_000, undefined)
    const alike = await memory.take(150_000, undefined)
    expect([small.bytes.buffer === buffer, alike.bytes.buffer === buffer, alike.bytes.length]).toEqual([
      false,
      true,
      150_000,
    ])
  })
})
