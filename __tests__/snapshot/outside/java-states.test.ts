import type { Outside } from '../../../src/snapshot/outside/outside.ts'
import {
  javaList,
  javaMap,
  javaNull,
  javaObject,
  javaPath,
  javaReference,
  javaStream,
  javaText,
  type JavaPart,
} from '../../support/java-builder.ts'
import { outsideInLine } from './snapshots.ts'

async function told(state: string, value: JavaPart): Promise<readonly Outside[]> {
  return (await outsideInLine({ [state]: [javaStream(value)] })).findings
}

const BUCKETING = 'org.apache.flink.streaming.connectors.fs.bucketing.BucketingSink$'
const STATE = 'org.apache.flink.runtime.state.'
const checkpoint = (): JavaPart => javaObject('java.lang.Long', { longs: ['value'] })

describe('a BucketingSink', () => {
  const bucket = (current: JavaPart, waiting: readonly string[], earlier: readonly string[]): JavaPart =>
    javaObject(`${BUCKETING}BucketState`, {
      longs: ['currentFileValidLength', 'creationTime', 'lastWrittenToTime'],
      fields: [
        { name: 'currentFile', value: current },
        { name: 'pendingFiles', value: javaList(...waiting.map(javaText)) },
        {
          name: 'pendingFilesPerCheckpoint',
          value: javaMap([checkpoint(), javaList(...earlier.map(javaText))]),
        },
      ],
    })
  const state = (...buckets: readonly (readonly [string, JavaPart])[]): JavaPart =>
    javaObject(`${BUCKETING}State`, {
      fields: [
        {
          name: 'bucketStates',
          value: javaMap(...buckets.map(([path, each]) => [javaText(path), each] as const)),
        },
      ],
    })

  it('names the files that are open and those that wait', async () => {
    const value = state(
      ['/out/1', bucket(javaText('/out/1/a'), ['/out/1/b', '/out/1/c'], ['/out/1/d'])],
      ['/out/2', bucket(javaNull, [], ['/out/2/e'])],
    )
    expect(await told('bucket-states', value)).toMatchObject([
      {
        kind: 'bucketing-sink',
        certainty: 'sure',
        uncommitted: true,
        paths: ['/out/1/a', '/out/1/b', '/out/1/c', '/out/1/d', '/out/2/e'],
      },
    ])
  })

  it('without files points at nothing', async () => {
    expect(await told('bucket-states', state(['/out/1', bucket(javaNull, [], [])]))).toEqual([])
    expect(await told('bucket-states', state())).toEqual([])
  })
})

describe('a write-ahead sink', () => {
  const batch = (handle: JavaPart): JavaPart =>
    javaObject('org.apache.flink.streaming.runtime.operators.GenericWriteAheadSink$PendingCheckpoint', {
      longs: ['checkpointId', 'subtaskId', 'timestamp'],
      fields: [{ name: 'stateHandle', value: handle }],
    })

  it('names the file of a batch', async () => {
    const handle = javaObject(`${STATE}filesystem.FileStateHandle`, {
      longs: ['stateSize'],
      fields: [{ name: 'filePath', value: javaPath('s3://b/job/taskowned/x') }],
    })
    expect(await told('pending-checkpoints', batch(handle))).toMatchObject([
      { kind: 'write-ahead-sink', certainty: 'sure', uncommitted: true, paths: ['s3://b/job/taskowned/x'] },
    ])
  })

  it('points at nothing where the batch lies in the state itself', async () => {
    const handle = javaObject(`${STATE}memory.ByteStreamStateHandle`, {
      fields: [{ name: 'handleName', value: javaText('s3://b/job/taskowned/x') }],
    })
    expect(await told('pending-checkpoints', batch(handle))).toEqual([])
  })

  it('has a batch in a handle that is not known here', async () => {
    expect(await told('pending-checkpoints', batch(javaObject('com.example.Handle')))).toMatchObject([
      { kind: 'write-ahead-sink', certainty: 'sure', uncommitted: true, paths: [] },
    ])
  })
})

describe('readFile', () => {
  const split = (className: string, path: JavaPart): JavaPart =>
    javaObject(className, { longs: ['start', 'length'], fields: [{ name: 'file', value: path }] })

  it.each([
    'org.apache.flink.streaming.api.functions.source.TimestampedFileInputSplit',
    'org.apache.flink.core.fs.FileInputSplit',
  ])('names the file of a %s', async (className) => {
    expect(await told('splits', split(className, javaPath('file:/in/a')))).toMatchObject([
      { kind: 'read-file', certainty: 'sure', uncommitted: true, paths: ['file:/in/a'] },
    ])
  })

  it('is not what a job of its own keeps under the same name', async () => {
    const unknown = [{ kind: 'read-file', certainty: 'unknown', paths: [] }]
    expect(await told('splits', split('com.example.Split', javaPath('file:/in/a')))).toMatchObject(unknown)
    expect(await told('splits', javaText('file:/in/a'))).toMatchObject(unknown)
  })

  it('has splits of Iceberg under that name, whose files are not read', async () => {
    const split = javaObject('org.apache.iceberg.flink.source.FlinkInputSplit')
    expect(await told('splits', split)).toMatchObject([{ kind: 'iceberg', certainty: 'sure', paths: [] }])
  })
})

it('a text that comes again is read by its reference', async () => {
  // Handles: 0 the class, 1 and 2 the types of its fields, 3 the object, 4 and on the first path.
  const value = javaObject('org.apache.flink.core.fs.FileInputSplit', {
    fields: [
      { name: 'other', value: javaPath('file:/in/again') },
      { name: 'file', value: javaReference(6) },
    ],
  })
  expect(await told('splits', value)).toMatchObject([{ kind: 'read-file', paths: ['file:/in/again'] }])
})

it.each([
  ['beyond what was written', javaReference(99)],
  ['to the description of a class', javaReference(0)],
])('a reference %s is no value', async (_, value) => {
  const object = javaObject('org.apache.flink.core.fs.FileInputSplit', { fields: [{ name: 'file', value }] })
  expect(await told('splits', object)).toMatchObject([{ certainty: 'unknown', paths: [] }])
})
