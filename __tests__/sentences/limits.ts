import { parseLocation } from '../../src/location/location.ts'
import type { Lab } from '../faults/lab.ts'
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
import {
  at,
  both,
  chapterOf,
  checkpoint,
  committed,
  during,
  handle,
  holding,
  HOME,
  spoil,
  type Scenes,
} from './scenes.ts'

const ONE = { small: Buffer.from('a small file') }

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
      run: during('Commit', (lab) => {
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

/** What a relocation says where it stops, or cannot do all. */
export const LIMITS: readonly Chapter[] = [
  chapterOf('Deletions that stop or go on', DELETING),
  chapterOf('Stores that do less', STORES),
  chapterOf('State that is special', STATE),
]
