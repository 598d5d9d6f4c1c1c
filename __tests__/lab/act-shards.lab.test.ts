/**
 * The reusable workflow as it is shipped, called by a repository that has none of our files, by act on this
 * machine.
 */
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { readSample, rehome, SAMPLE, SAMPLE_HOME } from '../support/sample-savepoint.ts'
import { newScratch, publish, pushElsewhere, type ActResult } from './act.ts'

const sample = readSample()
const SHARDS = [1, 2, 3, 4]
let scratch: string
let published: string
let place: string

beforeEach(() => {
  scratch = newScratch()
  published = publish(scratch)
  place = join(scratch, 'target', 'moved')
})
afterEach(() => {
  rmSync(scratch, { recursive: true, force: true })
})

function push(more: Readonly<Record<string, string>> = {}): ActResult {
  const inputs = Object.entries({
    source: SAMPLE,
    target: join(scratch, 'target'),
    'target-name': 'moved',
    shards: '4',
    ...more,
  })
  return pushElsewhere(
    scratch,
    published,
    `
    on: push
    jobs:
      relocate:
        permissions: {}
        uses: OWNER/flink-snapshot/.github/workflows/relocate-sharded.yml@v0
        with: {${inputs.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join(', ')}}
      restore:
        needs: relocate
        runs-on: ubuntu-latest
        steps:
          - env:
              OUTPUTS: \${{ toJSON(needs.relocate.outputs) }}
            run: printf '%s' "$OUTPUTS" > '${scratch}/outputs.json'
  `,
  )
}

const left = (): string[] => readdirSync(place).sort()
const sentencesOf = ({ text }: ActResult): (string | undefined)[] =>
  SHARDS.map((shard) => new RegExp(`shard ${shard} of 4: (\\d) of 7 files`).exec(text)?.[1])

function expectRelocated(): void {
  expect(left()).toEqual([...sample.files.keys(), '_metadata'].sort())
  for (const [name, bytes] of sample.files) expect(readFileSync(join(place, name)).equals(bytes)).toBe(true)
  expect(readFileSync(join(place, '_metadata'))).toEqual(rehome(sample, SAMPLE_HOME, `file:${place}`))
  expect(JSON.parse(readFileSync(join(scratch, 'outputs.json'), 'utf8'))).toEqual({
    'snapshot-path': `file:${place}`,
    'savepoint-path': `file:${place}`,
    'metadata-path': `file:${place}/_metadata`,
    kind: 'savepoint',
    format: '',
    'metadata-version': '2',
    'checkpoint-id': '1',
    'claim-mode': '',
  })
}

describe('four shards and the run that commits', () => {
  it('relocate a savepoint, and hand its path to a job of the caller', () => {
    const log = push({ verify: 'strict' })
    expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
    expect(sentencesOf(log).reduce((sum, count) => sum + Number(count), 0)).toBe(7)
    expect(log.text).toContain('0 files to copy (0 B, local), 7 there already, 7 URIs to rewrite')
    expectRelocated()
  })

  it('commit nothing where a shard was killed, and end well when all of it runs again', () => {
    // The second shard's process is killed as by a lost runner, once its copying has begun.
    const main = join(published, 'dist', 'main', 'index.js')
    const whole = readFileSync(main)
    writeFileSync(
      main,
      `
      import { writeSync } from 'node:fs'
      if (process.env.INPUT_SHARD === '2/4' && process.env['INPUT_DRY-RUN'] !== 'true') {
        const write = process.stdout.write.bind(process.stdout)
        process.stdout.write = (text, ...rest) => {
          if (String(text).includes('::group::Verify')) { writeSync(2, 'killed here\\n'); process.kill(process.pid, 'SIGKILL') }
          return write(text, ...rest)
        }
      }
      ${whole.toString()}`,
    )
    const first = push()
    expect(first.exitCode).not.toBe(0)
    expect(first.text).toContain('killed here')
    expect(left().length).toBeGreaterThan(0)
    expect(left()).not.toContain('_metadata')
    expect(readdirSync(scratch)).not.toContain('outputs.json')

    writeFileSync(main, whole)
    const again = push()
    expect([again.exitCode, again.text]).toEqual([0, expect.any(String)])
    expectRelocated()
  })

  it('start no other runner where the relocation must be refused', () => {
    const log = push({ source: join(scratch, 'nothing-here') })
    expect(log.exitCode).not.toBe(0)
    expect(log.text.match(/flink-snapshot: .*nothing-here/g)).toHaveLength(1)
    expect(readdirSync(scratch)).not.toContain('target')
  })

  it.each(['0', '257', '2.5'])('refuse a split in %s', (shards) => {
    const log = push({ shards })
    expect(log.exitCode).not.toBe(0)
    expect(log.text).toContain(`shards is ${shards}: write a whole number from 1 to 256`)
  })
})
