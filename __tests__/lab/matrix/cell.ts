import type { FlinkLab, LoadResult, RestoreResult } from '../flink/flink-lab.ts'
import type { Job, Written } from '../flink/histories.ts'
import type { Endpoint } from '../servers.ts'
import { relocate, type Relocation } from './bundle.ts'
import { claimModes, type Column } from './columns.ts'
import { flinkConf, newPlaces, type Place } from './places.ts'
import type { Row } from './rows.ts'

/**
 * `pass`: relocated, the original deleted, restored with the same state. `refused`: Flink's own snapshot lacks files, and the
 * relocation said which and wrote nothing. `none`: the release has no such snapshot, or the lab cannot make it.
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
  readonly seconds: number
  /** Day of the run. */
  readonly date: string
}

/** Where the relocated snapshot goes, in the target's place. */
const PREFIX = 'moved/to/another'
/** Objects that belong to nobody: whatever Flink deletes under CLAIM, they must stay. */
const BYSTANDER = 'bystander'

class CellFailure extends Error {
  override readonly name = 'CellFailure'
}

type Facts = Omit<CellResult, 'row' | 'flink' | 'storage' | 'seconds' | 'date'>

/** Runs one cell to its end. Failures of any kind become its result. */
export async function runCell(row: Row, column: Column, lab: FlinkLab, server: Endpoint): Promise<CellResult> {
  const started = Date.now()
  const finish = (facts: Facts): CellResult => ({
    row: row.name, flink: column.flink, storage: column.storage, ...facts,
    seconds: Math.round((Date.now() - started) / 1000), date: new Date().toISOString().slice(0, 10),
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
  const conf = flinkConf(column.storage, server)
  const { source, target } = await newPlaces(column.storage, server, `${row.name}-${column.flink}`)
  try {
    const written = await write(row, column, lab, source, conf)
    const original = await lab.load(written.path, { ...conf, ...row.sourceConf })
    const misshapen = row.shape(original, written)
    if (misshapen !== undefined) throw new CellFailure(`the lab made no such snapshot: ${misshapen}`)

    const moved = await move(row, server, source, target, written, original)
    if (moved === 'refused') return { outcome: 'refused', reason: `Flink completed it without these files: ${lacking(original).join(', ')}` }
    const { report } = moved
    if (row.rewrites !== undefined && row.rewrites(column) !== report.urisRewritten > 0) {
      throw new CellFailure(`${report.urisRewritten} paths were rewritten, which this kind of snapshot does not expect`)
    }
    const claimMode = row.only?.mode ?? (report.metadataVersion > 2 ? 'NO_CLAIM' : undefined)
    if (report.claimMode !== claimMode) {
      throw new CellFailure(`the report advises ${report.claimMode ?? 'no claim mode'} instead of ${claimMode ?? 'none'}`)
    }
    await source.empty()
    await putBystanders(source, target)
    const loaded = await lab.load(report.savepointPath, conf)
    requireHome(loaded, original, target)

    const modes = row.only === undefined ? claimModes(column) : [row.only.mode]
    let last: RestoreResult | undefined
    for (const mode of modes) last = await restoreTwice(row, column, lab, target, conf, report.savepointPath, written.numbers, mode)
    await requireBystanders(source, target)
    return {
      outcome: 'pass', modes: modes.map((mode) => mode ?? 'default'),
      metadataVersion: report.metadataVersion, filesCopied: report.filesCopied, bytesCopied: report.bytesCopied,
      urisRewritten: report.urisRewritten, ...report.claimMode !== undefined && { claimMode: report.claimMode },
      ...last?.verified && { verified: last.verified }, ...(last?.inFlight ?? 0) > 0 && { inFlight: last?.inFlight ?? 0 },
    }
  } finally {
    await Promise.all([source.empty(), target.empty()])
  }
}

async function write(row: Row, column: Column, lab: FlinkLab, source: Place, conf: Record<string, string>): Promise<Written> {
  const job = withConf(row.job(source.uri, column), { ...conf, ...row.sourceConf })
  const dir = `${source.uri}/flink/source`
  return row.write === undefined
    ? await lab.write({ ...job, dir })
    : await row.write({ lab, home: source.uri, dir, job })
}

/** Relocates; where the original lacks files, shows first that the relocation refuses to. */
async function move(
  row: Row, server: Endpoint, source: Place, target: Place, written: Written, original: LoadResult,
): Promise<Extract<Relocation, { ok: true }> | 'refused'> {
  const to = `${target.uri}/${PREFIX}`
  const args = row.args?.(source.uri, target.uri, written) ?? []
  if (!original.ok) {
    const refused = await relocate(server, written.path, to, [])
    requireRefusal(refused, original)
    if (await target.empty() > 0) throw new CellFailure('the relocation refused, but wrote something')
    if (row.mayLackFiles === true) return 'refused'
  }
  const relocation = await relocate(server, written.path, to, args)
  if (relocation.ok) return relocation
  throw new CellFailure(`not relocated: ${relocation.said}`)
}

function requireRefusal(relocation: Relocation, original: LoadResult): void {
  if (relocation.ok) throw new CellFailure(`it lacks files and was relocated all the same: ${original.problems.join('; ')}`)
  const silent = lacking(original).filter((each) => !relocation.said.includes(each.split('/').slice(-2).join('/')))
  if (silent.length > 0) throw new CellFailure(`refused without naming ${silent.join(', ')}: ${relocation.said}`)
}

/** The files that Flink's reader did not find. */
function lacking(original: LoadResult): string[] {
  return original.problems.map((each) => /^(\S+): /.exec(each)?.[1] ?? each)
}

function requireHome({ ok, problems, paths = [], directories = [], handles }: LoadResult, original: LoadResult, target: Place): void {
  if (!ok) throw new CellFailure(`Flink's reader does not accept the relocated snapshot: ${problems.join('; ')}`)
  const home = target.uri.replace(/^file:\/\//, 'file:')
  const astray = [...paths, ...directories].filter((each) => !each.startsWith(`${home}/`))
  if (astray.length > 0) throw new CellFailure(`paths lead out of the target: ${astray.join(', ')}`)
  if (handles !== original.handles) throw new CellFailure(`${String(handles)} handles instead of ${String(original.handles)}`)
}

/** Restores, has the job take one more snapshot, and restores from that one too. */
async function restoreTwice(
  row: Row, column: Column, lab: FlinkLab, target: Place, conf: Record<string, string>, from: string, numbers: number,
  claimMode: string | undefined,
): Promise<RestoreResult> {
  const dir = `${target.uri}/next/${claimMode ?? 'default'}`
  const mode = claimMode === undefined ? {} : { claimMode }
  const job = withConf(row.job(target.uri, column), conf)
  const first = await lab.restore({ ...job, ...mode, from, dir, numbers, kind: row.next })
  if (!first.ok || first.path === undefined || first.numbers === undefined) throw notRestored('', claimMode, first)
  const second = await lab.restore({
    ...job, ...mode, from: first.path, dir, numbers: first.numbers, kind: 'savepoint-canonical', pauseMs: 0,
  })
  if (!second.ok) throw notRestored(' from the checkpoint that the restored job took', claimMode, second)
  return { ...first, verified: { ...first.verified, 'fired-event-timer': second.verified?.['fired-event-timer'] ?? 0 } }
}

function notRestored(what: string, claimMode: string | undefined, { problems = [] }: RestoreResult): CellFailure {
  return new CellFailure(`not restored${what} (${claimMode ?? 'no claim mode'}): ${problems.join('; ')}`)
}

async function putBystanders(source: Place, target: Place): Promise<void> {
  await source.put(`flink/source/${BYSTANDER}`)
  for (const name of [BYSTANDER, `${PREFIX}/${BYSTANDER}`]) await target.put(name)
}

async function requireBystanders(source: Place, target: Place): Promise<void> {
  const present = [
    await source.has(`flink/source/${BYSTANDER}`), await target.has(BYSTANDER), await target.has(`${PREFIX}/${BYSTANDER}`),
  ]
  if (present.includes(false)) throw new CellFailure('the restored job deleted files that are none of the snapshot\'s')
}

function withConf(job: Job, conf: Readonly<Record<string, string>>): Job {
  return { ...job, conf: { ...conf, ...job.conf } }
}
