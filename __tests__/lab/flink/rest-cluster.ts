import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { build, execute, FlinkLabError, notThere, tail, type Build, type Finished } from './build.ts'
import { JVM_ARGS } from './jvm.ts'

const PATIENCE_MS = 180_000

/**
 * Real Flink with an open REST interface on loopback, in a JVM of its own, and Flink's own command line for
 * it.
 */
export class RestCluster {
  readonly version: string
  /** A directory that goes with the cluster. */
  readonly scratch: string
  /** Such as `http://localhost:41234`. */
  url = ''
  readonly #built: Build
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: Interface
  #errors = ''

  private constructor(version: string, built: Build, scratch: string) {
    this.version = version
    this.scratch = scratch
    this.#built = built
    this.#child = spawn(
      'java',
      [
        '-Xmx700m',
        ...JVM_ARGS,
        `-Djava.io.tmpdir=${scratch}`,
        '-cp',
        built.classPath,
        'snapshotlab.RestCluster',
        'cluster',
        '--dir',
        `file://${scratch}`,
        // Else REST tells of a job what it was up to three seconds ago.
        '--conf',
        'web.refresh-interval=1',
      ],
      { env: { ...process.env, LC_ALL: 'C.UTF-8' } },
    )
    this.#child.stdout.setEncoding('utf8')
    this.#child.stdin.on('error', () => undefined) // told by the missing answer
    this.#child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors = (this.#errors + text).slice(-20_000)
    })
    this.#lines = createInterface({ input: this.#child.stdout })
    process.once('exit', () => this.#child.kill('SIGKILL'))
  }

  /** @throws FlinkLabError without Maven or Java, or for a version that Maven Central has not */
  static async start(version: string): Promise<RestCluster> {
    const built = await build(version, {})
    const cluster = new RestCluster(version, built, await mkdtemp(path.join(tmpdir(), 'flink-rest-')))
    await once(cluster.#child, 'spawn').catch((cause: unknown) => {
      throw notThere('java', cause)
    })
    cluster.url = (await cluster.#answer())['rest'] ?? ''
    return cluster
  }

  /** Submits a job and waits until all of its tasks run. @returns its id */
  async submit(): Promise<string> {
    return (await this.#ask('job'))['job'] ?? ''
  }

  /** Such as `RUNNING`. */
  async state(jobId: string): Promise<string> {
    return (await this.#ask(`state ${jobId}`))['state'] ?? ''
  }

  /**
   * The command that runs Flink's own command line (`CliFrontend`) against this cluster; it needs {@link
   * environment}.
   */
  async command(action: string, ...args: string[]): Promise<[string, ...string[]]> {
    await this.environment()
    const address = this.url.replace(/^http:\/\//, '')
    return [
      'java',
      '-Xmx300m',
      ...JVM_ARGS,
      '-cp',
      this.#built.classPath,
      'org.apache.flink.client.cli.CliFrontend',
      action,
      '-m',
      address,
      ...args,
    ]
  }

  /**
   * The environment of Flink's command line: it wants a directory with its configuration, of another name
   * since 2.0.
   */
  async environment(): Promise<NodeJS.ProcessEnv> {
    const directory = path.join(this.scratch, 'conf')
    await mkdir(directory, { recursive: true })
    await writeFile(
      path.join(directory, this.version.startsWith('1.') ? 'flink-conf.yaml' : 'config.yaml'),
      'rest.address: localhost\n',
    )
    return { ...process.env, FLINK_CONF_DIR: directory, LC_ALL: 'C.UTF-8' }
  }

  /** Runs Flink's own command line. */
  async flink(action: string, ...args: string[]): Promise<Finished> {
    const [, ...javaArgs] = await this.command(action, ...args)
    return await execute('java', javaArgs, { env: await this.environment(), timeoutMs: PATIENCE_MS })
  }

  /** Ends the JVM by its process id. */
  async close(): Promise<void> {
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      this.#child.kill('SIGKILL')
      await once(this.#child, 'close')
    }
    await rm(this.scratch, { recursive: true, force: true })
  }

  #ask(line: string): Promise<Record<string, string>> {
    const answer = this.#answer()
    this.#child.stdin.write(`${line}\n`)
    return answer
  }

  #answer(): Promise<Record<string, string>> {
    return new Promise((resolve, reject) => {
      const fail = (): void => {
        reject(
          new FlinkLabError(
            `the cluster of Flink ${this.version} ended, or took longer than ${PATIENCE_MS / 1000} s:\n${tail(this.#errors)}`,
          ),
        )
      }
      const timer = setTimeout(() => {
        this.#child.kill('SIGKILL')
      }, PATIENCE_MS)
      this.#child.once('close', fail)
      const listen = (line: string): void => {
        if (!line.startsWith('{')) return
        clearTimeout(timer)
        this.#child.off('close', fail)
        this.#lines.off('line', listen)
        resolve(JSON.parse(line) as Record<string, string>)
      }
      this.#lines.on('line', listen)
    })
  }
}
