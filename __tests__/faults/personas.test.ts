/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import { PERSONAS } from '../support/fake-s3/personas.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const files = {
  small: Buffer.from('small'),
  'odd name+%41 ü': Buffer.from('odd'),
  large: patterned(3 * PART + 500, 7),
  larger: patterned(9 * PART + 1, 8),
  empty: Buffer.alloc(0),
}

describe.each(Object.entries(PERSONAS))('on a store like %s', (name, persona) => {
  it.each([
    ['server-side', false],
    ['streamed', true],
  ])('%s: a savepoint arrives, is found again, is mended, and can be deleted', async (_, streamed) => {
    lab = await openLab({ streamed, files, from: persona, to: persona })
    const report = await lab.relocate({ verify: 'strict' })
    lab.expectWhole()
    expect(await lab.relocate()).toMatchObject({ outcome: 'already-there', filesCopied: 0 })

    lab.to.buckets.delete('target', 'moved/savepoint-1/large')
    lab.to.buckets.delete('target', 'moved/savepoint-1/_metadata')
    expect((await lab.relocate({ verify: 'strict', deleteSource: true })).deleted).toBe(6)
    lab.expectWhole()
    expect(lab.from.buckets.entries('source').map(([key]) => key)).toEqual([
      'flink/savepoint-1/_metadata.relocated.json',
    ])

    // All of them copy small objects by themselves; only some copy parts.
    expect(report.transferMode).toBe(streamed ? 'streamed' : 'server-side')
    const partsStreamed = lab.told.some((text) => text.startsWith('large objects are streamed'))
    const noParts = persona.noPartCopies !== undefined || persona.emptyPartCopies === true
    expect(partsStreamed).toBe(!streamed && noParts)
    const guarded = persona.ignoreConditions !== true && persona.noConditions === undefined
    expect([name, report.warnings.some((text) => text.includes('ignores conditional writes'))]).toEqual([
      name,
      !guarded,
    ])
  })
})
