import { parsePathMap } from '../../src/location/path-map.ts'
import { file, incremental, metadata, nullHandle, relativeFile } from '../support/metadata-builder.ts'
import type { Chapter } from './book.ts'
import { at, both, chapterOf, checkpoint, handle, holding, HOME, JOB, keyed, type Scenes } from './scenes.ts'

/** Where several are copied at once it is left open which of them a sentence names. */
const ONE = { small: Buffer.from('a small file') }

const NOTICES: Scenes = [
  ['a plain run', { tells: true }],
  ['a rule that matches nothing', { tells: true, request: { pathMap: parsePathMap('s3://x => s3://y') } }],
  [
    'outside files that are kept',
    {
      tells: true,
      before: both(holding(handle('s3://source/x/a')), at('x/a')),
      request: { externalFiles: 'keep' },
    },
  ],
  [
    'outside files that are copied',
    {
      tells: true,
      before: both(holding(handle('s3://source/x/a')), at('x/a')),
      request: { externalFiles: 'copy' },
    },
  ],
  [
    'a savepoint that was moved by hand',
    {
      tells: true,
      before: (lab) => {
        lab.from.buckets.put('source', 'flink/savepoint-1/_metadata', lab.metadataAt('s3://old/savepoint-1'))
      },
    },
  ],
  [
    'files that no handle names',
    { tells: true, before: both(at('flink/savepoint-1/readme'), at('flink/savepoint-1/sub/file')) },
  ],
  [
    'relative references of a checkpoint',
    {
      tells: true,
      before: checkpoint(`cp/${JOB}/chk-7`),
      request: { source: `s3://source/cp/${JOB}/chk-7`, references: 'relative' },
    },
  ],
  [
    'relative references of version 2',
    {
      tells: true,
      before: (lab) => {
        lab.from.buckets.put('source', 'flink/savepoint-1/_metadata', Buffer.from(metadata(2, [])))
      },
      request: { references: 'relative' },
    },
  ],
  [
    'references that cannot be relative',
    {
      tells: true,
      before: both(
        holding(incremental(5, nullHandle, [['a', file(`${HOME}/a`, 5)]])),
        at('flink/savepoint-1/a'),
      ),
      request: { references: 'relative' },
    },
  ],
  ['strict verification', { tells: true, request: { verify: 'strict' } }],
  ['a dry run', { tells: true, request: { dryRun: true } }],
  ['a shard', { tells: true, request: { shard: { index: 2, count: 3 } } }],
  ['more shards than files', { tells: true, request: { shard: { index: 1, count: 200 } } }],
  [
    'a target that is there already',
    {
      tells: true,
      before: async (lab) => {
        await lab.relocate()
      },
    },
  ],
  [
    'a target with another snapshot, replaced',
    {
      tells: true,
      before: (lab) => {
        lab.put('_metadata', lab.metadataAt('s3://elsewhere/x'))
        lab.put('small', Buffer.from('other'))
      },
      request: { overwrite: true },
    },
  ],
  ['two servers', { tells: true, lab: { streamed: true } }],
  ['a store that ignores conditions', { tells: true, lab: { from: { ignoreConditions: true } } }],
  [
    'encryption that copies forget',
    {
      tells: true,
      lab: { files: ONE, from: { forgets: { headers: /^x-amz-server-side-encryption/, of: 'copies' } } },
      request: { targetWrite: { sse: 'AES256' } },
    },
  ],
]

const FAILING: Scenes = [
  [
    'a missing file',
    {
      before: (lab) => {
        lab.from.buckets.delete('source', 'flink/savepoint-1/small')
      },
    },
  ],
  ['a file of another size', { before: at('flink/savepoint-1/small', 'other') }],
  [
    'files relative to a claimed savepoint',
    { before: holding(incremental(5, nullHandle, [['x', relativeFile('x', 5)]])) },
  ],
  [
    'another snapshot in the target',
    {
      before: (lab) => {
        lab.put('_metadata', lab.metadataAt('s3://elsewhere/x'))
      },
    },
  ],
  [
    'a target that is a snapshot',
    {
      before: (lab) => {
        lab.to.buckets.put('target', 'moved/_metadata', keyed())
      },
    },
  ],
  [
    'files in the target that another snapshot needs',
    {
      before: (lab) => {
        lab.put('small', Buffer.from('b small file'))
        lab.to.buckets.put(
          'target',
          'moved/other/_metadata',
          keyed(handle('s3://target/moved/savepoint-1/small', 12)),
        )
      },
    },
  ],
  [
    'files of other content in the target',
    {
      before: (lab) => {
        lab.put('small', Buffer.from('other'))
      },
      request: { verify: 'strict' },
    },
  ],
  [
    'a source that changes',
    {
      before: (lab) => {
        lab.from.onRequest = ({ operation }) => {
          if (operation === 'CopyObject') at('flink/savepoint-1/small', 'a SMALL file')(lab)
        }
      },
    },
  ],
  [
    'encryption that is forgotten',
    {
      lab: { files: ONE, from: { forgets: { headers: /^x-amz-server-side-encryption/, of: 'all' } } },
      request: { targetWrite: { sse: 'AES256' } },
    },
  ],
  [
    'a storage class that is forgotten',
    {
      lab: { files: ONE, from: { forgets: { headers: /^x-amz-storage-class$/, of: 'all' } } },
      request: { targetWrite: { storageClass: 'STANDARD_IA' } },
    },
  ],
  [
    'bytes that change on the way each time',
    {
      lab: { streamed: true },
      before: (lab) => {
        for (let flipAt = 1; flipAt <= 50; flipAt++)
          lab.from.fault({ operation: 'GetObject', key: /large$/, times: 1, fault: { flipAt } })
      },
    },
  ],
  [
    'another run that wrote _metadata',
    {
      before: (lab) => {
        lab.from.onRequest = ({ operation, key }) => {
          if (operation === 'PutObject' && key.endsWith('_metadata'))
            lab.put('_metadata', lab.metadataAt('s3://elsewhere/x'))
        }
      },
    },
  ],
  [
    '_metadata that cannot be read back',
    {
      before: (lab) => {
        lab.from.onRequest = ({ operation, key }) => {
          if (operation === 'PutObject' && key.endsWith('_metadata'))
            lab.from.fault({
              operation: 'GetObject',
              key: /_metadata$/,
              fault: { status: 403, code: 'AccessDenied' },
            })
        }
      },
    },
  ],
]

const DELETED: Scenes = [
  [
    'a source that was deleted before',
    {
      before: async (lab) => {
        await lab.relocate({ deleteSource: true })
      },
      request: { target: 's3://target/elsewhere' },
    },
  ],
  [
    'the result of a deletion that is gone',
    {
      before: async (lab) => {
        await lab.relocate({ deleteSource: true })
        lab.to.buckets.delete('target', 'moved/savepoint-1/_metadata')
      },
      request: { deleteSource: true },
    },
  ],
  [
    'a file of the result that is gone',
    {
      before: async (lab) => {
        await lab.relocate({ deleteSource: true })
        lab.to.buckets.delete('target', 'moved/savepoint-1/small')
      },
      request: { deleteSource: true },
    },
  ],
  [
    'another _metadata where the result was',
    {
      before: async (lab) => {
        await lab.relocate({ deleteSource: true })
        lab.put('_metadata', lab.metadataAt('s3://elsewhere/x'))
      },
      request: { deleteSource: true },
    },
  ],
  [
    'no permission to delete',
    {
      before: (lab) => {
        lab.from.fault({ operation: 'DeleteObjects', fault: { status: 403, code: 'AccessDenied' } })
        lab.from.fault({ operation: 'DeleteObject', fault: { status: 403, code: 'AccessDenied' } })
      },
      request: { deleteSource: true },
    },
  ],
  ['a deletion', { tells: true, request: { deleteSource: true } }],
  [
    'a deletion once more',
    {
      tells: true,
      before: async (lab) => {
        await lab.relocate({ deleteSource: true })
      },
      request: { deleteSource: true },
    },
  ],
]

/** What a relocation says, step by step. */
export const RELOCATIONS: readonly Chapter[] = [
  chapterOf('Notices and warnings of a relocation', NOTICES),
  chapterOf('Failures while looking, copying, verifying and committing', FAILING),
  chapterOf('Deletion of the source', DELETED),
]
