/** docs/schemas/ is what the types say, and what is printed and written is what docs/schemas/ says. */
import { cp, mkdtemp, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { jsonSchemas, SCHEMA_DIRECTORY, type Schema, schemaText } from '../../scripts/json-schemas.ts'
import { commands } from '../../src/commands/commands.ts'
import { FAKE_JOB, FakeFlinkRest } from '../support/fake-flink-rest.ts'
import { readSchema, schemaFaults } from '../support/json-schemas.ts'
import { runAction } from '../support/run-bundle.ts'
import { runCommand } from '../support/run-command.ts'
import { SAMPLE, SAMPLE_HOME } from '../support/sample-savepoint.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const FIXTURES = join(ROOT, 'fixtures', 'snapshots')
const NAMES = ['relocate', 'inspect', 'diff', 'find', 'savepoint', 'rewrite', 'resume', 'failure']

describe('the schemas in docs/schemas', () => {
  it('are those of the types (npm run json:schemas writes them)', async () => {
    const made = jsonSchemas()
    expect((await readdir(SCHEMA_DIRECTORY)).sort()).toEqual(
      NAMES.map((name) => `${name}.schema.json`).sort(),
    )
    for (const [name, schema] of made)
      expect(await readFile(join(SCHEMA_DIRECTORY, `${name}.schema.json`), 'utf8')).toBe(schemaText(schema))
  })

  it.each(NAMES)('%s describes each of its properties', (name) => {
    const schema = readSchema(name)
    expect(undescribed(schema, schema, name)).toEqual([])
  })

  it('refuse a property that they do not name, at any depth, when they are closed as here', () => {
    const failure = { code: 'other', message: 'm', details: [], advice: 'a' }
    expect(schemaFaults('failure', { schemaVersion: 1, error: failure })).toEqual([])
    expect(schemaFaults('failure', { schemaVersion: 1, error: failure, more: 1 })).toHaveLength(1)
    expect(schemaFaults('failure', { schemaVersion: 1, error: { ...failure, more: 1 } })).toHaveLength(1)
    expect(schemaFaults('failure', { schemaVersion: 2, error: failure })).toHaveLength(1)
  })
})

/**
 * Properties without a description of their own or of their type; the places of bytes have one together.
 */
function undescribed(root: Schema, part: unknown, path: string): string[] {
  if (typeof part !== 'object' || part === null || path.endsWith('.bytesByPlace')) return []
  const properties = 'properties' in part ? (part.properties as Record<string, Schema>) : {}
  const bare = Object.entries(properties).filter(([, property]) => {
    const definition = ((property['$ref'] ?? '') as string).replace('#/$defs/', '')
    const definitions = (root['$defs'] ?? {}) as Record<string, Schema>
    return (property['description'] ?? definitions[definition]?.['description']) === undefined
  })
  return [
    ...bare.map(([name]) => `${path}.${name}`),
    ...Object.entries(part).flatMap(([key, inner]) => undescribed(root, inner, `${path}.${key}`)),
  ]
}

describe('what is printed with --json, by real runs', () => {
  let scratch: string
  beforeEach(async () => {
    scratch = await realpath(await mkdtemp(join(tmpdir(), 'flink-snapshot-json-')))
  })
  afterEach(() => rm(scratch, { recursive: true }))

  /** Runs a command, which has to print one document that is as its schema says. */
  async function printed(name: string, ...args: string[]): Promise<Record<string, unknown>> {
    const { stdout, stderr } = await runCommand([...args, '--json'], commands, { cwd: scratch })
    expect(stderr).not.toContain('unexpected')
    const document = JSON.parse(stdout) as Record<string, unknown>
    expect(schemaFaults(name, document)).toEqual([])
    return document
  }

  it('relocate: dry run, split dry run, shard, run, and again', async () => {
    expect(await printed('relocate', 'relocate', SAMPLE, './to', '--dry-run')).toMatchObject({
      outcome: 'planned',
    })
    const split = await printed('relocate', 'relocate', SAMPLE, './to', '--dry-run', '--shard', '1/2')
    expect(split).toMatchObject({ shard: { index: 1, count: 2 } })
    expect(await printed('relocate', 'relocate', SAMPLE, './to', '--shard', '1/2')).toMatchObject({
      outcome: 'shard-copied',
    })
    const done = await printed('relocate', 'relocate', SAMPLE, './to', '--output-dir', 'out')
    expect(done).toMatchObject({ schemaVersion: 1, outcome: 'relocated' })
    expect(done).not.toHaveProperty('error')
    const index: unknown = JSON.parse(await readFile(join(scratch, 'out', 'resume.json'), 'utf8'))
    expect(schemaFaults('resume', index)).toEqual([])
    expect(await printed('relocate', 'relocate', SAMPLE, './to')).toMatchObject({ outcome: 'already-there' })
  })

  it('relocate with delete-source, which ends its document late', async () => {
    await cp(SAMPLE, join(scratch, 'from'), { recursive: true })
    const document = await printed('relocate', 'relocate', './from', './to', '--delete-source')
    expect(document).toMatchObject({ deleted: 8, leftAtSource: { shared: 0, changed: [] } })
  })

  it('relocate that is refused a directory for its resume files has a failure alone', async () => {
    await writeFile(join(scratch, 'config.yaml'), 'mine')
    const failed = await printed('failure', 'relocate', SAMPLE, './to', '--output-dir', '.')
    expect(failed).toMatchObject({ error: { code: 'local-files' } })
  })

  it.each([
    'flink1.10-rocksdb-savepoint',
    'flink1.14-hashmap-checkpoint-finished',
    'flink1.20-rocksdb-checkpoint-changelog',
    'flink2.0-rocksdb-checkpoint-merged-across',
    'flink2.3-rocksdb-checkpoint-incremental',
    'flink2.3-rocksdb-savepoint',
  ])('inspect: %s, with its files and a relocation', async (fixture) => {
    const [metadata] = (await readdir(join(FIXTURES, fixture), { recursive: true }))
      .filter((path) => /(^|\/)_metadata$/.test(path))
      .sort()
    const snapshot = join(FIXTURES, fixture, metadata!, '..')
    await printed('inspect', 'inspect', snapshot)
    const args = ['--check-files', '--fail-on', 'never', '--target', './to']
    const document = await printed('inspect', 'inspect', snapshot, ...args)
    expect(document).toMatchObject({ files: {}, relocation: {} })
  })

  it('inspect of a snapshot that lacks a file has a result and a failure', async () => {
    await cp(SAMPLE, join(scratch, 'to', 'from'), { recursive: true })
    await printed('relocate', 'relocate', './to/from', './moved')
    const moved = join(scratch, 'moved', 'from')
    const [first] = (await readdir(moved)).filter((name) => name !== '_metadata')
    await rm(join(moved, first!))
    const document = await printed('inspect', 'inspect', './moved/from', '--check-files')
    expect(document).toMatchObject({
      files: { problems: [{ problem: 'missing' }] },
      error: { code: 'missing-files' },
    })
  })

  it('diff, which fails beside its result where that is asked for', async () => {
    const [a, b] = ['flink1.13-rocksdb-savepoint', 'flink2.3-rocksdb-savepoint'].map((name) =>
      join(FIXTURES, name, 'snapshot'),
    )
    expect(await printed('diff', 'diff', a!, b!)).not.toHaveProperty('error')
    const document = await printed('diff', 'diff', b!, a!, '--fail-on', 'restore')
    expect(document).toMatchObject({ differs: true, error: { code: 'different' } })
  })

  it('find', async () => {
    const found = await printed('find', 'find', join(FIXTURES, 'flink2.3-rocksdb-savepoint'))
    expect(found).toMatchObject({ found: { metadataVersion: 6 } })
  })

  it('savepoint', async () => {
    const flink = await FakeFlinkRest.start({ polls: 1 })
    try {
      const args = ['--rest-url', flink.url, '--job-id', FAKE_JOB, '--stop']
      expect(await printed('savepoint', 'savepoint', ...args)).toMatchObject({ jobId: FAKE_JOB })
    } finally {
      await flink.close()
    }
  })

  it('rewrite', async () => {
    const args = [join(SAMPLE, '_metadata'), './new', '--path-map', `${SAMPLE_HOME} => s3://bucket/there`]
    expect(await printed('rewrite', 'rewrite', ...args)).toMatchObject({
      urisRewritten: expect.any(Number) as number,
    })
  })

  it("the Action's report is the same", async () => {
    const { report } = await runAction(
      { source: SAMPLE, target: join(scratch, 'to'), 'dry-run': 'true' },
      {
        bundle: join(ROOT, 'src', 'main.ts'),
        env: { NODE_OPTIONS: '--disable-warning=ExperimentalWarning' },
      },
    )
    expect(schemaFaults('relocate', JSON.parse(report))).toEqual([])
  })
})
