import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { cp, mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { parsePathMap } from '../../../src/location/path-map.ts'
import { resultLines } from '../../../src/presentation/relocation-result.ts'
import { parseMetadata } from '../../../src/metadata/parse.ts'
import type { Narrator, Phase } from '../../../src/commands/relocate/narrator.ts'
import { relocate } from '../../../src/commands/relocate/relocate.ts'
import { RelocationError } from '../../../src/commands/relocation-error.ts'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import {
  file,
  incremental,
  keyGroups,
  metadata,
  operator,
  relativeFile,
  subtask,
  type Part,
} from '../../support/metadata-builder.ts'
import { requestOf, type TextRequest } from '../../support/text-request.ts'

const FIXTURES = join(import.meta.dirname, '../../../fixtures/snapshots')
const JOB = '00000000000000000000000000000abc'

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'relocate-'))
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

/** Keeps what was told, and may act when a phase begins. */
class Recorder implements Narrator {
  readonly lines: string[] = []
  readonly onPhase: (phase: Phase) => void

  constructor(onPhase: (phase: Phase) => void = () => undefined) {
    this.onPhase = onPhase
  }

  phase(phase: Phase): void {
    this.lines.push(`# ${phase}`)
    this.onPhase(phase)
  }
  info(text: string): void {
    this.lines.push(text)
  }
  warning(text: string): void {
    this.lines.push(`warning: ${text}`)
  }
  debug(): void {
    /* too much */
  }
  progress(): void {
    /* too much */
  }
}

function run(
  request: Partial<TextRequest> & { source: string; target: string },
  narrator = new Recorder(),
  signal = new AbortController().signal,
): Promise<RelocationReport> {
  return relocate(requestOf({ ...request }), { narrator, signal })
}

async function refusal(promise: Promise<unknown>): Promise<RelocationError> {
  const error: unknown = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error instanceof RelocationError) return error
  throw new Error(`was not refused: ${String(error)}`, { cause: error })
}

async function put(path: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, content)
}

async function tree(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => [])
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort()
}

const handles = (...parts: Part[]): Uint8Array =>
  metadata(6, [
    operator(
      6,
      {},
      parts.map((managedKeyed, n) => subtask(6, n, { managedKeyed })),
    ),
  ])

/** A savepoint of two files, one named absolutely. */
async function makeSavepoint(directory: string, salt = ''): Promise<void> {
  await put(join(directory, `a${salt}`), 'first')
  await put(join(directory, `b${salt}`), 'the second')
  await put(
    join(directory, '_metadata'),
    handles(keyGroups(3, file(`file:${directory}/a${salt}`, 5)), keyGroups(3, relativeFile(`b${salt}`, 10))),
  )
}

const source = (): string => join(root, 'old/savepoint-1')
const target = (): string => join(root, 'new')
const placed = (): string => join(root, 'new/savepoint-1')
const pathsIn = async (directory: string): Promise<string[]> =>
  parseMetadata(await readFile(join(directory, '_metadata'))).references.map(({ path }) => path)

describe('real savepoints', () => {
  it('of 1.10, moved by hand before, is found and relocated', async () => {
    const report = await run({
      source: join(FIXTURES, 'flink1.10-rocksdb-savepoint/snapshot'),
      target: target(),
      targetName: 'savepoint-1',
    })
    const files = (await tree(join(FIXTURES, 'flink1.10-rocksdb-savepoint/snapshot'))).filter(
      (name) => name !== '_metadata',
    )
    expect(report).toMatchObject({
      outcome: 'relocated',
      metadataVersion: 2,
      kind: 'savepoint',
      filesCopied: files.length,
      filesSkipped: 0,
      snapshotPath: `file:${placed()}`,
      metadataPath: `file:${placed()}/_metadata`,
      transferMode: 'local',
    })
    expect(report.urisRewritten).toBeGreaterThan(0)
    expect(await tree(placed())).toEqual(['_metadata', ...files].sort())
    for (const path of await pathsIn(placed())) expect(path.startsWith(`file:${placed()}/`)).toBe(true)
  })

  it('of 2.3 is copied, its _metadata byte for byte', async () => {
    const from = join(FIXTURES, 'flink2.3-rocksdb-savepoint/snapshot')
    const report = await run({ source: join(from, '_metadata'), target: target() })
    expect(report).toMatchObject({ outcome: 'relocated', metadataVersion: 6, urisRewritten: 0 })
    expect(await tree(join(target(), 'snapshot'))).toEqual(await tree(from))
    for (const name of await tree(from)) {
      expect(
        Buffer.compare(await readFile(join(from, name)), await readFile(join(target(), 'snapshot', name))),
      ).toBe(0)
    }
  })
})

describe('a relocation', () => {
  beforeEach(async () => {
    await makeSavepoint(source())
  })

  it('tells its phases in order and reports', async () => {
    const narrator = new Recorder()
    const report = await run({ source: source(), target: target() }, narrator)
    expect(narrator.lines.filter((line) => line.startsWith('#'))).toEqual([
      '# Plan',
      '# Copy',
      '# Verify',
      '# Commit',
    ])
    expect(report).toMatchObject({
      dryRun: false,
      outcome: 'relocated',
      filesCopied: 2,
      filesSkipped: 0,
      bytesCopied: 15,
      urisRewritten: 1,
      deleted: 0,
      warnings: [],
      orphans: [],
      source: `file:${source()}`,
      checkpointId: '5',
      flinkVersions: '2.1 - 2.3',
    })
    expect([...report.plan.files]).toEqual([
      { from: `file:${source()}/a`, to: `file:${placed()}/a`, bytes: 5 },
      { from: `file:${source()}/b`, to: `file:${placed()}/b`, bytes: 10 },
    ])
    expect(await pathsIn(placed())).toEqual([`file:${placed()}/a`, 'b'])
  })

  it('says in its report from which text the source was taken', async () => {
    const report = await run({ source: source(), target: target(), takenFrom: 'the answer' })
    expect(report.sourceTakenFrom).toBe('the answer')
    expect(resultLines(report).find((line) => line.includes('taken from'))).toMatch(/taken from +the answer$/)
  })

  it('done again finds it already there', async () => {
    await run({ source: source(), target: target() })
    const before = await readFile(join(placed(), '_metadata'))
    const report = await run({ source: source(), target: target() })
    expect(report).toMatchObject({
      outcome: 'already-there',
      filesCopied: 0,
      filesSkipped: 2,
      bytesCopied: 0,
    })
    expect(Buffer.compare(before, await readFile(join(placed(), '_metadata')))).toBe(0)
  })

  it('repairs a target that lost a file', async () => {
    await run({ source: source(), target: target() })
    await rm(join(placed(), 'b'))
    expect(await run({ source: source(), target: target() })).toMatchObject({
      outcome: 'relocated',
      filesCopied: 1,
      filesSkipped: 1,
    })
    expect(await tree(placed())).toEqual(['_metadata', 'a', 'b'])
  })

  it('continues where an aborted one stopped, and does not trust size alone', async () => {
    await put(join(placed(), 'a'), 'first')
    await put(join(placed(), 'b'), 'other text')
    expect((await refusal(run({ source: source(), target: target() }))).details).toEqual([`${placed()}/b`])
    expect(await readFile(join(placed(), 'b'), 'utf8')).toBe('other text')
    expect(await run({ source: source(), target: target(), overwrite: true })).toMatchObject({
      filesCopied: 1,
      filesSkipped: 1,
      bytesCopied: 10,
    })
    expect(await readFile(join(placed(), 'b'), 'utf8')).toBe('the second')
  })

  it('as a dry run writes nothing and says what it would cost', async () => {
    const report = await run({ source: source(), target: target(), dryRun: true, deleteSource: true })
    expect(report).toMatchObject({
      dryRun: true,
      outcome: 'planned',
      filesCopied: 0,
      bytesCopied: 0,
      estimatedBytes: 15,
      urisRewritten: 1,
      snapshotPath: `file:${placed()}`,
    })
    expect(report.plan.files).toHaveLength(2)
    expect(await tree(target())).toEqual([])
    expect(await tree(source())).toEqual(['_metadata', 'a', 'b'])
  })

  it('names every missing file, and those of the wrong size, before it writes', async () => {
    await rm(join(source(), 'a'))
    await truncate(join(source(), 'b'), 9)
    const error = await refusal(run({ source: source(), target: target() }))
    expect(error.message).toMatch(
      /^the snapshot is not complete, 1 file missing, 1 file of the wrong size of 2; nothing was written/,
    )
    expect(error.details).toEqual([
      `missing: ${source()}/a (operator 00112233445566778899aabbccddeeff, subtask 0)`,
      `wrong size: ${source()}/b has 9 bytes, its handle says 10 (operator 00112233445566778899aabbccddeeff, subtask 1)`,
    ])
    expect(await tree(target())).toEqual([])
  })

  it('refuses another snapshot in its place, and replaces it with overwrite', async () => {
    await makeSavepoint(placed(), '-other')
    const before = await tree(placed())
    const error = await refusal(run({ source: source(), target: target() }))
    expect(error.message).toMatch(
      /another snapshot is at .*savepoint-1 already; nothing was written: .* set overwrite to true/,
    )
    expect(await tree(placed())).toEqual(before)
    const report = await run({ source: source(), target: target(), overwrite: true })
    expect(report.orphans).toEqual([`file:${placed()}/a-other`, `file:${placed()}/b-other`])
    expect(await tree(placed())).toEqual(['_metadata', 'a', 'a-other', 'b', 'b-other'])
    expect(await pathsIn(placed())).toEqual([`file:${placed()}/a`, 'b'])
  })

  it('takes an existing _metadata away first when files of it get other content', async () => {
    await makeSavepoint(placed())
    await put(join(placed(), 'b'), 'older text')
    await put(join(placed(), '_metadata'), handles(keyGroups(3, relativeFile('b', 10))))
    const abort = new AbortController()
    const stopping = new Recorder((phase) => {
      if (phase === 'Copy') abort.abort(new Error('stopped'))
    })
    await expect(
      run({ source: source(), target: target(), overwrite: true }, stopping, abort.signal),
    ).rejects.toThrow('stopped')
    expect(await tree(placed())).toEqual(['a', 'b'])
  })

  it('deletes the source on request, last', async () => {
    const report = await run({ source: source(), target: target(), deleteSource: true })
    expect(report.deleted).toBe(3)
    expect(await tree(source())).toEqual(['_metadata.relocated.json'])
    expect(await tree(placed())).toEqual(['_metadata', 'a', 'b'])
  })

  it.each(['Copy', 'Verify', 'Commit'] as const)(
    'stopped at %s leaves no snapshot and the source whole',
    async (at) => {
      const abort = new AbortController()
      const narrator = new Recorder((phase) => {
        if (phase === at) abort.abort(new Error('stopped by SIGTERM'))
      })
      await expect(
        run({ source: source(), target: target(), deleteSource: true }, narrator, abort.signal),
      ).rejects.toThrow('stopped by SIGTERM')
      expect(await tree(target())).not.toContain('savepoint-1/_metadata')
      expect(await tree(source())).toEqual(['_metadata', 'a', 'b'])
      expect(await run({ source: source(), target: target() })).toMatchObject({ outcome: 'relocated' })
    },
  )

  it('sees a file that vanished from the target before the verification', async () => {
    const narrator = new Recorder((phase) => {
      if (phase === 'Verify') rmSync(join(placed(), 'a'))
    })
    const error = await refusal(run({ source: source(), target: target() }, narrator))
    expect(error.details).toEqual([`missing: ${placed()}/a`])
    expect(await tree(placed())).toEqual(['b'])
  })

  it('with strict sees a byte that flipped in the target, and copies the file once more', async () => {
    const narrator = new Recorder((phase) => {
      if (phase === 'Verify') writeFileSync(join(placed(), 'a'), 'FIRST')
    })
    expect(await run({ source: source(), target: target(), verify: 'strict' }, narrator)).toMatchObject({
      filesCopied: 2,
      proved: { bytes: 2 },
    })
    expect(await readFile(join(placed(), 'a'), 'utf8')).toBe(await readFile(join(source(), 'a'), 'utf8'))
  })

  it('does not touch what another run committed after this one had written its files', async () => {
    const other = handles(keyGroups(3, relativeFile('b', 10)))
    const later = Date.now() / 1000 + 60
    const narrator = new Recorder((phase) => {
      if (phase !== 'Commit') return
      writeFileSync(join(placed(), '_metadata'), other)
      utimesSync(join(placed(), '_metadata'), later, later)
    })
    const error = await refusal(run({ source: source(), target: target() }, narrator))
    expect(error.message).toMatch(/another run wrote a different .*_metadata meanwhile; it was left alone/)
    expect(Buffer.compare(other, await readFile(join(placed(), '_metadata')))).toBe(0)
  })

  it('sets aside what another run committed before this one wrote over its files', async () => {
    const other = handles(keyGroups(3, relativeFile('b', 10)))
    const narrator = new Recorder((phase) => {
      if (phase !== 'Commit') return
      writeFileSync(join(placed(), '_metadata'), other)
      utimesSync(join(placed(), '_metadata'), 1, 1)
    })
    expect((await refusal(run({ source: source(), target: target() }, narrator))).message).toMatch(
      /another run wrote a different/,
    )
    expect(narrator.lines.join('\n')).toMatch(
      /warning: .*_metadata was set aside as _metadata.before-relocation, for files of two runs lie there/,
    )
    expect(await tree(placed())).toEqual(['_metadata.before-relocation', 'a', 'b'])
    expect(Buffer.compare(other, await readFile(join(placed(), '_metadata.before-relocation')))).toBe(0)
  })

  it('refuses places in one another, and a target that is the source', async () => {
    expect((await refusal(run({ source: source(), target: source() }))).message).toMatch(
      /lies inside the source/,
    )
    expect((await refusal(run({ source: source(), target: join(root, 'old') }))).message).toMatch(
      /source and target are the same place/,
    )
    expect(await tree(root)).toEqual(['old/savepoint-1/_metadata', 'old/savepoint-1/a', 'old/savepoint-1/b'])
  })
})

describe('a savepoint that was moved before', () => {
  beforeEach(async () => {
    await makeSavepoint(source())
    await cp(source(), join(root, 'here/savepoint-1'), { recursive: true })
    await rm(source(), { recursive: true })
  })
  const here = (): string => join(root, 'here/savepoint-1')

  it('is found by itself and read from where it is', async () => {
    const narrator = new Recorder()
    await run({ source: here(), target: target() }, narrator)
    expect(narrator.lines.join('\n')).toContain(
      `the files were moved before: what _metadata places in ${source()} is read from ${here()}`,
    )
    expect(await pathsIn(placed())).toEqual([`file:${placed()}/a`, 'b'])
  })

  it('never reads its former home, even where something lies there', async () => {
    await put(join(source(), 'a'), 'wrong')
    await run({ source: here(), target: target() })
    expect(await readFile(join(placed(), 'a'), 'utf8')).toBe('first')
  })

  it('is not guessed where a file is missing, and moved-from names what lacks', async () => {
    await rm(join(here(), 'a'))
    expect((await refusal(run({ source: here(), target: target() }))).details[0]).toContain(
      `file:${source()} => `,
    )
    expect((await refusal(run({ source: here(), target: target(), movedFrom: source() }))).details).toEqual([
      `missing: ${here()}/a (operator 00112233445566778899aabbccddeeff, subtask 0)`,
    ])
  })

  it('can be rewritten in its own place, the former _metadata is kept', async () => {
    const before = await readFile(join(here(), '_metadata'))
    const report = await run({ source: here(), target: join(root, 'here') })
    expect(report).toMatchObject({
      outcome: 'relocated',
      filesCopied: 0,
      urisRewritten: 1,
      snapshotPath: `file:${here()}`,
    })
    expect(await tree(here())).toEqual(['_metadata', '_metadata.before-relocation', 'a', 'b'])
    expect(await pathsIn(here())).toEqual([`file:${here()}/a`, 'b'])
    expect(Buffer.compare(before, await readFile(join(here(), '_metadata.before-relocation')))).toBe(0)
    expect(await run({ source: here(), target: join(root, 'here') })).toMatchObject({
      outcome: 'already-there',
      urisRewritten: 0,
    })
  })

  it('in its own place is never deleted', async () => {
    expect(
      (await refusal(run({ source: here(), target: join(root, 'here'), deleteSource: true }))).message,
    ).toMatch(/^delete-source: source and target are both/)
    expect(await tree(here())).toEqual(['_metadata', 'a', 'b'])
  })
})

describe('a checkpoint', () => {
  const chk = (): string => join(root, 'cp', JOB, 'chk-7')
  beforeEach(async () => {
    await put(join(chk(), 'meta'), 'meta')
    await put(join(root, 'cp', JOB, 'shared/sst'), 'sorted strings')
    await put(join(root, 'cp', JOB, 'shared/unrelated'), 'of another checkpoint')
    await put(
      join(chk(), '_metadata'),
      handles(
        incremental(11, relativeFile('meta', 4), [['1.sst', file(`file:${root}/cp/${JOB}/shared/sst`, 14)]]),
      ),
    )
  })

  it('that its job deletes while it is copied, and the one that it has written since, are named', async () => {
    const runsOn = new Recorder((phase) => {
      if (phase !== 'Copy') return
      rmSync(chk(), { recursive: true })
      mkdirSync(join(root, 'cp', JOB, 'chk-12'))
    })
    const { message, code } = await refusal(run({ source: chk(), target: target() }, runsOn))
    expect(message).toBe(
      `${chk()}/meta was there when this run began and is gone: ${chk()} was deleted since; the target got no _metadata: the job runs on, `
        + 'and has written chk-12 by now: relocate that one, and let the job retain more checkpoints (execution.checkpointing.num-retained, '
        + 'before Flink 1.20 state.checkpoints.num-retained), or take a savepoint, which no job deletes',
    )
    expect(code).toBe('changed')
    expect((await tree(target())).filter((path) => path.endsWith('_metadata'))).toEqual([])
  })

  it('keeps its layout, only what is referenced goes', async () => {
    const report = await run({ source: chk(), target: target() })
    expect(report.snapshotPath).toBe(`file:${target()}/${JOB}/chk-7`)
    expect(await tree(target())).toEqual([`${JOB}/chk-7/_metadata`, `${JOB}/chk-7/meta`, `${JOB}/shared/sst`])
  })

  it('delete-source leaves shared files alone', async () => {
    const report = await run({ source: chk(), target: target(), deleteSource: true })
    expect(report.deleted).toBe(2)
    expect(report.warnings).toContain('1 copied file that other snapshots may use was left at the source')
    expect(await tree(join(root, 'cp'))).toEqual([
      `${JOB}/chk-7/_metadata.relocated.json`,
      `${JOB}/shared/sst`,
      `${JOB}/shared/unrelated`,
    ])
  })

  it('whose job directory was moved before is found', async () => {
    await cp(join(root, 'cp'), join(root, 'moved'), { recursive: true })
    await rm(join(root, 'cp'), { recursive: true })
    await run({ source: join(root, 'moved', JOB, 'chk-7'), target: target() })
    expect(await tree(target())).toEqual([`${JOB}/chk-7/_metadata`, `${JOB}/chk-7/meta`, `${JOB}/shared/sst`])
  })
})

describe('a checkpoint of a restarted job, moved before with its checkpoint root', () => {
  const EARLIER = '11111111111111111111111111111abc'
  const moved = (): string => join(root, 'moved')
  beforeEach(async () => {
    await put(join(root, `cp/${JOB}/shared/own`), 'own')
    await put(join(root, `cp/${EARLIER}/shared/earlier`), 'earlier')
    await put(
      join(root, `cp/${JOB}/chk-7/_metadata`),
      handles(
        incremental(11, relativeFile('meta', 4), [
          ['1.sst', file(`file:${root}/cp/${JOB}/shared/own`, 3)],
          ['2.sst', file(`file:${root}/cp/${EARLIER}/shared/earlier`, 7)],
        ]),
      ),
    )
    await put(join(root, `cp/${JOB}/chk-7/meta`), 'meta')
    await cp(join(root, 'cp'), moved(), { recursive: true })
    await rm(join(root, 'cp'), { recursive: true })
  })

  it.each([undefined, 'given'])('is found with the directories of earlier jobs: %s', async (given) => {
    const movedFrom = given && join(root, `cp/${JOB}/chk-7`)
    await run({ source: join(moved(), JOB, 'chk-7'), target: target(), movedFrom })
    expect(await tree(target())).toEqual([
      `${JOB}/chk-7/_metadata`,
      `${JOB}/chk-7/meta`,
      `${JOB}/shared/own`,
      `${EARLIER}/shared/earlier`,
    ])
  })

  it('is not guessed where a file of an earlier job has another size', async () => {
    await writeFile(join(moved(), EARLIER, 'shared/earlier'), 'other')
    const error = await refusal(run({ source: join(moved(), JOB, 'chk-7'), target: target() }))
    expect(error.details).toHaveLength(1)
    expect(error.details[0]).toContain(`file:${root}/cp/${EARLIER}/shared => `)
  })
})

describe('a checkpoint in a replica, the original gone', () => {
  const replica = (): string => join(root, 'replica')
  beforeEach(async () => {
    await put(join(replica(), `cp/${JOB}/shared/own`), 'own')
    await put(join(replica(), 'savepoints/sp-1/claimed'), 'claimed')
    await put(
      join(replica(), `cp/${JOB}/chk-7/_metadata`),
      handles(
        incremental(11, file(`file:${root}/prod/cp/${JOB}/chk-7/meta`, 4), [
          ['1.sst', file(`file:${root}/prod/cp/${JOB}/shared/own`, 3)],
          ['2.sst', file(`file:${root}/prod/savepoints/sp-1/claimed`, 7)],
        ]),
      ),
    )
    await put(join(replica(), `cp/${JOB}/chk-7/meta`), 'meta')
  })

  it('is read from there by a rule, and goes where path-map says', async () => {
    const request = { source: join(replica(), 'cp', JOB, 'chk-7'), target: target() }
    const error = await refusal(run(request))
    expect(error.details[0]).toContain(`file:${root}/prod/savepoints/sp-1 => `)
    const pathMap = parsePathMap(`${root}/prod/savepoints => ${target()}/claimed`)
    await expect(run({ ...request, pathMap })).rejects.toThrow(/not complete, 1 file missing of 3/)
    await run({ ...request, pathMap, readMap: parsePathMap(`${root}/prod => ${replica()}`) })
    expect(await tree(target())).toEqual([
      `${JOB}/chk-7/_metadata`,
      `${JOB}/chk-7/meta`,
      `${JOB}/shared/own`,
      'claimed/sp-1/claimed',
    ])
    expect(await pathsIn(join(target(), JOB, 'chk-7'))).toEqual([
      `file:${target()}/${JOB}/chk-7/meta`,
      `file:${target()}/${JOB}/shared/own`,
      `file:${target()}/claimed/sp-1/claimed`,
    ])
  })
})

describe('a checkpoint taken after the CLAIM of a native savepoint', () => {
  const chk = (): string => join(root, 'cp', JOB, 'chk-7')
  const claimed = (): string => join(root, 'savepoints/native')
  beforeEach(async () => {
    await put(join(claimed(), 'sst'), 'sorted strings')
    await put(join(chk(), 'meta'), 'meta')
    await put(
      join(chk(), '_metadata'),
      handles(incremental(11, relativeFile('meta', 4), [['1.sst', relativeFile('sst', 14)]])),
    )
  })

  it('is refused with the cause and the input that helps', async () => {
    const error = await refusal(run({ source: chk(), target: target() }))
    expect(error.details).toHaveLength(2)
    expect(error.details[0]).toMatch(/FLINK-39964.*claimed-savepoint/)
    expect(error.details[1]).toBe(
      `missing: ${chk()}/sst (operator 00112233445566778899aabbccddeeff, subtask 0)`,
    )
    expect(await tree(target())).toEqual([])
  })

  it('is repaired where the claimed savepoint is named, which stays untouched', async () => {
    const report = await run({
      source: chk(),
      target: target(),
      deleteSource: true,
      claimedSavepoints: [{ scheme: 'file', authority: '', path: claimed() }],
    })
    expect(report).toMatchObject({ filesCopied: 2, urisRewritten: 1, deleted: 2 })
    const [, repaired] = await pathsIn(join(target(), JOB, 'chk-7'))
    expect(repaired).toBe(`file:${target()}/${JOB}/external${claimed()}/sst`)
    expect(await readFile(repaired!.slice('file:'.length), 'utf8')).toBe('sorted strings')
    expect(await tree(claimed())).toEqual(['sst'])
  })

  it('names a claimed savepoint that is not there', async () => {
    const error = await refusal(
      run({
        source: chk(),
        target: target(),
        claimedSavepoints: [{ scheme: 'file', authority: '', path: `${root}/no` }],
      }),
    )
    expect(error.message).toMatch(/^claimed-savepoint .*\/no: nothing lies there/)
  })
})

describe('external files', () => {
  beforeEach(async () => {
    await put(join(root, 'else/where'), 'external')
    await put(join(source(), '_metadata'), handles(keyGroups(3, file(`file:${root}/else/where`, 8))))
  })

  it('are refused with the line to add, which then works', async () => {
    const error = await refusal(run({ source: source(), target: target() }))
    expect(error.details).toHaveLength(1)
    const report = await run({
      source: source(),
      target: target(),
      pathMap: parsePathMap(error.details.join('\n')),
    })
    expect(report.filesCopied).toBe(1)
    expect(await tree(target())).toHaveLength(2)
  })

  it('at a place that a rule names are not replaced without a word', async () => {
    await put(join(root, 'mapped/where'), 'precious')
    const request = {
      source: source(),
      target: target(),
      pathMap: parsePathMap(`${root}/else => ${root}/mapped`),
    }
    expect((await refusal(run(request))).details).toEqual([`${root}/mapped/where`])
    expect(await readFile(join(root, 'mapped/where'), 'utf8')).toBe('precious')
    await run({ ...request, overwrite: true })
    expect(await readFile(join(root, 'mapped/where'), 'utf8')).toBe('external')
  })
})
