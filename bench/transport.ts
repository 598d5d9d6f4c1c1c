/**
 * What one small CopyObject costs the client with each transport: processor time and peak memory of a process that
 * copies many keys on a server that costs next to nothing and is another process. `node bench/transport.ts [copies]`
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Copied } from './measure-transport.ts'

const COPIES = Number(process.argv[2] ?? 20_000)
const AT_ONCE = 64
const ROUNDS = 3
const TRANSPORTS = ['sdk', 'raw'] as const

type Transport = (typeof TRANSPORTS)[number]

function child(role: string, args: readonly string[], transport?: Transport): ChildProcess {
  const env = { ...process.env, ...(transport !== undefined && { FLINK_SNAPSHOT_TRANSPORT: transport }) }
  return fork(new URL('measure-transport.ts', import.meta.url), [role, ...args], { env })
}

async function told<T>(process: ChildProcess): Promise<T> {
  const [message] = (await Promise.race([
    once(process, 'message'),
    once(process, 'exit').then(([code]) => {
      throw new Error(`a process of the bench ended with ${String(code)}`)
    }),
  ])) as [T]
  return message
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
}

const server = child('server', [])
try {
  const endpoint = await told<string>(server)
  const runs: Record<Transport, Copied[]> = { sdk: [], raw: [] }
  for (let round = 0; round < ROUNDS; round++) {
    for (const transport of TRANSPORTS) {
      runs[transport].push(await told<Copied>(child('client', [endpoint, String(COPIES), String(AT_ONCE)], transport)))
    }
  }
  console.log(`${COPIES} copies, ${AT_ONCE} at once, medians of ${ROUNDS} rounds\n`)
  console.log('transport  client CPU per copy  copies per second  peak memory')
  for (const transport of TRANSPORTS) {
    const of = (pick: (run: Copied) => number): number => median(runs[transport].map(pick))
    const cpu = `${(of(({ cpuSeconds }) => cpuSeconds) * 1e6 / COPIES).toFixed(0)} µs`
    const rate = (COPIES / of(({ wallSeconds }) => wallSeconds)).toFixed(0)
    const memory = `${(of(({ peakBytes }) => peakBytes) / 2 ** 20).toFixed(0)} MiB`
    console.log(`${transport.padEnd(9)}  ${cpu.padStart(19)}  ${rate.padStart(17)}  ${memory.padStart(11)}`)
  }
} finally {
  server.kill()
}
