import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { execute, FlinkLabError, notThere, tail, type Build } from './build.ts'

/** What every command of the generator answers; the rest depends on the command. */
export interface Answer {
  readonly ok: boolean
  readonly problems?: readonly string[]
}

const COMMAND_TIMEOUT_MS = 600_000
const MAIN = 'snapshotlab.SnapshotLab'

/** Flink reaches into these packages of the JDK; Java 17 has to be told. */
export const JVM_ARGS = [
  '-Dfile.encoding=UTF-8',
  '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
  ...[
    'java.lang',
    'java.lang.invoke',
    'java.lang.reflect',
    'java.io',
    'java.net',
    'java.nio',
    'java.text',
    'java.time',
    'java.util',
    'java.util.concurrent',
    'java.util.concurrent.atomic',
    'java.util.concurrent.locks',
    'sun.nio.ch',
  ].map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
  '--add-exports=java.base/sun.net.util=ALL-UNNAMED',
]

/**
 * One command in a JVM of its own.
 *
 * @throws FlinkLabError when that says nothing, or not what its exit code says.
 */
export async function runOnce(version: string, built: Build, args: readonly string[]): Promise<Answer> {
  // The JVM ends without clean-up hooks, and RocksDB unpacks its library: a temporary directory of its own.
  const scratch = await mkdtemp(path.join(tmpdir(), 'flink-lab-'))
  try {
    const done = await execute('java', javaArgs(built, scratch, args), {
      env: environment(built),
      timeoutMs: COMMAND_TIMEOUT_MS,
    })
    const line = done.stdout.trim().split('\n').at(-1) ?? ''
    if (!line.startsWith('{')) {
      throw new FlinkLabError(
        `Flink ${version}: '${args.join(' ')}' ended with code ${String(done.code)} and said nothing:\n`
          + tail(done.stderr),
      )
    }
    const answer = JSON.parse(line) as Answer
    if (answer.ok !== (done.code === 0)) {
      throw new FlinkLabError(
        `Flink ${version}: '${args.join(' ')}' ended with code ${String(done.code)} but said ${line}`,
      )
    }
    return answer
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/**
 * A JVM that answers many commands, one after another. After an answer that is not `ok` it is replaced: a job
 * that failed may have left threads behind.
 */
export class Session {
  readonly #version: string
  readonly #built: Build
  #jvm: { child: ChildProcessWithoutNullStreams; scratch: string } | undefined

  constructor(version: string, built: Build) {
    this.#version = version
    this.#built = built
  }

  /** @throws FlinkLabError when the JVM dies, or takes longer than ten minutes. */
  async run(args: readonly string[]): Promise<Answer> {
    this.#jvm ??= await this.#start()
    const { child } = this.#jvm
    let errors = ''
    const listen = (text: string): void => {
      errors = (errors + text).slice(-20_000)
    }
    child.stderr.on('data', listen)
    const timer = setTimeout(() => child.kill('SIGKILL'), COMMAND_TIMEOUT_MS)
    try {
      child.stdin.write(`${args.join('\t')}\n`)
      const answer = await nextAnswer(child)
      if (answer?.ok !== true) await this.close()
      if (answer === undefined) {
        throw new FlinkLabError(
          `Flink ${this.#version}: '${args.join(' ')}' ended its JVM without an answer, or took longer than `
            + `${COMMAND_TIMEOUT_MS / 1000} s:\n${tail(errors)}`,
        )
      }
      return answer
    } finally {
      clearTimeout(timer)
      child.stderr.off('data', listen)
    }
  }

  /** Ends the JVM, if there is one, by its process id. */
  async close(): Promise<void> {
    if (this.#jvm === undefined) return
    const { child, scratch } = this.#jvm
    this.#jvm = undefined
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'close')
    }
    await rm(scratch, { recursive: true, force: true })
  }

  async #start(): Promise<{ child: ChildProcessWithoutNullStreams; scratch: string }> {
    const scratch = await mkdtemp(path.join(tmpdir(), 'flink-lab-'))
    const child = spawn('java', javaArgs(this.#built, scratch, ['serve']), { env: environment(this.#built) })
    await once(child, 'spawn').catch((cause: unknown) => {
      throw notThere('java', cause)
    })
    child.stdin.on('error', () => undefined) // told by the missing answer
    child.stdout.setEncoding('utf8')
    child.stderr.setEncoding('utf8')
    process.once('exit', () => child.kill('SIGKILL'))
    return { child, scratch }
  }
}

/** The next line of JSON; undefined when the JVM ends before. */
function nextAnswer(child: ChildProcessWithoutNullStreams): Promise<Answer | undefined> {
  return new Promise((resolve) => {
    const lines = createInterface({ input: child.stdout })
    const done = (answer: Answer | undefined): void => {
      child.off('close', ended)
      lines.close()
      resolve(answer)
    }
    const ended = (): void => {
      done(undefined)
    }
    child.once('close', ended)
    lines.on('line', (line) => {
      if (line.startsWith('{')) done(JSON.parse(line) as Answer)
    })
  })
}

function javaArgs(built: Build, scratch: string, args: readonly string[]): string[] {
  // A session loads many classes anew, when the settings of a plugin change.
  const heap = args[0] === 'serve' ? '-Xmx1200m' : '-Xmx700m'
  return [heap, ...JVM_ARGS, `-Djava.io.tmpdir=${scratch}`, '-cp', built.classPath, MAIN, ...args]
}

function environment({ plugins }: Build): NodeJS.ProcessEnv {
  return {
    ...process.env,
    LC_ALL: 'C.UTF-8',
    ...(plugins === undefined ? {} : { FLINK_PLUGINS_DIR: plugins }),
  }
}
