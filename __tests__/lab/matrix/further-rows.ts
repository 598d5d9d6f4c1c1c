import type { LabOptions } from '../flink/flink-lab.ts'
import type { Column } from './columns.ts'
import type { Row } from './rows.ts'
import { always, has, inShared, since } from './shapes.ts'

const rocksdb = 'rocksdb'
const ROUNDS = 3
/** More than there are while one of them is relocated. */
const RETAINED = { 'state.checkpoints.num-retained': '1000', 'execution.checkpointing.num-retained': '1000' }

const needs =
  (option: keyof LabOptions, reason: string) =>
  ({ lab }: Column): string | undefined =>
    lab[option] === undefined ? reason : undefined

/** What jobs do with their snapshots over time, and operators whose state is of kinds of its own. */
export const FURTHER_ROWS: readonly Row[] = [
  {
    name: 'running-on',
    title: 'incremental checkpoint, relocated while its job takes more',
    without: always,
    shape: inShared,
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb, rounds: ROUNDS }),
    sourceConf: RETAINED,
    write: ({ lab, dir, job }) => lab.write({ ...job, dir, runsOn: true }),
    runsOn: true,
    next: 'checkpoint-incremental',
    rewrites: () => true,
  },
  {
    name: 'rescaled',
    title: 'incremental checkpoint, restored with 3 subtasks instead of 2, then with 1',
    without: always,
    shape: inShared,
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb, rounds: ROUNDS }),
    parallelism: [3, 1],
    next: 'checkpoint-incremental',
    rewrites: () => true,
  },
  {
    name: 'generations',
    title:
      'incremental checkpoints of a job that moves on: to a second place, a third one, and back, claiming each',
    without: always,
    shape: inShared,
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb, rounds: ROUNDS }),
    travels: true,
    next: 'checkpoint-incremental',
    rewrites: () => true,
  },
  {
    name: 'windows',
    title: 'incremental checkpoint with open event-time windows and patterns that have begun (CEP)',
    without: needs('cep', 'Maven Central has no flink-cep of this release'),
    shape: inShared,
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb, with: ['window', 'cep'] }),
    next: 'checkpoint-incremental',
    rewrites: () => true,
  },
  {
    name: 'sql',
    title: 'incremental checkpoint of SQL: aggregate, join, deduplication, Top-N, OVER',
    without: (column) =>
      since(1, 15, 'the planner in one jar')(column)
      ?? needs('sql', 'Maven Central has no planner of this release')(column),
    shape: inShared,
    job: () => ({ kind: 'checkpoint-incremental', backend: rocksdb, with: ['sql'] }),
    next: 'checkpoint-incremental',
    rewrites: () => true,
  },
  {
    name: 'async',
    title: 'checkpoint with unanswered requests of asynchronous I/O',
    without: always,
    shape: has('OperatorStreamStateHandle'),
    job: () => ({ kind: 'checkpoint', backend: rocksdb, with: ['async'] }),
    next: 'checkpoint',
  },
  {
    name: 'forst',
    title: 'incremental checkpoint, ForSt',
    without: needs('forst', 'Maven Central has no ForSt backend of this release'),
    shape: has('IncrementalRemoteKeyedStateHandle'),
    job: () => ({ kind: 'checkpoint-incremental', backend: 'forst', rounds: ROUNDS }),
    next: 'checkpoint-incremental',
    // A canonical one fails.
    last: 'savepoint-native',
    rewrites: () => true,
  },
]
