/** How much of a stretch of time a thread has computed. */
export interface LoadWindow {
  /** The stretch begins now. */
  begin(): void
  /** How long it is so far. */
  ageMs(): number
  /** The part of it in which the thread computed; 1 is all of it. */
  load(): number
}

/** Of the calling thread. One that only waits for its turn on a busy machine is not computing. */
export class OwnLoad implements LoadWindow {
  #beganMs = performance.now()
  #computedMs = computedMs()

  begin(): void {
    this.#beganMs = performance.now()
    this.#computedMs = computedMs()
  }

  ageMs(): number {
    return performance.now() - this.#beganMs
  }

  load(): number {
    return (computedMs() - this.#computedMs) / this.ageMs()
  }
}

/** Node 20 tells of all threads together only. */
function computedMs(): number {
  const { user, system } = 'threadCpuUsage' in process ? process.threadCpuUsage() : (process as NodeJS.Process).cpuUsage()
  return (user + system) / 1000
}
