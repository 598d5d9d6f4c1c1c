/**
 * Copies the same objects with this program and with the tools that people use otherwise, in turns:
 *
 *   npm run bench -- [workload …] [--rounds n] [--quick] [--write]
 *   npm run bench -- near --profile
 *
 * `--quick` makes one round with a tenth of the objects, `--write` keeps the results in bench/results.json
 * and writes docs/BENCHMARKS.md from all that is there, `--profile` runs this program alone and keeps a
 * profile of its processor time. Wants a machine that does nothing else: figures of a busy one say nothing.
 */
import { mkdtempSync, writeFileSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { measure, type Command, type Cost } from './measure.ts'
import { Places, type Ends } from './places.ts'
import { documentOf, summaryOf, tableOf } from './report.ts'
import { keepRows, keptRows, type Result, type Row } from './results.ts'
import { OURS, toolsOfBench, type Tool } from './tools.ts'
import { WORKLOADS, type Workload } from './workloads.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    rounds: { type: 'string', default: '3' },
    quick: { type: 'boolean' },
    write: { type: 'boolean' },
    profile: { type: 'boolean' },
  },
})
const rounds = values.quick === true || values.profile === true ? 1 : Number(values.rounds)
const chosen = positionals.length === 0 ? WORKLOADS : positionals.map(workloadCalled)
const profiles = values.profile === true ? mkdtempSync(join(tmpdir(), 'flink-snapshot-profile-')) : undefined
const tools = toolsOfBench().filter(({ name }) => profiles === undefined || name === OURS)
const places = new Places()
const rows: Row[] = []
try {
  for (const workload of chosen.map(scaled)) {
    const row = await compare(workload)
    rows.push(row)
    console.log(tableOf(row).join('\n'))
    if (values.write === true) keepRows([row])
  }
} finally {
  await places.close()
}
if (rows.length > 1) console.log(summaryOf(rows).join('\n'))
if (profiles !== undefined) console.log(`Profiles of processor time: ${profiles}`)
if (values.write === true)
  writeFileSync(resolve(import.meta.dirname, '..', 'docs', 'BENCHMARKS.md'), documentOf(keptRows()))

function workloadCalled(name: string): Workload {
  const found = WORKLOADS.find((workload) => workload.name === name)
  if (found === undefined)
    throw new Error(`no workload is called ${name}: there are ${WORKLOADS.map((one) => one.name).join(', ')}`)
  return found
}

function scaled(workload: Workload): Workload {
  if (values.quick !== true || workload.objects < 10) return workload
  if (values.write === true)
    throw new Error('--quick measures other workloads than those of the document: leave out --write')
  return { ...workload, objects: workload.objects / 10 }
}

/** Each round runs every tool once, so that a slow minute of the machine hits them alike. */
async function compare(workload: Workload): Promise<Row> {
  const ends = await places.prepare(workload)
  const results = tools.map((tool) => ({
    tool,
    leftOut: tool.leftOut(workload),
    runs: [] as Cost[],
    requests: NaN,
  }))
  for (let round = 0; round < rounds * (workload.repeats ?? 1); round++) {
    for (const [index, result] of results.entries()) {
      if (result.leftOut !== undefined || round >= (result.tool.rounds ?? Infinity)) continue
      try {
        const [cost, requests] = await runOnce(result.tool, ends, `run-${round}-${index}`)
        result.runs.push(cost)
        result.requests = requests
      } catch (error) {
        result.leftOut = 'failed'
        console.error(error)
      }
    }
  }
  return {
    workload: workload.name,
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores, Node ${process.version}`,
    results: results.map(asResult),
  }
}

async function runOnce(tool: Tool, ends: Ends, directory: string): Promise<[Cost, requests: number]> {
  await places.countRequests(ends)
  const { env, ...command } = tool.command({ ...ends, directory, scratch: places.scratch })
  const trusting = { ...command, env: { ...ends.trust, ...env } }
  const cost = await measure(profiles === undefined ? trusting : profiled(trusting, profiles), places.scratch)
  const requests = await places.countRequests(ends)
  places.clear(directory)
  return [cost, requests]
}

function profiled({ args, ...command }: Command, directory: string): Command {
  return { ...command, args: ['--cpu-prof', `--cpu-prof-dir=${directory}`, ...args] }
}

function asResult({
  tool,
  leftOut,
  runs,
  requests,
}: {
  readonly tool: Tool
  readonly leftOut: string | undefined
  readonly runs: Cost[]
  readonly requests: number
}): Result {
  const failed = leftOut !== undefined && runs.length === 0
  return {
    tool: tool.name,
    version: tool.version,
    runs,
    leftOut: failed ? leftOut : undefined,
    requests: Number.isFinite(requests) ? requests : undefined,
  }
}
