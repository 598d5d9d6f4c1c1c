/**
 * Copies the same objects with this program and with the tools that people use otherwise, in turns:
 *
 *   npm run bench -- [workload …] [--rounds n] [--quick] [--write]
 *
 * `--quick` makes one round with a tenth of the objects, `--write` puts the tables into docs/BENCHMARKS.md. Wants a machine that does
 * nothing else: figures of a busy one say nothing.
 */
import { writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { measure, type Cost } from './measure.ts'
import { Places, type Ends } from './places.ts'
import { documentOf, tableOf, type Result, type Row } from './report.ts'
import { toolsOfBench, type Tool } from './tools.ts'
import { WORKLOADS, type Workload } from './workloads.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '3' }, quick: { type: 'boolean' }, write: { type: 'boolean' } },
})
const rounds = values.quick === true ? 1 : Number(values.rounds)
const chosen = positionals.length === 0 ? WORKLOADS : positionals.map(workloadCalled)

const tools = toolsOfBench()
const places = new Places()
const rows: Row[] = []
try {
  for (const workload of chosen.map(scaled)) {
    const row = await compare(workload)
    rows.push(row)
    console.log(tableOf(row).join('\n'))
  }
} finally {
  await places.close()
}
if (values.write === true) {
  const facts = [
    `${new Date().toISOString().slice(0, 10)}, ${cpus().length} cores (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}, servers on the same machine, their data in memory.`,
    tools.slice(1).map(({ name, version }) => `${name} ${version}`).join(', '),
  ]
  writeFileSync(resolve(import.meta.dirname, '..', 'docs', 'BENCHMARKS.md'), documentOf(rows, facts))
}

function workloadCalled(name: string): Workload {
  const found = WORKLOADS.find((workload) => workload.name === name)
  if (found === undefined) throw new Error(`no workload is called ${name}: there are ${WORKLOADS.map((one) => one.name).join(', ')}`)
  return found
}

function scaled(workload: Workload): Workload {
  if (values.quick !== true || workload.objects < 10) return workload
  const objects = workload.objects / 10
  return { ...workload, objects, title: `${workload.title}, a tenth of them` }
}

/** Each round runs every tool once, so that a slow minute of the machine hits them alike. */
async function compare(workload: Workload): Promise<Row> {
  const ends = await places.prepare(workload)
  const results = tools.map((tool) => ({ tool: tool.name, leftOut: tool.leftOut(workload), runs: [] as Cost[], requests: NaN }))
  for (let round = 0; round < Math.min(rounds, workload.rounds ?? rounds); round++) {
    for (const [index, tool] of tools.entries()) {
      const result = results[index]
      if (result === undefined || result.leftOut !== undefined || round >= (tool.rounds ?? rounds)) continue
      try {
        const [cost, requests] = await runOnce(tool, ends, `run-${round}-${index}`)
        result.runs.push(cost)
        result.requests = requests
      } catch (error) {
        result.leftOut = 'failed'
        console.error(error)
      }
    }
  }
  return { workload, results: results.map(asResult) }
}

async function runOnce(tool: Tool, ends: Ends, directory: string): Promise<[Cost, requests: number]> {
  await places.countRequests(ends)
  const cost = await measure(tool.command({ ...ends, directory, scratch: places.scratch }), places.scratch)
  const requests = await places.countRequests(ends)
  places.clear(ends, directory)
  return [cost, requests]
}

function asResult({ tool, leftOut, runs, requests }: {
  readonly tool: string; readonly leftOut: string | undefined; readonly runs: Cost[]; readonly requests: number
}): Result {
  return { tool, runs, ...(leftOut !== undefined && { leftOut }), ...(Number.isFinite(requests) && { requests }) }
}
