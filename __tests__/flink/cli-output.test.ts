import { findSnapshot } from '../../src/flink/snapshot-text.ts'
import { findJobId, findTriggerId } from '../../src/flink/cli-output.ts'

const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
const OTHER_JOB = 'ffffffffffffffffffffffffffffffff'
const PATH = 's3://flink/savepoints/savepoint-4a1b2c-0123456789ab'

const COMPLETED = [
  `Triggering savepoint for job ${JOB}.`,
  'Waiting for response...',
  `Savepoint completed. Path: ${PATH}`,
  'You can resume your program from this savepoint with the run command.',
].join('\n')

/** The output of each command and release, by the sentences of its `CliFrontend`. */
const OUTPUTS: readonly (readonly [release: string, output: string])[] = [
  ['savepoint, 1.8 to 2.3', COMPLETED],
  [
    'cancel -s to a directory, 1.8',
    [
      `Cancelling job ${JOB} with savepoint to s3://flink/savepoints.`,
      `Cancelled job ${JOB}. Savepoint stored in ${PATH}.`,
    ].join('\n'),
  ],
  [
    'cancel -s, 1.9 to 1.14',
    [
      'DEPRECATION WARNING: Cancelling a job with savepoint is deprecated. Use "stop" instead.',
      `Cancelling job ${JOB} with savepoint to default savepoint directory.`,
      `Cancelled job ${JOB}. Savepoint stored in ${PATH}.`,
    ].join('\n'),
  ],
  [
    'cancel -s, 1.15 and later',
    [
      'DEPRECATION WARNING: Cancelling a job with savepoint is deprecated. Use "stop" instead.',
      `Cancelling job ${JOB} with CANONICAL savepoint to s3://flink/savepoints.`,
      `Cancelled job ${JOB}. Savepoint stored in ${PATH}.`,
    ].join('\n'),
  ],
  ['stop, 1.9 to 1.14', `Suspending job "${JOB}" with a savepoint.\nSavepoint completed. Path: ${PATH}`],
  [
    'stop --drain, 1.9 to 1.14',
    `Draining job "${JOB}" with a savepoint.\nSavepoint completed. Path: ${PATH}`,
  ],
  [
    'stop, 1.15 to 1.18',
    `Suspending job "${JOB}" with a CANONICAL savepoint.\nSavepoint completed. Path: ${PATH}`,
  ],
  [
    'stop, 1.20 and later',
    [
      `Suspending job "${JOB}" with a NATIVE savepoint.`,
      `Triggering stop-with-savepoint for job ${JOB}.`,
      'Waiting for response...',
      `Savepoint completed. Path: ${PATH}`,
      'You can resume your program from this savepoint with the run command.',
    ].join('\n'),
  ],
]

describe.each(OUTPUTS)('the output of flink %s', (_release, output) => {
  it('names the savepoint and the job', () => {
    expect(findSnapshot(output).path).toBe(PATH)
    expect(findJobId(output)).toBe(JOB)
  })

  it('is read with logs between its lines, colours, the ends of lines of Windows, and the times of a workflow log', () => {
    const lines = output.split('\n')
    const noisy = lines
      .map((line) => `\u001b[32m${line}\u001b[0m`)
      .join('\r\n2026-01-02 10:00:00,123 WARN  o.a.f.Thing [] - slow\r\n')
    const logged = lines.map((line) => `2026-01-02T10:00:00.1234567Z ${line}`).join('\n')
    const twice = lines
      .map((line) => `2026-01-02 10:00:00,1 INFO  o.a.f.client.cli.CliFrontend [] - ${line}\n${line}`)
      .join('\n')
    for (const text of [noisy, logged, twice]) expect(findSnapshot(text).path).toBe(PATH)
  })

  it('is read from a terminal of any width that broke its lines', () => {
    for (let width = 17; width < 130; width += 1) {
      const broken = output
        .split('\n')
        .map((line) => line.match(new RegExp(`.{1,${width}}`, 'g'))?.join('\n'))
        .join('\n')
      expect([width, findSnapshot(broken).path]).toEqual([width, PATH])
    }
  })
})

describe('the path', () => {
  it.each([
    ['file:/var/lib/flink/savepoint-4a1b2c-0123456789ab'],
    ['file:/var/my savepoints/of  june/savepoint-4a1b2c-0123456789ab'],
    ['hdfs://nn:8020/flink/savepoint-4a1b2c-0123456789ab'],
    ['s3a://b/savepoint-4a1b2c-0123456789ab/nested/savepoint-4a1b2c-ba9876543210'],
    ['s3://b/per-job.d/savepoint-4a1b2c-0123456789ab'],
    ['s3://b/a-name-of-another-storage'],
  ])('%s is taken whole', (path) => {
    expect(findSnapshot(`Savepoint completed. Path: ${path}`).path).toBe(path)
    expect(findSnapshot(`Savepoint completed. Path: ${path}.\n`).path).toBe(path)
    expect(findSnapshot(`Cancelled job ${JOB}. Savepoint stored in ${path}.`).path).toBe(path)
  })

  it('is taken out of a line of a log in JSON, and out of a text with other JSON and YAML in it', () => {
    expect(findSnapshot(`["a"]\nstatus: ok\nkind: of\nSavepoint completed. Path: ${PATH}`).path).toBe(PATH)
    expect(
      findSnapshot(`{"a":1}\n{"message":"Savepoint completed. Path: ${PATH}","logger":"cli"}\n`).path,
    ).toBe(PATH)
  })

  it('is not guessed where the rest of it may stand in the next line', () => {
    expect(() => findSnapshot('Savepoint completed. Path: s3://b/savepo\nints/other')).toThrow(
      'broken over lines',
    )
    expect(() => findSnapshot('Savepoint completed. Path:')).toThrow('stands no path')
    expect(() => findSnapshot('Savepoint completed. Path: savepoints/x')).toThrow('stands no absolute path')
    const cut = `Savepoint completed. Path: ${PATH.slice(0, -1)}\n2026-01-02 10:00:00 INFO more`
    expect(() => findSnapshot(cut)).toThrow('cut off')
  })
})

describe('is refused with the reason:', () => {
  it('a savepoint that was triggered in detached mode', () => {
    const output = [
      `Triggering savepoint in detached mode for job ${JOB}.`,
      'Successfully trigger manual savepoint, triggerId: 0123456789abcdef0123456789abcdef',
    ].join('\n')
    expect(() => findSnapshot(output)).toThrow(
      'only triggered (detached, trigger id 0123456789abcdef0123456789abcdef)',
    )
    expect(findTriggerId(output)).toBe('0123456789abcdef0123456789abcdef')
    const stop = [
      `Suspending job "${JOB}" with a CANONICAL savepoint.`,
      `Triggering stop-with-savepoint in detached mode for job ${JOB}.`,
      'Successfully trigger stop-with-savepoint in detached mode, triggerId: 0123456789abcdef0123456789abcdef',
    ].join('\n')
    expect(() => findSnapshot(stop)).toThrow('only triggered (detached')
  })

  it('a savepoint that still runs', () => {
    const output = COMPLETED.split('\n').slice(0, 2).join('\n')
    expect(() => findSnapshot(output)).toThrow(
      `a savepoint of job ${JOB} was triggered, but not how it ended`,
    )
  })

  it.each([
    [`Triggering a savepoint for the job ${JOB} failed.`],
    [`Failed to trigger a savepoint for the job ${JOB}.`],
    [`Could not stop with a savepoint job "${JOB}".`],
    [`Could not cancel job ${JOB}.`],
  ])('%s', (sentence) => {
    const output = `Triggering savepoint for job ${JOB}.
Waiting for response...

------------------------------------------------------------
 The program finished with the following exception:

org.apache.flink.util.FlinkException: ${sentence}
\tat org.apache.flink.client.cli.CliFrontend.triggerSavepoint(CliFrontend.java:777)
\tat java.base/java.lang.Thread.run(Thread.java:840)
Caused by: java.util.concurrent.CompletionException: java.util.concurrent.CompletionException: org.apache.flink.runtime.checkpoint.CheckpointException: Some tasks of the job are not running. Failure reason: Not all required tasks are currently running.
\tat org.apache.flink.runtime.scheduler.SchedulerBase.lambda$triggerSavepoint$1(SchedulerBase.java:1)
\t... 3 more
Caused by: org.apache.flink.runtime.checkpoint.CheckpointException: Some tasks of the job are not running. Failure reason: Not all required tasks are currently running.
\t... 9 more
`
    expect(() => findSnapshot(output)).toThrow(
      'Flink took no savepoint: Some tasks of the job are not running. '
        + 'Failure reason: Not all required tasks are currently running.',
    )
    // An earlier success of another job is named, and not taken for this one's.
    expect(() => findSnapshot(`${COMPLETED.replaceAll(JOB, OTHER_JOB)}\n${output}`)).toThrow(
      `the text also names ${PATH}`,
    )
    // A second attempt that went well counts, a first one does not.
    expect(findSnapshot(`${output}\n${COMPLETED}`).path).toBe(PATH)
    expect(() => findSnapshot(`${COMPLETED}\n${output}`)).toThrow('Not all required tasks')
  })

  it('a savepoint whose job failed while it was stopped', () => {
    const output = `Suspending job "${JOB}" with a CANONICAL savepoint.
org.apache.flink.util.FlinkException: Could not stop with a savepoint job "${JOB}".
\tat org.apache.flink.client.cli.CliFrontend.stop(CliFrontend.java:1)
Caused by: org.apache.flink.runtime.scheduler.stopwithsavepoint.StopWithSavepointStoppingException: A savepoint has been created at: ${PATH}, but the corresponding job ${JOB} failed during stopping. The savepoint is consistent, but might have uncommitted transactions. If you want to commit the transaction please restart a job from this savepoint.
\t... 3 more
Caused by: java.lang.RuntimeException: boom
\t... 3 more
`
    expect(() => findSnapshot(output)).toThrow(
      `A savepoint has been created at: ${PATH}, but the corresponding job ${JOB} failed during stopping`,
    )
  })

  it('a job that was ended without a savepoint, a disposed savepoint, a checkpoint without a path', () => {
    expect(() => findSnapshot(`Cancelling job ${JOB}.\nCancelled job ${JOB}.`)).toThrow(
      `job ${JOB} was ended without a savepoint`,
    )
    expect(() => findSnapshot(`Stopping job ${JOB}.\nStopped job ${JOB}.`)).toThrow('use flink stop')
    expect(() =>
      findSnapshot(`Disposing savepoint '${PATH}'.\nWaiting for response...\nSavepoint '${PATH}' disposed.`),
    ).toThrow('disposed of')
    expect(() =>
      findSnapshot(
        `Triggering checkpoint for job ${JOB}.\nWaiting for response...\nCheckpoint 12 for job ${JOB} completed.\n`
          + 'You can resume your program from this checkpoint with the run command.',
      ),
    ).toThrow('tells no path')
  })

  it('several savepoints, all named', () => {
    const other = PATH.replace('0123456789ab', 'ba9876543210')
    expect(() => findSnapshot(`${COMPLETED}\n${COMPLETED.replace(PATH, other)}`)).toThrow(
      `names 2 snapshots: ${PATH}, ${other}; give`,
    )
    expect(findSnapshot(`${COMPLETED}\n${COMPLETED}`).path).toBe(PATH)
  })

  it('an empty text, and one without any snapshot', () => {
    for (const text of ['', '\n\n', 'no\nsuch\nthing', 'see https://example.com/a/b\nor /etc/hosts']) {
      expect(() => findSnapshot(text)).toThrow('the text names no snapshot')
    }
  })
})
