import { findSnapshot } from '../../src/flink/snapshot-text.ts'

const PATH = 's3://flink/savepoints/savepoint-4a1b2c-0123456789ab'
const json = (value: unknown): string => JSON.stringify(value, null, 2)

const failed = (stackTrace: string): unknown => ({
  status: { id: 'COMPLETED' },
  operation: {
    'failure-cause': {
      class: 'java.util.concurrent.CompletionException',
      'stack-trace': stackTrace,
      'serialized-throwable': 'rO0AB',
    },
  },
})

const checkpoint = {
  '@class': 'completed',
  id: 17,
  status: 'COMPLETED',
  is_savepoint: false,
  trigger_timestamp: 1,
  external_path: 's3://f/cp/chk-17',
  discarded: false,
}

describe("the answer of a savepoint's status", () => {
  const completed = { status: { id: 'COMPLETED' }, operation: { location: PATH } }

  it.each([
    ['as it is', json(completed)],
    ['in one line', JSON.stringify(completed)],
    [
      'with the headers of curl -i before it',
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n\r\n${json(completed)}\n`,
    ],
    ["with curl's progress before it", `  % Total    % Received\n[1/2] polling\n${json(completed)}`],
    ['with a mark of its encoding', `\ufeff${json(completed)}`],
  ])('names the savepoint, %s', (_how, text) => {
    expect(findSnapshot(text)).toEqual({ path: PATH, takenFrom: 'operation.location of the REST answer' })
  })

  it('keeps blanks and odd characters of the path', () => {
    const path = 'file:/my data/ünï "quoted"/savepoint-4a1b2c-0123456789ab'
    expect(findSnapshot(json({ ...completed, operation: { location: path } })).path).toBe(path)
  })

  it('is refused while the savepoint runs, and when only the trigger was answered', () => {
    expect(() => findSnapshot('{"status":{"id":"IN_PROGRESS"},"operation":null}')).toThrow(
      'has not ended (IN_PROGRESS)',
    )
    expect(() => findSnapshot('{"status":{"id":"IN_PROGRESS"}}')).toThrow('has not ended (IN_PROGRESS)')
    expect(() => findSnapshot('{"request-id":"abc"}')).toThrow('only triggered (trigger id abc)')
    expect(() => findSnapshot('{"status":{"id":"COMPLETED"},"operation":{}}')).toThrow(
      'says COMPLETED, but names no location',
    )
  })

  it("is refused with Flink's cause when the savepoint failed", () => {
    const trace = `java.util.concurrent.CompletionException: org.apache.flink.runtime.checkpoint.CheckpointException: Task local checkpoint failure.
\tat org.apache.flink.runtime.checkpoint.PendingCheckpoint.abort(PendingCheckpoint.java:550)
Caused by: org.apache.flink.runtime.checkpoint.CheckpointException: Task local checkpoint failure.
\t... 12 more
Caused by: java.nio.file.AccessDeniedException: s3://flink/savepoints: getFileStatus on s3://flink/savepoints: Access Denied (Status Code: 403; Request ID: X)
\tat org.apache.hadoop.fs.s3a.S3AUtils.translateException(S3AUtils.java:1)
`
    expect(() => findSnapshot(json(failed(trace)))).toThrow(
      'Flink took no savepoint: s3://flink/savepoints: getFileStatus on '
        + 's3://flink/savepoints: Access Denied (Status Code: 403; Request ID: X)',
    )
  })

  it('tells what a short cause led to', () => {
    const trace =
      'a.b.CheckpointException: Failed to trigger savepoint. Failure reason: x\n\tat a.b.C.d(C.java:1)\n'
      + "Caused by: a.b.UnsupportedFileSystemSchemeException: Could not find a file system implementation for scheme 'x'.\n\t... 1 more\n"
      + 'Caused by: a.b.UnsupportedFileSystemSchemeException: Hadoop is not in the classpath/dependencies.\n\t... 2 more\n'
    expect(() => findSnapshot(json(failed(trace)))).toThrow(
      "Flink took no savepoint: Could not find a file system implementation for scheme 'x'. (Hadoop is not in the classpath/dependencies.)",
    )
    expect(() =>
      findSnapshot(
        json(
          failed(
            'a.b.IOException: Cannot write there\n\tat a.b.C.d(C.java:1)\nCaused by: java.lang.NullPointerException\n',
          ),
        ),
      ),
    ).toThrow('Flink took no savepoint: Cannot write there (NullPointerException)')
  })

  it("keeps Flink's own word for a savepoint that was made although the job failed", () => {
    const trace =
      `org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException: A savepoint has been created at: ${PATH}, `
      + 'but the corresponding job 00 failed during stopping.\n\tat a.b.C(C.java:1)\nCaused by: java.lang.RuntimeException: boom\n'
    expect(() => findSnapshot(json(failed(trace)))).toThrow(
      `A savepoint has been created at: ${PATH}, but the corresponding job 00 failed during stopping.`,
    )
  })

  it('is short, however long the trace', () => {
    const trace = `a.b.SomeException: ${'x'.repeat(100_000)}\n\tat a.b.C(C.java:1)\n`.repeat(20)
    expect(() => findSnapshot(json(failed(trace)))).toThrow(/^.{50,600}$/s)
  })
})

describe('the answer of a checkpoint', () => {
  it('names its path', () => {
    expect(findSnapshot(json(checkpoint))).toEqual({
      path: 's3://f/cp/chk-17',
      takenFrom: 'external_path of the checkpoint 17 in the REST answer',
    })
  })

  it.each([
    [{ status: 'IN_PROGRESS' }, 'the checkpoint 17 has not ended (IN_PROGRESS)'],
    [
      { status: 'FAILED', failure_message: 'Checkpoint expired before completing.' },
      'the checkpoint 17 failed: Checkpoint expired before completing.',
    ],
    [{ discarded: true }, 'the checkpoint 17 is gone: Flink has discarded it'],
    [{ external_path: '<checkpoint-not-externally-addressable>' }, "kept in the JobManager's memory only"],
    [{ external_path: null }, 'names no external_path'],
  ])('is refused for %j', (change, reason) => {
    expect(() => findSnapshot(json({ ...checkpoint, ...change }))).toThrow(reason)
  })

  it('is refused when only the trigger of a checkpoint was asked', () => {
    expect(() => findSnapshot('{"status":{"id":"COMPLETED"},"operation":{"checkpointId":12}}')).toThrow(
      '/jobs/<job>/checkpoints/details/12',
    )
  })

  it('is taken out of the statistics of a job where there is one of them only', () => {
    const statistics = (latest: object): string => json({ counts: {}, summary: {}, latest, history: [] })
    const savepoint = { ...checkpoint, id: 18, is_savepoint: true, external_path: PATH }
    expect(
      findSnapshot(statistics({ completed: checkpoint, savepoint: null, failed: null, restored: null })).path,
    ).toBe('s3://f/cp/chk-17')
    expect(findSnapshot(statistics({ completed: null, savepoint })).path).toBe(PATH)
    expect(() => findSnapshot(statistics({ completed: checkpoint, savepoint }))).toThrow(
      `names 2 snapshots: ${PATH}, s3://f/cp/chk-17`,
    )
    expect(findSnapshot(statistics({ completed: { ...checkpoint, discarded: true }, savepoint })).path).toBe(
      PATH,
    )
    expect(() =>
      findSnapshot(statistics({ completed: { ...checkpoint, discarded: true }, savepoint: null })),
    ).toThrow('Flink has discarded it')
    expect(() => findSnapshot(statistics({ completed: null, savepoint: null }))).toThrow(
      'no completed checkpoint and no savepoint',
    )
  })
})

describe('an error of the REST interface', () => {
  it.each([
    [['Job 4a1b2c3d4e5f60718293a4b5c6d7e8f9 not found'], 'Job 4a1b2c3d4e5f60718293a4b5c6d7e8f9 not found'],
    [
      [
        'org.apache.flink.runtime.rest.NotFoundException: Operation not found under key: x\n\tat a.b.C.d(C.java:1)\n',
      ],
      'Operation not found under key: x',
    ],
    [
      [
        'Internal server error.',
        '<Exception on server side:\njava.util.concurrent.CompletionException: a.b.RestHandlerException: Internal server error while retrieving status of savepoint operation.\n\tat a.b.C.d(C.java:1)\nCaused by: a.FlinkJobNotFoundException: Could not find Flink job (00)\n\t... 1 more\n\nEnd of exception on server side>',
      ],
      'Could not find Flink job (00)',
    ],
    [
      ['Service temporarily unavailable due to an ongoing leader election. Please refresh.'],
      'ongoing leader election',
    ],
  ])('%j is told', (errors, reason) => {
    expect(() => findSnapshot(json({ errors }))).toThrow(
      `Flink answered: ${reason}`.replace(
        'ongoing leader',
        'Service temporarily unavailable due to an ongoing leader',
      ),
    )
  })
})

describe('other JSON', () => {
  it('is taken for the one snapshot that it names', () => {
    expect(
      findSnapshot(
        json({
          outcome: 'relocated',
          snapshotPath: PATH,
          savepointPath: PATH,
          metadataPath: `${PATH}/_metadata`,
          source: 's3a://x/y',
        }),
      ).path,
    ).toBe(PATH)
    expect(
      findSnapshot(json({ stdout: `Waiting for response...\nSavepoint completed. Path: ${PATH}\n` })).path,
    ).toBe(PATH)
    expect(findSnapshot(`"${PATH}"`)).toEqual({ path: PATH, takenFrom: 'the quoted path' })
    expect(() => findSnapshot(json({ a: PATH, b: 's3://flink/cp/chk-3' }))).toThrow('names 2 snapshots')
    expect(() => findSnapshot('{"a":"s3://bucket/some/file"}')).toThrow('names no snapshot')
    expect(() => findSnapshot('[]')).toThrow('names no snapshot')
  })
})

describe('JSON that was made to do harm', () => {
  it('is refused by depth and length', () => {
    expect(() => findSnapshot('['.repeat(100_000) + ']'.repeat(100_000))).toThrow(
      /deeper than 64 levels|names no snapshot/,
    )
    expect(() => findSnapshot(`{"a":`.repeat(100) + '1' + '}'.repeat(100))).toThrow('deeper than 64 levels')
    expect(() => findSnapshot(`{"a":"${'x'.repeat(5_000_000)}"}`)).toThrow('too long')
  })

  it('reads no inherited members', () => {
    expect(() =>
      findSnapshot('{"__proto__":{"status":{"id":"COMPLETED"},"operation":{"location":"s3://b/x"}}}'),
    ).toThrow('names no snapshot')
    expect(() => findSnapshot('{"status":{"id":"toString"},"operation":"x"}')).toThrow(
      'has not ended (toString)',
    )
  })
})
