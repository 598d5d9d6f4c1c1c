/**
 * The workflows of examples/, as they stand there, in repositories that have none of our files, by act on
 * this machine.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { openLab, type Lab } from '../faults/lab.ts'
import { accessKeyOf, FakeSts } from '../support/fake-sts.ts'
import { readSample, rehome, SAMPLE, SAMPLE_HOME } from '../support/sample-savepoint.ts'
import { dispatchElsewhere, newScratch, publish, type ActResult, type Dispatch } from './act.ts'

const EXAMPLES = resolve(import.meta.dirname, '..', '..', 'examples')
const sample = readSample()
const READER = 'arn:aws:iam::111111111111:role/reader'
const WRITER = 'arn:aws:iam::222222222222:role/writer'

let scratch: string
let published: string
let target: string
const closing: { close: () => Promise<void> }[] = []

beforeEach(() => {
  scratch = newScratch()
  published = publish(scratch)
  target = join(scratch, 'target')
})
afterEach(async () => {
  await Promise.all(closing.splice(0).map((one) => one.close()))
  rmSync(scratch, { recursive: true, force: true })
})

const run = (name: string, dispatch: Dispatch): Promise<ActResult> =>
  dispatchElsewhere(scratch, published, readFileSync(join(EXAMPLES, name), 'utf8'), dispatch)

/** A program that leaves its arguments in a file. */
function restoreCommand(): string {
  const script = join(scratch, 'restore.sh')
  writeFileSync(script, `printf '%s' "$*" > '${scratch}/restored'\n`)
  return `bash ${script} -s`
}

const restored = (): string => readFileSync(join(scratch, 'restored'), 'utf8')

function expectRelocated(): void {
  const place = join(target, 'snapshot')
  expect(readdirSync(place)).toHaveLength(sample.files.size + 1)
  expect(readFileSync(join(place, '_metadata'))).toEqual(rehome(sample, SAMPLE_HOME, `file:${place}`))
}

async function openServers(from: string, to: string): Promise<Lab> {
  const lab = await openLab({ streamed: true, from: { users: { [from]: {} } }, to: { users: { [to]: {} } } })
  closing.push(lab)
  return lab
}

it('step.yml relocates and hands path and files to the step that follows', async () => {
  const log = await run('step.yml', { inputs: { savepoint: SAMPLE }, vars: { TARGET: target } })
  expect([log.exitCode, log.text]).toEqual([
    0,
    expect.stringContaining(`restore from file:${target}/snapshot`),
  ])
  expectRelocated()
})

it('composite/action.yml is an action of the repository that has it', async () => {
  const workflow = `
on: workflow_dispatch
jobs:
  promote:
    runs-on: ubuntu-24.04
    steps:
      - uses: actions/checkout@v6
      - id: promote
        uses: ./.github/actions/promote
        with: {savepoint: ${SAMPLE}, target: ${target}}
      - env:
          PATCH: \${{ steps.promote.outputs.patch }}
          SAVEPOINT: \${{ steps.promote.outputs.snapshot-path }}
        run: grep -F "initialSavepointPath:" "$PATCH" | grep -F "$SAVEPOINT"
`
  const log = await dispatchElsewhere(scratch, published, workflow, {
    files: {
      '.github/actions/promote/action.yml': readFileSync(join(EXAMPLES, 'composite', 'action.yml'), 'utf8'),
    },
  })
  expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
  expectRelocated()
})

it('one-step.yml takes what the command printed, and starts the job from the copy', async () => {
  const script = join(scratch, 'stop.sh')
  writeFileSync(script, `echo 'Savepoint completed. Path: file:${SAMPLE}'\n`)
  const log = await run('one-step.yml', {
    vars: { TARGET: target, STOP_COMMAND: `bash ${script}`, RESTORE_COMMAND: restoreCommand() },
  })
  expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
  expectRelocated()
  expect(restored()).toBe(`-s file:${target}/snapshot`)
})

it('staging-to-production.yml plans before it relocates and starts', async () => {
  const log = await run('staging-to-production.yml', {
    inputs: { savepoint: SAMPLE },
    vars: { TARGET: target, RESTORE_COMMAND: restoreCommand() },
  })
  expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
  const [planned, done] = ['Dry run, nothing was written', 'Relocated to'].map((words) =>
    log.text.indexOf(words),
  )
  expect(planned).toBeGreaterThan(-1)
  expect(done).toBeGreaterThan(planned!)
  expectRelocated()
  expect(restored()).toBe(`-s file:${target}/snapshot`)
})

it('staging-to-production.yml stops at the plan when that is refused', async () => {
  const log = await run('staging-to-production.yml', {
    inputs: { savepoint: join(scratch, 'nothing') },
    vars: { TARGET: target, RESTORE_COMMAND: restoreCommand() },
  })
  expect(log.exitCode).not.toBe(0)
  expect([existsSync(target), existsSync(join(scratch, 'restored'))]).toEqual([false, false])
})

it('disaster-recovery.yml takes the newest checkpoint that has all of its files', async () => {
  const checkpoints = join(scratch, 'checkpoints')
  const job = join(checkpoints, '0123456789abcdef0123456789abcdef')
  for (const [number, left] of [
    [7, ''],
    [8, ''],
    [9, [...sample.files.keys()][0]!],
  ] as const) {
    const directory = join(job, `chk-${number}`)
    mkdirSync(directory, { recursive: true })
    for (const [name, bytes] of sample.files) if (name !== left) writeFileSync(join(directory, name), bytes)
    writeFileSync(join(directory, '_metadata'), rehome(sample, SAMPLE_HOME, `file:${directory}`))
  }
  mkdirSync(join(job, 'chk-10'))
  writeFileSync(join(job, 'chk-10', 'unfinished'), '')
  const log = await run('disaster-recovery.yml', {
    vars: { CHECKPOINTS: checkpoints, TARGET: target, RESTORE_COMMAND: restoreCommand() },
  })
  expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
  const place = join(target, '0123456789abcdef0123456789abcdef', 'chk-8')
  expect(readFileSync(join(place, '_metadata'))).toEqual(rehome(sample, SAMPLE_HOME, `file:${place}`))
  expect(restored()).toBe(`-s file:${place}`)
})

it('cross-account.yml takes a role on each side with the token of the job', async () => {
  const lab = await openServers(accessKeyOf(READER), accessKeyOf(WRITER))
  const sts = await new FakeSts().listen()
  closing.push(sts)
  const log = await run('cross-account.yml', {
    inputs: { savepoint: 's3://source/flink/savepoint-1' },
    vars: {
      TARGET: 's3://target/moved',
      STAGING_ROLE: READER,
      PRODUCTION_ROLE: WRITER,
      STAGING_REGION: 'eu-west-1',
      PRODUCTION_REGION: 'us-east-1',
      STAGING_ENDPOINT: lab.from.endpoint,
      PRODUCTION_ENDPOINT: lab.to.endpoint,
    },
    env: sts.env,
  })
  expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
  lab.expectWhole()
  expect(sts.assumptions.map(({ roleArn }) => roleArn).sort()).toEqual([READER, WRITER])
  for (const secret of sts.secrets) expect(log.text.replace(/::add-mask::.*/g, '')).not.toContain(secret)
})

it('other-provider.yml uses a server and a key of each side', async () => {
  const lab = await openServers('OLD', 'NEW')
  const log = await run('other-provider.yml', {
    inputs: { savepoint: 's3://source/flink/savepoint-1' },
    vars: {
      TARGET: 's3://target/moved',
      OLD_ENDPOINT: lab.from.endpoint,
      NEW_ENDPOINT: lab.to.endpoint,
      OLD_KEY_ID: 'OLD',
      NEW_KEY_ID: 'NEW',
      NEW_REGION: 'us-east-1',
    },
    secrets: { OLD_SECRET: 'the-old-secret', NEW_SECRET: 'the-new-secret' },
  })
  expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
  lab.expectWhole()
  expect(log.text).not.toMatch(/the-(old|new)-secret/)
})
