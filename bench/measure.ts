/** What one run of a program costs: the time on the clock, processor time, and memory. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { peakBytesOf } from '../__tests__/support/peak-memory.ts'

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
  /**
   * The peak of its resident memory, as the kernel keeps it; what was added in its very last moments may be
   * missing.
   */
  readonly peakBytes: number
}

const SAMPLE_MS = 25
const LIMIT_MS = 240_000

/**
 * The shell's own `time` counts the program and what it waited for; the figures go to a descriptor of their
 * own.
 */
const TIMED = 'TIMEFORMAT="%3R %3U %3S"; { time "$@" 2>&4; } 2>&3'

/**
 * Runs a program to its end.
 *
 * @throws Error with the end of what it said when it fails, or takes longer than four minutes.
 */
export async function measure({ program, args, env }: Command, cwd: string): Promise<Cost> {
  const child = spawn('bash', ['-c', TIMED, 'bash', program, ...args], {
    cwd,
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], HOME: cwd, AWS_EC2_METADATA_DISABLED: 'true', ...env },
  })
  const pid = child.pid
  if (pid === undefined) throw new Error('bash cannot be started')
  let peakBytes = 0
  const sampling = setInterval(() => {
    peakBytes = Math.max(peakBytes, peakOf(pid))
  }, SAMPLE_MS)
  // The group is the run's own, so nothing else is ended with it.
  const limit = setTimeout(() => {
    process.kill(-pid, 'SIGKILL')
  }, LIMIT_MS)
  try {
    const [figures, said, [code]] = await Promise.all([
      textOf(child.stdio[3]),
      textOf(child.stdio[4]),
      once(child, 'close') as Promise<[number | null]>,
    ])
    if (code !== 0) throw new Error(`${program} ended with ${code ?? 'a signal'}: ${said.trim().slice(-500)}`)
    const [wall = NaN, user = NaN, system = NaN] = (figures.trim().split('\n').at(-1) ?? '')
      .split(' ')
      .map(Number)
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

/**
 * Of the one program that the shell started. Linux tells it; without /proc it is 0. To look at more would
 * take time from what is measured.
 */
function peakOf(shell: number): number {
  try {
    const [child] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').split(' ')
    return peakBytesOf(child ?? '')
  } catch {
    return 0
  }
}
