/** @jest-environment ./__tests__/support/one-realm.ts */
import type { FakeRequest } from '../support/fake-s3/request.ts'
import { openLab, type Lab } from './lab.ts'

let lab: Lab
/** Of each copy, how old its signature was when it came. */
let agesMs: number[]
const realNow = Date.now
let aheadMs = 0

beforeEach(() => {
  agesMs = []
  aheadMs = 0
  Date.now = () => realNow.call(Date) + aheadMs
})
afterEach(async () => {
  Date.now = realNow
  await lab.close()
})

function arrived({ headers }: FakeRequest): void {
  const [, date, time] = /^(\d{8})T(\d{6})Z$/.exec(headers['x-amz-date'] ?? '') ?? []
  const signed = Date.parse(
    `${date!.replace(/(....)(..)(..)/, '$1-$2-$3')}T${time!.replace(/(..)(..)(..)/, '$1:$2:$3')}Z`,
  )
  agesMs.push(Date.now() - signed)
}

const TEN_MINUTES_MS = 600_000
/** A signature tells whole seconds; the rest is for a busy machine. S3 accepts them for fifteen minutes. */
const FRESH_MS = 20_000

const files = Object.fromEntries(
  Array.from({ length: 200 }, (_, n) => [`file-${n}`, Buffer.from(`content ${n}`)]),
)

describe('signatures', () => {
  it('are made when a request gets its turn, however long it had to wait', async () => {
    lab = await openLab({ files })
    let open = (): void => undefined
    const allThere = new Promise<void>((resolve) => {
      open = resolve
    })
    // The first copy is a probe, alone. Then as many as a store is sent in the beginning are held for ten
    // minutes, the others behind them.
    lab.from.onRequest = async (request) => {
      if (request.operation !== 'CopyObject') return
      arrived(request)
      if (agesMs.length === 1) return
      if (agesMs.length === 33) {
        aheadMs += TEN_MINUTES_MS
        open()
      }
      await allThere
    }
    await lab.relocate()
    lab.expectWhole()
    expect(agesMs).toHaveLength(200)
    expect(Math.max(...agesMs)).toBeLessThan(FRESH_MS)
  })

  it('are made anew for another try', async () => {
    lab = await openLab({ files: { one: Buffer.from('x'), two: Buffer.from('y') } })
    lab.from.onRequest = (request) => {
      if (request.operation === 'CopyObject') arrived(request)
    }
    lab.from.fault({ operation: 'CopyObject', times: 5, fault: { status: 503, code: 'SlowDown' } })
    const { retry } = lab
    await lab.relocate(
      {},
      {
        tuning: {
          retry: {
            ...retry,
            sleep: async (ms, signal) => {
              aheadMs += TEN_MINUTES_MS
              await retry.sleep(ms, signal)
            },
          },
        },
      },
    )
    lab.expectWhole()
    expect(aheadMs).toBeGreaterThanOrEqual(5 * TEN_MINUTES_MS)
    expect(agesMs).toHaveLength(7)
    expect(Math.max(...agesMs)).toBeLessThan(FRESH_MS)
  })
})
