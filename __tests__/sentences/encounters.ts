import type { Lab } from '../faults/lab.ts'
import type { FakeRequest } from '../support/fake-s3/request.ts'
import { keyGroups, metadata, operator, relativeFile, subtask } from '../support/metadata-builder.ts'
import type { Chapter } from './book.ts'
import {
  at,
  both,
  chapterOf,
  checkpoint,
  during,
  handle,
  holding,
  keyed,
  spoil,
  type Scenes,
} from './scenes.ts'

const ZEROS = '0'.repeat(32)

const isTargets = ({ bucket, key }: FakeRequest): boolean => bucket === 'target' && key.endsWith('/_metadata')
/** Has this done when `_metadata` of the target is asked for by this operation, behind its reading back. */
const behindCommit =
  (act: (lab: Lab) => void, before: 'GetObject' | 'HeadObject' | 'ListObjectsV2' = 'HeadObject') =>
  (lab: Lab): void => {
    let committing = false
    lab.to.onRequest = (request) => {
      if (committing && request.operation === before) act(lab)
      if (isTargets(request) && request.operation === 'PutObject') committing = true
    }
  }
const alias = (lab: Lab): void => {
  lab.from.buckets.alias('alias', 'source')
}
/** Nothing in `_metadata` names a place. */
const relative = holding(keyGroups(3, relativeFile('small', 12)))

const TWO_NAMES: Scenes = [
  ['a deletion', { before: alias, request: { target: 's3://alias/flink', deleteSource: true } }],
  ['a replacement', { before: alias, request: { target: 's3://alias/flink', overwrite: true } }],
  [
    'nothing to be done',
    { before: both(relative, alias), tells: true, request: { target: 's3://alias/flink' } },
  ],
]

const OTHER_RUNS: Scenes = [
  ['a file that somebody else wrote while it was copied', { run: during('Verify', spoil('small')) }],
  ['one of another size', { run: during('Verify', spoil('small', 'short')) }],
  [
    'the same _metadata, written by another run first',
    {
      tells: true,
      before: (lab) => {
        lab.to.onRequest = (request) => {
          if (isTargets(request) && request.operation === 'PutObject')
            lab.put('_metadata', lab.metadataAt('s3://target/moved/savepoint-1'))
        }
      },
    },
  ],
  [
    'other bytes when it is read back',
    {
      before: behindCommit((lab) => {
        lab.put('_metadata', lab.metadataAt('s3://target/moved/savepoint-2'))
      }, 'GetObject'),
    },
  ],
  [
    'another _metadata behind the commit',
    {
      before: behindCommit((lab) => {
        lab.put('_metadata', lab.metadataAt('s3://target/moved/savepoint-2'))
      }),
    },
  ],
  [
    'none behind the commit',
    {
      before: behindCommit((lab) => {
        lab.to.buckets.delete('target', 'moved/savepoint-1/_metadata')
      }),
    },
  ],
  ['another file behind the commit', { warns: true, before: behindCommit(spoil('small'), 'ListObjectsV2') }],
  [
    'the same, and nothing can be looked at',
    {
      warns: true,
      before: behindCommit((lab) => {
        spoil('small')(lab)
        lab.to.fault({
          operation: 'GetObject',
          key: /_metadata$/,
          fault: { status: 403, code: 'AccessDenied' },
        })
      }, 'ListObjectsV2'),
    },
  ],
  [
    'the uploads of a run that was killed',
    {
      tells: true,
      before: (lab) => {
        lab.to.buckets.startUpload('target', 'moved/savepoint-1/large', {})
      },
    },
  ],
]

const inTarget =
  (path: string, ...parts: Parameters<typeof keyed>) =>
  (lab: Lab): void => {
    lab.to.buckets.put('target', `${path}/_metadata`, keyed(...parts))
  }
const own = (job: string, n: number, name: string): ReturnType<typeof handle> =>
  handle(`s3://source/cp/${job}/chk-${n}/${name}`)
const ofJob = { source: `s3://source/cp/${ZEROS}/chk-7` }
const mine = both(checkpoint(`cp/${ZEROS}/chk-7`, own(ZEROS, 7, 'own')), at(`cp/${ZEROS}/chk-7/own`))

const OTHER_SNAPSHOTS: Scenes = [
  [
    'a checkpoint of the same operators in the job directory',
    { before: both(mine, inTarget(`moved/${ZEROS}/chk-3`, own(ZEROS, 3, 'theirs'))), request: ofJob },
  ],
  [
    'a checkpoint of other operators',
    {
      before: both(mine, (lab) => {
        const other = metadata(6, [operator(6, { id: 'ab'.repeat(16) }, [subtask(6, 0)])])
        lab.to.buckets.put('target', `moved/${ZEROS}/chk-3/_metadata`, Buffer.from(other))
      }),
      request: ofJob,
    },
  ],
  [
    'another checkpoint of the same number',
    {
      before: both(mine, inTarget(`moved/${ZEROS}/chk-7`, own(ZEROS, 7, 'theirs'))),
      request: { ...ofJob, overwrite: true },
    },
  ],
  [
    'a checkpoint under a name that the user gave',
    {
      before: both(mine, inTarget('moved/orders/chk-3', own(ZEROS, 3, 'theirs'))),
      request: { ...ofJob, targetName: 'orders' },
    },
  ],
  [
    'a snapshot that cannot be read, and may need what would be replaced',
    {
      before: both(spoil('small'), (lab) => {
        lab.to.buckets.put('target', 'moved/other/_metadata', Buffer.from('broken'))
      }),
      request: { overwrite: true },
    },
  ],
  [
    'a snapshot that a shard would change',
    {
      before: both(spoil('small'), (lab) => {
        lab.put('_metadata', lab.metadataAt('s3://target/moved/savepoint-1').subarray(0))
        lab.put('_metadata', keyed(handle('s3://target/moved/savepoint-1/small', 12)))
      }),
      request: { overwrite: true, shard: { index: 1, count: 1 } },
    },
  ],
  [
    'files of a snapshot that was replaced',
    {
      tells: true,
      before: both(spoil('former'), (lab) => {
        lab.put('_metadata', keyed(handle('s3://target/moved/savepoint-1/former', 12)))
      }),
      request: { overwrite: true },
    },
  ],
  [
    'files in the target of other content, of the same size',
    { before: spoil('small'), request: { verify: 'strict' } },
  ],
]

/** What a relocation says of others whom it meets. */
export const ENCOUNTERS: readonly Chapter[] = [
  chapterOf('One place under two names', TWO_NAMES),
  chapterOf('Other runs', OTHER_RUNS),
  chapterOf('Other snapshots in the target', OTHER_SNAPSHOTS),
]
