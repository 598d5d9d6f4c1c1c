/** Keys that may only read, on servers that other suites start too. */
import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ensureTool } from '../../../scripts/lab/tools.ts'
import { withoutProxies, type Endpoint } from '../servers.ts'
import { newCredentials, policyThatReads, type ReadOnlyKey } from './started-store.ts'

/** By MinIO's own client, which makes a user and gives it a policy. */
export const readerOfMinio: ReadOnlyKey = async ({ endpoint, accessKeyId, secretAccessKey }, buckets) => {
  const mc = ensureTool('mc')
  const key = newCredentials()
  const scratch = await mkdtemp(join(tmpdir(), 'flink-snapshot-mc-'))
  const { host } = new URL(endpoint)
  const env = { ...withoutProxies(), MC_HOST_lab: `http://${accessKeyId}:${secretAccessKey}@${host}` }
  const admin = (...args: readonly string[]): Promise<unknown> =>
    promisify(execFile)(mc, ['--config-dir', scratch, '--quiet', 'admin', ...args], { env })
  try {
    const policy = join(scratch, 'policy.json')
    const Resource = buckets.flatMap((bucket) => [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`])
    const Statement = [{ Effect: 'Allow', Action: ['s3:ListBucket', 's3:GetObject'], Resource }]
    await writeFile(policy, JSON.stringify({ Version: '2012-10-17', Statement }))
    await admin('user', 'add', 'lab', key.accessKeyId, key.secretAccessKey)
    await admin('policy', 'create', 'lab', key.accessKeyId, policy)
    await admin('policy', 'attach', 'lab', key.accessKeyId, '--user', key.accessKeyId)
    return key
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}

/** By an account without a role, whom the buckets' policies let read. */
export const readerOfVersity: ReadOnlyKey = (server, buckets) =>
  policyThatReads(
    ({ accessKeyId }) => accessKeyId,
    async ({ accessKeyId, secretAccessKey }) => {
      const root = adminOf(server)
      const account = ['--access', accessKeyId, '--secret', secretAccessKey, '--role', 'user']
      await promisify(execFile)(ensureTool('versitygw'), ['admin', ...root, 'create-user', ...account])
    },
  )(server, buckets)

function adminOf({ endpoint, accessKeyId, secretAccessKey }: Endpoint): string[] {
  return ['--access', accessKeyId, '--secret', secretAccessKey, '--endpoint-url', endpoint]
}
