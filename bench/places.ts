/** The servers of the bench, with their data in memory, and the prefixes that are copied. */
import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { get } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { QuickServer } from '../__tests__/lab/quick-server/start.ts'
import { startMinio, type Endpoint, type LabServer } from '../__tests__/lab/servers.ts'
import { makeCertificate, type Certificate } from '../__tests__/support/self-signed.ts'
import { snapshotOf } from '../__tests__/support/synthetic-snapshot.ts'
import { ensureTool } from '../scripts/lab/tools.ts'
import { seed } from './seed.ts'
import type { Workload } from './workloads.ts'

/** Both ends of a workload; one and the same where one server copies by itself. */
export interface Ends {
  readonly from: Endpoint
  readonly to: Endpoint
  /** Variables by which programs trust the servers. */
  readonly trust: NodeJS.ProcessEnv
}

/** Servers that were started, and what has to be undone. */
export class Places {
  /** Files of the tools. */
  readonly scratch: string
  #minios: LabServer[] = []
  #quick: QuickServer | undefined
  /** What the servers had counted when they were asked last. */
  #counted = 0

  constructor() {
    // Servers keep their data below TMPDIR: on a disk, the disk would be measured.
    if (existsSync('/dev/shm')) process.env['TMPDIR'] = '/dev/shm'
    this.scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-bench-'))
  }

  /**
   * Starts what the workload needs, with nothing of another one, and puts its savepoint to `s3://source/sp`.
   */
  async prepare({ servers, objects, sizeBytes, delayMs, tls }: Workload): Promise<Ends> {
    await this.#stopAll()
    const snapshot = snapshotOf('source', 'sp', objects, sizeBytes)
    if (servers === 'quick') {
      this.#quick = await QuickServer.start()
      await this.#quick.seedSnapshot(snapshot)
      await this.#quick.seed('target', [], 0)
      await this.#quick.delay(delayMs ?? 0)
      const quick = {
        name: 'quick',
        endpoint: this.#quick.endpoint,
        region: 'us-east-1',
        accessKeyId: 'alice',
        secretAccessKey: 'secret12',
      }
      return { from: quick, to: quick, trust: {} }
    }
    const certificate = tls === true ? makeCertificate({ hosts: ['localhost'] }) : undefined
    const trust = this.#trust(certificate)
    const [a, b] = await this.#startMinios(servers === 'two' ? 2 : 1, certificate)
    if (a === undefined) throw new Error('no server was started')
    const to = b ?? a
    this.#makeBucket(a, 'source', trust)
    this.#makeBucket(to, 'target', trust)
    await seed(a, snapshot)
    this.#purge()
    return { from: a, to, trust }
  }

  /** Requests that both ends answered since this was asked before. */
  async countRequests({ from, to }: Ends): Promise<number> {
    if (this.#quick !== undefined) return this.#quick.countRequests()
    const ends = from === to ? [from] : [from, to]
    const totals = await Promise.all(ends.map(requestsOf))
    const sum = totals.reduce((all, one) => all + one, 0)
    const since = sum - this.#counted
    this.#counted = sum
    return since
  }

  /**
   * Forgets what a run has copied. The quick server holds no bytes, and a directory of its own for each run.
   */
  clear(directory: string): void {
    // MinIO would move what is deleted to a place of its own, and free it when it has time.
    for (const { data } of this.#minios)
      rmSync(join(data, 'target', directory), { recursive: true, force: true })
    this.#purge()
  }

  async close(): Promise<void> {
    await this.#stopAll()
    rmSync(this.scratch, { recursive: true, force: true })
  }

  /**
   * The variables of this program and the AWS CLI, and of programs in Go. They are set here too, for what
   * puts the objects there.
   */
  #trust(certificate: Certificate | undefined): NodeJS.ProcessEnv {
    delete process.env['AWS_CA_BUNDLE']
    if (certificate === undefined) return {}
    const file = join(this.scratch, 'authority.pem')
    writeFileSync(file, certificate.cert)
    process.env['AWS_CA_BUNDLE'] = file
    return { AWS_CA_BUNDLE: file, SSL_CERT_FILE: file }
  }

  async #startMinios(count: number, certificate: Certificate | undefined): Promise<LabServer[]> {
    ensureTool('minio')
    this.#counted = 0
    for (const name of ['a', 'b'].slice(0, count)) {
      this.#minios.push(
        await startMinio(
          {
            accessKeyId: `bench${randomBytes(6).toString('hex')}`,
            secretAccessKey: randomBytes(20).toString('hex'),
          },
          name,
          certificate,
        ),
      )
    }
    return this.#minios
  }

  async #stopAll(): Promise<void> {
    await this.#quick?.stop()
    this.#quick = undefined
    await Promise.all(this.#minios.map((server) => server.stop()))
    this.#minios = []
  }

  #purge(): void {
    for (const { data } of this.#minios) {
      const trash = join(data, '.minio.sys', 'tmp', '.trash')
      for (const name of existsSync(trash) ? readdirSync(trash) : [])
        rmSync(join(trash, name), { recursive: true, force: true })
    }
  }

  #makeBucket(server: Endpoint, bucket: string, trust: NodeJS.ProcessEnv): void {
    const { status, stderr } = spawnSync(
      ensureTool('mc'),
      ['--config-dir', join(this.scratch, 'mc'), 'mb', '--quiet', `x/${bucket}`],
      {
        env: { ...process.env, ...trust, MC_HOST_x: withKeys(server) },
        encoding: 'utf8',
        stdio: ['ignore', 'ignore', 'pipe'],
      },
    )
    if (status !== 0) throw new Error(`mc mb ${bucket} failed: ${stderr.trim()}`)
  }
}

/** An endpoint as MinIO's client is told it. */
export function withKeys({ endpoint, accessKeyId, secretAccessKey }: Endpoint): string {
  return endpoint.replace('://', `://${accessKeyId}:${secretAccessKey}@`)
}

/** MinIO's own count; its older metrics are ten seconds late. */
async function requestsOf({ endpoint, ca }: Endpoint): Promise<number> {
  const url = `${endpoint}/minio/metrics/v3/api/requests`
  const text = ca === undefined ? await (await fetch(url)).text() : await textOver(url, ca)
  return [...text.matchAll(/^minio_api_requests_total\{[^}]*\} (\S+)$/gm)].reduce(
    (sum, [, count]) => sum + Number(count),
    0,
  )
}

function textOver(url: string, ca: string): Promise<string> {
  return new Promise((resolve, reject) => {
    get(url, { ca, agent: false }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
      })
      response.once('end', () => {
        resolve(Buffer.concat(chunks).toString())
      })
      response.once('error', reject)
    }).once('error', reject)
  })
}
