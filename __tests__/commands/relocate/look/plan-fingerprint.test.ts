import type { RelocationReport } from '../../../../src/commands/relocate/report.ts'
import { openLab, type Lab } from '../../../faults/lab.ts'
import type { TextRequest } from '../../../support/text-request.ts'

const SOURCE = 'flink/savepoint-1'
let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(async () => {
  await lab.close()
})

const planned = async (more: Partial<TextRequest> = {}): Promise<string> => {
  const report: RelocationReport = await lab.relocate({ dryRun: true, ...more })
  return report.planFingerprint ?? 'none'
}
const written = (): number =>
  lab.from.log.filter(({ operation }) => !/^(?:Get|Head|List)/.test(operation)).length

describe('the fingerprint of a plan', () => {
  it('is the same for the same plan, whatever the target has of it already', async () => {
    lab.from.buckets.put('source', `${SOURCE}/beside`, Buffer.from('beside'))
    const first = await planned()
    expect(first).toMatch(/^[0-9a-f]{64}$/)
    expect(await planned()).toBe(first)
    lab.from.buckets.put('target', 'moved/savepoint-1/small', Buffer.from('a small file'))
    expect(await planned()).toBe(first)
  })

  it.each<[string, () => void, Partial<TextRequest>]>([
    [
      'a file with other content of the same size',
      () => {
        lab.from.buckets.put('source', `${SOURCE}/small`, Buffer.from('A SMALL FILE'))
      },
      {},
    ],
    [
      'a file more',
      () => {
        lab.from.buckets.put('source', `${SOURCE}/more`, Buffer.from('x'))
      },
      {},
    ],
    ['another name', () => undefined, { targetName: 'other' }],
    ['overwrite', () => undefined, { overwrite: true }],
    ['delete-source', () => undefined, { deleteSource: true }],
  ])('is another one with %s, and such a run writes nothing', async (_what, change, request) => {
    const approved = await planned()
    change()
    expect(await planned(request)).not.toBe(approved)
    const before = written()
    await expect(lab.relocate({ ...request, expectPlan: approved })).rejects.toThrow(
      /changed since the plan was approved: its fingerprint is [0-9a-f]{64}, expect-plan is [0-9a-f]{64}; nothing was written/,
    )
    expect(written()).toBe(before)
  })

  it('lets the run do what was approved, also after one that was cut off', async () => {
    const approved = await planned()
    lab.from.buckets.put('target', 'moved/savepoint-1/small', Buffer.from('a small file'))
    expect(await lab.relocate({ expectPlan: approved })).toMatchObject({
      outcome: 'relocated',
      planFingerprint: approved,
    })
    expect((await lab.relocate({})).planFingerprint).toBeUndefined()
  })
})
