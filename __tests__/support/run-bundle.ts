/** Runs what users run, the bundles of dist/, each time in a process of its own. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** The Action's bundle. */
export const ACTION_BUNDLE = join(ROOT, 'dist', 'main', 'index.js')

/** The command line's bundle. */
export const CLI_BUNDLE = join(ROOT, 'dist', 'cli', 'index.js')

/**
 * Where processes that run `src/` keep what Node compiled of it: those that start later take half of the
 * processor time.
 */
export const COMPILED = { NODE_COMPILE_CACHE: join(tmpdir(), 'flink-snapshot-compiled') }

/** What a process left behind. */
export interface ProcessResult {
  readonly exitCode: number
  readonly stdout: string
  readonly stderr: string
}

/** What a step left behind. */
export interface StepResult extends ProcessResult {
  readonly outputs: Readonly<Record<string, string>>
  readonly summary: string
  /** The text of the file that the output `report` names. */
  readonly report: string
  /** Everything that the step gave out, to look for what must not be there. */
  readonly everything: string
}

/** Choices of a run. */
export interface RunOptions {
  readonly env?: NodeJS.ProcessEnv
  /** The runtime; that of the tests by default. */
  readonly node?: string
  readonly bundle?: string
  /** Name of the action, where the bundle is `src/main.ts` and it is not the main one. */
  readonly action?: string
  readonly cwd?: string
  /** Gets the process as soon as it runs, to send it signals. */
  readonly onStart?: (child: ChildProcess) => void
}

/** Runs the Action as the runner does: inputs as `INPUT_*` variables, files for outputs and summary. */
export async function runAction(
  inputs: Readonly<Record<string, string>>,
  options: RunOptions = {},
): Promise<StepResult> {
  return inScratch(async (scratch) => {
    const [outputFile, summaryFile] = [join(scratch, 'output'), join(scratch, 'summary')]
    await Promise.all([outputFile, summaryFile].map((path) => writeFile(path, '')))
    const given = new Map(
      Object.entries(inputs).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
    )
    const result = await run(
      options.bundle ?? ACTION_BUNDLE,
      options.action === undefined ? [] : [options.action],
      scratch,
      {
        ...options,
        env: {
          GITHUB_ACTIONS: 'true',
          RUNNER_TEMP: scratch,
          GITHUB_OUTPUT: outputFile,
          GITHUB_STEP_SUMMARY: summaryFile,
          ...Object.fromEntries(given),
          ...options.env,
        },
      },
    )
    const output = await readFile(outputFile, 'utf8')
    const outputs = parseOutputs(output)
    const summary = await readFile(summaryFile, 'utf8')
    const report = outputs['report'] === undefined ? '' : await readFile(outputs['report'], 'utf8')
    const everything = [result.stdout, result.stderr, output, summary, report].join('\n')
    return { ...result, outputs, summary, report, everything }
  })
}

/** Runs the command line. */
export async function runCli(args: readonly string[], options: RunOptions = {}): Promise<ProcessResult> {
  return inScratch((scratch) => run(options.bundle ?? CLI_BUNDLE, args, scratch, options))
}

async function run(
  bundle: string,
  args: readonly string[],
  scratch: string,
  options: RunOptions,
): Promise<ProcessResult> {
  if (!existsSync(bundle)) throw new Error(`${bundle} is missing: run "npm run bundle" first`)
  const home = join(scratch, 'home')
  await mkdir(home, { recursive: true })
  const child = spawn(options.node ?? process.execPath, [bundle, ...args], {
    cwd: options.cwd ?? scratch,
    // Nothing of the machine's own accounts gets in, and nobody looks for a metadata service that is not
    // there.
    env: {
      PATH: process.env['PATH'],
      HOME: home,
      USERPROFILE: home,
      AWS_EC2_METADATA_DISABLED: 'true',
      ...COMPILED,
      ...options.env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  options.onStart?.(child)
  const [stdout, stderr, [exitCode]] = await Promise.all([
    textOf(child.stdout),
    textOf(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { exitCode: exitCode ?? -1, stdout, stderr }
}

async function textOf(stream: AsyncIterable<Buffer>): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks).toString('utf8')
}

/** The runner's file format: `name<<delimiter`, the value, the delimiter. */
function parseOutputs(text: string): Record<string, string> {
  const outputs: Record<string, string> = {}
  for (const [, name, , value] of text.matchAll(/^([^\n<=]+)<<([^\n]+)\n([^]*?)\n\2$/gm))
    outputs[name!] = value!
  return outputs
}

async function inScratch<T>(use: (scratch: string) => Promise<T>): Promise<T> {
  const scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-run-'))
  try {
    return await use(scratch)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
