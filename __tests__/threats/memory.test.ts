/** @jest-environment ./__tests__/support/plain-global.ts */
/** What others write takes memory by its size, not by the number of pieces it comes in or is made of. */
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { parseMetadata } from '../../src/metadata/parse.ts'
import type { Snapshot } from '../../src/metadata/snapshot.ts'
import { CollectedBytes } from '../../src/platform/collected-bytes.ts'
import { file, incremental, metadata, nullHandle, operator, subtask } from '../support/metadata-builder.ts'

setFlagsFromString('--expose-gc')
const collectGarbage = runInNewContext('gc') as () => void

/** Bytes that what is made keeps, its own buffers among them. */
function keptBy<T>(make: () => T): [number, T] {
  collectGarbage()
  const before = process.memoryUsage()
  const made = make()
  collectGarbage()
  const after = process.memoryUsage()
  return [after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers, made]
}

describe('metadata', () => {
  it.each([
    [
      'operators without subtasks',
      metadata(
        3,
        Array.from({ length: 100_000 }, () => operator(3, {})),
      ),
    ],
    [
      'operators of one subtask without state',
      metadata(
        3,
        Array.from({ length: 100_000 }, () => operator(3, {}, [subtask(3, 0)])),
      ),
    ],
    [
      'the shortest handles',
      metadata(3, [
        operator(3, {}, [
          subtask(3, 0, {
            managedKeyed: incremental(
              5,
              nullHandle,
              Array.from({ length: 200_000 }, () => ['', file('a', 1)] as const),
            ),
          }),
        ]),
      ]),
    ],
  ])('of %s takes no more than sixteen times its size', (_what, bytes) => {
    const [kept, snapshot] = keptBy<Snapshot>(() => parseMetadata(bytes))
    expect(snapshot.operators.length + snapshot.references.length).toBeGreaterThan(1)
    expect(kept / bytes.length).toBeLessThan(16)
  })

  it('of more operators than any job has is refused', () => {
    expect(() =>
      parseMetadata(
        metadata(
          3,
          Array.from({ length: 100_001 }, () => operator(3, {})),
        ),
      ),
    ).toThrow('expected 100000 operators at most, which is far more than any job has, found 100001')
  })
})

test('a document that comes byte by byte takes no more than twice its size', () => {
  const [kept, collected] = keptBy(() => {
    const collected = new CollectedBytes()
    for (let byte = 0; byte < 2 * 1024 * 1024; byte += 1) collected.add(Uint8Array.of(0x61))
    return collected
  })
  expect(collected.toText()).toBe('a'.repeat(2 * 1024 * 1024))
  expect(kept).toBeLessThan(5 * 1024 * 1024)
})
