import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import type { FlinkLab, LoadResult, RestoreResult } from '../flink/flink-lab.ts'
import type { Written } from '../flink/histories.ts'
import type { Endpoint } from '../servers.ts'
import { relocate, type Relocation } from './bundle.ts'
import { claimModes, type Column } from './columns.ts'
import { flinkConf, newPlace, newPlaces, type Place } from './places.ts'
import type { Row } from './rows.ts'
import { differencesOf } from './second-opinion.ts'
import { travel, type Arrival } from './travel.ts'
import { CellFailure, PREFIX, withConf, type Trial } from './trial.ts'

/**
 * `pass`: relocated, the original deleted, restored with the same state. `refused`: Flink's own snapshot
 * lacks files, and the relocation said which and wrote nothing. `none`: the release has no such snapshot,
 * or the lab cannot make it.
 */
export type Outcome = 'pass' | 'refused' | 'fail' | 'none'

/** What became of one cell; kept as JSON. */
export interface CellResult {
  readonly row: string
  readonly flink: string
  readonly storage: 's3' | 'file'
  readonly outcome: Outcome
  /** Why, for all but `pass`. */
  readonly reason?: string
  /** The claim modes that the relocated snapshot was restored with. */
  readonly modes?: readonly string[]
  readonly metadataVersion?: number
  readonly filesCopied?: number
  readonly bytesCopied?: number
  readonly urisRewritten?: number
  /** What the report of the relocation says of the claim mode. */
  readonly claimMode?: string
  /** How many state entries equal the formula, of each kind. */
  readonly verified?: Readonly<Record<string, number>>
  readonly inFlight?: number
  /**
   * How many snapshots of the cell `inspect` and the codec saw as Flink's own classes do, handle by handle.
   */
  readonly inspected?: number
  readonly seconds: number
  /** Day of the run. */
  readonly date: string
}

/** Objects that belong to nobody: whatever Flink deletes under CLAIM, they must stay. */
const BYSTANDER = 'bystander'

type Facts = Omit<CellResult, 'row' | 'flink' | 'storage' | 'seconds' | 'date'>

/** Runs one cell to its end. Failures of any kind become its result. */
export async function runCell(
  row: Row,
  column: Column,
  lab: FlinkLab,
  server: Endpoint,
): Promise<CellResult> {
  const started = Date.now()
  const finish = (facts: Facts): CellResult => ({
    row: row.name,
    flink: column.flink,
    storage: column.storage,
    ...facts,
    seconds: Math.round((Date.now() - started) / 1000),
    date: new Date().toISOString().slice(0, 10),
  })
  const without = row.without(column)
  if (without !== undefined) return finish({ outcome: 'none', reason: without })
  try {
    return finish(await play(row, column, lab, server))
  } catch (error) {
    return finish({ outcome: 'fail', reason: error instanceof Error ? error.message : String(error) })
  }
}

async function play(row: Row, column: Column, lab: FlinkLab, server: Endpoint): Promise<Facts> {
  const name = `${row.name}-${column.flink}`
  const places = await newPlaces(column.storage, server, name)
  const trial: Trial = {
    row,
    column,
    lab,
    server,
    conf: flinkConf(column.storage, server),
    ...places,
    inspected: 0,
  }
  try {
    const written = await write(trial)
    const original = await lab.load(written.path, { ...trial.conf, ...row.sourceConf })
    const misshapen = row.shape(original, written)
    if (misshapen !== undefined) throw new CellFailure(`the lab made no such snapshot: ${misshapen}`)
    await requireSameWord(trial, trial.source, written.path)

    const moved = await move(trial, written, original)
    if (moved === 'refused') {
      return {
        outcome: 'refused',
        reason: `Flink completed it without these files: ${lacking(original).join(', ')}`,
        inspected: trial.inspected,
      }
    }
    requireReport(trial, moved.report)
    if (row.runsOn === true) await requireRanOn(lab)
    await trial.source.empty()
    const arrived = { trial, report: moved.report, original, numbers: written.numbers }
    const last = row.travels === true ? await roundTrip(arrived, name) : arrived
    await putBystanders(last.trial)
    const facts = await prove(last.trial, last.report, last.original, last.numbers)
    await requireBystanders(last.trial)
    return { outcome: 'pass', ...facts, inspected: last.trial.inspected }
  } finally {
    await Promise.all([places.source.empty(), places.target.empty()])
  }
}

/** By a third place, and back to where the snapshot came from. */
async function roundTrip(arrived: Arrival, name: string): Promise<Arrival> {
  const { source, column, server } = arrived.trial
  const third = await newPlace(column.storage, server, `third-${name}`)
  try {
    const last = await travel(arrived, [third, source])
    return { ...last, trial: { ...last.trial, source: arrived.trial.target } }
  } finally {
    await third.empty()
  }
}

async function requireRanOn(lab: FlinkLab): Promise<void> {
  const checkpoints = await lab.end()
  if (checkpoints < 1) throw new CellFailure('the job took no checkpoint after the one that was relocated')
}

/** Reads the relocated snapshot through Flink and restores it in every claim mode that there is. */
async function prove(
  trial: Trial,
  report: RelocationReport,
  original: LoadResult,
  numbers: number,
): Promise<Omit<Facts, 'outcome'>> {
  const { row, column, lab, target, conf } = trial
  const path = row.movesOn === true ? await moveOn(target, report.snapshotPath) : report.snapshotPath
  const loaded = await lab.load(path, conf)
  requireHome(loaded, original, row.movesOn === true ? path : target.uri)
  await requireSameWord(trial, target, path)
  const modes = row.only === undefined ? claimModes(column) : [row.only.mode]
  let last: RestoreResult | undefined
  for (const mode of modes) last = await restoreTwice(trial, path, numbers, mode)
  const { metadataVersion, filesCopied, bytesCopied, urisRewritten, claimMode } = report
  return {
    modes: modes.map((mode) => mode ?? 'default'),
    metadataVersion,
    filesCopied,
    bytesCopied,
    urisRewritten,
    claimMode,
    verified: last?.verified,
    ...((last?.inFlight ?? 0) > 0 && { inFlight: last?.inFlight ?? 0 }),
  }
}

/** Moves the relocated snapshot as somebody does who knows nothing of it. @returns where it is then */
async function moveOn(target: Place, snapshot: string): Promise<string> {
  const to = `${target.uri}/moved-on/${snapshot.split('/').at(-1) ?? ''}`
  await target.move(snapshot, to)
  return to
}

function requireReport({ row, column }: Trial, report: RelocationReport): void {
  if (row.rewrites !== undefined && row.rewrites(column) !== report.urisRewritten > 0) {
    throw new CellFailure(
      `${report.urisRewritten} paths were rewritten, which this kind of snapshot does not expect`,
    )
  }
  const claimMode = row.only?.mode ?? (report.metadataVersion > 2 ? 'NO_CLAIM' : undefined)
  if (report.claimMode !== claimMode) {
    throw new CellFailure(
      `the report advises ${report.claimMode ?? 'no claim mode'} instead of ${claimMode ?? 'none'}`,
    )
  }
}

/** Holds what the bundle says of a snapshot to what Flink's own classes read. */
async function requireSameWord(trial: Trial, place: Place, snapshot: string): Promise<void> {
  const differences = await differencesOf(trial.lab, trial.server, place, snapshot)
  if (differences.length > 0)
    throw new CellFailure(`inspect and Flink read ${snapshot} differently: ${differences.join('; ')}`)
  trial.inspected++
}

async function write({ row, column, lab, source, conf }: Trial): Promise<Written> {
  const job = withConf(row.job(source.uri, column), { ...conf, ...row.sourceConf })
  const dir = `${source.uri}/flink/source`
  return row.write === undefined
    ? await lab.write({ ...job, dir })
    : await row.write({ lab, home: source.uri, dir, job })
}

/** Relocates; where the original lacks files, shows first that the relocation refuses to. */
async function move(
  { row, server, source, target }: Trial,
  written: Written,
  original: LoadResult,
): Promise<Extract<Relocation, { ok: true }> | 'refused'> {
  const to = `${target.uri}/${PREFIX}`
  const args = row.args?.(source.uri, target.uri, written) ?? []
  if (!original.ok) {
    const refused = await relocate(server, written.path, to, [])
    requireRefusal(refused, original)
    if ((await target.empty()) > 0) throw new CellFailure('the relocation refused, but wrote something')
    if (row.mayLackFiles === true) return 'refused'
  }
  const relocation = await relocate(server, written.path, to, args)
  if (relocation.ok) return relocation
  throw new CellFailure(`not relocated: ${relocation.said}`)
}

function requireRefusal(relocation: Relocation, original: LoadResult): void {
  if (relocation.ok)
    throw new CellFailure(`it lacks files and was relocated all the same: ${original.problems.join('; ')}`)
  const silent = lacking(original).filter(
    (each) => !relocation.said.includes(each.split('/').slice(-2).join('/')),
  )
  if (silent.length > 0)
    throw new CellFailure(`refused without naming ${silent.join(', ')}: ${relocation.said}`)
}

/** The files that Flink's reader did not find, each once. */
function lacking(original: LoadResult): string[] {
  return [...new Set(original.problems.map((each) => /^(\S+): /.exec(each)?.[1] ?? each))]
}

function requireHome(
  { ok, problems, paths = [], directories = [], handles }: LoadResult,
  original: LoadResult,
  place: string,
): void {
  if (!ok)
    throw new CellFailure(`Flink's reader does not accept the relocated snapshot: ${problems.join('; ')}`)
  const home = place.replace(/^file:\/\//, 'file:')
  const astray = [...paths, ...directories].filter((each) => !each.startsWith(`${home}/`))
  if (astray.length > 0) throw new CellFailure(`paths lead out of ${home}: ${astray.join(', ')}`)
  if (handles !== original.handles)
    throw new CellFailure(`${String(handles)} handles instead of ${String(original.handles)}`)
}

/** Restores, has the job take one more snapshot, and restores from that one too. */
async function restoreTwice(
  trial: Trial,
  from: string,
  numbers: number,
  claimMode: string | undefined,
): Promise<RestoreResult> {
  const { row, column, lab, target, conf } = trial
  const dir = `${target.uri}/next/${claimMode ?? 'default'}`
  const mode = claimMode === undefined ? {} : { claimMode }
  const job = withConf(row.job(target.uri, column), conf)
  const [parallelism, again] = row.parallelism ?? []
  const first = await lab.restore({ ...job, ...mode, from, dir, numbers, kind: row.next, parallelism })
  if (!first.ok || first.path === undefined || first.numbers === undefined)
    throw notRestored('', claimMode, first)
  await requireSameWord(trial, target, first.path)
  const second = await lab.restore({
    ...job,
    ...mode,
    from: first.path,
    dir,
    numbers: first.numbers,
    kind: row.last ?? 'savepoint-canonical',
    parallelism: again,
    pauseMs: 0,
  })
  if (!second.ok) throw notRestored(' from the checkpoint that the restored job took', claimMode, second)
  return {
    ...first,
    verified: { ...first.verified, 'fired-event-timer': second.verified?.['fired-event-timer'] ?? 0 },
  }
}

function notRestored(
  what: string,
  claimMode: string | undefined,
  { problems = [] }: RestoreResult,
): CellFailure {
  return new CellFailure(`not restored${what} (${claimMode ?? 'no claim mode'}): ${problems.join('; ')}`)
}

async function putBystanders({ source, target }: Trial): Promise<void> {
  await source.put(`flink/source/${BYSTANDER}`)
  for (const name of [BYSTANDER, `${PREFIX}/${BYSTANDER}`]) await target.put(name)
}

async function requireBystanders({ source, target }: Trial): Promise<void> {
  const present = [
    await source.has(`flink/source/${BYSTANDER}`),
    await target.has(BYSTANDER),
    await target.has(`${PREFIX}/${BYSTANDER}`),
  ]
  if (present.includes(false))
    throw new CellFailure("the restored job deleted files that are none of the snapshot's")
}
