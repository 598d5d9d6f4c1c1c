/**
 * `delete-source` where source and target are one place under two names, and where they are not, on real
 * servers.
 */
import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { runAction, runCli } from '../support/run-bundle.ts'
import { rehome, sampleAt } from '../support/sample-savepoint.ts'
import { downloadAll, inputsFor, listKeys, uploadSample, type Server } from './s3.ts'
import { clientFor, startMinio, startVersity, type LabServer } from './servers.ts'

const NAME = 'savepoint-4686cd-f502a036b706'
const HOME = `s3://flink/sp/${NAME}`
const sample = sampleAt(HOME)
const KEYS = [...sample.files.keys(), '_metadata'].map((name) => `sp/${NAME}/${name}`).sort()
const credentials = (): { accessKeyId: string; secretAccessKey: string } => ({
  accessKeyId: `lab${randomBytes(8).toString('hex')}`,
  secretAccessKey: randomBytes(20).toString('hex'),
})

const started: (LabServer & Server)[] = []
afterEach(async () => {
  for (const server of started.splice(0)) {
    server.client.destroy()
    await server.stop()
  }
})

async function withSample(server: LabServer): Promise<LabServer & Server> {
  const one = { ...server, client: clientFor(server) }
  started.push(one)
  await one.client.send(new CreateBucketCommand({ Bucket: 'flink' }))
  await uploadSample(one, 'flink', `sp/${NAME}`, sample)
  return one
}

describe('MinIO as 127.0.0.1 and as localhost', () => {
  it.each(['fast', 'strict'])(
    'is one place: nothing is deleted, by the Action and the command line, verify %s',
    async (verify) => {
      const minio = await withSample(await startMinio(credentials()))
      const other = minio.endpoint.replace('127.0.0.1', 'localhost')
      expect(other).not.toBe(minio.endpoint)

      const step = await runAction({
        ...inputsFor(minio),
        endpoint: other,
        'source-endpoint': minio.endpoint,
        source: HOME,
        target: 's3://flink/sp',
        'delete-source': 'true',
        verify,
      })
      expect(step.exitCode).toBe(1)
      expect(step.stdout).toMatch(/::error::.*delete-source: .* one place under two names/)
      expect(await listKeys(minio, 'flink')).toEqual(KEYS)

      const { exitCode, stderr } = await runCli(
        [
          'relocate',
          HOME,
          's3://flink/sp',
          '--delete-source',
          '--verify',
          verify,
          '--endpoint',
          minio.endpoint,
          '--source-endpoint',
          other,
        ],
        {
          env: {
            AWS_ACCESS_KEY_ID: minio.accessKeyId,
            AWS_SECRET_ACCESS_KEY: minio.secretAccessKey,
            AWS_REGION: 'us-east-1',
          },
        },
      )
      expect([exitCode, stderr]).toEqual([1, expect.stringMatching(/one place under two names/)])
      expect(await listKeys(minio, 'flink')).toEqual(KEYS)
    },
  )

  it('is deleted from where it goes to another bucket, and a second run says so', async () => {
    const minio = await withSample(await startMinio(credentials()))
    await minio.client.send(new CreateBucketCommand({ Bucket: 'other' }))
    const inputs = {
      ...inputsFor(minio),
      'source-endpoint': minio.endpoint.replace('127.0.0.1', 'localhost'),
      source: HOME,
      target: 's3://other/sp',
      'delete-source': 'true',
    }
    const first = await runAction(inputs)
    expect([first.exitCode, first.outputs['snapshot-path']]).toEqual([0, `s3://other/sp/${NAME}`])
    const expected = new Map([...sample.files].map(([name, bytes]) => [`sp/${NAME}/${name}`, bytes]))
    expected.set(`sp/${NAME}/_metadata`, rehome(sample, HOME, `s3://other/sp/${NAME}`))
    expect(await downloadAll(minio, 'other')).toEqual(expected)
    expect(await listKeys(minio, 'flink')).toEqual([`sp/${NAME}/_metadata.relocated.json`])

    const second = await runAction(inputs)
    expect([second.exitCode, second.outputs['snapshot-path']]).toEqual([0, `s3://other/sp/${NAME}`])
    expect(JSON.parse(second.report)).toMatchObject({ outcome: 'already-there', deleted: 0 })
  })
})

it('a bucket that is a directory of this machine is one place with it, from either side', async () => {
  const name = `mixed-${randomBytes(4).toString('hex')}`
  const versity = await withSample(await startVersity(credentials(), name))
  const directory = (await readdir(tmpdir())).find((entry) => entry.startsWith(`flink-snapshot-${name}-`))
  const local = join(tmpdir(), directory!, 'data/flink/sp')
  expect((await readdir(join(local, NAME))).sort()).toEqual(
    KEYS.map((key) => key.slice(key.lastIndexOf('/') + 1)),
  )
  const inputs = { ...inputsFor(versity), 'delete-source': 'true', overwrite: 'true' }

  const ways: Record<string, string>[] = [
    { source: HOME, target: local },
    { source: join(local, NAME), target: 's3://flink/sp', 'moved-from': HOME },
  ]
  for (const places of ways) {
    const { exitCode, stdout } = await runAction({ ...inputs, ...places })
    expect(stdout).toMatch(/one place under two names/)
    expect(exitCode).toBe(1)
    expect(await listKeys(versity, 'flink')).toEqual(KEYS)
  }
})
