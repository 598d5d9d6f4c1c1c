/**
 * Starts SeaweedFS, versitygw and two MinIO servers with credentials of their own, runs a command with
 * LAB_S3_ENDPOINTS set (a JSON array of { name, endpoint, accessKeyId, secretAccessKey, region }), stops
 * the servers and ends as the command did.
 *
 *   node scripts/lab/with-servers.ts command [argument …]
 */
import { spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  type Credentials,
  type Endpoint,
  type LabServer,
  startMinio,
  startSeaweed,
  startVersity,
} from '../../__tests__/lab/servers.ts'
import { ensureTool } from './tools.ts'

const [command, ...args] = process.argv.slice(2)
if (command === undefined)
  throw new Error('give the command to run: node scripts/lab/with-servers.ts command [argument …]')

for (const tool of ['weed', 'minio', 'mc', 'node20', 'nginx', 'squid', 'haproxy'] as const) ensureTool(tool)
const started = await Promise.allSettled([
  startSeaweed(newCredentials()),
  startMinio(newCredentials(), 'minio-a'),
  startMinio(newCredentials(), 'minio-b'),
  startVersity(newCredentials()),
])
const servers: LabServer[] = started.filter((one) => one.status === 'fulfilled').map(({ value }) => value)
try {
  for (const one of started) if (one.status === 'rejected') throw one.reason
  process.exitCode = await run(command, args)
} finally {
  await Promise.all(servers.map((server) => server.stop()))
}

async function run(program: string, programArgs: readonly string[]): Promise<number> {
  const endpoints: Endpoint[] = servers.map(({ name, endpoint, accessKeyId, secretAccessKey, region }) => ({
    name,
    endpoint,
    accessKeyId,
    secretAccessKey,
    region,
  }))
  const env = { ...process.env, LAB_S3_ENDPOINTS: JSON.stringify(endpoints) }
  const child = spawn(program, programArgs, { stdio: 'inherit', env })
  // The command gets the terminal's signal too; staying until it ends lets the servers be stopped in order.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [code] = (await once(child, 'exit')) as [number | null]
  return code ?? 1
}

function newCredentials(): Credentials {
  return {
    accessKeyId: `lab${randomBytes(8).toString('hex')}`,
    secretAccessKey: randomBytes(20).toString('hex'),
  }
}
