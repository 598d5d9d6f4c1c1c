import { parseMetadata, rewriteMetadata, type Reference } from '../../src/metadata/snapshot.ts'
import { CODE_CASES, everything, fileOf, plain, type Expected } from './samples.ts'
import { VERSIONS } from '../support/metadata-builder.ts'

const move = (path: string): string => `s3a://ä-new-place${path.replace(/^[a-z0-9]+:/, '')}`
const moveReference = (reference: Reference): string | undefined =>
  reference.kind === 'relative' ? undefined : move(reference.path)

/** What the parser should say of a reference, but where it stands. */
function filled(expected: Expected): Omit<Reference, 'offset' | 'byteLength'> {
  return {
    sizeIs: 'exact',
    sizeBytes: 0,
    stateBytes: 0,
    operator: 0,
    subtask: 0,
    incremental: false,
    changelog: false,
    ...expected,
  }
}

describe.each(CODE_CASES)('$name', (one) => {
  describe.each(one.versions)('in version %i', (version) => {
    const bytes = fileOf(one, version)
    const snapshot = parseMetadata(bytes)

    it('is read with its references and sizes', () => {
      expect(snapshot.references.map(plain)).toEqual(one.references.map(filled))
      expect(snapshot.operators).toHaveLength(1)
      expect(snapshot.operators[0]).toMatchObject({
        stateBytes: one.stateBytes,
        subtasks: 1,
        finishedSubtasks: 0,
      })
      const [count, size] = one.inline ?? [0, 0]
      expect(snapshot.inlineStates).toEqual({ count, bytes: size })
    })

    it('has spans that hold the paths', () => {
      expect(snapshot.references).toHaveLength(one.references.length)
      for (const { offset, byteLength, path } of snapshot.references) {
        expect(Buffer.from(bytes).readUInt16BE(offset)).toBe(byteLength)
        if (!/[^\0-\uffff]/u.test(path)) {
          expect(Buffer.from(bytes).toString('utf8', offset + 2, offset + 2 + byteLength)).toBe(path)
        }
      }
    })

    it('is the same bytes after a rewrite that changes nothing', () => {
      expect(rewriteMetadata(bytes, snapshot, ({ path }) => path)).toEqual({ bytes, rewritten: 0 })
    })

    it('is, after a rewrite, what would have been written with the new paths', () => {
      const { bytes: moved, rewritten } = rewriteMetadata(bytes, snapshot, moveReference)
      expect(rewritten).toBe(one.references.filter(({ kind }) => kind !== 'relative').length)
      expect(Buffer.from(moved).equals(fileOf(one, version, move))).toBe(true)
    })
  })
})

describe.each(VERSIONS)('a file of version %i with everything', (version) => {
  const bytes = everything(version)
  const snapshot = parseMetadata(bytes)

  it('is read', () => {
    const cases = CODE_CASES.filter((one) => one.versions.includes(version))
    expect(snapshot.references.map(plain)).toEqual(
      cases.flatMap((one, operator) => one.references.map((reference) => filled({ ...reference, operator }))),
    )
    expect(snapshot.checkpointId).toBe(9_007_199_254_740_993n)
    expect(snapshot.masterStates).toEqual([{ name: 'hook', version: 1, bytes: 31 }])
    expect(snapshot.operators.map(({ name }) => name)).toEqual([
      ...cases.map(({ name }) => (version >= 5 ? name : undefined)),
      ...(version >= 3 ? [undefined] : []),
    ])
    expect(snapshot.hasChangelog).toBe(version >= 3)
  })

  it('can be shortened and lengthened', () => {
    for (const text of [(): string => 'x:/y', (path: string): string => `${path}/${'long'.repeat(40)}`]) {
      const { bytes: moved } = rewriteMetadata(bytes, snapshot, ({ kind, path }) =>
        kind === 'relative' ? undefined : text(path),
      )
      expect(Buffer.from(moved).equals(everything(version, text))).toBe(true)
    }
  })
})
