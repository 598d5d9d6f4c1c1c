/**
 * Every fixture, put back to where Flink wrote it (by `rewrite`, as somebody does who copied the files),
 * relocated, and the original deleted: all references lead to the files that they led to, at the new place
 * and nowhere else.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, relative, resolve } from 'node:path'
import { parseLocation } from '../../../src/location/location.ts'
import { parsePathMap } from '../../../src/location/path-map.ts'
import { parseMetadata, type Reference } from '../../../src/metadata/snapshot.ts'
import { relocate } from '../../../src/commands/relocate/relocate.ts'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import { rewriteMetadataFile } from '../../../src/commands/rewrite/rewrite.ts'
import { startFakeS3, type FakeS3 } from '../../support/fake-s3/server.ts'
import { metadataOf, snapshotFixtures, type SnapshotFixture } from '../../support/snapshot-fixtures.ts'
import { requestOf, type TextRequest } from '../../support/text-request.ts'

/** Where the fixtures' programs wrote, as their `_metadata` says. */
const WRITTEN_TO = '/tmp/flink-snapshots/source'
const WRITTEN_BUCKET = 'flink-snapshots'

// Loading the SDK takes seconds on a busy machine; no test should count them.
beforeAll(async () => {
  await import('../../../src/storage/s3/s3-store.ts')
}, 60_000)

const signal = new AbortController().signal
const silent = {
  phase: () => undefined,
  info: () => undefined,
  warning: () => undefined,
  debug: () => undefined,
  progress: () => undefined,
}

function run(request: Partial<TextRequest> & { source: string; target: string }): Promise<RelocationReport> {
  return relocate(requestOf({ verify: 'strict', ...request }), { narrator: silent, signal })
}

/** The name that a savepoint had when Flink wrote it, or one of our own where nothing in it tells. */
function nameOf(references: readonly Reference[]): string {
  const [absolute] = references.filter(({ kind }) => kind !== 'relative')
  return absolute === undefined ? 'savepoint-1' : basename(dirname(absolute.path))
}

/** The file that a reference leads to, `undefined` for a directory. */
function contentOf(
  reference: Reference,
  directory: string,
  read: (uri: string) => Buffer,
): Buffer | undefined {
  if (reference.kind === 'directory') return undefined
  return read(reference.kind === 'relative' ? `${directory}/${reference.path}` : reference.path)
}

const [onS3, onDisk] = [true, false].map((wanted) =>
  snapshotFixtures().filter(
    (fixture) =>
      parseMetadata(metadataOf(fixture)).references.some(({ path }) =>
        path.startsWith(`s3://${WRITTEN_BUCKET}/`),
      ) === wanted,
  ),
) as [SnapshotFixture[], SnapshotFixture[]]

describe('on a disk', () => {
  let root: string
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'fixtures-'))
  })
  afterEach(() => rm(root, { recursive: true, force: true }))

  const read = (uri: string): Buffer => readFileSync(uri.replace(/^file:/, ''))

  /**
   * Puts the fixture to `<root>/old`, and makes its `_metadata` say so.
   *
   * @returns the snapshot's directory
   */
  async function putBack({ directory, golden }: SnapshotFixture): Promise<string> {
    const home = dirname(golden)
    const within = relative(home, directory)
    await cp(home, join(root, 'old'), { recursive: true })
    let snapshot = join(root, 'old', within)
    if (within === 'snapshot') {
      snapshot = join(
        root,
        'old',
        nameOf(parseMetadata(readFileSync(join(directory, '_metadata'))).references),
      )
      await cp(directory, snapshot, { recursive: true })
      await rm(join(root, 'old/snapshot'), { recursive: true })
    }
    const metadata = parseLocation(join(snapshot, '_metadata'))
    await rewriteMetadataFile(metadata, metadata, parsePathMap(`${WRITTEN_TO} => ${root}/old`), {
      overwrite: true,
      signal,
    })
    return snapshot
  }

  const claimedSavepoints = (): string[] =>
    existsSync(join(root, 'old/savepoints'))
      ? readdirSync(join(root, 'old/savepoints')).map((name) => join(root, 'old/savepoints', name))
      : []

  /**
   * The file that a handle means; with FLINK-39964 a relative one may mean a file of the claimed savepoint.
   */
  function meantBy(reference: Reference, source: string): Buffer | undefined {
    const astray = reference.kind === 'relative' && !existsSync(join(source, reference.path))
    const [directory = source] = astray
      ? claimedSavepoints().filter((each) => existsSync(join(each, reference.path)))
      : [source]
    return contentOf(reference, directory, read)
  }

  /**
   * What a user has to say of a checkpoint whose job claimed a savepoint, and of state that cannot be
   * relocated.
   */
  function optionsFor({ name }: SnapshotFixture): Partial<TextRequest> {
    if (name.endsWith('-write-ahead')) return { outsideState: 'ignore' }
    if (name.endsWith('-after-claim-absolute'))
      return { pathMap: parsePathMap(`${root}/old/savepoints => ${root}/new/claimed`) }
    if (!name.endsWith('-after-claim')) return {}
    return { claimedSavepoints: claimedSavepoints().map(parseLocation) }
  }

  it.each(onDisk.map((fixture) => [fixture.name, fixture] as const))('%s', async (_name, fixture) => {
    const source = await putBack(fixture)
    const before = parseMetadata(readFileSync(join(source, '_metadata')))
    const contents = before.references.map((reference) => meantBy(reference, source))

    const report = await run({ source, target: join(root, 'new'), ...optionsFor(fixture) })
    await rm(join(root, 'old'), { recursive: true })

    const place = report.snapshotPath.replace(/^file:/, '')
    const after = parseMetadata(readFileSync(join(place, '_metadata')))
    expect(after.references).toHaveLength(before.references.length)
    for (const [index, reference] of after.references.entries()) {
      if (reference.kind !== 'relative') expect(reference.path.startsWith(`file:${root}/new/`)).toBe(true)
      const [wanted, found] = [contents[index], contentOf(reference, place, read)]
      expect(wanted === undefined ? found === undefined : found?.equals(wanted)).toBe(true)
    }
    expect(after.operators).toEqual(before.operators)
  })

  it('the batches of a GenericWriteAheadSink, whose files are hidden in its state, are refused by name', async () => {
    const [fixture] = onDisk.filter(({ name }) => name.endsWith('-write-ahead'))
    const source = await putBack(fixture!)
    const hidden = readdirSync(source).filter((name) =>
      readFileSync(join(source, name), 'latin1').includes(`file:${WRITTEN_TO}/checkpoints/`),
    )
    expect(hidden).not.toEqual([])
    await expect(run({ source, target: join(root, 'new') })).rejects.toMatchObject({
      message: expect.stringMatching(
        /^1 operator with pending batches of a GenericWriteAheadSink \(state "pending-checkpoints"\).*nothing was written/,
      ) as string,
      details: [expect.stringMatching(/^"write-ahead" \([0-9a-f]{32}\): \d+ entr(y|ies) in subtasks? \d/)],
    })
    expect(existsSync(join(root, 'new'))).toBe(false)
  })
})

describe('on S3', () => {
  let s3: FakeS3
  beforeEach(async () => {
    s3 = await startFakeS3({ buckets: [WRITTEN_BUCKET, 'target'] })
  })
  afterEach(() => s3.close())

  const read = (uri: string): Buffer => {
    const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? []
    return s3.buckets.get(bucket, key).bytes
  }

  /** Puts the fixture to where Flink wrote it. @returns the snapshot's URI */
  function putBack(fixture: SnapshotFixture): string {
    const { directory, golden } = fixture
    const scattered = directory.startsWith(resolve(dirname(golden), 'bucket'))
    const base = scattered ? resolve(dirname(golden), 'bucket') : directory
    const prefix = scattered ? '' : `${nameOf(parseMetadata(metadataOf(fixture)).references)}/`
    for (const entry of readdirSync(base, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const file = join(entry.parentPath, entry.name)
      s3.buckets.put(WRITTEN_BUCKET, `${prefix}${relative(base, file)}`, readFileSync(file))
    }
    return `s3://${WRITTEN_BUCKET}/${prefix}${relative(base, directory)}`
  }

  it.each(
    onS3.flatMap((fixture) => [
      [fixture.name, 'preserve', fixture] as const,
      [fixture.name, 'relative', fixture] as const,
    ]),
  )('%s, references: %s', async (_name, references, fixture) => {
    const source = putBack(fixture)
    const before = parseMetadata(metadataOf(fixture))
    const contents = before.references.map((reference) => contentOf(reference, source, read))
    const settings = {
      endpoint: s3.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' },
    }
    const report = await run({
      source,
      target: 's3://target/moved',
      references,
      externalFiles: 'copy',
      sourceS3: settings,
      targetS3: settings,
    })
    s3.buckets.entries(WRITTEN_BUCKET).forEach(([key]) => {
      s3.buckets.delete(WRITTEN_BUCKET, key)
    })

    const after = parseMetadata(
      s3.buckets.get('target', `${report.snapshotPath.slice('s3://target/'.length)}/_metadata`).bytes,
    )
    expect(report.urisRewritten).toBe(before.references.length)
    expect(new Set(after.references.map(({ kind }) => kind))).toEqual(
      new Set([references === 'relative' ? 'relative' : 'file']),
    )
    for (const [index, reference] of after.references.entries()) {
      if (references === 'preserve') expect(reference.path.startsWith(`${report.snapshotPath}/`)).toBe(true)
      expect(
        contentOf(reference, report.snapshotPath, read)?.equals(contents[index] ?? Buffer.from('nothing')),
      ).toBe(true)
    }
  })
})
