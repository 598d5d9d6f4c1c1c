/** The resume files, read back by those who will read them: the operator's own API classes, and Flink's. */
import { cp, mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { LAB } from '../../../scripts/lab/tools.ts'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import { writeJobFiles } from '../../../src/job-files/write-job-files.ts'
import { sampleReport } from '../../support/sample-report.ts'
import { build, execute, tail } from '../flink/build.ts'

const HERE = import.meta.dirname
const TIMEOUT_MS = 300_000

/** Names that a path may have on S3, and that YAML or a shell could misread. */
const HOSTILE = 's3://bucket/a b/%41+=é 😀 "quoted" \'single\' *x &y {z}: #1'

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'flink-snapshot-resume-lab-'))
})
afterEach(async () => {
  await rm(scratch, { recursive: true, force: true })
})

async function written(
  name: string,
  changes: Partial<RelocationReport>,
): Promise<{ directory: string; nonce: number }> {
  const directory = path.join(scratch, name)
  await writeJobFiles(sampleReport(changes), directory)
  const { savepointRedeployNonce } = JSON.parse(
    await readFile(path.join(directory, 'resume.json'), 'utf8'),
  ) as { savepointRedeployNonce: number }
  return { directory, nonce: savepointRedeployNonce }
}

describe("the operator's own classes", () => {
  it('read every field of the patch and of the snapshot, whatever the path is', async () => {
    const plain = await written('plain', {})
    const hostile = await written('hostile', {
      snapshotPath: HOSTILE,
      kind: 'savepoint',
      format: 'native',
      claimMode: 'CLAIM',
    })
    const checkpoint = await written('checkpoint', {
      kind: 'checkpoint',
      metadataVersion: 6,
      claimMode: 'CLAIM',
    })
    const [first, second, third] = await readByOperator([
      plain.directory,
      hostile.directory,
      checkpoint.directory,
    ])

    const path = sampleReport().snapshotPath
    expect(first).toEqual({
      initialSavepointPath: path,
      savepointRedeployNonce: plain.nonce,
      flinkConfiguration: null,
      path,
      alreadyExists: true,
      disposeOnDelete: false,
      formatType: 'CANONICAL',
      isSavepoint: true,
    })
    expect(second).toEqual({
      initialSavepointPath: HOSTILE,
      savepointRedeployNonce: hostile.nonce,
      flinkConfiguration: {
        'execution.state-recovery.claim-mode': 'CLAIM',
        'execution.savepoint-restore-mode': 'CLAIM',
      },
      path: HOSTILE,
      alreadyExists: true,
      disposeOnDelete: false,
      formatType: 'NATIVE',
      isSavepoint: true,
    })
    expect(third).toEqual({
      initialSavepointPath: path,
      savepointRedeployNonce: checkpoint.nonce,
      flinkConfiguration: { 'execution.state-recovery.claim-mode': 'CLAIM' },
    })
  })
})

interface Release {
  readonly version: string
  readonly metadataVersion: number
  readonly args: string
  readonly configurations: readonly string[]
  readonly mode?: string
}

describe.each<Release>([
  { version: '1.14.6', metadataVersion: 3, args: 'flink-run-1.11-to-1.14.args', configurations: [] },
  {
    version: '1.18.1',
    metadataVersion: 4,
    args: 'flink-run-1.15-to-1.19.args',
    configurations: ['flink-conf.yaml'],
    mode: 'CLAIM',
  },
  {
    version: '1.20.1',
    metadataVersion: 4,
    args: 'flink-run-1.20-and-later.args',
    configurations: ['config.yaml', 'flink-conf.yaml'],
    mode: 'CLAIM',
  },
  {
    version: '2.3.0',
    metadataVersion: 6,
    args: 'flink-run-1.20-and-later.args',
    configurations: ['config.yaml'],
    mode: 'CLAIM',
  },
])('Flink $version', ({ version, metadataVersion, args, configurations, mode }) => {
  it('takes path and claim mode from the arguments and from the configuration', async () => {
    const { classPath } = await build(version, {})
    // A comment sign is what flink-conf.yaml cannot hold.
    const snapshotPath = configurations.includes('flink-conf.yaml') ? HOSTILE.replace('#', '') : HOSTILE
    const { directory } = await written('files', { snapshotPath, metadataVersion, claimMode: 'CLAIM' })
    const expected = { path: snapshotPath, ...(mode !== undefined && { mode }) }

    expect(await readByFlink(classPath, 'args', path.join(directory, args))).toMatchObject(expected)
    for (const name of configurations) {
      const alone = path.join(scratch, `only ${name}`)
      await mkdir(alone)
      await cp(path.join(directory, name), path.join(alone, name))
      expect(await readByFlink(classPath, 'conf', alone)).toMatchObject(expected)
    }
  })
})

async function readByOperator(directories: readonly string[]): Promise<unknown[]> {
  const output = await java(await operatorClassPath(), 'OperatorReadBack.java', directories)
  return output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as unknown)
}

async function readByFlink(
  classPath: string,
  what: 'args' | 'conf',
  from: string,
): Promise<Record<string, string>> {
  const output = await java(classPath, 'FlinkReadBack.java', [what, from])
  return Object.fromEntries(
    [...output.matchAll(/^(path|mode)=(.*)$/gm)].map(([, name, value]) => [name!, value!]),
  )
}

/** Runs one source file: the JDK compiles it in memory. */
async function java(classPath: string, source: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await execute(
    'java',
    [
      '-Dfile.encoding=UTF-8',
      '-Dstdout.encoding=UTF-8',
      '--add-opens=java.base/java.util=ALL-UNNAMED',
      '-cp',
      classPath,
      path.join(HERE, source),
      ...args,
    ],
    { env: { ...process.env, LC_ALL: 'C.UTF-8' }, timeoutMs: TIMEOUT_MS },
  )
  if (code !== 0) throw new Error(`${source} ended with ${code ?? 'a signal'}:\n${tail(stderr)}`)
  return stdout
}

/** Without network first, as the other suites do. */
async function operatorClassPath(): Promise<string> {
  const file = path.join(LAB, 'flink', 'operator-api.classpath')
  await mkdir(path.dirname(file), { recursive: true })
  const args = [
    '-q',
    '-B',
    '-f',
    path.join(HERE, 'pom.xml'),
    'dependency:build-classpath',
    `-Dmdep.outputFile=${file}`,
  ]
  const offline = await execute('mvn', ['-o', ...args], { timeoutMs: TIMEOUT_MS })
  if (offline.code !== 0) {
    const online = await execute('mvn', args, { timeoutMs: TIMEOUT_MS })
    if (online.code !== 0)
      throw new Error(`Maven could not fetch the operator's API:\n${tail(online.stdout + online.stderr)}`)
  }
  return (await readFile(file, 'utf8')).trim()
}
