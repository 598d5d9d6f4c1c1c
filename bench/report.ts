/** Turns results into tables. */
import type { Result, Row } from './results.ts'
import { OURS } from './tools.ts'
import { WORKLOADS, type Workload } from './workloads.ts'

/** The middle of some figures; of two in the middle, what lies between them. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  const upper = sorted[half] ?? NaN
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? NaN) + upper) / 2
}

const HEADING = [
  'tool',
  'wall',
  'objects/s',
  'MiB/s',
  'CPU/object',
  'CPU/GiB',
  'peak memory',
  'requests/object',
  'wall, ratio',
  'CPU, ratio',
]

/** A table in Markdown. A ratio above 1 means: so many times as much as this program. */
export function tableOf(row: Row): string[] {
  const workload = workloadOf(row)
  if (workload === undefined) return []
  const ours = oursIn(row)
  const rounds = Math.max(...row.results.map(({ runs }) => runs.length))
  return [
    `### ${workload.title}`,
    '',
    `${row.date}, ${rounds === 1 ? 'one round' : `${rounds} rounds`}, ${row.machine}.`,
    '',
    line(HEADING),
    line(HEADING.map((_, index) => (index === 0 ? '---' : '---:'))),
    ...row.results.map((result) => line(cellsOf(workload, result, ours))),
    '',
  ]
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}

function workloadOf(row: Row): Workload | undefined {
  return WORKLOADS.find(({ name }) => name === row.workload)
}

function oursIn({ results }: Row): Result | undefined {
  return results.find(({ tool, runs }) => tool === OURS && runs.length > 0)
}

function cellsOf({ objects, sizeBytes }: Workload, result: Result, ours: Result | undefined): string[] {
  if (result.runs.length === 0)
    return [result.tool, result.leftOut ?? 'failed', ...HEADING.slice(2).map(() => '')]
  const [wall, cpu] = [wallOf(result), cpuOf(result)]
  const gib = (objects * sizeBytes) / 2 ** 30
  return [
    result.tool,
    `${wall.toFixed(2)} s`,
    (objects / wall).toLocaleString('en', { maximumFractionDigits: objects / wall < 10 ? 1 : 0 }),
    ((gib * 1024) / wall).toFixed(0),
    `${((cpu * 1000) / objects).toFixed(2)} ms`,
    gib >= 0.4 ? `${(cpu / gib).toFixed(2)} s` : '–',
    `${Math.round(median(result.runs.map(({ peakBytes }) => peakBytes)) / 2 ** 20)} MiB`,
    result.requests === undefined ? '–' : (result.requests / objects).toFixed(2),
    ...(ours === undefined ? ['', ''] : [ratioText(wall / wallOf(ours)), ratioText(cpu / cpuOf(ours))]),
  ]
}

function ratioText(ratio: number): string {
  return Number.isFinite(ratio) ? ratio.toFixed(2) : ''
}

function wallOf({ runs }: Result): number {
  return median(runs.map(({ wallSeconds }) => wallSeconds))
}

function cpuOf({ runs }: Result): number {
  return median(runs.map(({ cpuSeconds }) => cpuSeconds))
}

const SUMMARY = [
  'workload',
  'fastest other tool',
  'its wall / ours',
  'other tool with the least CPU',
  'its CPU / ours',
]

/** Each workload against the best of the others: ahead where both ratios are above 1. */
export function summaryOf(rows: readonly Row[]): string[] {
  const lines = rows.flatMap((row) => {
    const [workload, ours] = [workloadOf(row), oursIn(row)]
    const others = row.results.filter(({ tool, runs }) => tool !== OURS && runs.length > 0)
    if (workload === undefined || ours === undefined || others.length === 0) return []
    const best = (cost: (result: Result) => number): string[] => {
      const least = others.reduce((a, b) => (cost(b) < cost(a) ? b : a))
      return [least.tool, ratioText(cost(least) / cost(ours))]
    }
    return [line([workload.title, ...best(wallOf), ...best(cpuOf)])]
  })
  return [line(SUMMARY), line(SUMMARY.map((name) => (name.startsWith('its') ? '---:' : '---'))), ...lines, '']
}

/** The whole document. */
export function documentOf(rows: readonly Row[]): string {
  const ordered = WORKLOADS.flatMap(({ name }) => rows.filter((row) => row.workload === name))
  const versions = new Map(
    ordered
      .flatMap(({ results }) => results)
      .filter(({ tool }) => tool !== OURS)
      .map(({ tool, version }) => [tool, version]),
  )
  return (
    [
      '# Measured against other tools',
      '',
      'Written by `npm run bench -- --write` from `bench/results.json`; not edited by hand.',
      '',
      'Each tool copies the same prefix, on the same servers, in turns; a line is the median of its runs. This program copies what the',
      '`_metadata` of a savepoint names, rewrites and commits that, and verifies the result; the other tools copy and do nothing more. CPU is',
      "the client's alone. Requests are those that the servers counted, in the last run of each tool. A ratio above 1 says that a tool took so",
      'many times as much as this program. Times on the clock are worth comparing within one table only; servers and their data, in',
      'memory, share the machine with the tools. The figures come in whole milliseconds.',
      '',
      [...versions].map(([tool, version]) => `${tool} ${version}`).join(', ') + '.',
      '',
      ...summaryOf(ordered),
      ...ordered.flatMap(tableOf),
    ]
      .join('\n')
      .trimEnd() + '\n'
  )
}
