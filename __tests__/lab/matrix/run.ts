/**
 * The matrix: every kind of snapshot on every supported Flink line, relocated by the bundle and restored by
 * Flink.
 *
 *   npm run matrix                          cells without a result for this bundle, then docs/MATRIX.md
 *   npm run matrix -- --only row,release    these (repeatable), even if they have one
 *   npm run matrix -- --third               the representative ones
 *   npm run matrix -- --again               all of them anew
 *   npm run matrix -- --table               only docs/MATRIX.md, from the results that there are
 *
 * Needs JDK 17 and Maven 3.8 on PATH and MinIO (npm run lab:install). `FLINK_SNAPSHOT_BUNDLE` names another
 * bundle than the committed one.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { ensureTool } from '../../../scripts/lab/tools.ts'
import { bundleHash } from './bundle.ts'
import type { CellResult } from './cell.ts'
import { matrixDocument } from './document.ts'
import { cellCalled, CELLS, keptResults, runCells, THIRD } from './matrix.ts'

const DOCUMENT = path.join(import.meta.dirname, '..', '..', '..', 'docs', 'MATRIX.md')

const { values } = parseArgs({
  options: {
    only: { type: 'string', multiple: true },
    third: { type: 'boolean' },
    again: { type: 'boolean' },
    table: { type: 'boolean' },
  },
})

let failed = 0
if (values.table !== true) {
  ensureTool('minio')
  const cells = values.only?.map(cellCalled) ?? (values.third === true ? THIRD : CELLS)
  const results = await runCells(cells, {
    again: values.again === true || values.only !== undefined,
    onResult: print,
  })
  failed = results.filter(({ outcome }) => outcome === 'fail').length
  console.log(`${results.length - failed} cells as they should be, ${failed} failed`)
}
await mkdir(path.dirname(DOCUMENT), { recursive: true })
await writeFile(DOCUMENT, matrixDocument(await keptResults(), bundleHash()))
if (failed > 0) process.exitCode = 1

function print({ row, flink, storage, outcome, reason, seconds, urisRewritten }: CellResult): void {
  const detail = reason ?? `${urisRewritten ?? 0} paths rewritten`
  console.log(`${outcome.padEnd(8)} ${row} on ${flink} (${storage}), ${seconds} s: ${detail.slice(0, 2000)}`)
}
