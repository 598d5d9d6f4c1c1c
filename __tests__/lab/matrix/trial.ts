import type { FlinkLab } from '../flink/flink-lab.ts'
import type { Job } from '../flink/histories.ts'
import type { Endpoint } from '../servers.ts'
import type { Column } from './columns.ts'
import type { Place } from './places.ts'
import type { Row } from './rows.ts'

/** One cell while it is played. */
export interface Trial {
  readonly row: Row
  readonly column: Column
  readonly lab: FlinkLab
  readonly server: Endpoint
  /** What Flink has to know of the server. */
  readonly conf: Readonly<Record<string, string>>
  readonly source: Place
  readonly target: Place
  /** Snapshots that were held to Flink's own word so far. */
  inspected: number
}

/** What went wrong in a cell, in words for the table. */
export class CellFailure extends Error {
  override readonly name = 'CellFailure'
}

/** Where a relocated snapshot goes, in the target's place. */
export const PREFIX = 'moved/to/another'

/** The job with settings of the place beside its own. */
export function withConf(job: Job, conf: Readonly<Record<string, string>>): Job {
  return { ...job, conf: { ...conf, ...job.conf } }
}
