/**
 * How much processor time and memory parsing and rewriting a large `_metadata` takes: 50 MB with 250,000
 * handles, each run in a process of its own. The bar is 0.5 s of processor time and 4 times the file. `node
 * bench/metadata.ts`
 */
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  file,
  incremental,
  inLine,
  keyGroups,
  metadata,
  operator,
  partitionable,
  properties,
  relativeFile,
  subtask,
  type LocalFile,
  type Part,
  type Version,
} from '../__tests__/support/metadata-builder.ts'
import { FROM, type Measured } from './measure-metadata.ts'

const HANDLES = 250_000
const FILE_BYTES = 50_000_000
const RUNS = 5
const BAR_SECONDS = 0.5
const BAR_TIMES_THE_FILE = 4

const name = (index: number): string => `${index.toString(16).padStart(8, '0')}-6c1b-4387-898b-41b875dadd94`

/** One file for each handle by its absolute URI, key group offsets between them. */
function savepoint(version: Version, filler: Part): Part {
  const subtasks: Part[] = []
  for (let index = 0; index < HANDLES / 2; index++) {
    const path = (part: string): string => `${FROM}savepoint-4711-a1b2c3/${part}-${name(index)}`
    subtasks.push(
      subtask(version, index, {
        managedOperator: partitionable(
          [
            { name: 'list-state', offsets: [0] },
            { name: 'union', mode: 1, offsets: [9] },
          ],
          file(path('op'), 4096),
        ),
        managedKeyed: keyGroups(3, file(path('keyed'), 1 << 20), [0, 1, 2]),
      }),
    )
  }
  subtasks.push(subtask(version, HANDLES / 2, { rawKeyed: filler }))
  return operator(version, { parallelism: subtasks.length, maxParallelism: 32_768 }, subtasks)
}

/** Hundreds of shared SST files for each subtask of an incremental checkpoint. */
function checkpoint(version: Version, filler: Part): Part {
  const perSubtask = 500
  const subtasks: Part[] = []
  for (let index = 0; index < HANDLES / perSubtask; index++) {
    const shared = Array.from({ length: perSubtask }, (_, sst): LocalFile => [
      `${String(sst).padStart(6, '0')}-${name(sst)}.sst`,
      file(`${FROM}0123456789abcdef0123456789abcdef/shared/${name(index * perSubtask + sst)}`, 64 << 20),
    ])
    subtasks.push(
      subtask(version, index, { managedKeyed: incremental(11, relativeFile(name(index), 4096), shared) }),
    )
  }
  subtasks.push(subtask(version, subtasks.length, { rawKeyed: filler }))
  return operator(version, { name: 'Window', uid: 'window', parallelism: subtasks.length }, subtasks)
}

/** The file, filled up with in-line state to the size of the bar. */
function write(version: Version, make: (version: Version, filler: Part) => Part): Uint8Array {
  const filled = (bytes: number): Uint8Array =>
    metadata(version, [make(version, keyGroups(3, inLine('filler', new Uint8Array(bytes)), []))], {
      properties: properties('checkpoint'),
    })
  return filled(Math.max(0, FILE_BYTES - filled(0).length))
}

function inChild(path: string): Promise<Measured> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, 'measure-metadata.ts'), [path])
    child.once('message', (measured) => {
      resolve(measured as Measured)
    })
    child.once('exit', (code) => {
      reject(new Error(`the measuring process ended with ${String(code)}`))
    })
  })
}

const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0)} MB`

/**
 * The row with the least processor time of several runs: what other processes add to it is not the codec's.
 */
async function measured(label: string, bytes: Uint8Array, path: string): Promise<Record<string, string>> {
  writeFileSync(path, bytes)
  let best: Measured | undefined
  for (let run = 0; run < RUNS; run++) {
    const one = await inChild(path)
    if (best === undefined || one.parseSeconds + one.rewriteSeconds < best.parseSeconds + best.rewriteSeconds)
      best = one
  }
  if (best === undefined) throw new Error('nothing was measured')
  const seconds = best.parseSeconds + best.rewriteSeconds
  const times = (best.peakBytes - best.idleBytes) / bytes.length
  return {
    file: `${label}, ${megabytes(bytes.length)}`,
    URIs: String(best.rewritten),
    parse: `${best.parseSeconds.toFixed(2)} s`,
    rewrite: `${best.rewriteSeconds.toFixed(2)} s`,
    [`both (bar ${BAR_SECONDS} s)`]: `${seconds.toFixed(2)} s${seconds > BAR_SECONDS ? ' TOO SLOW' : ''}`,
    'peak memory': megabytes(best.peakBytes),
    'of it before': megabytes(best.idleBytes),
    [`times the file (bar ${BAR_TIMES_THE_FILE})`]: `${times.toFixed(1)}${times > BAR_TIMES_THE_FILE ? ' TOO MUCH' : ''}`,
  }
}

const directory = mkdtempSync(join(tmpdir(), 'bench-metadata-'))
try {
  const path = join(directory, '_metadata')
  console.log(`${HANDLES} handles, least processor time of ${RUNS} runs`)
  console.table([
    await measured('version 2, savepoint', write(2, savepoint), path),
    await measured('version 6, incremental checkpoint', write(6, checkpoint), path),
  ])
} finally {
  rmSync(directory, { recursive: true })
}
