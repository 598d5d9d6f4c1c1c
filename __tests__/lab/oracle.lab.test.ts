/**
 * The codec against Flink's own classes: what they read of every fixture is what `inspect` says of it, and
 * what they wrote at random they read again after a rewrite, with nothing changed but the mapped paths.
 *
 * `FUZZ_SEED` repeats a run of the random part, `FUZZ_SECONDS` makes it longer (default 8 for each release).
 */
import { execFile } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import type { SnapshotSummary } from '../../src/snapshot/summary.ts'
import { summariseSnapshot } from '../../src/snapshot/summary.ts'
import { parseLocation } from '../../src/location/location.ts'
import { parsePathMap } from '../../src/location/path-map.ts'
import { parseMetadata } from '../../src/metadata/snapshot.ts'
import { rewriteMetadataFile, type RewriteReport } from '../../src/commands/rewrite/rewrite.ts'
import { metadataOf, snapshotFixtures, type SnapshotFixture } from '../support/snapshot-fixtures.ts'
import { openFlinkLab, type CommandResult, type FlinkLab } from './flink/flink-lab.ts'
import { differencesFromFlink, dump } from './oracle.ts'
import type { DumpedSnapshot } from './oracle-facts.ts'

const ROOT = path.resolve(import.meta.dirname, '..', '..')
const BUNDLE = path.join(ROOT, 'dist', 'cli', 'index.js')
const run = promisify(execFile)

/** Runs the committed command line as a user does, and reads the JSON that it prints. */
async function bundle<T>(...args: string[]): Promise<T> {
  const { stdout } = await run(process.execPath, [BUNDLE, ...args, '--json'], {
    maxBuffer: 256 * 1024 * 1024,
  })
  return JSON.parse(stdout) as T
}

/** The release that wrote a fixture stands in its ABOUT.md. */
async function releaseOf(fixture: SnapshotFixture): Promise<string> {
  const about = path.join(path.dirname(fixture.golden), 'ABOUT.md')
  const release = /\bFlink (\d+\.\d+\.\d+)/.exec(await readFile(about, 'utf8'))?.[1]
  if (release === undefined)
    throw new Error(`${about} does not say which Flink wrote the fixture ('Flink 1.2.3')`)
  return release
}

function isWithinRange(release: string, range: string): boolean {
  const minor = (version: string): number =>
    Number(version.split('.')[0]) * 1000 + Number(version.split('.')[1])
  const [first = '', last = first] = range.split(' - ')
  return minor(first) <= minor(release) && minor(release) <= minor(last)
}

describe('what Flink reads of a fixture is what inspect says', () => {
  const fixtures = snapshotFixtures()
  const flink = new Map<string, { release: string; snapshot: DumpedSnapshot }>()

  beforeAll(async () => {
    const releases = new Map<string, SnapshotFixture[]>()
    for (const fixture of fixtures) {
      const release = await releaseOf(fixture)
      releases.set(release, [...(releases.get(release) ?? []), fixture])
    }
    for (const [release, written] of releases) {
      const snapshots = await dump(
        await openFlinkLab(release),
        written.map(({ directory }) => directory),
      )
      for (const [index, { name }] of written.entries()) {
        const snapshot = snapshots[index]
        if (snapshot !== undefined) flink.set(name, { release, snapshot })
      }
    }
  }, 1_200_000)

  it.each(fixtures.map((fixture) => [fixture.name, fixture] as const))('%s', async (name, { directory }) => {
    const dumped = flink.get(name)
    if (dumped === undefined) throw new Error(`Flink gave nothing for ${name}`)
    const report = await bundle<SnapshotSummary>('inspect', directory)
    expect(isWithinRange(dumped.release, report.flinkVersions)).toBe(true)
    expect(report.path).toBe(`file:${directory}`)
    expect(
      differencesFromFlink(await readFile(path.join(directory, '_metadata')), dumped.snapshot, report),
    ).toEqual([])
  })
})

describe('what was written for gs, as a name, Flink reads with all of its fields', () => {
  const S3 = 's3://flink-bucket/state'
  const GS = 'gs://flink-bucket-of-google/state'
  const named = snapshotFixtures().filter((fixture) =>
    parseMetadata(metadataOf(fixture)).references.some(({ kind }) => kind !== 'relative'),
  )
  const flink = new Map<string, DumpedSnapshot>()
  let base: string
  const at = (name: string, step: 's3' | 'gs' | 'back'): string => path.join(base, name, step)

  beforeAll(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'flink-oracle-gs-'))
    const releases = new Map<string, string[]>()
    for (const fixture of named) {
      const { name } = fixture
      await rewrite(fixture.directory, at(name, 's3'), rulesTo(S3, fixture))
      await rewrite(at(name, 's3'), at(name, 'gs'), `${S3} => ${GS}`)
      const release = await releaseOf(fixture)
      releases.set(release, [...(releases.get(release) ?? []), name])
    }
    for (const [release, names] of releases) {
      const lab = await openFlinkLab(release)
      const snapshots = await dump(
        lab,
        names.map((name) => at(name, 'gs')),
      )
      for (const [index, name] of names.entries()) flink.set(name, snapshots[index]!)
    }
  }, 1_200_000)
  afterAll(() => rm(base, { recursive: true, force: true }))

  /** Rewrites the `_metadata` in one directory into another one. */
  async function rewrite(from: string, to: string, rules: string): Promise<Buffer> {
    await mkdir(to, { recursive: true })
    const [before, after] = [from, to].map((directory) => parseLocation(`${directory}/_metadata`))
    const options = { overwrite: false, signal: new AbortController().signal }
    await rewriteMetadataFile(before!, after!, parsePathMap(rules), options)
    return readFile(`${to}/_metadata`)
  }

  /** Every directory that the snapshot names, each below one place. */
  function rulesTo(place: string, fixture: SnapshotFixture): string {
    const references = parseMetadata(metadataOf(fixture)).references.filter(({ kind }) => kind !== 'relative')
    const directories = references.map(({ kind, path: text }) =>
      kind === 'directory' ? text : text.slice(0, text.lastIndexOf('/')),
    )
    return [...new Set(directories)].map((text, n) => `${text} => ${place}/${n}`).join('\n')
  }

  it.each(named.map(({ name }) => name))('%s, and back on s3 it is the same byte by byte', async (name) => {
    const onGs = await readFile(path.join(at(name, 'gs'), '_metadata'))
    const report = summariseSnapshot(parseLocation(at(name, 'gs')), onGs, parseMetadata(onGs))
    expect(differencesFromFlink(onGs, flink.get(name)!, report)).toEqual([])
    const paths = report.references.filter(({ kind }) => kind !== 'relative').map(({ path: text }) => text)
    expect(paths.length).toBeGreaterThan(0)
    expect(paths.filter((text) => !text.startsWith(`${GS}/`))).toEqual([])
    const back = await rewrite(at(name, 'gs'), at(name, 'back'), `${GS} => ${S3}`)
    expect(back.equals(await readFile(path.join(at(name, 's3'), '_metadata')))).toBe(true)
  })
})

describe('the comparison itself', () => {
  it('says where two words of one snapshot differ', async () => {
    const [fixture] = snapshotFixtures().filter(({ name }) => name === 'flink2.3-rocksdb-checkpoint-merged')
    if (fixture === undefined) throw new Error('the fixture is gone')
    const [flink] = await dump(await openFlinkLab('2.3.0'), [fixture.directory])
    if (flink === undefined) throw new Error('Flink gave nothing')
    const bytes = metadataOf(fixture)
    const report = summariseSnapshot(parseLocation(fixture.directory), bytes, parseMetadata(bytes))
    const [first, ...others] = report.references
    if (first === undefined) throw new Error('the fixture names nothing')
    const wrong = {
      ...report,
      checkpointId: '7',
      references: [{ ...first, bytes: first.bytes + 1 }, ...others],
    }
    expect(differencesFromFlink(bytes, flink, wrong)).toEqual([
      `report.checkpointId: "7", and Flink says "${report.checkpointId}"`,
      expect.stringMatching(/^report\.references\.\d+\.bytes: \d+, and Flink says \d+$/),
    ])
    expect(differencesFromFlink(bytes, flink, { ...report, references: others })).not.toEqual([])
  }, 600_000)
})

/**
 * Flink's classes of handles, each with the first release that has it: every round must have met them all.
 */
const HANDLE_CLASSES = [
  ['1.10', 'ByteStreamStateHandle'],
  ['1.10', 'FileStateHandle'],
  ['1.10', 'KeyGroupsStateHandle'],
  ['1.10', 'OperatorStreamStateHandle'],
  ['1.10', 'IncrementalRemoteKeyedStateHandle'],
  ['1.11', 'RelativeFileStateHandle'],
  ['1.11', 'InputChannelStateHandle'],
  ['1.11', 'ResultSubpartitionStateHandle'],
  ['1.13', 'KeyGroupsSavepointStateHandle'],
  ['1.15', 'ChangelogStateBackendHandleImpl'],
  ['1.15', 'ChangelogStateHandleStreamImpl'],
  ['1.15', 'InMemoryChangelogStateHandle'],
  ['1.20', 'SegmentFileStateHandle'],
  ['1.20', 'EmptySegmentFileStateHandle'],
  ['1.20', 'DirectoryStreamStateHandle'],
  ['1.20', 'FileMergingOperatorStreamStateHandle'],
  ['1.20', 'EmptyFileMergingOperatorStreamStateHandle'],
  ['2.1', 'MergedInputChannelStateHandle'],
  ['2.1', 'MergedResultSubpartitionStateHandle'],
] as const

function handleClassesOf(value: unknown, met = new Set<string>()): Set<string> {
  if (typeof value !== 'object' || value === null) return met
  const { class: name } = value as { class?: unknown }
  if (typeof name === 'string' && /Handle(Stream)?(Impl)?$/.test(name)) met.add(name)
  for (const each of Object.values(value)) handleClassesOf(each, met)
  return met
}

describe('what Flink wrote at random it reads again after a rewrite', () => {
  const seed = Number(process.env['FUZZ_SEED'] ?? randomInt(2 ** 31))
  const boxMs = Number(process.env['FUZZ_SECONDS'] ?? 8) * 1000
  /** One in twenty has thousands of handles: the last of them. */
  const count = 40
  /** So many of each round go through the bundle, in a process each, the others through its function. */
  const throughBundle = 2
  /** So many of each round are compared handle by handle as well. */
  const dumped = 20
  const manyHandles = 2000

  let base: string
  beforeEach(async () => {
    base = await mkdtemp(path.join(tmpdir(), 'flink-oracle-'))
  })
  afterEach(() => rm(base, { recursive: true, force: true }))

  async function write(lab: FlinkLab, roundSeed: number, snapshots: number): Promise<string[]> {
    const result = await lab.run(
      'fuzz-write',
      '--seed',
      String(roundSeed),
      '--count',
      String(snapshots),
      '--dir',
      `${base}/from`,
    )
    expect(result.problems ?? []).toEqual([])
    return (result as CommandResult & { names: string[] }).names
  }

  async function rewrite(names: readonly string[]): Promise<number> {
    const text = await readFile(`${base}/from/rules.txt`, 'utf8')
    const rules = parsePathMap(text)
    let rewritten = 0
    for (const [index, name] of names.entries()) {
      const [from, to] = [`${base}/from/${name}/_metadata`, `${base}/to/${name}/_metadata`]
      await mkdir(path.dirname(to), { recursive: true })
      const { urisRewritten } =
        index < throughBundle
          ? await bundle<RewriteReport>('rewrite', from, to, '--path-map', text)
          : await rewriteMetadataFile(parseLocation(from), parseLocation(to), rules, {
              overwrite: false,
              signal: new AbortController().signal,
            })
      rewritten += urisRewritten
    }
    return rewritten
  }

  function compare(lab: FlinkLab, to: 'from' | 'to'): Promise<CommandResult> {
    return lab.run('fuzz-compare', '--from', `${base}/from`, '--to', `${base}/${to}`)
  }

  /**
   * Writes so many snapshots, rewrites them, and looks at all of them through Flink.
   *
   * @returns the classes that were met.
   */
  async function round(lab: FlinkLab, version: number, roundSeed: number): Promise<Set<string>> {
    const names = await write(lab, roundSeed, count)
    expect(names).toHaveLength(count)
    const urisRewritten = await rewrite(names)
    expect(urisRewritten).toBeGreaterThanOrEqual(count)
    expect(await compare(lab, 'to')).toMatchObject({
      ok: true,
      problems: [],
      compared: count,
      mapped: urisRewritten,
    })

    const looked = names.slice(0, dumped)
    const snapshots = await dump(
      lab,
      looked.map((name) => `${base}/from/${name}`),
    )
    let mostHandles = 0
    for (const [index, name] of looked.entries()) {
      const bytes = await readFile(`${base}/from/${name}/_metadata`)
      const flink = snapshots[index]
      if (flink === undefined) throw new Error(`Flink gave nothing for ${name}`)
      expect(flink.version).toBe(version)
      const snapshot = parseMetadata(bytes)
      expect(
        differencesFromFlink(bytes, flink, summariseSnapshot(parseLocation(`/${name}`), bytes, snapshot)),
      ).toEqual([])
      mostHandles = Math.max(mostHandles, snapshot.references.length)
    }
    expect(mostHandles).toBeGreaterThan(manyHandles)
    await rm(`${base}/from`, { recursive: true })
    await rm(`${base}/to`, { recursive: true })
    return handleClassesOf(snapshots)
  }

  it.each([
    ['1.10.2', 2],
    ['1.11.6', 3],
    ['1.13.6', 3],
    ['1.14.6', 3],
    ['1.15.4', 3],
    ['1.16.1', 4],
    ['1.20.1', 4],
    ['2.0.2', 5],
    ['2.3.0', 6],
  ])(
    `Flink %s, metadata version %d (FUZZ_SEED=${seed})`,
    async (release, version) => {
      const lab = await openFlinkLab(release, { session: true })
      try {
        const end = Date.now() + boxMs
        for (let roundSeed = seed; roundSeed === seed || Date.now() < end; roundSeed++) {
          const met = await round(lab, version, roundSeed).catch((cause: unknown) => {
            throw new Error(`FUZZ_SEED=${roundSeed} writes metadata that does not come back as it was`, {
              cause,
            })
          })
          expect([...met].sort()).toEqual(
            HANDLE_CLASSES.filter(([since]) => isWithinRange(since, `1.10 - ${release}`))
              .map(([, name]) => name)
              .sort(),
          )
        }
      } finally {
        await lab.close()
      }
    },
    600_000,
  )

  it('and says so where a path was not rewritten', async () => {
    const lab = await openFlinkLab('2.3.0')
    await write(lab, seed, 2)
    const result = await compare(lab, 'from')
    expect(result.ok).toBe(false)
    expect(result.problems?.[0]).toMatch(/^00000\/operators\/0\/.*: ".*" instead of ".*"$/)
  })
})
