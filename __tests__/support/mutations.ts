/** Faults in bytes, for tests of what reads them. */

/** Mulberry32: the same numbers on every run, so that a failure can be looked at. */
export function randomNumbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below
  }
}

const NUMBERS = [0x7fffffff, -1, -0x80000000, 0x00ffffff, 0, 1, 0x0000ffff]

/** A copy with one fault: a byte, a bit, a number, bytes less, bytes more, bytes of its own again. */
export function mutate(bytes: Uint8Array, random: (below: number) => number): Uint8Array {
  const copy = Buffer.from(bytes)
  const at = random(copy.length)
  switch (random(6)) {
    case 0:
      copy[at] = random(256)
      return copy
    case 1:
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8))
      return copy
    case 2:
      copy.writeInt32BE(NUMBERS[random(NUMBERS.length)] ?? 0, Math.min(at, copy.length - 4))
      return copy
    case 3:
      return Buffer.concat([copy.subarray(0, at), copy.subarray(Math.min(copy.length, at + 1 + random(40)))])
    case 4:
      return Buffer.concat([
        copy.subarray(0, at),
        Buffer.from(Array.from({ length: 1 + random(40) }, () => random(256))),
        copy.subarray(at),
      ])
    default: {
      const from = random(copy.length)
      return Buffer.concat([copy.subarray(0, at), copy.subarray(from, from + random(200)), copy.subarray(at)])
    }
  }
}
