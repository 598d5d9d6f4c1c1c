import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a snapshot is, in the generator's words. */
export type WrittenKind = 'savepoint-canonical' | 'savepoint-native' | 'checkpoint' | 'checkpoint-incremental'

/** Options that `write` and `restore` share. Directories are URIs of Flink's (`file:///…`, `s3://…`). */
export interface JobOptions {
  /** Where the snapshot (for `restore`: the next one) goes: parent of the savepoint, or checkpoint root. */
  readonly dir: string
  /** Default `savepoint-canonical`. */
  readonly kind?: WrittenKind
  /** Default `rocksdb`. */
  readonly backend?: 'rocksdb' | 'hashmap'
  /** How many numbers the job has eaten when the snapshot is taken; its state follows from that. Default 96. */
  readonly numbers?: number
  readonly parallelism?: number
  /** State up to this many bytes is kept in-line, in Flink's notation; default `0`: files for all. */
  readonly threshold?: string
  /** Flink configuration, last word. */
  readonly conf?: Readonly<Record<string, string>>
}

export interface RestoreOptions extends JobOptions {
  /** URI of the snapshot, or `nothing`. */
  readonly from: string
  /** `CLAIM`, `NO_CLAIM` or `LEGACY`, where the version knows it. */
  readonly claimMode?: string
}

export interface WriteResult {
  /** As Flink named it: `file:/…`, or `s3://…`. */
  readonly path: string
  readonly numbers: number
}

export interface LoadResult {
  readonly ok: boolean
  /** Missing files and wrong sizes; the reason why the metadata could not be read at all. */
  readonly problems: readonly string[]
  readonly version?: number
  readonly checkpointId?: number
  readonly operators?: number
  /** Handles with a file, each opened and read to its end. */
  readonly handles?: number
  readonly inline?: number
  readonly bytes?: number
  /** The distinct URIs behind the handles, relative ones resolved. */
  readonly paths?: readonly string[]
  /** The directories that file merging hands to Flink, to be deleted one day. */
  readonly directories?: readonly string[]
}

export interface RestoreResult {
  readonly ok: boolean
  readonly problems?: readonly string[]
  /** The snapshot that the restored job took, after more input. */
  readonly path?: string
  readonly numbers?: number
  /** How many state entries of each kind equal the formula. */
  readonly verified?: Readonly<Record<string, number>>
}

/** Real Flink of one version. Each call is a JVM of its own; one runs at a time. */
export interface FlinkLab {
  readonly version: string
  /** @throws FlinkLabError when there is no snapshot. */
  write(options: JobOptions): Promise<WriteResult>
  /** Flink's own metadata reader, then every byte behind every handle. */
  load(metadata: string, conf?: Readonly<Record<string, string>>): Promise<LoadResult>
  /** Restores a job, compares each state entry with the formula, feeds more input, takes the next snapshot. */
  restore(options: RestoreOptions): Promise<RestoreResult>
}

export interface LabOptions {
  /** The S3 file system to load; not every version has one on Maven Central. */
  readonly s3Plugin?: 'hadoop' | 'presto'
  /** Puts the changelog state backend on the class path (1.18.1, 1.20.1, 2.x). */
  readonly changelog?: boolean
}

/** The lab itself is at fault: no Maven, no such Flink version, a JVM that died. */
export class FlinkLabError extends Error {
  override readonly name = 'FlinkLabError'
}

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))
const GENERATOR = path.join(REPOSITORY, 'fixtures', 'generator')
const CACHE = path.join(REPOSITORY, '.lab', 'flink')
const MAVEN_TIMEOUT_MS = 300_000
const JVM_TIMEOUT_MS = 180_000

/** Flink reaches into these packages of the JDK; Java 17 has to be told. */
const JVM_ARGS = [
  '-Xmx700m', '-Dfile.encoding=UTF-8', '-Dorg.slf4j.simpleLogger.defaultLogLevel=error',
  ...['java.lang', 'java.lang.invoke', 'java.lang.reflect', 'java.io', 'java.net', 'java.nio', 'java.text', 'java.time',
    'java.util', 'java.util.concurrent', 'java.util.concurrent.atomic', 'java.util.concurrent.locks', 'sun.nio.ch']
    .map((name) => `--add-opens=java.base/${name}=ALL-UNNAMED`),
  '--add-exports=java.base/sun.net.util=ALL-UNNAMED',
]

/**
 * Builds the generator for one Flink version, unless that is done already, and gives its commands.
 * The first call for a version downloads 60 to 150 MB of jars into Maven's own repository.
 *
 * @throws FlinkLabError without Maven, or for a version that Maven Central has not.
 */
export async function openFlinkLab(version: string, options: LabOptions = {}): Promise<FlinkLab> {
  const { classPath, plugins } = await inTurn(async () => ({
    classPath: await build(version, options.changelog ?? false),
    plugins: options.s3Plugin === undefined ? undefined : await fetchPlugin(version, options.s3Plugin),
  }))
  const run = (args: readonly string[]): Promise<{ ok: boolean, problems?: string[] }> =>
    inTurn(() => runJava(version, classPath, plugins, args))
  return {
    version,
    write: async (job) => {
      const result = await run(['write', ...jobArgs(job)])
      if (result.ok) return result as unknown as WriteResult
      throw new FlinkLabError(`Flink ${version} wrote no snapshot: ${(result.problems ?? []).join('; ')}`)
    },
    load: async (metadata, conf = {}) => await run(['load', '--metadata', metadata, ...confArgs(conf)]) as LoadResult,
    restore: (job) => run(['restore', '--from', job.from,
      ...(job.claimMode === undefined ? [] : ['--claim-mode', job.claimMode]), ...jobArgs(job)]),
  }
}

function jobArgs(job: JobOptions): string[] {
  const args = ['--dir', job.dir]
  if (job.kind !== undefined) args.push('--kind', job.kind)
  if (job.backend !== undefined) args.push('--backend', job.backend)
  if (job.numbers !== undefined) args.push('--numbers', String(job.numbers))
  if (job.parallelism !== undefined) args.push('--parallelism', String(job.parallelism))
  if (job.threshold !== undefined) args.push('--threshold', job.threshold)
  return [...args, ...confArgs(job.conf ?? {})]
}

function confArgs(conf: Readonly<Record<string, string>>): string[] {
  return Object.entries(conf).flatMap(([key, value]) => ['--conf', `${key}=${value}`])
}

let turn: Promise<unknown> = Promise.resolve()

/** One Maven or JVM at a time: two clusters on a small machine only slow each other down. */
function inTurn<T>(work: () => Promise<T>): Promise<T> {
  const mine = turn.then(work)
  turn = mine.catch(() => undefined)
  return mine
}

/** Compiles into `.lab/flink/<version>`, and gives the class path. Done once per state of the sources. */
async function build(version: string, changelog: boolean): Promise<string> {
  const directory = path.join(CACHE, changelog ? `${version}-changelog` : version)
  const classPathFile = path.join(directory, 'classpath.txt')
  const stampFile = path.join(directory, 'built-from.txt')
  const sources = await hashOf(GENERATOR)
  const builtFrom = await readFile(stampFile, 'utf8').catch(() => '')
  if (builtFrom !== sources) {
    await mkdir(directory, { recursive: true })
    await maven(version, [
      ...(changelog ? ['-Pchangelog'] : []), `-Dlab.build=${directory}`,
      'compile', 'dependency:build-classpath', `-Dmdep.outputFile=${classPathFile}`,
    ])
    await writeFile(stampFile, sources)
  }
  return [path.join(directory, 'classes'), (await readFile(classPathFile, 'utf8')).trim()].join(path.delimiter)
}

async function fetchPlugin(version: string, plugin: 'hadoop' | 'presto'): Promise<string> {
  const plugins = path.join(CACHE, version, `plugins-${plugin}`)
  const folder = path.join(plugins, `s3-fs-${plugin}`)
  const present = await readdir(folder).catch(() => [])
  if (!present.some((name) => name.endsWith('.jar'))) {
    // An empty plugin folder is an error to Flink, so it must not outlive a failed download.
    await maven(version, ['dependency:copy', `-Dartifact=org.apache.flink:flink-s3-fs-${plugin}:${version}`,
      `-DoutputDirectory=${folder}`]).catch(async (error: unknown) => {
      await rm(plugins, { recursive: true, force: true })
      throw error
    })
  }
  return plugins
}

/** Without network first: once the jars are cached, the suite does not depend on a server. */
async function maven(version: string, args: readonly string[]): Promise<void> {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const all = ['-q', '-B', '-f', path.join(GENERATOR, 'pom.xml'), `-Dflink.version=${version}`,
    `-Dflink.line=${major}`, ...(major === 1 && minor < 15 ? ['-Dflink.scala.suffix=_2.12'] : []), ...args]
  const offline = await execute('mvn', ['-o', ...all], process.env, MAVEN_TIMEOUT_MS)
  if (offline.code === 0) return
  const online = await execute('mvn', all, process.env, MAVEN_TIMEOUT_MS)
  if (online.code === 0) return
  throw new FlinkLabError(`Maven could not build the generator for Flink ${version} (are all its jars on Maven Central?):\n`
    + tail(online.stdout + online.stderr))
}

async function runJava(
  version: string, classPath: string, plugins: string | undefined, args: readonly string[],
): Promise<{ ok: boolean, problems?: string[] }> {
  // The JVM ends without clean-up hooks, and RocksDB unpacks its library: a temporary directory of its own.
  const scratch = await mkdtemp(path.join(tmpdir(), 'flink-lab-'))
  try {
    const env = { ...process.env, LC_ALL: 'C.UTF-8', ...(plugins === undefined ? {} : { FLINK_PLUGINS_DIR: plugins }) }
    const done = await execute('java',
      [...JVM_ARGS, `-Djava.io.tmpdir=${scratch}`, '-cp', classPath, 'snapshotlab.SnapshotLab', ...args], env, JVM_TIMEOUT_MS)
    const line = done.stdout.trim().split('\n').at(-1) ?? ''
    if (!line.startsWith('{')) {
      throw new FlinkLabError(`Flink ${version}: '${args.join(' ')}' ended with code ${String(done.code)} and said nothing:\n`
        + tail(done.stderr))
    }
    const result = JSON.parse(line) as { ok: boolean, problems?: string[] }
    if (result.ok !== (done.code === 0)) {
      throw new FlinkLabError(`Flink ${version}: '${args.join(' ')}' ended with code ${String(done.code)} but said ${line}`)
    }
    return result
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

function execute(command: 'mvn' | 'java', args: readonly string[], env: NodeJS.ProcessEnv, timeoutMs: number): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs, killSignal: 'SIGKILL' })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text })
    child.on('error', (cause) => {
      reject(new FlinkLabError(`'${command}' could not be started: the Flink suite needs JDK 17 and Maven 3.8 on PATH`, { cause }))
    })
    child.on('close', (code, signal) => {
      if (signal !== null) stderr += `\n${command} was ended by ${signal} (it may take ${timeoutMs / 1000} s)`
      resolve({ code, stdout, stderr })
    })
  })
}

async function hashOf(directory: string): Promise<string> {
  const names = (await readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && (entry.name.endsWith('.java') || entry.name === 'pom.xml'))
    .map((entry) => path.join(entry.parentPath, entry.name)).sort()
  const hash = createHash('sha256')
  for (const name of names) hash.update(path.relative(directory, name)).update(await readFile(name))
  return hash.digest('hex')
}

function tail(text: string): string {
  return text.trim().split('\n').slice(-25).join('\n')
}
