/** The stores of docs/STORES.md that start quickly, with this bundle; `npm run stores` tries all of them. */
import { runCell, startBench, type Bench } from './stores/cells.ts'
import { ROWS } from './stores/rows.ts'
import { STORES } from './stores/servers.ts'

const QUICK = STORES.filter(({ quick }) => quick === true)

describe.each(QUICK)('$title', (kind) => {
  let bench: Bench
  beforeAll(async () => {
    bench = await startBench(kind)
  })
  afterAll(() => bench.stop())

  it.each(ROWS)('$title', async (row) => {
    const { outcome, note } = await runCell(kind, row, bench)
    // What the stock SDK cannot do there either is the server's; anything else is a fault of this program.
    expect(outcome === 'fails' ? note : undefined).toBeUndefined()
  })
})
