import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { ActionName } from '../../src/action/action-names.ts'
import { actionOf } from '../../src/action/actions.ts'
import { runAction } from '../../src/action/run-action.ts'
import { commands } from '../../src/commands/commands.ts'
import { fakeToolkit } from '../support/fake-toolkit.ts'
import { inScratch, type Chapter, type Page } from './book.ts'
import { makeSavepoint } from './command-line.ts'

type Inputs = Readonly<Record<string, string>>

/** Everything that it gives out: the log, the outputs, the job summary, and the exit code. */
async function run(name: ActionName, inputs: Inputs, scratch: string, env: Inputs = {}): Promise<string[]> {
  const toolkit = fakeToolkit(inputs)
  const summary = join(scratch, 'summary.md')
  await writeFile(summary, '')
  const code = await runAction(actionOf(name), {
    toolkit,
    env: {
      PATH: process.env['PATH'],
      RUNNER_TEMP: join(scratch, 'temp'),
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_WORKSPACE: scratch,
      ...env,
    },
    signal: new AbortController().signal,
    commands,
  })
  const written = await readFile(summary, 'utf8').catch(() => '')
  return [
    ...toolkit.log.filter((line) => !/^(input|debug): |^mask$|^endgroup$/.test(line)),
    ...[...toolkit.outputs].map(([output, value]) => `output ${output}: ${value}`),
    ...(written === '' ? [] : ['summary:', written]),
    `[exit code ${code}]`,
  ]
}

/** As a diagram writes it. */
function inDiagram(path: string): string {
  return path.replace(/[^A-Za-z0-9]/g, (sign) => `#${sign.charCodeAt(0)};`)
}

function steady(page: Page): void {
  page.steady(/\d+(\.\d+)? (ms|s)\b/g, '1.0 s')
  page.steady(/\d+(\.\d)? (?:[KMG]i)?B\/s/g, '10 MB/s')
  page.steady(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-02T10:00:00.000Z')
  page.steady(/\d{4}-\d\d-\d\d \d\d:\d\d(:\d\d)?/g, '2026-01-02 10:00')
  page.steady(/[0-9a-f]{64}/g, '0123456789abcdef'.repeat(4))
  page.steady(/(age-seconds: )\d+/g, '$10')
  page.steady(/savepointRedeployNonce: \d+/g, 'savepointRedeployNonce: 1767348000')
  page.steady(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '01234567-89ab-4cde-8f01-23456789abcd')
  // Columns are as wide as paths are, and those as the machine's directory for what is temporary.
  page.steady(/ {2,}/g, '  ')
  page.steady(process.execPath, '/usr/bin/node')
}

async function actions(page: Page): Promise<void> {
  await inScratch(page, async (scratch) => {
    steady(page)
    page.steady(inDiagram(scratch), inDiagram('/data'))
    await mkdir(join(scratch, 'temp'))
    const [source, target] = [join(scratch, 'old', 'savepoint-1'), join(scratch, 'new')]
    await makeSavepoint(source)
    const say = async (when: string, name: ActionName, inputs: Inputs, env: Inputs = {}): Promise<void> => {
      const lines = (await run(name, inputs, scratch, env)).flatMap((text) => text.split('\n'))
      page.sayNew(
        `${name}: ${when}`,
        lines.filter((line) => !/^(info: )?$/.test(line)),
      )
    }
    const places = { source, target }
    const starting = (script: string): string => `'${process.execPath}' -e '${script}'`
    await say('an input that is none', 'relocate', { ...places, summary: 'maybe' })
    await say('a secret in the target', 'relocate', {
      ...places,
      'access-key-id': 'id',
      'secret-access-key': 'new',
    })
    await say('a dry run', 'relocate', { ...places, 'dry-run': 'true' })
    await say('a relocation', 'relocate', { ...places, 'job-files': join(scratch, 'start') })
    await say('once more, without summary', 'relocate', { ...places, summary: 'false' })
    await say('no source', 'relocate', { ...places, source: join(scratch, 'absent') })
    const report = { RUNNER_TEMP: join(scratch, 'absent') }
    await say(
      'a report that cannot be written',
      'relocate',
      { ...places, target: join(scratch, 'b') },
      report,
    )
    const summary = { GITHUB_STEP_SUMMARY: join(scratch, 'absent', 'summary.md') }
    await say('a summary that cannot be written', 'find', { directory: target }, summary)
    await say('a search', 'find', { directory: target })
    await say('nothing found', 'find', { directory: join(scratch, 'temp') })
    await say('an inspection', 'inspect', { source, 'check-files': 'true', target: join(scratch, 'c') })
    const start = 'restore-command'
    await say('a job that starts', 'promote', { ...places, [start]: starting('console.log("started")') })
    await say('a job that does not start', 'promote', { ...places, [start]: starting('process.exit(3)') })
    await say('a program that is not there', 'promote', { ...places, [start]: 'no-such-program-here' })
    await say('a command that prints no savepoint', 'savepoint', {
      command: starting('console.log("hello")'),
    })
    await say('a command that fails', 'savepoint', { command: starting('process.exit(3)') })
    await say('a command that is not there', 'savepoint', { command: 'no-such-program-here savepoint' })
    await rm(join(source, 'a'))
    await say('a file that is missing', 'inspect', { source, 'check-files': 'true', 'fail-on': 'missing' })
  })
}

/** What the actions write into the log, the outputs and the job summary. */
export const ACTIONS: Chapter = { title: 'The actions in a workflow', write: actions }
