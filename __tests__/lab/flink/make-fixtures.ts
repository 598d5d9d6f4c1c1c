/**
 * Makes `fixtures/snapshots/<name>` anew on real Flink: `node __tests__/lab/flink/make-fixtures.ts [name …]`, all without a name.
 * Needs JDK 17 and Maven on PATH, and a system with /tmp. Names and contents of the files differ from run to run.
 */
import { cp, mkdir, readdir, rm, stat, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { openFlinkLab, type JobOptions } from './flink-lab.ts'

interface Fixture {
  readonly flink: string
  readonly changelog?: boolean
  readonly job: Omit<JobOptions, 'dir'>
  /** Two sentences for ABOUT.md: what the metadata looks like, and what the fixture shows. */
  readonly about: readonly [string, string]
}

/** Every snapshot is written here, so that no path of the machine that made it gets into `_metadata`. */
const HOME = '/tmp/flink-snapshots'
const SOURCE = `${HOME}/source`
const SNAPSHOTS = fileURLToPath(new URL('../../../fixtures/snapshots/', import.meta.url))
const LARGEST_BYTES = 300_000

const rocksdb = 'rocksdb'
const hashmap = 'hashmap'
const FIXTURES: Readonly<Record<string, Fixture>> = {
  'flink1.10-rocksdb-savepoint': {
    flink: '1.10.2',
    job: { kind: 'savepoint-canonical', backend: rocksdb },
    about: [`Metadata version 2: every handle is an absolute URI under \`file:${SOURCE}/savepoint-…\`, where the files no longer are.`,
      'Shows: a savepoint that was moved before its metadata was rewritten (the former home has to be found), keyed, operator and broadcast state.'],
  },
  'flink1.13-rocksdb-savepoint': {
    flink: '1.13.6',
    job: { kind: 'savepoint-canonical', backend: rocksdb },
    about: ['Metadata version 3: every handle is relative to the snapshot\'s directory.',
      'Shows: version 3, with no properties at the end of the file.'],
  },
  'flink1.16-rocksdb-savepoint-native': {
    flink: '1.16.1',
    job: { kind: 'savepoint-native', backend: rocksdb },
    about: ['Metadata version 4: incremental handles with RocksDB\'s own files, all relative to the snapshot\'s directory.',
      'Shows: a native savepoint, told from a checkpoint by the properties at the end of the file.'],
  },
  'flink1.16-hashmap-savepoint-inline': {
    flink: '1.16.1',
    job: { kind: 'savepoint-canonical', backend: hashmap, threshold: '20kb' },
    about: ['Metadata version 4: all state is in-line; the names of the in-line states are the paths that files would have had.',
      'Shows: a snapshot that is one file, with names that look like URIs and must stay as they are.'],
  },
  'flink2.0-hashmap-savepoint': {
    flink: '2.0.2',
    job: { kind: 'savepoint-canonical', backend: hashmap },
    about: ['Metadata version 5: operators carry names and uids; every handle is relative to the snapshot\'s directory.',
      'Shows: version 5.'],
  },
  'flink2.3-rocksdb-savepoint': {
    flink: '2.3.0',
    job: { kind: 'savepoint-canonical', backend: rocksdb },
    about: ['Metadata version 6: every handle is relative to the snapshot\'s directory.',
      'Shows: a self-contained savepoint, of which nothing has to be rewritten.'],
  },
  'flink2.3-hashmap-checkpoint': {
    flink: '2.3.0',
    job: { kind: 'checkpoint', backend: hashmap },
    about: ['Metadata version 6: a retained full checkpoint, all its handles relative to `chk-N`.',
      'Shows: a checkpoint below its job directory.'],
  },
  'flink2.3-rocksdb-checkpoint-incremental': {
    flink: '2.3.0',
    job: { kind: 'checkpoint-incremental', backend: rocksdb },
    about: [`Metadata version 6: RocksDB's files are absolute URIs under \`file:${SOURCE}/<job id>/shared\`, the rest is relative.`,
      'Shows: a retained incremental checkpoint whose files lie beside `chk-N`, away from where the metadata says they are.'],
  },
  'flink2.3-rocksdb-checkpoint-merged': {
    flink: '2.3.0',
    job: { kind: 'checkpoint-incremental', backend: rocksdb, conf: { 'execution.checkpointing.file-merging.enabled': 'true' } },
    about: ['Metadata version 6: file segments in `shared/` and `taskowned/`, absolute, and the directories that Flink may delete under CLAIM.',
      'Shows: file merging; `chk-N` holds only `_metadata`, several handles point into one file.'],
  },
  'flink2.3-rocksdb-checkpoint-changelog': {
    flink: '2.3.0',
    changelog: true,
    job: { kind: 'checkpoint', backend: rocksdb, conf: changelogSettings() },
    about: ['Metadata version 6: changelog handles; the deltas are absolute URIs under `<job id>/dstl`, their sizes counted before compression.',
      'Shows: a checkpoint whose keyed state is a log of changes beside the job\'s checkpoints.'],
  },
}

function changelogSettings(): Record<string, string> {
  const settings: Record<string, string> = { 'dstl.dfs.base-path': `file://${SOURCE}` }
  for (const prefix of ['state.changelog', 'state.backend.changelog']) {
    settings[`${prefix}.enabled`] = 'true'
    settings[`${prefix}.storage`] = 'filesystem'
    settings[`${prefix}.periodic-materialize.interval`] = '600s'
  }
  return settings
}

async function make(name: string, fixture: Fixture): Promise<void> {
  const lab = await openFlinkLab(fixture.flink, { changelog: fixture.changelog ?? false })
  await rm(SOURCE, { recursive: true, force: true })
  await mkdir(SOURCE, { recursive: true })
  const written = await lab.write({ ...fixture.job, dir: `file://${SOURCE}` })
  const snapshot = written.path.replace(/^file:/, '')
  const home = path.join(SNAPSHOTS, name)
  await rm(home, { recursive: true, force: true })
  if (path.basename(snapshot).startsWith('chk-')) {
    const job = path.dirname(snapshot)
    await cp(job, path.join(home, path.basename(job)), { recursive: true })
  } else {
    await cp(snapshot, path.join(home, 'snapshot'), { recursive: true })
  }
  await writeFile(path.join(home, 'ABOUT.md'), about(fixture))
  const bytes = await sizeOf(home)
  if (bytes > LARGEST_BYTES) throw new Error(`${name} has ${bytes} bytes: a fixture may have ${LARGEST_BYTES}`)
  console.log(`${name}: ${bytes} bytes`)
}

function about({ flink, job, about: [metadata, shows] }: Fixture): string {
  const args = Object.entries(job).map(([key, value]) => typeof value === 'object'
    ? Object.entries(value).map((pair) => `--conf ${pair.join('=')}`).join(' ')
    : `--${key} ${String(value)}`)
  return `Written by \`generator/\` on Flink ${flink}: \`write ${args.join(' ')}\`.\n${metadata}\n${shows}\n`
}

async function sizeOf(directory: string): Promise<number> {
  const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile())
  const sizes = await Promise.all(files.map(async (entry) => (await stat(path.join(entry.parentPath, entry.name))).size))
  return sizes.reduce((sum, size) => sum + size, 0)
}

const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(FIXTURES)
for (const name of wanted) {
  const fixture = FIXTURES[name]
  if (fixture === undefined) throw new Error(`no fixture '${name}': there are ${Object.keys(FIXTURES).join(', ')}`)
  await make(name, fixture)
}
await rm(HOME, { recursive: true, force: true })
console.log('Now write the golden files anew: node scripts/golden.ts')
