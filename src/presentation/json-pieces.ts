const PIECE_CHARS = 1 << 16

/**
 * What `JSON.stringify(value, null, 2)` makes, with a newline at the end, in pieces of about 64 Ki
 * characters: a list of millions may be longer than a string can be. Every iterable becomes an array, so
 * that its elements need not be in memory all at once.
 */
export function* jsonPieces(value: object): Generator<string, void> {
  let piece = ''
  for (const part of partsOf(value, '\n')) {
    piece += part
    if (piece.length < PIECE_CHARS) continue
    yield piece
    piece = ''
  }
  yield `${piece}\n`
}

/** @param newline with the blanks of the line that the value begins in. */
function* partsOf(value: unknown, newline: string): Generator<string, void> {
  if (!isWalked(value)) {
    yield wholeOf(value, newline)
    return
  }
  const isArray = Symbol.iterator in value
  const inner = `${newline}  `
  let separator = isArray ? '[' : '{'
  if (isArray) {
    for (const element of value as Iterable<unknown>) {
      yield `${separator}${inner}${wholeOf(element, inner)}`
      separator = ','
    }
  } else {
    for (const [key, property] of Object.entries(value)) {
      if (property === undefined) continue
      yield `${separator}${inner}${JSON.stringify(key)}: `
      yield* partsOf(property, inner)
      separator = ','
    }
  }
  const [begin, end] = isArray ? '[]' : '{}'
  yield separator === ',' ? `${newline}${end}` : `${begin}${end}`
}

/** Lists, and objects that do not say themselves what they are as JSON. */
function isWalked(value: unknown): value is object {
  return typeof value === 'object' && value !== null && (Symbol.iterator in value || !('toJSON' in value))
}

function wholeOf(value: unknown, newline: string): string {
  return ((JSON.stringify(value, null, 2) as string | undefined) ?? 'null').replaceAll('\n', newline)
}
