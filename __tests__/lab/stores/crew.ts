/** Servers that consist of several programs. */
import { execFile, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { end, withoutProxies } from '../servers.ts'

/** A program, and how it is run. */
export interface Command {
  readonly program: string
  readonly args: readonly string[]
  readonly env?: NodeJS.ProcessEnv
}

/** Programs that run beside the one that speaks S3, in a directory of their own. */
export class Crew {
  readonly directory: string
  readonly #children: ChildProcess[] = []
  readonly #killAll = (): void => {
    for (const child of this.#children) child.kill('SIGKILL')
  }

  constructor(directory: string) {
    this.directory = directory
    process.once('exit', this.#killAll)
  }

  /** Starts one that runs on; what it says goes to a file of its name. */
  async start(name: string, { program, args, env }: Command): Promise<void> {
    const log = createWriteStream(join(this.directory, `${name}.log`))
    await once(log, 'open')
    this.#children.push(
      spawn(program, args, {
        cwd: this.directory,
        env: { ...withoutProxies(), ...env },
        stdio: ['ignore', log, log],
      }),
    )
  }

  /** Runs one that ends. @returns what it wrote @throws Error with what it said */
  async run({ program, args, env }: Command): Promise<string> {
    const options = { cwd: this.directory, env: { ...withoutProxies(), ...env }, timeout: 60_000 }
    const { stdout } = await promisify(execFile)(program, args, options)
    return stdout
  }

  /** The end of what one has said. */
  async saidBy(name: string): Promise<string> {
    const text = await readFile(join(this.directory, `${name}.log`), 'utf8').catch(() => '')
    return text.split('\n').slice(-20).join('\n')
  }

  /** Ends those that run by their process ids, the last one first, and deletes the directory. */
  async stop(): Promise<void> {
    process.off('exit', this.#killAll)
    for (const child of this.#children.reverse()) await end(child)
    await rm(this.directory, { recursive: true, force: true })
  }
}

/** Something that runs until it is stopped. */
interface Stoppable {
  stop(): Promise<void>
}

/** A server that takes its crew with it when it stops, or does not come up. */
export async function withCrew<T extends Stoppable>(
  name: string,
  start: (crew: Crew) => Promise<T>,
): Promise<T> {
  const crew = new Crew(await mkdtemp(join(tmpdir(), `flink-snapshot-${name}-crew-`)))
  try {
    const server = await start(crew)
    const stop = async (): Promise<void> => {
      await server.stop()
      await crew.stop()
    }
    return { ...server, stop }
  } catch (error) {
    await crew.stop()
    throw error
  }
}
