/**
 * What one small CopyObject costs the client: processor time and peak memory of a process that copies many
 * keys on a server that costs next to nothing and is another process. `node bench/transport.ts [copies]`
 */
import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Copied } from './measure-transport.ts'

const COPIES = Number(process.argv[2] ?? 20_000)
const AT_ONCE = 64
const ROUNDS = 3

function child(role: string, args: readonly string[]): ChildProcess {
  return fork(new URL('measure-transport.ts', import.meta.url), [role, ...args])
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
  const runs: Copied[] = []
  for (let round = 0; round < ROUNDS; round++)
    runs.push(await told<Copied>(child('client', [endpoint, String(COPIES), String(AT_ONCE)])))
  const of = (pick: (run: Copied) => number): number => median(runs.map(pick))
  console.log(`${COPIES} copies, ${AT_ONCE} at once, medians of ${ROUNDS} rounds`)
  console.log(`client CPU per copy: ${((of(({ cpuSeconds }) => cpuSeconds) * 1e6) / COPIES).toFixed(0)} µs`)
  console.log(`copies per second: ${(COPIES / of(({ wallSeconds }) => wallSeconds)).toFixed(0)}`)
  console.log(`peak memory: ${(of(({ peakBytes }) => peakBytes) / 2 ** 20).toFixed(0)} MiB`)
} finally {
  server.kill()
}
