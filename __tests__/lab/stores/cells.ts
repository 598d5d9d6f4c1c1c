/** Runs rows on stores. */
import { ensureTool } from '../../../scripts/lab/tools.ts'
import { clientFor, startMinio, type Endpoint } from '../servers.ts'
import { ServersFault, type TriedStore } from './flows.ts'
import { ROWS, type Row } from './rows.ts'
import type { StoreKind } from './servers.ts'
import { newCredentials, type StartedStore } from './started-store.ts'

/**
 * `works`; `server`: the stock SDK fails alike; `fails`: it is this program that does; `none`: there is
 * nothing to try.
 */
export type Outcome = 'works' | 'server' | 'fails' | 'none'

/** What came of one row on one store. */
export interface CellResult {
  readonly store: string
  readonly row: string
  readonly outcome: Outcome
  readonly note?: string
}

/** Why rows that need keys say nothing of a store that looks at none. */
export const TAKES_ANY_KEY = 'it takes any key'

/** A store that runs, beside one that is known to work. */
export interface Bench {
  readonly store: TriedStore
  readonly other: TriedStore
  stop(): Promise<void>
}

/** Starts a store, and MinIO beside it. */
export async function startBench(kind: StoreKind): Promise<Bench> {
  for (const tool of kind.tools) ensureTool(tool)
  ensureTool('minio')
  const started = await Promise.allSettled([
    kind.start(newCredentials()),
    startMinio(newCredentials(), 'other'),
  ])
  const servers: StartedStore[] = started
    .filter((one) => one.status === 'fulfilled')
    .map(({ value }) => value)
  const stop = async (): Promise<void> => {
    await Promise.all(servers.map((server) => server.stop()))
  }
  const failed = started.find((one) => one.status === 'rejected')
  if (failed !== undefined) {
    await stop()
    throw failed.reason
  }
  const [store, other] = servers.map(withClient)
  return { store: store!, other: other!, stop }
}

/** Runs one row. */
export async function runCell(kind: StoreKind, row: Row, { store, other }: Bench): Promise<CellResult> {
  const cell = { store: kind.name, row: row.name }
  if (row.needs !== undefined && kind.checksNoKeys === true)
    return { ...cell, outcome: 'none', note: TAKES_ANY_KEY }
  if (row.needs === 'readers' && store.readOnlyKey === undefined)
    return { ...cell, outcome: 'none', note: 'it has no keys that may only read' }
  try {
    await row.run({ store, other })
    return { ...cell, outcome: 'works' }
  } catch (error) {
    const note = (error instanceof Error ? error.message : String(error))
      .replaceAll(/\s+/g, ' ')
      .slice(0, 400)
    return {
      ...cell,
      outcome: error instanceof ServersFault ? 'server' : 'fails',
      note: harmless(note, store, other),
    }
  }
}

/** Runs all rows, and tells of each. */
export async function runStore(
  kind: StoreKind,
  onResult: (result: CellResult) => void,
  rows: readonly Row[] = ROWS,
): Promise<CellResult[]> {
  const bench = await startBench(kind)
  const results: CellResult[] = []
  try {
    for (const row of rows) {
      const result = await runCell(kind, row, bench)
      onResult(result)
      results.push(result)
    }
  } finally {
    await bench.stop()
  }
  return results
}

function withClient(server: StartedStore): TriedStore {
  const { name, endpoint, region, accessKeyId, secretAccessKey, readOnlyKey, env } = server
  const client = clientFor(server)
  return { name, endpoint, region, accessKeyId, secretAccessKey, client, readOnlyKey, env }
}

/** Ports and random names change with each run. */
function harmless(note: string, ...servers: readonly Endpoint[]): string {
  return servers
    .reduce((text, { endpoint, name }) => text.replaceAll(endpoint, `the endpoint of ${name}`), note)
    .replaceAll(/\b(source|target)-[0-9a-z]{8}\b/g, '$1')
}
