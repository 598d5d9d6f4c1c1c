import { build, inLine, type Sink } from '../../support/metadata-builder.ts'
import {
  bucketEntry,
  committerEntry,
  compactorEntry,
  deltaManifests,
  fileCommittable,
  fileSplit,
  flinkString,
  gcsRecoverable,
  globalCommitterEntry,
  hadoopBulkRecoverable,
  hadoopRecoverable,
  hybridEnumerator,
  hybridSplit,
  icebergCommittable,
  icebergFilesEntry,
  kafkaCommittable,
  kafkaWriterEntry,
  localRecoverable,
  nativeS3Recoverable,
  oldCommitterEntry,
  oldDeltaManifests,
  pendingSplits,
  s3Recoverable,
  sourceCoordinator,
  versionedEntry,
} from '../../support/state-builder.ts'
import { readOutside, type Outside } from '../../../src/snapshot/outside/outside.ts'
import { DIRECTORY, outsideInLine, snapshotOfHandles } from './snapshots.ts'

type Told = Partial<Pick<Outside, 'kind' | 'certainty' | 'uncommitted' | 'entries' | 'paths' | 'ids'>>

const JOB = '0123456789abcdef0123456789abcdef'
const BUCKET = 's3://lake/out/2026'
const open = localRecoverable('/out/part-0')

/** What entries of the state of this name are told to point at. */
async function told(state: string, ...entries: readonly Uint8Array[]): Promise<readonly Outside[]> {
  const { findings, unread } = await outsideInLine({ [state]: entries })
  expect(unread).toEqual([])
  return findings
}

async function expectTold(state: string, entry: Uint8Array, ...expected: readonly Told[]): Promise<void> {
  const findings = await told(state, entry)
  expect(findings).toMatchObject(expected)
  expect(findings).toHaveLength(expected.length)
}

describe('a bucket of a file sink', () => {
  const sure = { certainty: 'sure', uncommitted: true, entries: 1 } as const

  it.each([1, 2, 3] as const)('version %i names the file that is open', async (version) => {
    const entry = bucketEntry({ version, path: '/out', open })
    await expectTold('writer_raw_states', entry, {
      ...sure,
      kind: 'file-sink-writer',
      paths: ['/out/part-0'],
    })
    await expectTold('bucket-states', entry, { ...sure, kind: 'streaming-file-sink', paths: ['/out/part-0'] })
  })

  it.each([1, 2] as const)('version %i names the files that wait for a checkpoint', async (version) => {
    const file = (name: string): Buffer => localRecoverable(`/out/${name}`)
    const entry = bucketEntry({ version, path: '/out', pending: [[file('a'), file('b')], [file('c')]] })
    await expectTold('bucket-states', entry, { paths: ['/out/a', '/out/b', '/out/c'] })
  })

  it('without a file points at its directory, where the sink does not forget it at once', async () => {
    await expectTold('writer_raw_states', bucketEntry({ path: '/out' }), {
      uncommitted: false,
      paths: ['/out'],
    })
    await expectTold('bucket-states', bucketEntry({ version: 2, path: '/out', pending: [[]] }))
  })

  it.each([
    ['local files', localRecoverable('/out/ä'), '/out/ä'],
    ['Hadoop', hadoopRecoverable('hdfs://nn/out/a'), 'hdfs://nn/out/a'],
    ["Hadoop's bulk writers", hadoopBulkRecoverable('hdfs://nn/out/b'), 'hdfs://nn/out/b'],
    ['S3', s3Recoverable('out/2026/part-0'), 's3://lake/out/2026/part-0'],
    ['S3, the native file system', nativeS3Recoverable('out/2026/part-1'), 's3://lake/out/2026/part-1'],
    ['the same between two parts', nativeS3Recoverable('out/p', false), 's3://lake/out/p'],
    ['Google Cloud Storage', gcsRecoverable('gcs-bucket', 'out/part-2', true), 'gs://gcs-bucket/out/part-2'],
    ['a store that is not known', Buffer.from('whatever it keeps'), BUCKET],
  ])('names the file by what %s keeps of it', async (_, recoverable, path) => {
    await expectTold('writer_raw_states', bucketEntry({ path: BUCKET, open: recoverable }), { paths: [path] })
  })

  it('names the file by the path that stands before it, since 1.15', async () => {
    const entry = bucketEntry({
      path: BUCKET,
      open: s3Recoverable('key'),
      target: 's3a://lake/out/2026/part-9',
    })
    await expectTold('writer_raw_states', entry, { paths: ['s3a://lake/out/2026/part-9'] })
  })
})

describe('the committer of a sink', () => {
  const name = 'streaming_committer_raw_states'
  const file = fileCommittable({ pending: localRecoverable('/out/a'), cleanup: localRecoverable('/out/b') })
  const files = { kind: 'file-sink-committer', certainty: 'sure', uncommitted: true } as const

  it('with nothing to commit points at nothing, though it has an entry', async () => {
    await expectTold(name, committerEntry('2.3', 2, [[]]))
    await expectTold(name, committerEntry('2.3', 2, []))
    await expectTold(name, oldCommitterEntry(1, []))
    await expectTold(name, globalCommitterEntry(undefined, '2.3', 2, []))
  })

  it.each(['1.15', '1.20', '2.3'] as const)(
    'names files to commit, as Flink %s writes them',
    async (flavour) => {
      const other = fileCommittable({ compacted: 's3://lake/c' })
      await expectTold(name, committerEntry(flavour, 2, [[file], [other]]), {
        ...files,
        entries: 1,
        paths: ['/out/a', '/out/b', 's3://lake/c'],
      })
    },
  )

  it('names them as Flink 1.12 to 1.14 wrote them', async () => {
    const old = fileCommittable({ version: 1, pending: localRecoverable('/out/a') })
    await expectTold(name, oldCommitterEntry(1, [old]), { ...files, paths: ['/out/a'] })
  })

  it('names them within a global committer', async () => {
    await expectTold(name, globalCommitterEntry(undefined, '2.3', 2, [[file]]), {
      ...files,
      paths: ['/out/a', '/out/b'],
    })
  })

  it('of S3 names a key alone where the state has no bucket', async () => {
    const committable = fileCommittable({ pending: s3Recoverable('out/part-0') })
    await expectTold(name, committerEntry('1.15', 2, [[committable]]), { ...files, paths: ['out/part-0'] })
    const full = fileCommittable({ pending: s3Recoverable('out/part-0'), target: 's3://lake/out/part-0' })
    await expectTold(name, committerEntry('2.3', 2, [[full]]), { ...files, paths: ['s3://lake/out/part-0'] })
  })

  it('of Kafka has ids, not paths, and is likely: others may write the same', async () => {
    await expectTold(name, committerEntry('2.3', 1, [[kafkaCommittable('orders-0-4')]]), {
      kind: 'kafka-transactions',
      certainty: 'likely',
      uncommitted: true,
      paths: [],
      ids: ['orders-0-4'],
    })
  })

  it('of Iceberg names manifests, and the job under which it commits', async () => {
    const manifests = deltaManifests('s3://lake/t/metadata/m-0.avro', 's3://lake/t/metadata/m-1.avro')
    const expected = {
      kind: 'iceberg',
      certainty: 'sure',
      uncommitted: true,
      paths: ['s3://lake/t/metadata/m-0.avro', 's3://lake/t/metadata/m-1.avro'],
    } as const
    await expectTold(name, committerEntry('2.3', 1, [[icebergCommittable(JOB, manifests)]]), {
      ...expected,
      ids: [JOB],
    })
    const dynamic = icebergCommittable(JOB, manifests, 'db.orders')
    await expectTold(name, committerEntry('2.3', 1, [[dynamic]]), { ...expected, ids: ['db.orders', JOB] })
  })

  it('of a sink that is not known is said to be that, without a path', async () => {
    const committable = Buffer.from('s3://bucket/path in a format of its own')
    const unknown = {
      kind: 'sink-committer',
      certainty: 'unknown',
      uncommitted: true,
      paths: [],
      ids: [],
    } as const
    await expectTold(name, committerEntry('2.3', 1, [[committable]]), { ...unknown, entries: 1 })
    await expectTold(name, versionedEntry(2, committable), { ...unknown, entries: 1 })
    await expectTold(name, globalCommitterEntry([committable], '2.3', 2, []), unknown)
  })

  it("of Paimon is known by its operator's other state", async () => {
    const user = build((sink) => {
      flinkString(sink, 'commit-user')
    })
    const { findings } = await outsideInLine({
      [name]: [versionedEntry(3, Buffer.from('a manifest'))],
      commit_user_state: [user],
    })
    expect(findings).toMatchObject([
      { kind: 'paimon', certainty: 'likely', uncommitted: true, state: name, paths: [] },
      { kind: 'paimon', certainty: 'sure', uncommitted: false, ids: ['commit-user'] },
    ])
  })
})

describe('the compaction of a file sink', () => {
  const a = fileCommittable({ pending: localRecoverable('/out/.a') })
  const b = fileCommittable({ compacted: '/out/.b' })
  const compactor = { kind: 'file-sink-compactor', uncommitted: true } as const

  it('names the files that wait for it', async () => {
    await expectTold('remaining_compact_commit_raw_state', versionedEntry(2, a), {
      ...compactor,
      certainty: 'sure',
      paths: ['/out/.a'],
    })
    await expectTold('remaining_requests_raw_state', compactorEntry([{ compact: [a], pass: [b] }]), {
      ...compactor,
      certainty: 'sure',
      entries: 1,
      paths: ['/out/.a', '/out/.b'],
    })
    await expectTold('remaining_requests_raw_state', compactorEntry([]))
  })

  it.each(['files-state', 'expired-files'])(
    'of the Table API (%s) is likely where files wait for a checkpoint',
    async (name) => {
      const map = (...files: readonly number[]): Uint8Array =>
        build((sink) => {
          sink.int(files.length)
          files.forEach((count, index) => {
            sink.long(index)
            sink.byte(0)
            sink.int(count)
            sink.raw(Buffer.alloc(count, 0x41))
          })
        })
      await expectTold(name, map())
      await expectTold(name, map(0, 0))
      await expectTold(name, map(0, 2), { ...compactor, certainty: 'likely', paths: [] })
    },
  )
})

describe('sources of files', () => {
  const split = fileSplit({ scheme: 's3', host: 'lake', path: '/in/a' })
  const local = fileSplit({ path: '/in/b', position: 7 })

  async function coordinator(state: Uint8Array): Promise<readonly Outside[]> {
    const snapshot = snapshotOfHandles([], inLine('c', state))
    const { findings } = await readOutside({ snapshot, directory: DIRECTORY }, undefined)
    return findings
  }

  it.each([
    ['as Flink writes it', (state: Uint8Array) => sourceCoordinator(state)],
    ['in a HybridSource', (state: Uint8Array) => sourceCoordinator(hybridEnumerator(state))],
    [
      'as 1.11 wrote it',
      (state: Uint8Array) => Buffer.concat([sourceCoordinator(state, 0), Buffer.alloc(9)]),
    ],
  ])('have pending splits and known paths in the coordinator, %s', async (_, wrap) => {
    expect(await coordinator(wrap(pendingSplits([split, local], ['s3://lake/in/c'])))).toMatchObject([
      {
        kind: 'file-source',
        state: 'coordinator',
        certainty: 'sure',
        uncommitted: true,
        entries: 1,
        subtasks: [],
        paths: ['s3://lake/in/a', 'file:/in/b'],
      },
      { kind: 'file-source', uncommitted: false, paths: ['s3://lake/in/c'] },
    ])
  })

  it('know the form with the time of each path', async () => {
    expect(await coordinator(sourceCoordinator(pendingSplits([], ['/in/a', '/in/b'], true)))).toMatchObject([
      { kind: 'file-source', uncommitted: false, paths: ['/in/a', '/in/b'] },
    ])
  })

  it('that are done, and other sources under the same mark, point at nothing', async () => {
    expect(await coordinator(sourceCoordinator(pendingSplits([], [])))).toEqual([])
    expect(await coordinator(sourceCoordinator(pendingSplits([Buffer.from('a binlog')], [])))).toEqual([])
    expect(await coordinator(sourceCoordinator(pendingSplits([], ['not/absolute'])))).toEqual([])
    expect(await coordinator(Buffer.from('anything'))).toEqual([])
  })

  it('have splits in their readers', async () => {
    const expected = { kind: 'file-source', certainty: 'sure', uncommitted: true, entries: 1 } as const
    await expectTold('SourceReaderState', versionedEntry(1, split), {
      ...expected,
      paths: ['s3://lake/in/a'],
    })
    await expectTold('SourceReaderState', versionedEntry(0, hybridSplit(local)), {
      ...expected,
      paths: ['file:/in/b'],
    })
    await expectTold('SourceReaderState', versionedEntry(0, Buffer.from('a partition of Kafka')))
  })

  it('that watch a directory have the time up to which they took files', async () => {
    const long = (value: bigint): Uint8Array =>
      build((sink) => {
        sink.long(value)
      })
    const name = 'file-monitoring-state'
    await expectTold(name, long(1_700_000_000_000n), {
      kind: 'read-file',
      certainty: 'likely',
      uncommitted: false,
    })
    await expectTold(name, long(-(2n ** 63n)))
    const instant = build((sink) => {
      flinkString(sink, '20261128140000123')
    })
    await expectTold(name, instant, { kind: 'hudi', certainty: 'likely', ids: ['20261128140000123'] })
  })
})

describe('tables', () => {
  it('of Iceberg have manifests by checkpoint, none where nothing was written', async () => {
    const name = 'iceberg-files-committer-state'
    const entry = icebergFilesEntry([
      new Uint8Array(0),
      deltaManifests('s3://lake/t/m-0.avro'),
      oldDeltaManifests('s3://lake/t/m-1.avro'),
      deltaManifests(undefined),
    ])
    await expectTold(name, entry, {
      kind: 'iceberg',
      certainty: 'sure',
      uncommitted: true,
      paths: ['s3://lake/t/m-0.avro', 's3://lake/t/m-1.avro'],
    })
    await expectTold(name, icebergFilesEntry([new Uint8Array(0)]))
  })

  it('of Iceberg have the job under which they commit', async () => {
    const text = (value: string): Uint8Array =>
      build((sink) => {
        flinkString(sink, value)
      })
    await expectTold('iceberg-flink-job-id', text(JOB), {
      kind: 'iceberg',
      certainty: 'sure',
      uncommitted: false,
      ids: [JOB],
    })
    await expectTold('iceberg-flink-job-id', text('no job'), {
      kind: 'iceberg',
      certainty: 'unknown',
      ids: [],
    })
  })

  it.each(['write-metadata-state', 'write-metadata-state-v2'])(
    'of Hudi are likely by the name %s',
    async (name) => {
      await expectTold(name, Buffer.from('Kryo'), {
        kind: 'hudi',
        certainty: 'likely',
        uncommitted: true,
        paths: [],
      })
    },
  )

  it('have partitions to commit, by names that are no paths', async () => {
    const list = (...names: readonly string[]): Uint8Array =>
      build((sink) => {
        sink.int(names.length)
        for (const name of names) flinkString(sink, name)
      })
    const map = (...names: readonly string[]): Uint8Array =>
      build((sink) => {
        sink.int(names.length)
        for (const name of names) pair(sink, name)
      })
    const expected = { kind: 'partition-commit', certainty: 'sure', uncommitted: true, paths: [] } as const
    await expectTold('pending-partitions', list('dt=1/', 'dt=ä/'), { ...expected, ids: ['dt=1/', 'dt=ä/'] })
    await expectTold('pending-partitions-with-time', map('dt=1/'), { ...expected, ids: ['dt=1/'] })
    await expectTold('pending-partitions', list())
    await expectTold('pending-partitions-with-time', map())
  })
})

function pair(sink: Sink, name: string): void {
  flinkString(sink, name)
  sink.byte(0)
  sink.long(1)
}

describe('Kafka', () => {
  it('has the prefix of its transactional ids, and what is prepared', async () => {
    const expected = { kind: 'kafka-transactions', certainty: 'likely', paths: [] } as const
    await expectTold('writer_raw_states', kafkaWriterEntry('orders'), {
      ...expected,
      uncommitted: false,
      ids: ['orders'],
    })
    await expectTold('writer_raw_states', kafkaWriterEntry('orders', ['orders-0-1']), {
      ...expected,
      uncommitted: true,
      ids: ['orders', 'orders-0-1'],
    })
  })

  it('of the former producer has a number that says no more than that it writes exactly once', async () => {
    const hint = build((sink) => {
      sink.long(40)
      sink.int(4)
    })
    const expected = { kind: 'kafka-transactions', uncommitted: false, paths: [], ids: [] } as const
    await expectTold('next-transactional-id-hint-v2', hint, { ...expected, certainty: 'sure' })
    await expectTold('next-transactional-id-hint', Buffer.from('Kryo'), { ...expected, certainty: 'likely' })
  })
})

it('a writer of a sink that is not known is said to be that, without a path', async () => {
  const entry = versionedEntry(1, Buffer.from('s3://bucket/path'))
  await expectTold('writer_raw_states', entry, {
    kind: 'sink-writer',
    certainty: 'unknown',
    uncommitted: true,
    entries: 1,
    paths: [],
    ids: [],
  })
})

it('what is found is summed up over entries, each path once', async () => {
  const entry = bucketEntry({ path: '/out', open })
  const findings = await told('writer_raw_states', entry, entry, bucketEntry({ path: '/out' }))
  expect(findings).toMatchObject([
    { uncommitted: true, entries: 2, subtasks: [0], paths: ['/out/part-0'], pathCount: 1 },
    { uncommitted: false, entries: 1, subtasks: [0], paths: ['/out'], pathCount: 1 },
  ])
})

it('a state of another name, or without entries, is not looked at', async () => {
  const entry = bucketEntry({ path: '/out', open })
  const { findings } = await outsideInLine({ mine: [entry], 'bucket-states': [] })
  expect(findings).toEqual([])
})
