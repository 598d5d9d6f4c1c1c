import { parseLocation } from '../../src/location/location.ts'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Inspection, InspectionRequest } from '../../src/commands/inspect/inspect.ts'
import type { Commands } from '../../src/commands/commands.ts'
import type { InspectedOperator } from '../../src/snapshot/summary.ts'
import { noBytes } from '../../src/snapshot/places.ts'
import { formatLocation } from '../../src/location/location.ts'
import { runCommand } from '../support/run-command.ts'
import { sampleInspection, sampleOperator } from '../support/sample-inspection.ts'
import { withoutNames } from '../support/unnamed.ts'

const ID = 'a'.repeat(32)

const INSPECTION: Inspection = {
  ...sampleInspection({
    path: 's3://b/sp/savepoint-1',
    stateBytes: 2048,
    bytesByPlace: { ...noBytes(), inline: 300, external: 1748 },
    operators: [
      sampleOperator({
        id: ID,
        name: 'count',
        parallelism: 4,
        subtasks: 3,
        finishedSubtasks: 1,
        stateBytes: 2048,
      }),
      sampleOperator({
        id: 'b'.repeat(32),
        uid: 'sink-uid',
        parallelism: 1,
        subtasks: 0,
        fullyFinished: true,
        stateBytes: 0,
        subtaskBytes: {},
      }),
    ].map((operator) => (operator.fullyFinished ? withoutSkew(operator) : operator)),
    references: [
      { kind: 'relative', path: 'z', place: 'exclusive', bytes: 5, count: 1 },
      { kind: 'file', path: 's3://b/sp/shared/x', place: 'external', bytes: 1000, count: 2 },
      { kind: 'file', path: 's3://b/sp/shared/y', place: 'external', bytes: 24, count: 1 },
    ],
    masterStates: ['hook'],
    warnings: ['restore it with CLAIM'],
  }),
  claimMode: 'CLAIM',
}

function withoutSkew(operator: InspectedOperator): InspectedOperator {
  return Object.fromEntries(
    Object.entries(operator).filter(([key]) => key !== 'skew'),
  ) as unknown as InspectedOperator
}

/** The command that answers with this, and remembers what it was asked. */
function inspecting(
  answer: Inspection = INSPECTION,
): Pick<Commands, 'inspect'> & { asked: InspectionRequest[] } {
  const asked: InspectionRequest[] = []
  return {
    asked,
    inspect: (request) => {
      asked.push(request)
      return Promise.resolve(answer)
    },
  }
}

describe('inspect', () => {
  it('prints facts and aligned tables, references by their directories, the largest first', async () => {
    const { code, stdout } = await runCommand(['inspect', '/x'], inspecting())
    expect(code).toBe(0)
    expect(stdout).toBe(`s3://b/sp/savepoint-1
  kind          checkpoint
  checkpoint    7
  metadata      version 5 (Flink 2.0), 4.0 KiB
  state         2.0 KiB (in-line 300 B, external 1.7 KiB)
  in-line       2 states, 300 B
  claim mode    CLAIM
  master state  hook

Operators: 2
  name   uid       operator id                       parallelism  max  subtasks                    state  largest subtask  skew
  count  -         aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa            4  128  3 with state, 1 finished  2.0 KiB          3.0 KiB  1.5x
  -      sink-uid  bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb            1  128  all finished                  0 B                -     -

References: 3
  directory         kind      place      paths  handles    bytes
  s3://b/sp/shared  file      external       2        3  1.0 KiB
  beside _metadata  relative  exclusive      1        1      5 B

Warnings
  restore it with CLAIM
`)
  })

  it('leaves out the columns of names and uids that no operator has', async () => {
    const { stdout } = await runCommand(['inspect', '/x'], inspecting(sampleInspection()))
    expect(stdout).toContain('Operators: 1\n  operator id  ')
  })

  it('with --json prints what it was given', async () => {
    const { stdout } = await runCommand(['inspect', './x', '--json'], inspecting())
    expect(JSON.parse(stdout)).toEqual({ schemaVersion: 1, ...INSPECTION })
  })

  it('asks for what the options say', async () => {
    const plain = inspecting()
    await runCommand(
      ['inspect', 's3a://b/sp/savepoint-1', '--endpoint', 'http://h:1', '--force-path-style'],
      plain,
    )
    const { source, s3, ...rest } = plain.asked[0]!
    expect(formatLocation(source)).toBe('s3a://b/sp/savepoint-1')
    expect(withoutNames(s3)).toEqual({ endpoint: 'http://h:1', forcePathStyle: true })
    expect(rest).toEqual({ checkFiles: false })
    const full = inspecting()
    await runCommand(
      ['inspect', './x', '--check-files', '--target', '../new', '--external-files', 'copy'],
      full,
    )
    expect(full.asked[0]).toMatchObject({
      checkFiles: true,
      relocation: {
        source: parseLocation('/home/me/x'),
        target: parseLocation('/home/new'),
        externalFiles: 'copy',
      },
    })
  })

  it('tells of files that are missing and what a relocation would do', async () => {
    const { stdout } = await runCommand(
      ['inspect', '/x'],
      inspecting({
        ...INSPECTION,
        files: {
          checked: 3,
          notChecked: 1,
          outside: 1,
          problems: [
            { path: 's3://b/x', problem: 'missing', expectedBytes: 5 },
            { path: 's3://b/y', problem: 'wrong-size', expectedBytes: 5, foundBytes: 4 },
          ],
        },
        relocation: {
          possible: false,
          reason: 'the snapshot is not complete',
          details: ['missing: s3://b/x'],
        },
      }),
    )
    expect(stdout).toContain(
      '\n  files         1 missing, 1 of the wrong size of 3; 1 elsewhere were not looked for\n',
    )
    expect(stdout).toContain(`
Files that cannot be used: 2
  missing: s3://b/x
  wrong size: s3://b/y has 4 bytes, its handles say 5

A relocation
  would stop: the snapshot is not complete
    missing: s3://b/x
`)
  })

  it('tells what a possible relocation costs', async () => {
    const { stdout } = await runCommand(
      ['inspect', '/x'],
      inspecting({
        ...INSPECTION,
        relocation: {
          possible: true,
          snapshotPath: 's3://new/sp',
          savepointPath: 's3://new/sp',
          filesToCopy: 2,
          bytesToCopy: 2048,
          filesThere: 1,
          urisRewritten: 3,
          transferMode: 'server-side',
          requests: 9,
          warnings: ['mind the gap'],
        },
      }),
    )
    expect(stdout).toContain(`
A relocation
  would place it at s3://new/sp
  would copy 2 files (2.0 KiB), 1 already there, about 9 requests to S3
  would rewrite 3 URIs, server-side (S3 copies, no byte passes this machine)
  warning: mind the gap
`)
  })

  it('prints names from the file harmlessly, and aligned', async () => {
    const operators = [sampleOperator({ name: 'evil\n::error::\u202e' }), sampleOperator({ name: 'b' })]
    const { stdout } = await runCommand(['inspect', '/x'], inspecting(sampleInspection({ operators })))
    expect(stdout).toContain('\n  evil\\n::error::\\u202e  aaaa')
    expect(stdout).toContain(`\n  b${' '.repeat(20)}  aaaa`)
  })

  it.each([
    [['inspect', 'hdfs://nn/x'], /SOURCE is "hdfs:\/\/nn\/x"/],
    [
      ['inspect', '/x', '--target-name', 'n'],
      /--target-name is "n", which counts for the plan of a relocation only: give --target too/,
    ],
    [['inspect', '/x', '--target', 'hdfs://nn/x'], /--target is "hdfs:\/\/nn\/x"/],
    [['inspect', '/x', '--check-files=maybe'], /--check-files is "maybe": write true or false/],
  ])('%j is wrong usage', async (args, sentence) => {
    const { code, stderr } = await runCommand(args)
    expect(code).toBe(2)
    expect(stderr).toMatch(sentence)
  })
})

describe('inspect --html', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'inspect-html-'))
  })
  afterEach(() => {
    rmSync(root, { recursive: true })
  })

  it('writes the page beside what it prints, makes its directory, and replaces a former page', async () => {
    for (let run = 0; run < 2; run++) {
      const { code, stdout } = await runCommand(['inspect', '/x', '--html', 'out/page.html'], inspecting(), {
        cwd: root,
      })
      expect(code).toBe(0)
      expect(stdout).toContain('Operators: 2')
    }
    expect(readFileSync(join(root, 'out/page.html'), 'utf8')).toMatch(
      /^<!DOCTYPE html>[^]*savepoint-1[^]*<\/html>\n$/,
    )
    expect(readdirSync(join(root, 'out'))).toEqual(['page.html'])
  })

  it('that cannot be written is a failure that names the file', async () => {
    writeFileSync(join(root, 'file'), '')
    const { code, stderr } = await runCommand(['inspect', '/x', '--html', 'file/page.html'], inspecting(), {
      cwd: root,
    })
    expect(code).toBe(1)
    expect(stderr).toContain(
      `the HTML page could not be written to ${join(root, 'file/page.html')}: name a file`,
    )
  })
})
