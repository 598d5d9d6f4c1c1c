/** What one run of a program costs: the time on the clock, processor time, and memory of it and all that it started. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync } from 'node:fs'

/** A program, its arguments, and the environment that it gets beside `PATH` and `HOME`. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
}

/** One run. */
export interface Cost {
  readonly wallSeconds: number
  /** User and system time, of children too. */
  readonly cpuSeconds: number
  /** The most that was seen of the resident memory of the whole tree of processes. */
  readonly peakBytes: number
}

const SAMPLE_MS = 15
const LIMIT_MS = 240_000

/** The shell's own `time` counts the program and what it waited for; the figures go to a descriptor of their own. */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" 2>&4; } 2>&3'

/** Runs a program to its end. @throws Error with the end of what it said when it fails, or takes longer than four minutes. */
export async function measure({ program, args, env }: Command, cwd: string): Promise<Cost> {
  const child = spawn('bash', ['-c', TIMED, 'bash', program, ...args], {
    cwd, detached: true, stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: cwd, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  })
  const pid = child.pid
  if (pid === undefined) throw new Error('bash cannot be started')
  let peakBytes = 0
  const sampling = setInterval(() => { peakBytes = Math.max(peakBytes, memoryOf(pid)) }, SAMPLE_MS)
  // The group is the run's own, so nothing else is ended with it.
  const limit = setTimeout(() => { process.kill(-pid, 'SIGKILL') }, LIMIT_MS)
  try {
    const [figures, said, [code]] = await Promise.all([
      textOf(child.stdio[3]), textOf(child.stdio[4]), once(child, 'close') as Promise<[number | null]>,
    ])
    if (code !== 0) throw new Error(`${program} ended with ${code ?? 'a signal'}: ${said.trim().slice(-500)}`)
    const [wall = NaN, user = NaN, system = NaN] = (figures.trim().split('\n').at(-1) ?? '').split(' ').map(Number)
    return { wallSeconds: wall, cpuSeconds: user + system, peakBytes }
  } finally {
    clearInterval(sampling)
    clearTimeout(limit)
  }
}

async function textOf(stream: unknown): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** The resident memory of what the shell started. Linux tells it in pages; without /proc it is 0. */
function memoryOf(shell: number): number {
  try {
    const parents = new Map<number, number>()
    for (const name of readdirSync('/proc')) {
      if (/^\d+$/.test(name)) parents.set(Number(name), parentOf(name))
    }
    const belongs = (pid: number): boolean => {
      for (let at = parents.get(pid) ?? 0; at > 1; at = parents.get(at) ?? 0) if (at === shell) return true
      return false
    }
    return [...parents.keys()].filter(belongs).reduce((sum, pid) => sum + residentBytes(pid), 0)
  } catch {
    return 0
  }
}

function parentOf(pid: string): number {
  try {
    // The name of the program stands in brackets and may contain blanks.
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/s, '').trim().split(' ')[1])
  } catch {
    return 0
  }
}

function residentBytes(pid: number): number {
  try {
    return Number(/^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
