import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { StringDecoder } from 'node:string_decoder'

/** One of the two streams of a program. */
export type CommandStream = 'stdout' | 'stderr'

/** What a program is run with. */
export interface CommandWatch {
  /** Told each piece of output as it comes. */
  readonly output: (stream: CommandStream, chunk: Buffer) => void
  readonly signal: AbortSignal
}

/**
 * Runs a program with its arguments and waits for its end.
 *
 * @returns the exit code
 * @throws an error that says why the program could not be started; the signal's reason when it was aborted
 */
export type RunCommand = (
  command: readonly [program: string, ...args: string[]],
  watch: CommandWatch,
) => Promise<number>

/** Time to end by itself after SIGTERM, before SIGKILL. */
const GRACE_MS = 5_000

/**
 * Runs programs as children of this process: found on PATH, or from the working directory where the name
 * has a slash. They read nothing, and are ended when the signal is aborted.
 *
 * @param env the environment of the programs
 * @param shell the program is a command line for the system's shell
 */
export function createCommandRunner(
  env: NodeJS.ProcessEnv,
  { shell = false }: { readonly shell?: boolean } = {},
): RunCommand {
  return ([program, ...args], { output, signal }) =>
    new Promise((resolve, reject) => {
      signal.throwIfAborted()
      const child = spawn(program, args, { env, stdio: ['ignore', 'pipe', 'pipe'], shell })
      let timer: NodeJS.Timeout | undefined
      const abort = (): void => {
        const programs = shell && child.pid !== undefined ? descendantsOf(child.pid) : []
        child.kill('SIGTERM')
        for (const pid of programs) terminate(pid)
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
      // A program that it had started may hold its output open: a stopped run does not wait for that.
      child.on('exit', () => {
        if (!signal.aborted) return
        child.stdout.destroy()
        child.stderr.destroy()
      })
      child.on('close', (code, ended) => {
        settle()
        if (signal.aborted) reject(signal.reason as Error)
        else if (code === null) reject(new Error(`it was ended by ${ended ?? 'a signal'}`))
        else resolve(code)
      })
    })
}

/**
 * The programs of a shell: that of Debian, for one, waits for them, and a signal to it leaves them alone.
 * Only Linux tells; the shell of macOS is replaced by the one program that it is given.
 */
function descendantsOf(pid: number): number[] {
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').match(/\d+/g) ?? []
    return children.map(Number).flatMap((child) => [child, ...descendantsOf(child)])
  } catch {
    return []
  }
}

function terminate(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM')
  } catch {
    // It has ended by itself.
  }
}

/** Of each stream the end is kept, where results and causes stand. */
const MOST_CHARACTERS = 1024 * 1024

/** A line longer than this is told in parts. */
const LONGEST_LINE = 8 * 1024

/** Takes the output of a program as it comes, tells its lines, and keeps the end of both streams. */
export class CollectedOutput {
  readonly #tell: (line: string) => void
  readonly #streams = { stdout: new StreamText(), stderr: new StreamText() }

  constructor(tell: (line: string) => void) {
    this.#tell = tell
  }

  add(stream: CommandStream, chunk: Buffer): void {
    for (const line of this.#streams[stream].add(chunk)) this.#tell(line)
  }

  /** Tells what is left of the last lines. */
  end(): void {
    for (const stream of [this.#streams.stdout, this.#streams.stderr])
      for (const line of stream.end()) this.#tell(line)
  }

  /** The text of one stream, or its last million characters. */
  textOf(stream: CommandStream): string {
    return this.#streams[stream].text
  }
}

class StreamText {
  text = ''
  readonly #decoder = new StringDecoder('utf8')
  #line = ''

  add(chunk: Buffer): string[] {
    return this.#take(this.#decoder.write(chunk))
  }

  end(): string[] {
    const lines = this.#take(this.#decoder.end())
    const last = this.#line
    this.#line = ''
    return last === '' ? lines : [...lines, last]
  }

  #take(text: string): string[] {
    this.text += text
    if (this.text.length > 2 * MOST_CHARACTERS) this.text = this.text.slice(-MOST_CHARACTERS)
    // A line that comes in many small pieces is not searched anew with each of them.
    if (!text.includes('\n') && this.#line.length + text.length <= LONGEST_LINE) {
      this.#line += text
      return []
    }
    const lines = (this.#line + text).split(/\r?\n/)
    this.#line = lines.pop() ?? ''
    while (this.#line.length > LONGEST_LINE) {
      lines.push(this.#line.slice(0, LONGEST_LINE))
      this.#line = this.#line.slice(LONGEST_LINE)
    }
    return lines
  }
}
