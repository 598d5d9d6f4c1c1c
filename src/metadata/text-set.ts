import { decodeModifiedUtf8 } from './modified-utf8.ts'

/**
 * More distinct names than this are looked up by their text: comparing with each would take time without
 * bound.
 */
const MAX_SPANS = 16

const NO_TEXTS: readonly string[] = []

/**
 * Distinct texts of a file, in order of appearance. Thousands of subtasks repeat the same few names, so they
 * are compared as bytes and decoded once.
 */
export class TextSet {
  readonly #bytes: Buffer
  #spans: { readonly start: number; readonly end: number }[] = []
  #more = new Set<string>()

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  /** Adds the checked text in `bytes[start, end)`. */
  add(start: number, end: number): void {
    for (const known of this.#spans) {
      if (this.#same(known.start, known.end, start, end)) return
    }
    if (this.#spans.length < MAX_SPANS) this.#spans.push({ start, end })
    else this.#more.add(decodeModifiedUtf8(this.#bytes, start, end))
  }

  clear(): void {
    if (this.#spans.length > 0) this.#spans = []
    if (this.#more.size > 0) this.#more = new Set()
  }

  texts(): readonly string[] {
    if (this.#spans.length === 0) return NO_TEXTS
    return [
      ...this.#spans.map(({ start, end }) => decodeModifiedUtf8(this.#bytes, start, end)),
      ...this.#more,
    ]
  }

  #same(aStart: number, aEnd: number, bStart: number, bEnd: number): boolean {
    if (aEnd - aStart !== bEnd - bStart) return false
    for (let index = 0; index < aEnd - aStart; index++) {
      if (this.#bytes[aStart + index] !== this.#bytes[bStart + index]) return false
    }
    return true
  }
}
