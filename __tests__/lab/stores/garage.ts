/** Garage on one node. */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { ensureTool } from '../../../scripts/lab/tools.ts'
import { freePorts, startServer, type Credentials } from '../servers.ts'
import type { StartedStore } from './started-store.ts'

const HOST = '127.0.0.1'
const SETUP_TRIES = 100

interface Listed {
  readonly id: string
  readonly localAliases: readonly { readonly alias: string }[]
}

/** Starts it, with keys as it wants them. @throws Error with the end of its log */
export async function startGarage(): Promise<StartedStore> {
  const program = ensureTool('garage')
  const [rpc = 0, port = 0] = await freePorts(2)
  let file = ''
  const garage = async (...args: readonly string[]): Promise<string> =>
    (await promisify(execFile)(program, ['-c', file, ...args])).stdout
  const importKey = ({ accessKeyId, secretAccessKey }: Credentials, name: string): Promise<string> =>
    garage('key', 'import', '--yes', accessKeyId, secretAccessKey, '-n', name)
  const credentials = newKey()
  const server = await startServer('garage', credentials, port, async (data) => {
    file = join(data, 'garage.toml')
    await writeFile(file, configuration(data, rpc, port), { mode: 0o600 })
    const setUp = async (): Promise<void> => {
      const node = await again(() => garage('node', 'id', '--quiet'))
      await again(() => garage('status'))
      await garage('layout', 'assign', '-z', 'lab', '-c', '10G', node.trim().split('@')[0] ?? '')
      await garage('layout', 'apply', '--version', '1')
      await importKey(credentials, 'lab')
      await garage('key', 'allow', '--create-bucket', credentials.accessKeyId)
    }
    return { program, args: ['-c', file, 'server'], env: { RUST_LOG: 'garage=warn' }, setUp }
  })
  // What a key makes by S3 is called so for that key alone.
  const readOnlyKey: StartedStore['readOnlyKey'] = async (_, buckets) => {
    const key = newKey()
    await importKey(key, 'reader')
    const all = JSON.parse(await garage('json-api', 'ListBuckets')) as readonly Listed[]
    for (const bucket of buckets) {
      const found = all.find(({ localAliases }) => localAliases.some(({ alias }) => alias === bucket))
      const id = found?.id ?? bucket
      await garage('bucket', 'allow', '--read', id, '--key', key.accessKeyId)
      await garage('bucket', 'alias', '--local', key.accessKeyId, id, bucket)
    }
    return key
  }
  return { ...server, readOnlyKey }
}

function newKey(): Credentials {
  return {
    accessKeyId: `GK${randomBytes(12).toString('hex')}`,
    secretAccessKey: randomBytes(32).toString('hex'),
  }
}

function configuration(data: string, rpc: number, port: number): string {
  return `
metadata_dir = "${join(data, 'meta')}"
data_dir = "${join(data, 'data')}"
db_engine = "sqlite"
replication_factor = 1
rpc_bind_addr = "${HOST}:${rpc}"
rpc_public_addr = "${HOST}:${rpc}"
rpc_secret = "${randomBytes(32).toString('hex')}"
[s3_api]
s3_region = "us-east-1"
api_bind_addr = "${HOST}:${port}"
root_domain = ".s3.localhost"
`
}

/** Until the server answers. @throws Error of the last try */
async function again(work: () => Promise<string>): Promise<string> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (tries === SETUP_TRIES) throw error
      await delay(100)
    }
  }
}
