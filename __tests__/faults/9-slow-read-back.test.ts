/** @jest-environment ./__tests__/support/one-realm.ts */
import { HandClock } from '../support/hand-clock.ts'
import { openLab, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const METADATA = /moved\/savepoint-1\/_metadata$/

/** The reading back of `_metadata` comes in small pieces, 50 s after each other by the clock of silence. */
async function openSlow(clock: HandClock): Promise<{ heard: () => number }> {
  lab = await openLab({ files: { a: Buffer.from('content') } })
  let starts = 0
  let heard = 0
  lab.to.onRequest = () => {
    starts = clock.starts
  }
  lab.to.fault({
    operation: 'GetObject',
    key: METADATA,
    fault: {
      drip: {
        bytes: 20,
        between: async () => {
          if (await clock.forwardOnceHeard(starts, 50)) heard++
          starts = clock.starts
        },
      },
    },
  })
  return { heard: () => heard }
}

const reads = (): number =>
  lab.to.log.filter(({ operation, key }) => operation === 'GetObject' && METADATA.test(key)).length

describe('a _metadata that is read back slowly', () => {
  it('is waited for as long as bytes move', async () => {
    const clock = new HandClock()
    const { heard } = await openSlow(clock)
    await lab.relocate({ concurrency: 1 }, { tuning: { silenceClock: clock } })
    lab.expectWhole()
    expect([reads(), heard() > 2]).toEqual([1, true])
  })

  it('also where it says whether a write whose answer was lost has happened', async () => {
    const clock = new HandClock()
    const { heard } = await openSlow(clock)
    lab.to.fault({ operation: 'PutObject', key: METADATA, times: 1, fault: { lostAnswer: true } })
    expect(await lab.relocate({ concurrency: 1 }, { tuning: { silenceClock: clock } })).toMatchObject({
      outcome: 'relocated',
    })
    lab.expectWhole()
    expect([reads(), heard() > 3]).toEqual([2, true])
  })
})

it('a _metadata that breaks off again and again while it is read back is continued, not begun anew', async () => {
  lab = await openLab({ files: { a: Buffer.from('content') } })
  const size = lab.metadataAt('s3://target/moved/savepoint-1').length
  const breaks = Math.floor(size / 20)
  lab.to.fault({ operation: 'GetObject', key: METADATA, times: breaks, fault: { truncateAfter: 20 } })
  await lab.relocate()
  lab.expectWhole()
  expect(breaks).toBeGreaterThan(6)
  const ranges = lab.to.log
    .filter(({ operation, key }) => operation === 'GetObject' && METADATA.test(key))
    .map(({ headers }) => headers['range'])
  expect(ranges.slice(0, 3)).toEqual([undefined, `bytes=20-${size - 1}`, `bytes=40-${size - 1}`])
})

it('a _metadata that is another one after the break is read from its beginning', async () => {
  lab = await openLab({ files: { a: Buffer.from('content') } })
  const key = 'flink/savepoint-1/_metadata'
  const other = lab.metadataAt('s3://source/flink/savepoint-1')
  lab.from.buckets.put('source', key, Buffer.concat([other, Buffer.from('x')]))
  lab.from.fault({ operation: 'GetObject', key, times: 1, fault: { truncateAfter: 20 } })
  lab.from.onRequest = ({ operation, headers }) => {
    if (operation === 'GetObject' && headers['range'] !== undefined)
      lab.from.buckets.put('source', key, other)
  }
  await lab.relocate()
  lab.expectWhole()
})
