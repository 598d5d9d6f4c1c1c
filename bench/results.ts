/** What was measured, kept in a file, so that workloads can be measured one by one. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Cost } from './measure.ts'

/** All runs of one tool in one workload, or why there are none. */
export interface Result {
  readonly tool: string
  readonly version: string
  readonly runs: readonly Cost[]
  /** Those that the servers counted, in the last run. */
  readonly requests?: number
  readonly leftOut?: string
}

/** The results of one workload. */
export interface Row {
  /** The workload's name. */
  readonly workload: string
  /** As `2026-12-31`. */
  readonly date: string
  /** Processor, cores, Node. */
  readonly machine: string
  readonly results: readonly Result[]
}

const FILE = join(import.meta.dirname, 'results.json')

/** The rows that were kept. */
export function keptRows(): Row[] {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Row[]) : []
}

/** Keeps rows, each in the place of the former one of its workload. */
export function keepRows(rows: readonly Row[]): void {
  const kept = new Map(keptRows().map((row) => [row.workload, row]))
  for (const row of rows) kept.set(row.workload, row)
  const lines = [...kept.values()].map((row) => JSON.stringify(row))
  writeFileSync(FILE, `[\n${lines.join(',\n')}\n]\n`)
}
