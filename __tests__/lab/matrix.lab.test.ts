import { keptResults, runCells, THIRD } from './matrix/matrix.ts'
import { ROWS } from './matrix/rows.ts'
import { COLUMNS } from './matrix/columns.ts'
import { matrixDocument } from './matrix/document.ts'
import type { CellResult } from './matrix/cell.ts'

/** Longer than all cells together take on two busy cores. */
const ALL_CELLS_MS = 1_500_000

describe('a representative part of the matrix', () => {
  const results = new Map<string, CellResult>()

  beforeAll(async () => {
    await runCells(THIRD, {
      again: true,
      onResult: (result) => {
        results.set(`${result.row},${result.flink}`, result)
      },
    })
  }, ALL_CELLS_MS)

  it.each(THIRD.map(({ row, column }) => [row.name, column.flink, row.mayLackFiles ?? false] as const))(
    '%s on Flink %s',
    (row, flink, mayLackFiles) => {
      const { outcome, reason } = results.get(`${row},${flink}`) ?? {
        outcome: 'fail',
        reason: 'it was not run',
      }
      expect(outcome === 'fail' ? reason : outcome).toMatch(mayLackFiles ? /^(pass|refused)$/ : /^pass$/)
    },
  )
})

describe('the matrix', () => {
  it('has every row in its representative part', () => {
    expect(new Set(THIRD.map(({ row }) => row.name))).toEqual(new Set(ROWS.map(({ name }) => name)))
  })

  it('becomes a table with a line for each row and a column for each release', async () => {
    const table = matrixDocument(await keptResults(), 'none')
      .split('\n')
      .filter((line) => line.startsWith('| '))
    expect(table).toHaveLength(ROWS.length + 2)
    for (const line of table) expect(line.split(' | ')).toHaveLength(COLUMNS.length + 1)
  })
})
