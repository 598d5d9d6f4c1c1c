/** The servers of the bench, with their data in memory, and the prefixes that are copied. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startMinio, type Endpoint, type LabServer } from '../__tests__/lab/servers.ts'
import { ensureTool } from '../scripts/lab/tools.ts'
import { QuickServer } from './server/start.ts'
import { snapshotOf } from './snapshot.ts'
import type { Workload } from './workloads.ts'

/** Both ends of a workload; one and the same where one server copies by itself. */
export interface Ends {
  readonly from: Endpoint
  readonly to: Endpoint
}

/** Servers that were started, and what has to be undone. */
export class Places {
  /** Files of the tools and of seeding. */
  readonly scratch: string
  #minios: Promise<readonly [LabServer, LabServer]> | undefined
  #quick: QuickServer | undefined
  /** What the servers had counted when they were asked last. */
  #counted = 0

  constructor() {
    // Servers keep their data below TMPDIR: on a disk, the disk would be measured.
    if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm'
    this.scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-bench-'))
  }

  /** Starts what the workload needs and puts its savepoint to `s3://source/sp`. */
  async prepare({ servers, objects, sizeBytes, delayMs }: Workload): Promise<Ends> {
    const snapshot = snapshotOf('source', 'sp', objects, sizeBytes)
    if (servers === 'quick') {
      await this.#quick?.stop()
      this.#quick = await QuickServer.start()
      await this.#quick.seed('source', snapshot.names.map((name) => `sp/${name}`), sizeBytes)
      await this.#quick.put('source', 'sp/_metadata', snapshot.metadata)
      await this.#quick.seed('target', [], 0)
      await this.#quick.delay(delayMs ?? 0)
      const quick = { name: 'quick', endpoint: this.#quick.endpoint, region: 'us-east-1', accessKeyId: 'alice', secretAccessKey: 'secret12' }
      return { from: quick, to: quick }
    }
    const [a, b] = await (this.#minios ??= startMinios())
    for (const server of [a, b]) for (const bucket of ['source', 'target']) this.#emptyBucket(server, bucket)
    this.#upload(a, snapshot.names, sizeBytes, snapshot.metadata)
    return { from: a, to: servers === 'two' ? b : a }
  }

  /** Requests that both ends answered since this was asked before. */
  async countRequests({ from, to }: Ends): Promise<number> {
    if (this.#quick !== undefined && from.name === 'quick') return this.#quick.countRequests()
    const ends = from === to ? [from] : [from, to]
    const totals = await Promise.all(ends.map(requestsOf))
    const sum = totals.reduce((all, one) => all + one, 0)
    const since = sum - this.#counted
    this.#counted = sum
    return since
  }

  /** Deletes what a run has copied. */
  clear({ to }: Ends, directory: string): void {
    // The quick server holds no bytes, and a directory of its own for each run.
    if (to.name !== 'quick') this.#mc(to, ['rm', '--recursive', '--force', '--quiet', `x/target/${directory}`])
  }

  async close(): Promise<void> {
    await this.#quick?.stop()
    const minios = await this.#minios?.catch(() => [])
    await Promise.all((minios ?? []).map((server) => server.stop()))
    rmSync(this.scratch, { recursive: true, force: true })
  }

  #emptyBucket(server: Endpoint, bucket: string): void {
    this.#mc(server, ['mb', '--ignore-existing', '--quiet', `x/${bucket}`])
    this.#mc(server, ['rm', '--recursive', '--force', '--quiet', `x/${bucket}`], true)
  }

  #upload(server: Endpoint, names: readonly string[], sizeBytes: number, metadata: Uint8Array): void {
    const directory = join(this.scratch, 'sp')
    mkdirSync(directory)
    // Not all alike, and not compressible.
    const bytes = randomBytes(sizeBytes)
    for (const [index, name] of names.entries()) {
      bytes.writeUInt32BE(index, 0)
      writeFileSync(join(directory, name), bytes)
    }
    writeFileSync(join(directory, '_metadata'), metadata)
    this.#mc(server, ['mirror', '--quiet', directory, 'x/source/sp'])
    rmSync(directory, { recursive: true })
  }

  #mc({ endpoint, accessKeyId, secretAccessKey }: Endpoint, args: readonly string[], mayFail = false): void {
    const { status, stderr } = spawnSync(ensureTool('mc'), ['--config-dir', join(this.scratch, 'mc'), ...args], {
      env: { ...process.env, MC_HOST_x: `http://${accessKeyId}:${secretAccessKey}@${new URL(endpoint).host}` },
      encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'],
    })
    if (status !== 0 && !mayFail) throw new Error(`mc ${args.join(' ')} failed: ${stderr.trim()}`)
  }
}

async function startMinios(): Promise<[LabServer, LabServer]> {
  ensureTool('minio')
  const account = (): { accessKeyId: string; secretAccessKey: string } => (
    { accessKeyId: `bench${randomBytes(6).toString('hex')}`, secretAccessKey: randomBytes(20).toString('hex') }
  )
  return [await startMinio(account(), 'a'), await startMinio(account(), 'b')]
}

/** MinIO's own count; its older metrics are ten seconds late. */
async function requestsOf({ endpoint }: Endpoint): Promise<number> {
  const text = await (await fetch(`${endpoint}/minio/metrics/v3/api/requests`)).text()
  return [...text.matchAll(/^minio_api_requests_total\{[^}]*\} (\S+)$/gm)].reduce((sum, [, count]) => sum + Number(count), 0)
}
