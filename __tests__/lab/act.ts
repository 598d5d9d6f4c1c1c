/**
 * Runs workflows of repositories that have none of our files by act, with this tree in the place of the
 * published action.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { pathWith, requireTool } from '../../scripts/lab/tools.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** What this repository is called in its own documents and workflows. */
const PUBLISHED = 'OWNER/flink-snapshot@v0'

/** How a run of act ended. */
export interface ActResult {
  readonly exitCode: number
  readonly text: string
}

/** A directory in which a workflow may leave what a test looks at. The caller removes it. */
export function newScratch(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'flink-snapshot-act-')))
}

/** What a tag has: files that git has, not whatever lies in the work tree. @returns the directory */
export function publish(scratch: string): string {
  const published = join(scratch, 'published')
  copyTracked(['action.yml', '*/action.yml', 'dist', '.github'], published)
  for (const name of ['promote.yml', 'relocate-sharded.yml'])
    standInForGitHub(join(published, '.github', 'workflows', name), published)
  return published
}

/**
 * act knows neither `job.workflow_sha`, of which GitHub tells the commit of the workflow, nor the network
 * from which the checkout would come: both get what GitHub would give them.
 */
function standInForGitHub(workflow: string, published: string): void {
  const copy = `- shell: bash\n        run: mkdir -p .flink-snapshot && cp -R '${published}'/. .flink-snapshot`
  const text = readFileSync(workflow, 'utf8')
    .replaceAll('${{ job.workflow_repository }}', 'OWNER/flink-snapshot')
    .replaceAll('${{ job.workflow_sha }}', 'c0ffee'.repeat(7).slice(2))
  const checkout = /- uses: actions\/checkout@.*\n {8}with:\n(?: {10}.*\n){4}/g
  if (!checkout.test(text)) throw new Error(`${workflow} has no checkout of the action`)
  writeFileSync(
    workflow,
    text.replace(checkout, () => `${copy}\n`),
  )
}

/** Copies files that git has of this tree, the bundle among them, to another directory. */
export function copyTracked(paths: readonly string[], into: string): void {
  const tracked = execFileSync('git', ['ls-files', '-z', ...paths], { cwd: ROOT, encoding: 'utf8' })
    .split('\0')
    .filter(Boolean)
  if (!tracked.includes('dist/main/index.js'))
    throw new Error('git does not have dist/main/index.js: run "npm run bundle" and add it')
  for (const path of tracked) {
    mkdirSync(dirname(join(into, path)), { recursive: true })
    cpSync(join(ROOT, path), join(into, path))
  }
}

/** Pushes to a new repository that has one workflow and nothing else. */
export function pushElsewhere(scratch: string, published: string, workflow: string): ActResult {
  const { args, options } = prepare(scratch, published, undent(workflow), ['push'])
  const { status, stdout, stderr } = spawnSync(requireTool('act'), args, {
    ...options,
    encoding: 'utf8',
    maxBuffer: 64 * 2 ** 20,
  })
  return { exitCode: status ?? -1, text: stdout + stderr }
}

/** What a person gives a workflow that is started by hand, and what its repository and its runner have. */
export interface Dispatch {
  readonly inputs?: Readonly<Record<string, string>>
  readonly vars?: Readonly<Record<string, string>>
  readonly secrets?: Readonly<Record<string, string>>
  readonly env?: Readonly<Record<string, string>>
  /** What the repository has beside the workflow: paths and texts. */
  readonly files?: Readonly<Record<string, string>>
}

/**
 * Starts a workflow by hand, in a new repository that has it and nothing else; servers of the test may be
 * asked meanwhile.
 */
export async function dispatchElsewhere(
  scratch: string,
  published: string,
  workflow: string,
  dispatch: Dispatch,
): Promise<ActResult> {
  const pairs = (flag: string, values: Readonly<Record<string, string>> = {}): string[] =>
    Object.entries(values).flatMap(([name, value]) => [flag, `${name}=${value}`])
  const { args, options } = prepare(
    scratch,
    published,
    workflow,
    [
      'workflow_dispatch',
      ...pairs('--input', dispatch.inputs),
      ...pairs('--var', dispatch.vars),
      ...pairs('--secret', dispatch.secrets),
      ...pairs('--env', dispatch.env),
    ],
    dispatch.files,
  )
  const child = spawn(requireTool('act'), args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] })
  const [stdout, stderr, [exitCode]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return { exitCode: exitCode ?? -1, text: stdout + stderr }
}

interface Prepared {
  readonly args: readonly string[]
  readonly options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv; readonly timeout: number }
}

function prepare(
  scratch: string,
  published: string,
  workflow: string,
  event: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Prepared {
  const repository = mkdtempSync(join(scratch, 'elsewhere-'))
  mkdirSync(join(repository, '.github', 'workflows'), { recursive: true })
  writeFileSync(join(repository, '.github', 'workflows', 'workflow.yml'), workflow)
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(repository, path)), { recursive: true })
    writeFileSync(join(repository, path), content)
  }
  const env = commitAll(scratch, repository)
  const args = [
    ...event,
    ...['ubuntu-latest', 'ubuntu-24.04'].flatMap((label) => ['-P', `${label}=-self-hosted`]),
    '--local-repository',
    `${PUBLISHED}=${published}`,
    '--action-cache-path',
    join(scratch, 'cache'),
    '--no-cache-server',
  ]
  return { args, options: { cwd: repository, env, timeout: 240_000 } }
}

/**
 * Makes a directory a repository with one commit.
 *
 * @returns the environment in which act runs there, with a home of its own
 */
export function commitAll(scratch: string, repository: string): NodeJS.ProcessEnv {
  const home = mkdtempSync(join(scratch, 'home-'))
  const env = {
    PATH: pathWith(process.execPath),
    HOME: home,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'lab',
    GIT_AUTHOR_EMAIL: 'lab@example.com',
    GIT_COMMITTER_NAME: 'lab',
    GIT_COMMITTER_EMAIL: 'lab@example.com',
  }
  for (const args of [
    ['init', '-q', '-b', 'main'],
    ['add', '-A'],
    ['commit', '-q', '-m', 'the workflow'],
  ]) {
    execFileSync('git', args, { cwd: repository, env })
  }
  // act asks for its defaults on a terminal unless there is a file, even an empty one.
  writeFileSync(join(home, '.actrc'), '')
  return env
}

/**
 * A text of several lines without the indentation that they share, and without the first and the last, which
 * are blank.
 */
export function undent(indented: string): string {
  const lines = indented.split('\n').slice(1, -1)
  const indent = Math.min(...lines.filter((line) => line.trim() !== '').map((line) => line.search(/\S/)))
  return `${lines.map((line) => line.slice(indent)).join('\n')}\n`
}
