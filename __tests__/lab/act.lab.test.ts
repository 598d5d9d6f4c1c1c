/** The Action in workflows, run by act on this machine: a following step reads the outputs. */
import { spawnSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { requireTool } from '../../scripts/lab/tools.ts'
import { readSample, rehome, SAMPLE, SAMPLE_HOME } from '../support/sample-savepoint.ts'
import { commitAll, copyTracked, newScratch, undent, type ActResult } from './act.ts'

const sample = readSample()
let scratch: string
let repository: string

beforeEach(() => {
  scratch = newScratch()
  repository = join(scratch, 'repository')
  copyTracked(['action.yml', 'inspect', 'dist'], repository)
})
afterEach(() => {
  rmSync(scratch, { recursive: true, force: true })
})

/** act serves this step itself from the work tree. */
const CHECKOUT = '- uses: actions/checkout@v4'

describe('in a workflow', () => {
  it('gives its outputs to the step that follows', () => {
    const target = join(scratch, 'target')
    const log = runWorkflow(`
      on: push
      jobs:
        relocate:
          runs-on: ubuntu-latest
          steps:
            ${CHECKOUT}
            - run: node --version | grep '^v24'
            - id: relocate
              uses: ./
              with:
                source: ${SAMPLE}
                target: ${target}
                target-name: after the move
            - env:
                OUTPUTS: \${{ toJSON(steps.relocate.outputs) }}
                REPORT: \${{ steps.relocate.outputs.report }}
              run: |
                printf '%s' "$OUTPUTS" > '${scratch}/outputs.json'
                cp "$REPORT" '${scratch}/report.json'
    `)

    const directory = join(target, 'after the move')
    expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
    expect(readJson('outputs.json')).toEqual({
      'snapshot-path': `file:${directory}`,
      'metadata-path': `file:${directory}/_metadata`,
      kind: 'savepoint',
      format: '',
      'metadata-version': '2',
      'checkpoint-id': expect.stringMatching(/^\d+$/) as string,
      'claim-mode': '',
      'files-copied': String(sample.files.size),
      'files-skipped': '0',
      'bytes-copied': expect.stringMatching(/^\d+$/) as string,
      'uris-rewritten': String(sample.files.size),
      'plan-fingerprint': '',
      'job-files': '',
      'savepoint-path': `file:${directory}`,
      'resume-dir': '',
      report: expect.stringMatching(/\.json$/) as string,
    })
    expect(readJson('report.json')).toMatchObject({ snapshotPath: `file:${directory}`, outcome: 'relocated' })
    expect(readFileSync(join(directory, '_metadata'))).toEqual(
      rehome(sample, SAMPLE_HOME, `file:${directory}`),
    )
    for (const phase of ['Plan', 'Copy', 'Verify', 'Commit']) expect(log.text).toContain(phase)
  })

  it('can be part of a composite action, which takes no checkout of its own', () => {
    const target = join(scratch, 'target')
    write(
      '.github/actions/restore/action.yml',
      `
      name: Restore
      description: Relocates, then says where to
      inputs:
        target:
          description: Where to
          required: true
      outputs:
        path:
          description: Where the savepoint is
          value: \${{ steps.relocate.outputs.snapshot-path }}
      runs:
        using: composite
        steps:
          - id: relocate
            uses: ./
            with:
              source: ${SAMPLE}
              target: \${{ inputs.target }}
              summary: 'false'
    `,
    )
    const log = runWorkflow(`
      on: push
      jobs:
        restore:
          runs-on: ubuntu-latest
          steps:
            ${CHECKOUT}
            - id: restore
              uses: ./.github/actions/restore
              with:
                target: ${target}
            - env:
                SAVEPOINT: \${{ steps.restore.outputs.path }}
              run: test "$SAVEPOINT" = 'file:${target}/snapshot'
    `)

    expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
    expect(readdirSync(join(target, 'snapshot'))).toHaveLength(sample.files.size + 1)
  })

  it('has the action inspect in a folder of its own, whose page a following step can take along', () => {
    const log = runWorkflow(`
      on: push
      jobs:
        inspect:
          runs-on: ubuntu-latest
          steps:
            ${CHECKOUT}
            - id: inspect
              uses: ./inspect
              with:
                source: ${SAMPLE}
                html: out/snapshot.html
            - env:
                OUTPUTS: \${{ toJSON(steps.inspect.outputs) }}
                PAGE: \${{ steps.inspect.outputs.html }}
              run: |
                printf '%s' "$OUTPUTS" > '${scratch}/outputs.json'
                test "$PAGE" = "$GITHUB_WORKSPACE/out/snapshot.html"
                cp "$PAGE" '${scratch}/page.html'
    `)

    expect([log.exitCode, log.text]).toEqual([0, expect.any(String)])
    expect(readJson('outputs.json')).toMatchObject({
      kind: 'savepoint',
      references: String(sample.files.size),
    })
    expect(readFileSync(join(scratch, 'page.html'), 'utf8')).toContain('<!DOCTYPE html>')
    expect(log.text).toContain('Operators: ')
  })

  it('fails the job with one sentence, and gives no outputs', () => {
    const log = runWorkflow(`
      on: push
      jobs:
        relocate:
          runs-on: ubuntu-latest
          steps:
            ${CHECKOUT}
            - id: relocate
              uses: ./
              with:
                source: ${join(scratch, 'nothing-here')}
                target: ${join(scratch, 'target')}
            - if: always()
              env:
                OUTPUTS: \${{ toJSON(steps.relocate.outputs) }}
              run: printf '%s' "$OUTPUTS" > '${scratch}/outputs.json'
    `)

    expect(log.exitCode).not.toBe(0)
    expect(log.text).toMatch(/flink-snapshot: .*nothing-here/)
    expect(readJson('outputs.json')).toEqual({})
    expect(readdirSync(scratch)).not.toContain('target')
  })
})

function write(path: string, indented: string): void {
  mkdirSync(dirname(join(repository, path)), { recursive: true })
  writeFileSync(join(repository, path), undent(indented))
}

function runWorkflow(workflow: string): ActResult {
  write('.github/workflows/relocate.yml', workflow)
  const { status, stdout, stderr } = spawnSync(
    requireTool('act'),
    [
      'push',
      '-P',
      'ubuntu-latest=-self-hosted',
      '--action-cache-path',
      join(scratch, 'cache'),
      '--no-cache-server',
    ],
    { cwd: repository, env: commitAll(scratch, repository), encoding: 'utf8', timeout: 120_000 },
  )
  return { exitCode: status ?? -1, text: stdout + stderr }
}

function readJson(name: string): unknown {
  return JSON.parse(readFileSync(join(scratch, name), 'utf8'))
}
