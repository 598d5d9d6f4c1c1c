import { parsePathMap } from '../../src/location/path-map.ts'
import { parseLocation } from '../../src/location/location.ts'
import {
  keyGroups,
  mergedPartitionable,
  metadata,
  nullHandle,
  operator,
  partitionable,
  relativeFile,
  segment,
  subtask,
  type Part,
} from '../support/metadata-builder.ts'
import type { Chapter } from './book.ts'
import { at, both, chapterOf, checkpoint, handle, holding, HOME, JOB, keyed, type Scenes } from './scenes.ts'

const READING: Scenes = [
  ['nothing is there', { request: { source: 's3://source/nothing' } }],
  ['a checkpoint that is gone', { request: { source: `s3://source/${JOB}/chk-7` } }],
  ['files without _metadata', { before: at('half/a'), request: { source: 's3://source/half' } }],
  [
    'a checkpoint without _metadata',
    { before: at(`${JOB}/chk-7/a`), request: { source: `s3://source/${JOB}/chk-7` } },
  ],
  ['a directory of snapshots', { request: { source: 's3://source/flink' } }],
  ['a file', { request: { source: `${HOME}/small` } }],
  [
    'a damaged _metadata',
    {
      before: (lab) => {
        at('flink/savepoint-1/_metadata', lab.metadataAt(HOME).subarray(0, 60))(lab)
      },
    },
  ],
  ['no _metadata at all', { before: at('flink/savepoint-1/_metadata', '<html>') }],
]

const PLANNING: Scenes = [
  [
    'a root',
    {
      before: (lab) => {
        lab.from.buckets.put('source', '_metadata', keyed())
      },
      request: { source: 's3://source/' },
    },
  ],
  [
    'a checkpoint outside of a job directory',
    { before: checkpoint('cp/chk-7'), request: { source: 's3://source/cp/chk-7' } },
  ],
  ["a target in a job's checkpoints", { request: { target: `s3://target/${JOB}/shared` } }],
  ['a target in a checkpoint', { request: { target: `s3://target/${JOB}/chk-3` } }],
  ["a name that is Flink's", { request: { targetName: 'shared' } }],
  ['a target that is a _metadata', { request: { target: 's3://target/x/_metadata' } }],
  ['a target that ends in the name', { request: { target: 's3://target/savepoint-1' } }],
  ['a target in the source', { request: { target: HOME } }],
  [
    'the place where it is',
    { before: holding(keyGroups(3, relativeFile('small', 12))), request: { target: 's3://source/flink' } },
  ],
  [
    'the place where it is, with delete-source',
    { request: { target: 's3://source/flink', deleteSource: true } },
  ],
  [
    'the place where it is, as a shard',
    { request: { target: 's3://source/flink', shard: { index: 1, count: 2 } } },
  ],
  ['a file outside', { before: holding(handle('s3://source/elsewhere/a')) }],
  [
    'files outside, in two directories',
    { before: holding(handle('s3://source/x/a'), handle('s3://source/y/b')) },
  ],
  [
    'files in another bucket that are to be copied',
    { before: holding(handle('s3://other/x/a')), request: { externalFiles: 'copy' } },
  ],
  [
    'files in another kind of store',
    {
      before: holding(handle('hdfs://nn/x/a')),
      request: { pathMap: parsePathMap('hdfs://nn/x => s3://target/x') },
    },
  ],
  [
    'files that would go to another kind of store',
    {
      before: holding(handle('s3://source/x/a')),
      request: { pathMap: parsePathMap('s3://source/x => hdfs://nn/x') },
    },
  ],
  ['a path that cannot be', { before: holding(keyGroups(3, relativeFile('s3://x/a', 5))) }],
  [
    'two files of one name',
    {
      before: both(holding(handle('s3://source/x/a'), handle('s3://source/y/a')), at('x/a'), at('y/a')),
      request: { pathMap: parsePathMap('s3://source/x => s3://target/z\ns3://source/y => s3://target/z') },
    },
  ],
  [
    'a file that is called _metadata',
    {
      before: both(holding(handle('s3://source/x/_metadata')), at('x/_metadata')),
      request: { pathMap: parsePathMap('s3://source/x => s3://target/z') },
    },
  ],
  [
    'a rule that leads into the source',
    {
      before: both(holding(handle('s3://source/x/a')), at('x/a')),
      request: { pathMap: parsePathMap(`s3://source/x => ${HOME}/x`) },
    },
  ],
  ['a key that is too long', { request: { targetName: 'n'.repeat(1030) } }],
  ['two sizes of one file', { before: holding(handle(`${HOME}/small`, 5), handle(`${HOME}/small`, 6)) }],
  ['a former home where nothing lies', { request: { movedFrom: 's3://old/place' } }],
  [
    'a rule of moved files that matches nothing',
    { request: { readMap: parsePathMap('s3://old/place => s3://source/x') } },
  ],
  [
    'a claimed savepoint that is not there',
    { request: { claimedSavepoints: [parseLocation('s3://source/claimed')] } },
  ],
  [
    'state that cannot be relocated',
    {
      before: (lab) => {
        lab.from.buckets.put(
          'source',
          'flink/savepoint-1/_metadata',
          Buffer.from(
            metadata(6, [
              operator(6, {}, [
                subtask(6, 0, {
                  managedOperator: partitionable([{ name: 'pending-checkpoints', offsets: [0] }], nullHandle),
                }),
              ]),
            ]),
          ),
        )
      },
    },
  ],
  [
    'a file-merging directory that two would share',
    {
      before: (lab) => {
        const merged = (n: number): Part =>
          mergedPartitionable(
            [{ name: 's' }],
            `s3://source/cp/${JOB}/taskowned/${n}`,
            `s3://source/cp/${JOB}/shared/${n}`,
            segment(`s3://source/cp/${JOB}/shared/${n}/f`, 0, 5),
          )
        const bytes = metadata(6, [
          operator(
            6,
            { parallelism: 2 },
            [1, 2].map((n) => subtask(6, n - 1, { managedOperator: merged(n) })),
          ),
        ])
        lab.from.buckets.put('source', `cp/${JOB}/chk-7/_metadata`, Buffer.from(bytes))
        for (const n of [1, 2])
          lab.from.buckets.put('source', `cp/${JOB}/shared/${n}/f`, Buffer.from('state'))
      },
      request: {
        source: `s3://source/cp/${JOB}/chk-7`,
        pathMap: parsePathMap(
          `s3://source/cp/${JOB}/shared/1 => s3://target/x\ns3://source/cp/${JOB}/shared/2 => s3://target/x`,
        ),
      },
    },
  ],
  ['another plan than the approved one', { request: { expectPlan: 'a'.repeat(64) } }],
]

/** What is said before a relocation writes anything. */
export const PLANS: readonly Chapter[] = [
  chapterOf('Reading the snapshot', READING),
  chapterOf('Refusals of a plan', PLANNING),
]
