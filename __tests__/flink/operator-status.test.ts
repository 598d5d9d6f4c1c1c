import { stringify } from 'yaml'
import { findSnapshot } from '../../src/flink/snapshot-text.ts'

const PATH = 's3://flink/savepoints/savepoint-4a1b2c-0123456789ab'
const OTHER = 's3://flink/savepoints/savepoint-4a1b2c-ba9876543210'

interface Change {
  readonly generation?: number
  readonly observed?: number
  readonly spec?: object
  readonly status?: object
  readonly job?: object
  readonly info?: object
}

function deployment({
  generation = 4,
  observed = 4,
  spec = {},
  status = {},
  job = {},
  info = {},
}: Change = {}): object {
  return {
    apiVersion: 'flink.apache.org/v1beta1',
    kind: 'FlinkDeployment',
    metadata: { name: 'orders', namespace: 'flink', generation },
    spec: {
      job: {
        state: 'running',
        initialSavepointPath: 's3://flink/old/savepoint-000000-000000000000',
        ...spec,
      },
    },
    status: {
      observedGeneration: observed,
      jobStatus: {
        jobId: '4a1b2c3d4e5f60718293a4b5c6d7e8f9',
        state: 'RUNNING',
        savepointInfo: {
          lastSavepoint: {
            timeStamp: 1,
            location: PATH,
            triggerType: 'MANUAL',
            formatType: 'CANONICAL',
            triggerNonce: 7,
          },
          savepointHistory: [
            { timeStamp: 1, location: OTHER },
            { timeStamp: 2, location: PATH },
          ],
          lastPeriodicSavepointTimestamp: 0,
          ...info,
        },
        ...job,
      },
      ...status,
    },
  }
}

const snapshot = (status: object): object => ({
  apiVersion: 'flink.apache.org/v1beta1',
  kind: 'FlinkStateSnapshot',
  metadata: { name: 'before-upgrade', namespace: 'flink' },
  spec: { savepoint: { formatType: 'CANONICAL' } },
  status: { failures: 0, ...status },
})

describe.each([
  ['JSON', (value: unknown): string => JSON.stringify(value, null, 4)],
  ['YAML', (value: unknown): string => stringify(value)],
])('as %s', (_form, print) => {
  it('a FlinkDeployment names its last savepoint', () => {
    expect(findSnapshot(print(deployment()))).toEqual({
      path: PATH,
      takenFrom: 'status.jobStatus.savepointInfo.lastSavepoint.location of FlinkDeployment flink/orders',
    })
  })

  it("a FlinkSessionJob, a blue-green deployment, a status alone and a job's status alone do so too", () => {
    const whole = deployment() as { status: { jobStatus: object } }
    for (const value of [
      { ...whole, kind: 'FlinkSessionJob' },
      { ...whole, kind: 'FlinkBlueGreenDeployment' },
      { status: whole.status },
      whole.status,
    ]) {
      expect(findSnapshot(print(value)).path).toBe(PATH)
    }
    expect(findSnapshot(JSON.stringify(whole.status.jobStatus)).path).toBe(PATH)
  })

  it('a list is looked through, and several snapshots in it are named', () => {
    const list = (...items: object[]): string => print({ apiVersion: 'v1', kind: 'List', items })
    expect(findSnapshot(list(deployment())).path).toBe(PATH)
    expect(
      findSnapshot(
        list(snapshot({ state: 'COMPLETED', path: PATH }), { apiVersion: 'v1', kind: 'ConfigMap' }),
      ).path,
    ).toBe(PATH)
    expect(() =>
      findSnapshot(
        list(snapshot({ state: 'COMPLETED', path: PATH }), snapshot({ state: 'COMPLETED', path: OTHER })),
      ),
    ).toThrow(`names 2 snapshots: ${PATH}, ${OTHER}`)
    expect(() =>
      findSnapshot(
        list(snapshot({ state: 'COMPLETED', path: PATH }), snapshot({ state: 'FAILED', error: 'x y' })),
      ),
    ).toThrow(`failed: x y; the text also names ${PATH}`)
    expect(() => findSnapshot(list())).toThrow('the list has no items')
  })

  it('a FlinkStateSnapshot names its path', () => {
    expect(findSnapshot(print(snapshot({ state: 'COMPLETED', path: PATH })))).toEqual({
      path: PATH,
      takenFrom: 'status.path of FlinkStateSnapshot flink/before-upgrade',
    })
  })

  it.each([
    [
      {
        state: 'FAILED',
        error:
          'org.apache.flink.runtime.checkpoint.CheckpointException: Checkpoint expired before completing.',
      },
      'the snapshot of FlinkStateSnapshot flink/before-upgrade failed: Checkpoint expired before completing.',
    ],
    [{ state: 'IN_PROGRESS', triggerId: 'x' }, 'has not ended (IN_PROGRESS)'],
    [{ state: 'TRIGGER_PENDING' }, 'has not ended (TRIGGER_PENDING)'],
    [{}, 'has not ended (TRIGGER_PENDING)'],
    [{ state: 'ABANDONED', error: 'job is not running' }, 'was abandoned (ABANDONED): job is not running'],
    [{ state: 'COMPLETED', path: '' }, 'is COMPLETED, but names no path'],
    [
      { state: 'COMPLETED', path: 'KUBERNETES_OPERATOR_LAST_STATE' },
      "the operator's placeholder KUBERNETES_OPERATOR_LAST_STATE",
    ],
  ])('a FlinkStateSnapshot with %j is refused', (status, reason) => {
    expect(() => findSnapshot(print(snapshot(status)))).toThrow(reason)
  })

  it.each<[Change, string]>([
    [
      { info: { triggerId: 'abc' } },
      'a savepoint of FlinkDeployment flink/orders has not ended (trigger id abc)',
    ],
    [{ generation: 5 }, 'has not seen the newest generation (5)'],
    [
      { spec: { savepointTriggerNonce: 8 } },
      'the savepoint with savepointTriggerNonce 8 of FlinkDeployment flink/orders was not taken yet, the last one had 7',
    ],
    [
      {
        spec: { savepointTriggerNonce: 8 },
        status: {
          error: JSON.stringify({
            type: 'x',
            message: 'Savepoint failed for savepointTriggerNonce: 8',
            throwableList: [{ type: 'y', message: 'Checkpoint expired before completing.' }],
          }),
        },
      },
      '(the operator says: Checkpoint expired before completing.)',
    ],
    [
      { info: { lastSavepoint: null, savepointHistory: [] } },
      'names no savepoint: status.jobStatus.savepointInfo.lastSavepoint is empty',
    ],
    [
      { info: { lastSavepoint: { location: 'KUBERNETES_OPERATOR_LAST_STATE' } } },
      'is no path: the job goes on from its high-availability metadata',
    ],
    [
      { job: { state: 'FINISHED', upgradeSavepointPath: 'KUBERNETES_OPERATOR_LAST_STATE' } },
      `placeholder KUBERNETES_OPERATOR_LAST_STATE`,
    ],
    [{ job: { state: 'FINISHED', upgradeSavepointPath: OTHER } }, `names 2 snapshots: ${PATH}, ${OTHER}`],
  ])('a FlinkDeployment with %j is refused', (change, reason) => {
    expect(() => findSnapshot(print(deployment(change)))).toThrow(reason)
  })

  it('the path of an upgrade counts for a job that has ended, and not for one that runs', () => {
    const none = { lastSavepoint: null, savepointHistory: [] }
    expect(
      findSnapshot(print(deployment({ job: { state: 'FINISHED', upgradeSavepointPath: PATH }, info: none })))
        .path,
    ).toBe(PATH)
    expect(
      findSnapshot(print(deployment({ spec: { state: 'suspended' }, job: { upgradeSavepointPath: PATH } })))
        .path,
    ).toBe(PATH)
    expect(findSnapshot(print(deployment({ job: { upgradeSavepointPath: OTHER } }))).path).toBe(PATH)
    expect(() =>
      findSnapshot(print(deployment({ job: { upgradeSavepointPath: OTHER, savepointInfo: none } }))),
    ).toThrow('names no savepoint')
  })

  it('a nonce counts only against a savepoint that was asked for by a nonce', () => {
    expect(findSnapshot(print(deployment({ spec: { savepointTriggerNonce: 7 } }))).path).toBe(PATH)
    const periodic = { lastSavepoint: { location: PATH, triggerType: 'PERIODIC', triggerNonce: null } }
    expect(findSnapshot(print(deployment({ spec: { savepointTriggerNonce: 8 }, info: periodic }))).path).toBe(
      PATH,
    )
  })
})

describe('YAML', () => {
  it('may have several documents and lines of kubectl before it', () => {
    const text = `${stringify(snapshot({ state: 'COMPLETED', path: PATH }))}---\n${stringify({ kind: 'ConfigMap' })}`
    expect(findSnapshot(text).path).toBe(PATH)
  })

  it('with aliases, keys that stand there twice, errors or too much depth is refused', () => {
    expect(() => findSnapshot('kind: FlinkStateSnapshot\nstatus: &a [x,x]\nb: [*a,*a]')).toThrow(
      'YAML with aliases',
    )
    const bomb = `kind: FlinkX\na: &a [${'x,'.repeat(9)}]\n${Array.from('bcdefghi', (name, index) => `${name}: &${name} [${`*${'abcdefgh'[index] ?? ''},`.repeat(9)}]`).join('\n')}`
    expect(() => findSnapshot(bomb)).toThrow('YAML with aliases')
    expect(() =>
      findSnapshot('kind: FlinkStateSnapshot\nstatus:\n  path: s3://b/a\n  path: s3://b/c\n'),
    ).toThrow('the key "path" twice')
    expect(() => findSnapshot('kind: FlinkStateSnapshot\nstatus: {')).toThrow('cannot be read')
    expect(() => findSnapshot(`kind: FlinkX\nstatus: ${'{a: '.repeat(100)}1${'}'.repeat(100)}\n`)).toThrow(
      'deeper than 64 levels',
    )
    expect(() => findSnapshot(`kind: FlinkX\nstatus: ${'['.repeat(200_000)}`)).toThrow(
      /deeper than 64 levels|cannot be read/,
    )
  })

  it('is not what a log is that says kind: somewhere', () => {
    expect(findSnapshot(`the kind: of thing\nSavepoint completed. Path: ${PATH}\n`).path).toBe(PATH)
  })
})
