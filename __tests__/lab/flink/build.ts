import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { LAB } from '../../../scripts/lab/tools.ts'

/** What is on the class path beside Flink's runtime, its clients and RocksDB. */
export interface LabOptions {
  /** The S3 file system to load; not every version has one on Maven Central. */
  readonly s3Plugin?: 'hadoop' | 'presto'
  /** The plugin's own version, where the Flink version has none: 1.13.6 serves 1.10 and 1.11. */
  readonly s3PluginVersion?: string
  /** Puts the changelog state backend on the class path (1.18.1, 1.20.1, 2.x). */
  readonly changelog?: boolean
  /** Puts Flink's connector for files on the class path (1.12 and later). */
  readonly files?: boolean
  /** Puts Iceberg, and the Hadoop that it asks for, on the class path (1.20.1). */
  readonly iceberg?: boolean
  /** Puts patterns on the class path. */
  readonly cep?: boolean
  /** Puts SQL on the class path, with the planner in one jar (1.15 and later). */
  readonly sql?: boolean
  /** Puts the ForSt state backend on the class path (2.3.0). */
  readonly forst?: boolean
  /** Puts the State Processor API on the class path (2.3.0). */
  readonly stateProcessor?: boolean
}

/** A generator that is built for one Flink version. */
export interface Build {
  readonly classPath: string
  /** Flink's `FLINK_PLUGINS_DIR`. */
  readonly plugins?: string
}

/** The lab itself is at fault: no Maven, no such Flink version, a JVM that died. */
export class FlinkLabError extends Error {
  override readonly name = 'FlinkLabError'
}

/** How a program ended. */
export interface Finished {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

const REPOSITORY = fileURLToPath(new URL('../../../', import.meta.url))
const GENERATOR = path.join(REPOSITORY, 'fixtures', 'generator')
const CACHE = path.join(LAB, 'flink')
const MAVEN_TIMEOUT_MS = 300_000

/** What an option is called in the generator's `pom.xml`. */
const PROFILES = [
  ['changelog', 'changelog'],
  ['files', 'files'],
  ['iceberg', 'iceberg'],
  ['cep', 'cep'],
  ['sql', 'sql'],
  ['forst', 'forst'],
  ['stateProcessor', 'processor'],
] as const satisfies readonly (readonly [keyof LabOptions, string])[]

/** The class that plugins of 1.12 and later need, and that Flink 1.10 and 1.11 have not. */
const LATER_CLASS = { version: '1.13.6', file: 'org/apache/flink/core/fs/LocatedFileStatus.class' }

/**
 * Builds the generator for one Flink version, unless that is done already.
 *
 * @throws FlinkLabError without Maven, or for a version that Maven Central has not.
 */
export async function build(version: string, options: LabOptions): Promise<Build> {
  const parts = [await compiled(version, options)]
  if (options.s3Plugin === undefined) return { classPath: parts.join(path.delimiter) }
  const pluginVersion = options.s3PluginVersion ?? version
  if (pluginVersion !== version) parts.push(await laterClass(version))
  return {
    classPath: parts.join(path.delimiter),
    plugins: await fetchPlugin(version, pluginVersion, options.s3Plugin),
  }
}

/**
 * Compiles into `flink/<version>` of the lab's directory, and gives the class path. Done once per state of
 * the sources.
 */
async function compiled(version: string, options: LabOptions): Promise<string> {
  const profiles = PROFILES.filter(([option]) => options[option] === true).map(([, profile]) => profile)
  const directory = path.join(CACHE, [version, ...profiles].join('-'))
  const classPathFile = path.join(directory, 'classpath.txt')
  const stampFile = path.join(directory, 'built-from.txt')
  const sources = await hashOf(GENERATOR)
  const builtFrom = await readFile(stampFile, 'utf8').catch(() => '')
  if (builtFrom !== sources) {
    await mkdir(directory, { recursive: true })
    await maven(version, [
      ...profiles.map((profile) => `-P${profile}`),
      `-Dlab.build=${directory}`,
      'compile',
      'dependency:build-classpath',
      `-Dmdep.outputFile=${classPathFile}`,
    ])
    await writeFile(stampFile, sources)
  }
  return [path.join(directory, 'classes'), (await readFile(classPathFile, 'utf8')).trim()].join(
    path.delimiter,
  )
}

async function fetchPlugin(
  version: string,
  pluginVersion: string,
  plugin: 'hadoop' | 'presto',
): Promise<string> {
  const plugins = path.join(CACHE, version, `plugins-${plugin}-${pluginVersion}`)
  const folder = path.join(plugins, `s3-fs-${plugin}`)
  const present = await readdir(folder).catch(() => [])
  if (!present.some((name) => name.endsWith('.jar'))) {
    // An empty plugin folder is an error to Flink, so it must not outlive a failed download.
    await maven(version, [
      'dependency:copy',
      `-Dartifact=org.apache.flink:flink-s3-fs-${plugin}:${pluginVersion}`,
      `-DoutputDirectory=${folder}`,
    ]).catch(async (error: unknown) => {
      await rm(plugins, { recursive: true, force: true })
      throw error
    })
  }
  return plugins
}

/** A directory with the one class that a later S3 plugin asks for. */
async function laterClass(version: string): Promise<string> {
  const directory = path.join(CACHE, version, 'later-class')
  const present: string[] = await readdir(directory).catch(() => [])
  if (present.includes('org')) return directory
  const jar = `flink-core-${LATER_CLASS.version}.jar`
  await maven(version, [
    'dependency:copy',
    `-Dartifact=org.apache.flink:flink-core:${LATER_CLASS.version}`,
    `-DoutputDirectory=${directory}`,
  ])
  const { code, stderr } = await execute('jar', ['xf', jar, LATER_CLASS.file], {
    cwd: directory,
    timeoutMs: MAVEN_TIMEOUT_MS,
  })
  if (code !== 0)
    throw new FlinkLabError(`${LATER_CLASS.file} could not be taken out of ${jar}:\n${tail(stderr)}`)
  await rm(path.join(directory, jar))
  return directory
}

/** Without network first: once the jars are cached, the suite does not depend on a server. */
async function maven(version: string, args: readonly string[]): Promise<void> {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const all = [
    '-q',
    '-B',
    '-f',
    path.join(GENERATOR, 'pom.xml'),
    `-Dflink.version=${version}`,
    `-Dflink.line=${major}`,
    ...(major === 1 && minor < 15 ? ['-Dflink.scala.suffix=_2.12'] : []),
    ...args,
  ]
  const offline = await execute('mvn', ['-o', ...all], { timeoutMs: MAVEN_TIMEOUT_MS })
  if (offline.code === 0) return
  const online = await execute('mvn', all, { timeoutMs: MAVEN_TIMEOUT_MS })
  if (online.code === 0) return
  throw new FlinkLabError(
    `Maven could not build the generator for Flink ${version} (are all its jars on Maven Central?):\n`
      + tail(online.stdout + online.stderr),
  )
}

/** Runs a program of the JDK or Maven to its end. @throws FlinkLabError when it is not on PATH. */
export function execute(
  command: 'mvn' | 'java' | 'jar',
  args: readonly string[],
  { env = process.env, cwd, timeoutMs }: { env?: NodeJS.ProcessEnv; cwd?: string; timeoutMs: number },
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      env,
      cwd,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', (cause) => {
      reject(notThere(command, cause))
    })
    child.on('close', (code, signal) => {
      if (signal !== null) stderr += `\n${command} was ended by ${signal} (it may take ${timeoutMs / 1000} s)`
      resolve({ code, stdout, stderr })
    })
  })
}

/** What to say when a program cannot be started. */
export function notThere(command: string, cause: unknown): FlinkLabError {
  return new FlinkLabError(
    `'${command}' could not be started: the Flink suites need JDK 17 and Maven 3.8 on PATH`,
    { cause },
  )
}

async function hashOf(directory: string): Promise<string> {
  const names = (await readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && (entry.name.endsWith('.java') || entry.name === 'pom.xml'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort()
  const hash = createHash('sha256')
  for (const name of names) hash.update(path.relative(directory, name)).update(await readFile(name))
  return hash.digest('hex')
}

/** The last lines of a program's output. */
export function tail(text: string): string {
  return text.trim().split('\n').slice(-25).join('\n')
}
