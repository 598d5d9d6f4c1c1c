import type { Lab } from '../faults/lab.ts'
import type { Chapter } from './book.ts'
import {
  at,
  both,
  chapterOf,
  checkpoint,
  handle,
  holding,
  HOME,
  JOB,
  type Scene,
  type Scenes,
} from './scenes.ts'

const WRITTEN = new Date('2026-03-01T03:00:00.000Z')
const DELETED = new Date('2026-03-01T05:00:00.000Z')

/** From now on the source's bucket keeps versions, and all that is in it was written at one time. */
const versioned = (lab: Lab): void => {
  const { buckets } = lab.from
  const before = buckets.entries('source')
  for (const [key] of before) buckets.delete('source', key)
  buckets.keepVersions('source')
  buckets.now = () => WRITTEN
  for (const [key, { bytes }] of before) buckets.put('source', key, bytes)
}

/** Deletes what begins so. */
const deleted =
  (prefix = 'flink/') =>
  (lab: Lab): void => {
    const { buckets } = lab.from
    buckets.now = () => DELETED
    for (const [key] of buckets.entries('source')) if (key.startsWith(prefix)) buckets.delete('source', key)
  }

const CHECKPOINT = `cp/${JOB}`
const source = `s3://source/${CHECKPOINT}/chk-7`
const ofJob = (home: string): ((lab: Lab) => void) =>
  both(
    checkpoint(`${CHECKPOINT}/chk-7`, handle(`${home}/chk-7/own`), handle(`${home}/shared/sst`)),
    at(`${CHECKPOINT}/chk-7/own`),
  )

/** A job goes on while its checkpoint is copied. */
const runsOn = (lab: Lab): void => {
  ofJob(`s3://source/${CHECKPOINT}`)(lab)
  at(`${CHECKPOINT}/shared/sst`)(lab)
  lab.from.onRequest = ({ operation }) => {
    if (operation !== 'CopyObject') return
    checkpoint(`${CHECKPOINT}/chk-9`)(lab)
    for (const name of ['_metadata', 'own']) lab.from.buckets.delete('source', `${CHECKPOINT}/chk-7/${name}`)
  }
}

const readAs = (request: Scene['request'] = {}): Scene => ({
  before: both(versioned, deleted()),
  request: { asOf: WRITTEN, ...request },
})

const SCENES: Scenes = [
  ['a snapshot that was deleted from a bucket with versions', { before: both(versioned, deleted()) }],
  ['a file of it that was deleted', { before: both(versioned, deleted('flink/savepoint-1/small')) }],
  ['it is read as it was', { ...readAs(), tells: true }],
  ['as of a time when it was gone', readAs({ asOf: DELETED })],
  ['as of a time, of a bucket that keeps nothing', { before: deleted(), request: { asOf: WRITTEN } }],
  ['as of a time, into its own place', readAs({ target: 's3://source/flink' })],
  [
    'as of a time, with files that stay',
    {
      before: both(
        holding(handle(`${HOME}/small`, 12), handle('s3://source/x/a')),
        at('x/a'),
        versioned,
        deleted(),
      ),
      request: { asOf: WRITTEN, externalFiles: 'keep' },
    },
  ],
  [
    'as of a time, of a store that lists no versions',
    { ...readAs(), lab: { from: { noVersions: 'refuses' } } },
  ],
  [
    'as of a time, without permission to list versions',
    {
      ...readAs(),
      lab: {
        from: { users: { alice: { denies: (operation) => operation === 'ListObjectVersions' }, bob: {} } },
      },
    },
  ],
  [
    'as of a time, without permission to read versions',
    {
      ...readAs(),
      lab: { from: { users: { alice: { denies: (operation) => operation === 'GetObject' }, bob: {} } } },
    },
  ],
  ['a running job that deletes the checkpoint', { before: runsOn, request: { source, concurrency: 1 } }],
  ['only chk-N was copied', { before: ofJob(`s3://source/${CHECKPOINT}`), request: { source } }],
  ['only chk-N was copied from elsewhere', { before: ofJob('s3://former/cp/' + JOB), request: { source } }],
]

/** What is gone, and what can be done about it. */
export const GONE: readonly Chapter[] = [chapterOf('What is gone', SCENES)]
