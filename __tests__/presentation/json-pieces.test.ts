import { jsonPieces } from '../../src/presentation/json-pieces.ts'

const joined = (value: object): string => [...jsonPieces(value)].join('')

/** A list that is made as it is gone through. */
function* counted(
  count: number,
  made: number[] = [],
): Generator<{ readonly number: number; readonly text: string }, void> {
  for (let number = 0; number < count; number++) {
    made.push(number)
    yield { number, text: '"\n ü' }
  }
}

describe('JSON in pieces', () => {
  it.each([
    {},
    [],
    { a: {} },
    { a: [] },
    [[], [1]],
    [undefined],
    { a: undefined, b: 1 },
    { a: undefined },
    { a: { b: { c: [1, 'two\n', null, true, { d: [] }, [{ e: 'f' }]] } }, g: 'h\n"' },
    { at: new Date(0), nested: { at: new Date(0) } },
    { 'a key\n': -0.5 },
  ])('is what JSON.stringify makes: %j', (value) => {
    expect(joined(value)).toBe(`${JSON.stringify(value, null, 2)}\n`)
  })

  it('takes what can be gone through for an array', () => {
    expect(joined({ list: counted(3) })).toBe(`${JSON.stringify({ list: [...counted(3)] }, null, 2)}\n`)
  })

  it('asks for no more elements than a piece has', () => {
    const made: number[] = []
    const pieces = jsonPieces({ list: counted(100_000, made) })
    const { value } = pieces.next()
    expect(value!.length).toBeGreaterThanOrEqual(1 << 16)
    expect(value!.length).toBeLessThan(1 << 17)
    expect(made.length).toBeLessThan(3_000)
  })
})
