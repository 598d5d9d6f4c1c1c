import { parseLocation } from '../../src/location/location.ts'
import type { Lab, RunOptions } from '../faults/lab.ts'
import type { FakeRequest } from '../support/fake-s3/request.ts'
import {
  changelog,
  file,
  incremental,
  inLine,
  keyGroups,
  metadata,
  nullHandle,
  operator,
  partitionable,
  relativeFile,
  subtask,
} from '../support/metadata-builder.ts'
import type { Chapter } from './book.ts'
import { at, both, chapterOf, checkpoint, handle, holding, HOME, keyed, type Scenes } from './scenes.ts'

const ONE = { small: Buffer.from('a small file') }
const ZEROS = '0'.repeat(32)

/** Has this done as soon as a phase begins. */
const when =
  (wanted: string, act: (lab: Lab) => void) =>
  (lab: Lab): RunOptions => ({
    onPhase: (phase) => {
      if (phase === wanted) act(lab)
    },
  })
/** Has this done when the report is told, before the source is deleted. */
const committed =
  (act: (lab: Lab) => void) =>
  (lab: Lab): RunOptions => ({
    onCommitted: () => {
      act(lab)
      return Promise.resolve()
    },
  })
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
/** Files of the target that somebody changed. */
const spoil =
  (name: string, bytes = 'b small file') =>
  (lab: Lab): void => {
    lab.put(name, Buffer.from(bytes))
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
  ['a file that somebody else wrote while it was copied', { run: when('Verify', spoil('small')) }],
  ['one of another size', { run: when('Verify', spoil('small', 'short')) }],
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

/** A run with delete-source that ends while it deletes. */
const halfDeleted = async (lab: Lab): Promise<void> => {
  lab.from.fault({ operation: 'DeleteObjects', fault: { status: 500, code: 'InternalError' } })
  await lab.relocate({ deleteSource: true }).catch(() => undefined)
  lab.from.faults.clear()
}

const DELETING: Scenes = [
  [
    'a target that somebody spoiled',
    {
      before: async (lab) => {
        await lab.relocate()
        spoil('small')(lab)
      },
      request: { deleteSource: true },
    },
  ],
  [
    'one that is spoiled before the deletion',
    { run: committed(spoil('small', 'short')), request: { deleteSource: true } },
  ],
  ['another _metadata there', { run: committed(spoil('_metadata')), request: { deleteSource: true } }],
  [
    'another savepoint in the source',
    {
      run: when('Commit', (lab) => {
        holding(handle(`${HOME}/small`, 12))(lab)
      }),
      request: { deleteSource: true },
    },
  ],
  [
    'a file that changed in the source',
    {
      warns: true,
      run: committed((lab) => {
        at('flink/savepoint-1/small', 'b small file')(lab)
      }),
      request: { deleteSource: true },
    },
  ],
  [
    'a deletion that was stopped, for another target',
    { before: halfDeleted, request: { target: 's3://target/elsewhere', deleteSource: true } },
  ],
  ['the same, without delete-source', { before: halfDeleted }],
  [
    'the same, and the target is another one',
    {
      before: async (lab) => {
        await halfDeleted(lab)
        spoil('_metadata')(lab)
      },
      request: { deleteSource: true },
    },
  ],
  ['a deletion that goes on', { tells: true, before: halfDeleted, request: { deleteSource: true } }],
]

const denied = { status: 403, code: 'AccessDenied' }
const STORES: Scenes = [
  [
    'a store that asks for less',
    {
      tells: true,
      before: (lab) => {
        lab.from.fault({ operation: 'CopyObject', times: 2, fault: { status: 503, code: 'SlowDown' } })
      },
    },
  ],
  [
    'a store that is away for a while',
    {
      tells: true,
      lab: { files: ONE },
      before: (lab) => {
        lab.from.fault({ operation: 'CopyObject', times: 8, fault: { status: 500, code: 'InternalError' } })
      },
    },
  ],
  [
    'copies that are not permitted',
    {
      tells: true,
      before: (lab) => {
        lab.from.fault({ operation: ['CopyObject', 'UploadPartCopy'], fault: denied })
      },
    },
  ],
  [
    'copies that are not offered',
    {
      tells: true,
      before: (lab) => {
        lab.from.fault({ operation: 'CopyObject', fault: { status: 501, code: 'NotImplemented' } })
      },
    },
  ],
  [
    'copies of parts that are not offered',
    {
      tells: true,
      before: (lab) => {
        lab.from.fault({ operation: 'UploadPartCopy', fault: { status: 501, code: 'NotImplemented' } })
      },
    },
  ],
  [
    'an upload that cannot be aborted',
    {
      warns: true,
      lab: { streamed: true, files: { large: Buffer.alloc(3500) } },
      before: (lab) => {
        lab.to.fault({ operation: 'UploadPart', fault: denied })
        lab.to.fault({ operation: 'AbortMultipartUpload', fault: denied })
      },
    },
  ],
  [
    'keys that Flink cannot name',
    { tells: true, before: both(at('flink/savepoint-1//a'), at('flink/savepoint-1/./b')) },
  ],
]

const STATE: Scenes = [
  [
    'changelog state, and names like paths',
    {
      tells: true,
      before: holding(
        changelog(14, [keyGroups(3, file(`${HOME}/small`, 12))], []),
        keyGroups(3, inLine('s3://x/y', new Uint8Array(3))),
      ),
    },
  ],
  [
    'state of a write-ahead sink, which is ignored',
    {
      tells: true,
      before: (lab) => {
        const bytes = metadata(6, [
          operator(6, { name: 'sink' }, [
            subtask(6, 0, { managedOperator: partitionable([{ name: 'pending-checkpoints' }], nullHandle) }),
          ]),
        ])
        lab.from.buckets.put('source', 'flink/savepoint-1/_metadata', Buffer.from(bytes))
      },
      request: { unrelocatableState: 'ignore' },
    },
  ],
  [
    'files in another kind of store, and no rule',
    { before: holding(handle('hdfs://nn/x/a'), handle('hdfs://nn/x/b')) },
  ],
  [
    'files of a changelog that would be kept',
    {
      before: holding(changelog(14, [keyGroups(3, file('s3://elsewhere/x/a', 5))], [])),
      request: { externalFiles: 'keep' },
    },
  ],
  [
    'files that lie in a claimed savepoint',
    {
      tells: true,
      before: both(
        holding(incremental(5, nullHandle, [['x', relativeFile('x', 5)]])),
        checkpoint('claimed'),
        at('claimed/x'),
      ),
      request: { claimedSavepoints: [parseLocation('s3://source/claimed')] },
    },
  ],
]

/** What a relocation says of others whom it meets, and of what it cannot do. */
export const ENCOUNTERS: readonly Chapter[] = [
  chapterOf('One place under two names', TWO_NAMES),
  chapterOf('Other runs', OTHER_RUNS),
  chapterOf('Other snapshots in the target', OTHER_SNAPSHOTS),
  chapterOf('Deletions that stop or go on', DELETING),
  chapterOf('Stores that do less', STORES),
  chapterOf('State that is special', STATE),
]
