import { setTimeout as delay } from 'node:timers/promises'

/** Waits until something holds that nothing tells of, for a test's time at most. @returns whether it holds */
export async function eventually(holds: () => boolean): Promise<boolean> {
  for (let n = 0; n < 400; n++) {
    if (holds()) return true
    await delay(10)
  }
  return holds()
}
