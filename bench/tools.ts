/**
 * The tools that are compared, and how each copies a prefix. Each is given what its manual recommends for
 * many objects.
 */
import { chmodSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type { Endpoint } from '../__tests__/lab/servers.ts'
import { ensureTool } from '../scripts/lab/tools.ts'
import type { Command } from './measure.ts'
import { withKeys } from './places.ts'
import type { Workload } from './workloads.ts'

/**
 * One copy: everything below `source/sp` on one server to `target/<directory>` on the same or another one.
 */
export interface Job {
  readonly from: Endpoint
  readonly to: Endpoint
  readonly directory: string
  /** A place for configuration files. */
  readonly scratch: string
}

/** A tool of the comparison. */
export interface Tool {
  readonly name: string
  /** What it is, for the table. */
  readonly version: string
  /** Why it is left out of a workload; `undefined` where it takes part. */
  readonly leftOut: (workload: Workload) => string | undefined
  readonly command: (job: Job) => Command
  /** Rounds at most. */
  readonly rounds?: number
}

/** The tool whose lines the ratios are made to. */
export const OURS = 'flink-snapshot'

const CLI = resolve(import.meta.dirname, '..', 'dist', 'cli', 'index.js')

const keys = ({ accessKeyId, secretAccessKey, region }: Endpoint): NodeJS.ProcessEnv => ({
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: secretAccessKey,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
})

const everywhere = (): undefined => undefined
const oneEndpoint = ({ servers }: Workload): string | undefined =>
  servers === 'two' ? 'knows one endpoint only' : undefined

/** Makes sure of all tools, and describes them. Slow the first time: two of them are built from source. */
export function toolsOfBench(): Tool[] {
  const [s5cmd, rclone, mc, aws] = [
    programBehind(ensureTool('s5cmd')),
    ensureTool('rclone'),
    ensureTool('mc'),
    ensureTool('aws'),
  ]
  return [
    { name: OURS, version: 'this tree', leftOut: everywhere, command: relocation },
    {
      name: 's5cmd',
      version: '2.3.0',
      leftOut: oneEndpoint,
      command: ({ from, directory }) => ({
        program: s5cmd,
        env: keys(from),
        args: [
          '--endpoint-url',
          from.endpoint,
          '--log',
          'error',
          'cp',
          's3://source/sp/*',
          `s3://target/${directory}/`,
        ],
      }),
    },
    { name: 'rclone', version: '1.75.2', leftOut: everywhere, command: (job) => rcloneCopy(rclone, job) },
    {
      name: 'mc cp',
      version: '2025-03-13',
      leftOut: everywhere,
      command: (job) => minioClient(mc, ['cp', '--recursive', '--quiet'], job),
    },
    {
      name: 'mc mirror',
      version: '2025-03-13',
      leftOut: everywhere,
      command: (job) => minioClient(mc, ['mirror', '--quiet'], job),
    },
    {
      name: 'AWS CLI',
      version: '1.46.3',
      rounds: 1,
      leftOut: (workload) =>
        oneEndpoint(workload) ?? (workload.objects > 10_000 ? 'would take ten minutes' : undefined),
      command: (job) => awsCopy(aws, job),
    },
  ]
}

/**
 * The package's command is a script that starts the program: without it, a third of what a small copy takes
 * is Python's.
 */
function programBehind(script: string): string {
  const libraries = join(dirname(script), '..', 'lib')
  for (const python of readdirSync(libraries)) {
    const program = join(libraries, python, 'site-packages', 's5cmd', 'bin', 's5cmd')
    if (!existsSync(program)) continue
    chmodSync(program, 0o755)
    return program
  }
  throw new Error(`no program was found behind ${script}`)
}

function relocation({ from, to, directory }: Job): Command {
  const source =
    from === to
      ? {}
      : { SOURCE_AWS_ACCESS_KEY_ID: from.accessKeyId, SOURCE_AWS_SECRET_ACCESS_KEY: from.secretAccessKey }
  return {
    program: process.execPath,
    env: { ...keys(to), ...source },
    args: [
      CLI,
      'relocate',
      's3://source/sp',
      `s3://target/${directory}`,
      '--source-endpoint',
      from.endpoint,
      '--endpoint',
      to.endpoint,
    ],
  }
}

function rcloneCopy(program: string, { from, to, directory }: Job): Command {
  const remote = (
    name: string,
    { endpoint, accessKeyId, secretAccessKey, region }: Endpoint,
  ): NodeJS.ProcessEnv => ({
    [`RCLONE_CONFIG_${name}_TYPE`]: 's3',
    [`RCLONE_CONFIG_${name}_PROVIDER`]: 'Minio',
    [`RCLONE_CONFIG_${name}_ENDPOINT`]: endpoint,
    [`RCLONE_CONFIG_${name}_ACCESS_KEY_ID`]: accessKeyId,
    [`RCLONE_CONFIG_${name}_SECRET_ACCESS_KEY`]: secretAccessKey,
    [`RCLONE_CONFIG_${name}_REGION`]: region,
  })
  const target = from === to ? 'a' : 'b'
  return {
    program,
    env: { RCLONE_CONFIG: '/dev/null', ...remote('A', from), ...remote('B', to) },
    args: [
      'copy',
      'a:source/sp',
      `${target}:target/${directory}`,
      '--transfers',
      '64',
      '--checkers',
      '64',
      '--no-check-dest',
      '--fast-list',
      '--s3-no-check-bucket',
      '--s3-no-head',
      '--no-update-modtime',
      '--s3-upload-concurrency',
      '8',
      '--s3-chunk-size',
      '64Mi',
    ],
  }
}

function minioClient(
  program: string,
  verb: readonly string[],
  { from, to, directory, scratch }: Job,
): Command {
  const target = from === to ? 'a' : 'b'
  return {
    program,
    env: { MC_HOST_a: withKeys(from), MC_HOST_b: withKeys(to) },
    args: ['--config-dir', join(scratch, 'mc'), ...verb, 'a/source/sp/', `${target}/target/${directory}/`],
  }
}

function awsCopy(program: string, { from, directory, scratch }: Job): Command {
  const config = join(scratch, 'aws-config')
  mkdirSync(scratch, { recursive: true })
  writeFileSync(
    config,
    '[default]\ns3 =\n  max_concurrent_requests = 64\n  max_queue_size = 10000\n  addressing_style = path\n',
  )
  return {
    program,
    env: { ...keys(from), AWS_CONFIG_FILE: config },
    args: [
      's3',
      'cp',
      '--recursive',
      '--only-show-errors',
      '--endpoint-url',
      from.endpoint,
      's3://source/sp/',
      `s3://target/${directory}/`,
    ],
  }
}
