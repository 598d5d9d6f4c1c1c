import { findSnapshot } from '../../src/flink/snapshot-text.ts'
import type { Chapter } from './book.ts'

const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
const PATH = 's3://flink/savepoints/savepoint-4a1b2c-0123456789ab'
const OTHER = 's3://flink/savepoints/savepoint-4a1b2c-ba9876543210'
const json = (value: unknown): string => JSON.stringify(value)
const completed = (operation: unknown): string => json({ status: { id: 'COMPLETED' }, operation })
const checkpoint = (more: object): string =>
  json({
    id: 17,
    status: 'COMPLETED',
    is_savepoint: false,
    trigger_timestamp: 1,
    external_path: PATH,
    ...more,
  })
const resource = (status: object, more: object = {}): string =>
  json({
    kind: 'FlinkDeployment',
    metadata: { name: 'orders', namespace: 'flink', generation: 4 },
    status,
    ...more,
  })
const snapshot = (status: object): string =>
  json({ kind: 'FlinkStateSnapshot', metadata: { name: 'daily', namespace: 'flink' }, status })
const job = (savepointInfo: object, more: object = {}): string =>
  resource({ observedGeneration: 4, jobStatus: { state: 'RUNNING', savepointInfo, ...more } })

const REFUSED: readonly (readonly [when: string, text: string])[] = [
  ['no snapshot in it', 'hello\nworld'],
  ['two snapshots in it', `${PATH}\n${OTHER}`],
  ['the path is broken over lines', 'Savepoint completed. Path: s3://b/savepo\nints/other'],
  ['the path is missing', 'Savepoint completed. Path:'],
  ['the path is relative', 'Savepoint completed. Path: savepoints/x'],
  ['the path is cut off', `Savepoint completed. Path: ${PATH.slice(0, -1)}\n2026-01-02 10:00:00 INFO more`],
  [
    'the savepoint was triggered only',
    `Triggering savepoint in detached mode for job ${JOB}.\nSuccessfully trigger manual savepoint, triggerId: 0123456789abcdef0123456789abcdef`,
  ],
  ['the savepoint still runs', `Triggering savepoint for job ${JOB}.\nWaiting for response...`],
  ['the stop still runs', `Suspending job "${JOB}" with a CANONICAL savepoint.`],
  [
    'Flink took none',
    `Triggering savepoint for job ${JOB}.\norg.apache.flink.util.FlinkException: Triggering a savepoint for the job ${JOB} failed.\nCaused by: java.lang.RuntimeException: Some tasks are not running.\n`,
  ],
  [
    'Flink took none, after another was taken',
    `Savepoint completed. Path: ${PATH}\norg.apache.flink.util.FlinkException: Triggering a savepoint for the job ${JOB} failed.\nCaused by: java.lang.RuntimeException: boom\n`,
  ],
  [
    'the job failed while it was stopped',
    `Suspending job "${JOB}" with a CANONICAL savepoint.\norg.apache.flink.util.FlinkException: Could not stop with a savepoint job "${JOB}".\nCaused by: x.StopWithSavepointStoppingException: A savepoint has been created at: ${PATH}, but the corresponding job ${JOB} failed during stopping. The savepoint is consistent.\n`,
  ],
  ['the job was cancelled', `Cancelling job ${JOB}.\nCancelled job ${JOB}.`],
  ['the job was stopped', `Stopping job ${JOB}.\nStopped job ${JOB}.`],
  ['a savepoint was disposed', `Disposing savepoint '${PATH}'.\nSavepoint '${PATH}' disposed.`],
  [
    'a checkpoint was taken',
    `Triggering checkpoint for job ${JOB}.\nWaiting for response...\nCheckpoint(FULL) 7 for job ${JOB} completed.\nYou can resume your program from this checkpoint with the run command.`,
  ],
  ['the savepoint of REST still runs', '{"status":{"id":"IN_PROGRESS"}}'],
  ['REST was only asked to take one', '{"request-id":"abc"}'],
  ['REST names no location', completed({})],
  ['REST names the checkpoint only', completed({ checkpointId: 7 })],
  [
    'the savepoint of REST failed',
    completed({ 'failure-cause': { 'stack-trace': 'a.b.CException: Task local checkpoint failure.\n' } }),
  ],
  [
    'REST refuses',
    json({
      errors: [
        'Internal server error.',
        '<Exception on server side:\na.b.CException: no such job\nEnd of exception on server side>',
      ],
    }),
  ],
  ['a checkpoint failed', checkpoint({ status: 'FAILED', failure_message: 'timeout' })],
  ['a checkpoint runs', checkpoint({ status: 'IN_PROGRESS' })],
  ['a checkpoint was discarded', checkpoint({ discarded: true })],
  ['a checkpoint without a path', checkpoint({ external_path: undefined })],
  ['a job without checkpoints', json({ latest: {}, history: [] })],
  ['an empty list', json({ kind: 'List', items: [] })],
  ['the operator is behind', resource({ observedGeneration: 3 })],
  ['a savepoint of the operator runs', job({ triggerId: 'abc' })],
  [
    'a savepoint of the operator is not begun',
    json({
      kind: 'FlinkDeployment',
      metadata: { name: 'orders', generation: 4 },
      spec: { job: { savepointTriggerNonce: 8 } },
      status: {
        observedGeneration: 4,
        error: '{"message":"boom"}',
        jobStatus: {
          state: 'RUNNING',
          savepointInfo: { lastSavepoint: { triggerType: 'MANUAL', triggerNonce: 7, location: PATH } },
        },
      },
    }),
  ],
  ['a job without savepoints', job({})],
  [
    'a job of the operator that is upgraded',
    job({}, { state: 'RECONCILING', upgradeSavepointPath: 'KUBERNETES_OPERATOR_LAST_STATE' }),
  ],
  ['the last state', 'KUBERNETES_OPERATOR_LAST_STATE'],
  ['a snapshot of the operator runs', snapshot({ state: 'IN_PROGRESS' })],
  ['a snapshot of the operator failed', snapshot({ state: 'FAILED', error: 'a.b.CException: boom' })],
  ['a snapshot of the operator was abandoned', snapshot({ state: 'ABANDONED' })],
  ['a snapshot of the operator without path', snapshot({ state: 'COMPLETED' })],
  ['JSON that is cut off', '{"status":{"id":"COMPLETED"'],
  ['YAML that is none', 'kind: FlinkDeployment\nstatus: [\n'],
  ['YAML of many documents', 'kind: FlinkDeployment\n---\n'.repeat(2000)],
  ['a document that is nested without end', `${'['.repeat(2000)}${']'.repeat(2000)}`],
  ['YAML with aliases', `kind: FlinkDeployment\na: &a x\nb: [${'*a, '.repeat(2000)}]\n`],
]

const FOUND: readonly (readonly [when: string, text: string])[] = [
  ['output of flink savepoint', `Savepoint completed. Path: ${PATH}`],
  ['output of flink cancel -s', `Cancelled job ${JOB}. Savepoint stored in ${PATH}.`],
  ['an answer of REST', completed({ location: PATH })],
  ["a checkpoint's details", checkpoint({})],
  [
    'the checkpoints of a job',
    json({ latest: { completed: JSON.parse(checkpoint({})) as object }, history: [] }),
  ],
  ['a resource of the operator', job({ lastSavepoint: { location: PATH } })],
  ['a snapshot of the operator', snapshot({ state: 'COMPLETED', path: PATH })],
  ['a path in quotes', `"${PATH}"`],
  ['one path in a text', `it is at\n${PATH}\n`],
]

/** What is said of texts that are to name a snapshot. */
export const FLINK_TEXTS: Chapter = {
  title: "Texts of Flink's that name no snapshot, or name one",
  write: async (page) => {
    for (const [when, text] of REFUSED) await page.fails(when, () => findSnapshot(text))
    for (const [when, text] of FOUND) page.say(when, findSnapshot(text).takenFrom)
  },
}
