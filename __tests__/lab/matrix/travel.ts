import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import type { LoadResult } from '../flink/flink-lab.ts'
import { relocate } from './bundle.ts'
import { claimModes } from './columns.ts'
import type { Place } from './places.ts'
import { CellFailure, PREFIX, withConf, type Trial } from './trial.ts'

/** A snapshot that has reached its place. */
export interface Arrival {
  /** Of the last relocation: its source is empty, its target holds the snapshot. */
  readonly trial: Trial
  readonly report: RelocationReport
  /** What Flink read of the snapshot before that relocation. */
  readonly original: LoadResult
  readonly numbers: number
}

/**
 * At each place the job is restored under CLAIM, goes on in the directory that it finds itself in, and takes
 * a checkpoint, which is relocated to the next place; the one before is emptied.
 */
export async function travel(arrival: Arrival, places: readonly Place[]): Promise<Arrival> {
  let now = arrival
  for (const place of places) now = await goOn(now, place)
  return now
}

async function goOn({ trial, report, numbers }: Arrival, place: Place): Promise<Arrival> {
  const { row, column, lab, server, conf, target: here } = trial
  const claimMode = claimModes(column).at(-1)
  const taken = await lab.restore({
    ...withConf(row.job(here.uri, column), conf),
    ...(claimMode === undefined ? {} : { claimMode }),
    from: report.snapshotPath,
    // The directory of the job before is a neighbour then, as with a job that keeps its settings.
    dir: report.snapshotPath.split('/').slice(0, -2).join('/'),
    numbers,
    kind: row.next,
  })
  if (taken.path === undefined || taken.numbers === undefined)
    throw new CellFailure(`not restored at ${here.uri}: ${(taken.problems ?? []).join('; ')}`)
  const original = await lab.load(taken.path, conf)
  const relocation = await relocate(server, taken.path, `${place.uri}/${PREFIX}`, [])
  if (!relocation.ok) throw new CellFailure(`not relocated from ${here.uri}: ${relocation.said}`)
  await here.empty()
  return {
    trial: { ...trial, source: here, target: place },
    report: relocation.report,
    original,
    numbers: taken.numbers,
  }
}
