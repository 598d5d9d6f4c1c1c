/** Turns runs into tables. */
import type { Cost } from './measure.ts'
import { OURS } from './tools.ts'
import type { Workload } from './workloads.ts'

/** All runs of one tool in one workload, or why there are none. */
export interface Result {
  readonly tool: string
  readonly runs: readonly Cost[]
  readonly requests?: number
  readonly leftOut?: string
}

/** The results of one workload. */
export interface Row {
  readonly workload: Workload
  readonly results: readonly Result[]
}

/** The middle of some figures; of two in the middle, the lower one. */
export function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[(values.length - 1) >> 1] ?? NaN
}

const HEADING = ['tool', 'wall', 'objects/s', 'MiB/s', 'CPU/object', 'CPU/GiB', 'peak memory', 'requests/object', 'wall, ratio', 'CPU, ratio']

/** A table in Markdown. A ratio above 1 means: so many times as much as this program. */
export function tableOf({ workload, results }: Row): string[] {
  const ours = results.find(({ tool }) => tool === OURS)
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [
    `### ${workload.title}`, '',
    line(HEADING), line(HEADING.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...results.map((result) => line(cellsOf(workload, result, ours))), '',
  ]
}

function cellsOf({ objects, sizeBytes }: Workload, result: Result, ours: Result | undefined): string[] {
  if (result.runs.length === 0) return [result.tool, result.leftOut ?? 'failed', ...HEADING.slice(2).map(() => '')]
  const [wall, cpu] = [wallOf(result), cpuOf(result)]
  const gib = (objects * sizeBytes) / 2 ** 30
  const ratio = (theirs: number, own: number): string => (own > 0 ? (theirs / own).toFixed(2) : '')
  return [
    result.tool,
    `${wall.toFixed(2)} s`,
    Math.round(objects / wall).toLocaleString('en'),
    (gib * 1024 / wall).toFixed(0),
    `${(cpu * 1000 / objects).toFixed(2)} ms`,
    gib >= 0.4 ? `${(cpu / gib).toFixed(2)} s` : '–',
    `${Math.round(median(result.runs.map(({ peakBytes }) => peakBytes)) / 2 ** 20)} MiB`,
    result.requests === undefined ? '–' : (result.requests / objects).toFixed(2),
    ...(ours === undefined || ours.runs.length === 0 ? ['', ''] : [ratio(wall, wallOf(ours)), ratio(cpu, cpuOf(ours))]),
  ]
}

function wallOf({ runs }: Result): number {
  return median(runs.map(({ wallSeconds }) => wallSeconds))
}

function cpuOf({ runs }: Result): number {
  return median(runs.map(({ cpuSeconds }) => cpuSeconds))
}

/** The whole document. */
export function documentOf(rows: readonly Row[], facts: readonly string[]): string {
  return [
    '# Measured against other tools', '',
    'Written by `npm run bench`; not edited by hand.', '',
    'Each tool copies the same prefix, on the same servers, in turns; a line is the median of its runs. This program copies what the',
    '`_metadata` of a savepoint names, rewrites and commits that, and verifies the result; the other tools copy and do nothing more. CPU is',
    'the client\'s alone. Requests are those that the servers counted, in the last run of each tool. A ratio above 1 says that a tool took so',
    'many times as much as this program. Times on the clock are worth comparing within one table only.', '',
    ...facts.map((fact) => `- ${fact}`), '',
    ...rows.flatMap(tableOf),
  ].join('\n').trimEnd() + '\n'
}
