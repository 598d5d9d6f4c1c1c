import { mayRefuseHeader } from '../requests/refused-header.ts'

/**
 * Headers that a write can do without. `tags`: the directive that leaves tags behind; `origin`: what the
 * object keeps of its source; `checksum`: the CRC-32 of what is sent; `md5`: its MD5, where no CRC-32 goes
 * with it.
 */
export type Extra = 'tags' | 'origin' | 'checksum' | 'md5'

/** Which extras a store takes, as far as it was seen. */
export class Extras {
  readonly #taken = new Set<Extra>()
  readonly #refused = new Set<Extra>()

  /**
   * Writes with the extras that are wanted. A store that refuses the request for what may be a header is
   * asked without one of them, then without all that it was not seen to take; it is told none from then on
   * that it was seen to refuse. Whatever is wrong with the request besides comes out of the last try.
   *
   * @param write writes with these extras only.
   */
  async write<T>(wanted: readonly Extra[], write: (extras: ReadonlySet<Extra>) => Promise<T>): Promise<T> {
    const told = wanted.filter((extra) => !this.#refused.has(extra))
    const doubtful = told.filter((extra) => !this.#taken.has(extra))
    let refused: unknown
    for (const left of waysOut(doubtful)) {
      const extras = told.filter((extra) => !left.includes(extra))
      try {
        const answer = await write(new Set(extras))
        for (const extra of extras) this.#taken.add(extra)
        for (const extra of left) this.#refused.add(extra)
        return answer
      } catch (error) {
        if (!mayRefuseHeader(error)) throw error
        refused = error
      }
    }
    throw refused
  }
}

/** What is left out, the first time nothing. */
function waysOut(doubtful: readonly Extra[]): Extra[][] {
  const single = doubtful.map((extra) => [extra])
  return [[], ...single, ...(doubtful.length > 1 ? [[...doubtful]] : [])]
}
