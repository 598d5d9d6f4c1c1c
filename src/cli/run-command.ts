import { spawn } from 'node:child_process'
import type { RunCommand } from '../platform/run-command.ts'

/** After the polite signal, before the other one. */
const GRACE_MS = 5_000

/** Runs a program as a child of the command line, and ends it with it. It reads nothing. */
export const runCommand: RunCommand = ([program, ...args], { output, signal }) =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], shell: false })
    let timer: NodeJS.Timeout | undefined
    const abort = (): void => {
      child.kill('SIGTERM')
      timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MS)
    }
    signal.addEventListener('abort', abort, { once: true })
    const settle = (): void => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    }
    child.stdout.on('data', (chunk: Buffer) => {
      output('stdout', chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      output('stderr', chunk)
    })
    child.on('error', (error) => {
      settle()
      reject(error)
    })
    child.on('close', (code, ended) => {
      settle()
      if (signal.aborted) reject(signal.reason as Error)
      else if (code === null) reject(new Error(`it was ended by ${ended ?? 'a signal'}`))
      else resolve(code)
    })
  })
