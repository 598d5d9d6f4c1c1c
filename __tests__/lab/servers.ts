/**
 * Real S3 servers for the lab suites: child processes on free loopback ports, with a data directory of
 * their own.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { Agent } from 'node:https'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3'
import { requireTool } from '../../scripts/lab/tools.ts'
import type { Certificate } from '../support/self-signed.ts'

/** The one account of a server. */
export interface Credentials {
  readonly accessKeyId: string
  readonly secretAccessKey: string
}

/** How to reach a running server. */
export interface Endpoint extends Credentials {
  readonly name: string
  readonly endpoint: string
  readonly region: string
  /** The certificate to trust, of a server that speaks TLS. */
  readonly ca?: string
}

/** A running server. */
export interface LabServer extends Endpoint {
  /** Where its data lies, and its log. */
  readonly data: string
  /**
   * Kills the server by its process id, and starts it again after so long, on the same port with the same
   * data.
   */
  restart(awayMs: number): Promise<void>
  /** Ends the server by its process id and deletes its data. */
  stop(): Promise<void>
}

const REGION = 'us-east-1'
const HOST = '127.0.0.1'
const START_TIMEOUT_MS = 60_000
const STOP_TIMEOUT_MS = 5_000

/** An S3 client for a server of the lab. */
export function clientFor({ endpoint, accessKeyId, secretAccessKey, region, ca }: Endpoint): S3Client {
  return new S3Client({
    ...(ca !== undefined && { requestHandler: { httpsAgent: new Agent({ ca, keepAlive: true }) } }),
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
}

/**
 * Starts a MinIO server.
 *
 * @param certificate for `localhost`; with it the server speaks TLS.
 * @param region with it the server insists on being asked for it, and names it in every answer.
 * @throws Error with the end of its log when it does not come up
 */
export async function startMinio(
  credentials: Credentials,
  name = 'minio',
  certificate?: Certificate,
  region?: string,
): Promise<LabServer> {
  const program = requireTool('minio')
  const [port, consolePort] = await freePorts(2)
  const certificates = await mkdtemp(join(tmpdir(), `flink-snapshot-${name}-certs-`))
  if (certificate !== undefined) {
    await writeFile(join(certificates, 'public.crt'), certificate.cert)
    await writeFile(join(certificates, 'private.key'), certificate.key, { mode: 0o600 })
  }
  return startServer(
    name,
    credentials,
    port!,
    (data) => ({
      program,
      args: [
        'server',
        data,
        '--quiet',
        '--certs-dir',
        certificates,
        '--address',
        `${HOST}:${port!}`,
        '--console-address',
        `${HOST}:${consolePort!}`,
      ],
      env: {
        MINIO_ROOT_USER: credentials.accessKeyId,
        MINIO_ROOT_PASSWORD: credentials.secretAccessKey,
        MINIO_BROWSER: 'off',
        MINIO_UPDATE: 'off',
        ...(region !== undefined && { MINIO_SITE_REGION: region }),
        // Its counts are asked for by the bench.
        MINIO_PROMETHEUS_AUTH_TYPE: 'public',
        // A master key lets it encrypt what asks for it (SSE-S3), and nothing else.
        MINIO_KMS_SECRET_KEY: `lab-key:${randomBytes(32).toString('base64')}`,
      },
      remove: [certificates],
    }),
    certificate,
    region,
  )
}

/**
 * Starts a versitygw server on a directory.
 *
 * @param users it keeps further accounts, which its `admin` command makes.
 * @throws Error with the end of its log when it does not come up
 */
export async function startVersity(
  credentials: Credentials,
  name = 'versitygw',
  users = false,
): Promise<LabServer> {
  const program = requireTool('versitygw')
  const [port] = await freePorts(1)
  return startServer(name, credentials, port!, async (data) => {
    const root = join(data, 'data')
    await mkdir(root)
    const accounts = join(data, 'accounts')
    await mkdir(accounts)
    const more = users ? ['--iam-dir', accounts] : []
    return {
      program,
      args: [
        '--port',
        `${HOST}:${port!}`,
        '--region',
        REGION,
        '--quiet',
        '--keep-alive',
        ...more,
        'posix',
        root,
      ],
      env: { ROOT_ACCESS_KEY: credentials.accessKeyId, ROOT_SECRET_KEY: credentials.secretAccessKey },
    }
  })
}

/**
 * Starts a SeaweedFS server with its S3 gateway.
 *
 * @param readers accounts that may read and list, and nothing else.
 * @throws Error with the end of its log when it does not come up
 */
export async function startSeaweed(
  credentials: Credentials,
  name = 'seaweedfs',
  readers: readonly Credentials[] = [],
): Promise<LabServer> {
  const program = requireTool('weed')
  const ports = await freePorts(8)
  const [s3, s3Grpc, master, masterGrpc, volume, volumeGrpc, filer, filerGrpc] = ports.map(String)
  return startServer(name, credentials, ports[0]!, async (data) => {
    const config = join(data, 's3.json')
    const identity = (
      called: string,
      { accessKeyId: accessKey, secretAccessKey: secretKey }: Credentials,
      actions: readonly string[],
    ): object => ({ name: called, credentials: [{ accessKey, secretKey }], actions })
    const identities = [
      identity('lab', credentials, ['Admin', 'Read', 'Write', 'List', 'Tagging']),
      ...readers.map((reader, n) => identity(`reader-${n}`, reader, ['Read', 'List'])),
    ]
    await writeFile(config, JSON.stringify({ identities }), { mode: 0o600 })
    await mkdir(join(data, 'data'))
    return {
      program,
      args: [
        'server',
        '-s3',
        '-filer',
        `-dir=${join(data, 'data')}`,
        `-ip=${HOST}`,
        `-ip.bind=${HOST}`,
        `-s3.config=${config}`,
        `-s3.port=${s3!}`,
        `-s3.port.grpc=${s3Grpc!}`,
        '-s3.port.iceberg=0',
        '-s3.port.lance=0',
        `-master.port=${master!}`,
        `-master.port.grpc=${masterGrpc!}`,
        `-volume.port=${volume!}`,
        `-volume.port.grpc=${volumeGrpc!}`,
        `-filer.port=${filer!}`,
        `-filer.port.grpc=${filerGrpc!}`,
        // Each bucket takes several volumes; they cost nothing before something is in them.
        '-master.volumeSizeLimitMB=64',
        '-volume.max=10000',
        '-master.telemetry=false',
      ],
      // Unanswered requests to the internet would only delay the start.
      env: { WEED_TELEMETRY: 'false' },
    }
  })
}

/** How a server is started. */
export interface Launch {
  readonly program: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Directories beside its data that go with it. */
  readonly remove?: readonly string[]
  /** What is to be done when it runs, before anything can be written. */
  readonly setUp?: () => Promise<void>
}

/**
 * Starts a server that is ready when an object can be written.
 *
 * @param launch is given the directory for its data.
 * @throws Error with the end of its log when it does not come up
 */
export async function startServer(
  name: string,
  credentials: Credentials,
  port: number,
  launch: (data: string) => Launch | Promise<Launch>,
  certificate?: Certificate,
  region = REGION,
): Promise<LabServer> {
  const data = await mkdtemp(join(tmpdir(), `flink-snapshot-${name}-`))
  const logPath = join(data, 'server.log')
  const { program, args, env, remove = [], setUp } = await launch(data)
  const log = createWriteStream(logPath)
  await once(log, 'open')
  const launched = (): ChildProcess =>
    spawn(program, args, { cwd: data, env: { ...withoutProxies(), ...env }, stdio: ['ignore', log, log] })
  let child = launched()
  const killWithUs = (): void => {
    child.kill('SIGKILL')
  }
  process.once('exit', killWithUs)
  const stop = async (): Promise<void> => {
    process.off('exit', killWithUs)
    await end(child)
    log.end()
    for (const directory of [data, ...remove]) await rm(directory, { recursive: true, force: true })
  }
  const restart = async (awayMs: number): Promise<void> => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    await delay(awayMs)
    child = launched()
    await untilWritable(server, child)
  }
  const endpoint = certificate === undefined ? `http://${HOST}:${port}` : `https://localhost:${port}`
  const server: LabServer = {
    name,
    data,
    endpoint,
    region,
    ...credentials,
    ca: certificate?.cert,
    restart,
    stop,
  }
  try {
    await setUp?.()
    await untilWritable(server, child)
    return server
  } catch (error) {
    const lines = (await readFile(logPath, 'utf8')).split('\n').slice(-20).join('\n')
    await stop()
    throw new Error(`${name} did not come up; the end of its log:\n${lines}`, { cause: error })
  }
}

/** Ready means that an object can be written: a port that listens does not yet have storage behind it. */
async function untilWritable(server: LabServer, child: ChildProcess): Promise<void> {
  const client = clientFor(server)
  const [Bucket, Key] = ['lab-ready', 'probe']
  const deadline = Date.now() + START_TIMEOUT_MS
  let last: unknown
  try {
    while (Date.now() < deadline) {
      if (child.exitCode !== null || child.signalCode !== null)
        throw new Error(`it ended with ${child.exitCode ?? child.signalCode!}`)
      try {
        await client.send(new CreateBucketCommand({ Bucket })).catch(ignoreExisting)
        await client.send(new PutObjectCommand({ Bucket, Key, Body: 'ready' }))
        await client.send(new DeleteObjectCommand({ Bucket, Key }))
        await client.send(new DeleteBucketCommand({ Bucket }))
        return
      } catch (error) {
        last = error
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    }
    throw new Error(`no object could be written within ${START_TIMEOUT_MS} ms`, { cause: last })
  } finally {
    client.destroy()
  }
}

function ignoreExisting(error: unknown): void {
  if (error instanceof Error && /^BucketAlready/.test(error.name)) return
  throw error
}

/** Ends a process by its id. */
export async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  await ended
  clearTimeout(timer)
}

/** Servers on loopback must not look for each other through a proxy. */
export function withoutProxies(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(https?|all)_proxy$/i.test(name)),
  )
}

/** Ports that were free a moment ago; all are held until the last one is known, so that they differ. */
export async function freePorts(count: number): Promise<number[]> {
  const holders = Array.from({ length: count }, () => createServer())
  await Promise.all(holders.map((holder) => once(holder.listen(0, HOST), 'listening')))
  const ports = holders.map((holder) => {
    const address = holder.address()
    if (address === null || typeof address === 'string') throw new Error('a listening socket has no port')
    return address.port
  })
  await Promise.all(holders.map((holder) => once(holder.close(), 'close')))
  return ports
}
