import { randomBytes } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { openFlinkLab } from '../flink/flink-lab.ts'
import { startMinio } from '../servers.ts'
import { bundleHash } from './bundle.ts'
import { runCell, type CellResult } from './cell.ts'
import { COLUMNS, type Column } from './columns.ts'
import { ROWS, type Row } from './rows.ts'

/** One cell, not yet run. */
export interface Cell {
  readonly row: Row
  readonly column: Column
}

const CACHE = path.join(import.meta.dirname, '..', '..', '..', '.lab', 'matrix')

/** All cells, those that no release can have included. */
export const CELLS: readonly Cell[] = COLUMNS.flatMap((column) => ROWS.map((row) => ({ row, column })))

/**
 * The cells that every change has to pass: each row at least once, each metadata version, S3 and files. Few
 * releases, for each one costs a JVM and a hundred megabytes of jars.
 */
const REPRESENTATIVES: Readonly<Record<string, readonly string[]>> = {
  '1.10.2': ['canonical-rocksdb', 'restarted'],
  '1.14.2': ['s3-absolute', 'incremental'],
  '1.20.5': ['native', 'changelog', 'merged', 'restarted', 'entropy', 'relative', 'claimed-absolute'],
  '2.3.0': [
    'canonical-heap',
    'full',
    'incremental',
    'merged-across',
    'unaligned',
    'finished',
    'processor',
    'claimed-native',
    'running-on',
    'rescaled',
    'generations',
    'windows',
    'sql',
    'async',
    'forst',
  ],
}

/** The representative cells of {@link CELLS}. */
export const THIRD: readonly Cell[] = CELLS.filter(({ row, column }) =>
  REPRESENTATIVES[column.flink]?.includes(row.name),
)

/** The cell that is written `row,release`. @throws Error that tells the names there are. */
export function cellCalled(text: string): Cell {
  const [name, flink] = text.split(',')
  const cell = CELLS.find(({ row, column }) => row.name === name && column.flink === flink)
  if (cell !== undefined) return cell
  throw new Error(
    `no cell '${text}': write row,release with a row of ${ROWS.map((row) => row.name).join(', ')} and a release of `
      + COLUMNS.map((column) => column.flink).join(', '),
  )
}

/**
 * Runs cells one after another, on a MinIO server of its own and one JVM per release. A cell that has a
 * result for this very bundle is not run again; `again` runs it all the same.
 */
export async function runCells(
  cells: readonly Cell[],
  { again = false, onResult }: { again?: boolean; onResult: (result: CellResult) => void },
): Promise<CellResult[]> {
  const results: CellResult[] = []
  const report = async (result: CellResult): Promise<void> => {
    results.push(result)
    onResult(result)
    await keep(result)
  }
  const server = await startMinio({
    accessKeyId: `lab${randomBytes(8).toString('hex')}`,
    secretAccessKey: randomBytes(20).toString('hex'),
  })
  try {
    for (const column of COLUMNS) {
      const open = []
      for (const cell of cells.filter((each) => each.column === column)) {
        const known = again ? undefined : await kept(cell)
        // What failed is looked at again.
        if (known === undefined || known.outcome === 'fail') open.push(cell)
        else results.push(known)
      }
      if (open.length === 0) continue
      const lab = await openFlinkLab(column.flink, { ...column.lab, session: true })
      try {
        for (const { row } of open) await report(await runCell(row, column, lab, server))
      } finally {
        await lab.close()
      }
    }
    return results
  } finally {
    await server.stop()
  }
}

/** The results that there are for this bundle. */
export async function keptResults(): Promise<CellResult[]> {
  const all = await Promise.all(CELLS.map(kept))
  return all.filter((each) => each !== undefined)
}

async function keep(result: CellResult): Promise<void> {
  const file = fileOf(result.row, result.flink)
  await mkdir(path.dirname(file), { recursive: true })
  await writeFile(file, `${JSON.stringify(result, undefined, 2)}\n`)
}

async function kept({ row, column }: Cell): Promise<CellResult | undefined> {
  const text = await readFile(fileOf(row.name, column.flink), 'utf8').catch(() => undefined)
  if (text === undefined) return undefined
  return JSON.parse(text) as CellResult
}

function fileOf(row: string, flink: string): string {
  return path.join(CACHE, bundleHash(), `${row},${flink}.json`)
}
