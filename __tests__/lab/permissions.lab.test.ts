/**
 * The policies of docs/PERMISSIONS.md, taken from its text and given to real users of a real server: they
 * are enough, and each action in them is needed. MinIO evaluates policies as AWS does, for the actions that
 * are used here.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import {
  CreateBucketCommand,
  ListMultipartUploadsCommand,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
} from '@aws-sdk/client-s3'
import { requireTool } from '../../scripts/lab/tools.ts'
import { runAction, type StepResult } from '../support/run-bundle.ts'
import { sampleAt } from '../support/sample-savepoint.ts'
import { deleteObjects, listKeys, putObject, uploadSample, type Server } from './s3.ts'
import { clientFor, startMinio, type Credentials, type LabServer } from './servers.ts'

const DOCUMENT = readFileSync(resolve(import.meta.dirname, '..', '..', 'docs', 'PERMISSIONS.md'), 'utf8')
const NAME = 'savepoint-4686cd-f502a036b706'
const [SOURCE, TARGET] = ['staging-flink', 'production-flink']
const HOME = `s3://${SOURCE}/savepoints/${NAME}`
const sample = sampleAt(HOME)

interface Policy {
  readonly Version: string
  readonly Statement: readonly {
    readonly Effect: string
    readonly Action: string | readonly string[]
    readonly Resource: string
    readonly Condition?: unknown
  }[]
}

/** The first block of JSON in the section. */
function documented(section: string): unknown {
  const text = DOCUMENT.split(/^## /m).find((one) => one.startsWith(`${section}\n`)) ?? ''
  const json = /^```json\n([^]*?)^```$/m.exec(text)?.[1]
  if (json === undefined) throw new Error(`docs/PERMISSIONS.md has no policy under "${section}"`)
  return JSON.parse(json)
}

const READ_ONLY = documented('Read the source') as Policy
const WRITE_ONLY = documented('Write the target, and read it back') as Policy

/** The policy with the condition under which the bucket may be listed. */
function withPrefix(policy: Policy): Policy {
  const condition = documented('Limit listing to the prefix')
  return {
    ...policy,
    Statement: policy.Statement.map((statement) =>
      statement.Action === 's3:ListBucket' ? { ...statement, Condition: condition } : statement,
    ),
  }
}

/** The policy without one action. Statements that allow nothing more go with it, as the server wants. */
function without(policy: Policy, action: string): Policy {
  if (!policy.Statement.flatMap(({ Action }) => Action).includes(action))
    throw new Error(`the policy has no ${action}`)
  const statements = policy.Statement.map((statement) => ({
    ...statement,
    Action: [statement.Action].flat().filter((one) => one !== action),
  })).filter(({ Action }) => Action.length > 0)
  return { ...policy, Statement: statements }
}

function withAction(policy: Policy, action: string, resource: string): Policy {
  return {
    ...policy,
    Statement: [...policy.Statement, { Effect: 'Allow', Action: action, Resource: resource }],
  }
}

let minio: LabServer
let server: Server
let config: string

beforeAll(async () => {
  config = await mkdtemp(join(tmpdir(), 'flink-snapshot-mc-'))
  minio = await startMinio({
    accessKeyId: `lab${randomBytes(8).toString('hex')}`,
    secretAccessKey: randomBytes(20).toString('hex'),
  })
  server = { ...minio, client: clientFor(minio) }
  for (const Bucket of [SOURCE, TARGET]) await server.client.send(new CreateBucketCommand({ Bucket }))
})

afterAll(async () => {
  server.client.destroy()
  await minio.stop()
  await rm(config, { recursive: true, force: true })
})

beforeEach(async () => {
  for (const bucket of [SOURCE, TARGET]) {
    const keys = await listKeys(server, bucket)
    if (keys.length > 0) await deleteObjects(server, bucket, keys)
  }
  await uploadSample(server, SOURCE, `savepoints/${NAME}`, sample)
})

async function manage(...args: readonly string[]): Promise<void> {
  const { host } = new URL(minio.endpoint)
  await promisify(execFile)(requireTool('mc'), ['--config-dir', config, '--quiet', ...args], {
    env: { ...process.env, MC_HOST_lab: `http://${minio.accessKeyId}:${minio.secretAccessKey}@${host}` },
  })
}

/** A user that may do what the policies say and nothing else. */
async function userWith(...policies: readonly Policy[]): Promise<Credentials> {
  const user = {
    accessKeyId: `user${randomBytes(8).toString('hex')}`,
    secretAccessKey: randomBytes(20).toString('hex'),
  }
  await manage('admin', 'user', 'add', 'lab', user.accessKeyId, user.secretAccessKey)
  for (const [index, policy] of policies.entries()) {
    const name = `${user.accessKeyId}-${index}`
    const file = join(config, `${name}.json`)
    await writeFile(file, JSON.stringify(policy))
    await manage('admin', 'policy', 'create', 'lab', name, file)
    await manage('admin', 'policy', 'attach', 'lab', name, '--user', user.accessKeyId)
  }
  return user
}

interface Users {
  readonly reader?: Policy
  readonly writer?: Policy
}

/** Relocates with a user for each side. */
async function relocate(
  { reader = READ_ONLY, writer = WRITE_ONLY }: Users = {},
  more: Readonly<Record<string, string>> = {},
  onStart?: NonNullable<Parameters<typeof runAction>[1]>['onStart'],
): Promise<StepResult> {
  const [from, to] = [await userWith(reader), await userWith(writer)]
  return runAction(
    {
      source: HOME,
      target: `s3://${TARGET}/savepoints`,
      endpoint: minio.endpoint,
      region: minio.region,
      'access-key-id': to.accessKeyId,
      'secret-access-key': to.secretAccessKey,
      'source-access-key-id': from.accessKeyId,
      'source-secret-access-key': from.secretAccessKey,
      ...more,
    },
    onStart === undefined ? {} : { onStart },
  )
}

const errorOf = (result: StepResult): string => /^::error::(.*)$/m.exec(result.stdout)?.[1] ?? ''

describe('the documented policies', () => {
  it('are enough: one user that may only read the source, one that may only write the target', async () => {
    const result = await relocate({}, { verify: 'strict' })

    expect(errorOf(result)).toBe('')
    expect(result.exitCode).toBe(0)
    expect(await listKeys(server, TARGET)).toEqual(
      [...sample.files.keys(), '_metadata'].map((name) => `savepoints/${NAME}/${name}`).sort(),
    )
    expect(JSON.parse(result.report)).toMatchObject({ outcome: 'relocated', transferMode: 'streamed' })
    expect(result.stdout).toContain('s3:GetObject')
  })

  it('are enough with listing limited to the prefix', async () => {
    const result = await relocate({ reader: withPrefix(READ_ONLY), writer: withPrefix(WRITE_ONLY) })

    expect(errorOf(result)).toBe('')
    expect(JSON.parse(result.report)).toMatchObject({ outcome: 'relocated' })
  })

  it('are enough for one user that has both, and the server copies', async () => {
    const both = await userWith(READ_ONLY, WRITE_ONLY)
    const result = await runAction({
      source: HOME,
      target: `s3://${TARGET}/savepoints`,
      endpoint: minio.endpoint,
      region: minio.region,
      'access-key-id': both.accessKeyId,
      'secret-access-key': both.secretAccessKey,
    })

    expect(errorOf(result)).toBe('')
    expect(JSON.parse(result.report)).toMatchObject({ outcome: 'relocated', transferMode: 'server-side' })
  })

  it.each(['s3:ListBucket', 's3:GetObject'])(
    'need %s on the source: without it, the failure names it',
    async (action) => {
      const result = await relocate({ reader: without(READ_ONLY, action) })

      expect(result.exitCode).toBe(1)
      expect(errorOf(result)).toContain(`needs ${action}`)
      expect(errorOf(result)).toContain('source-access-key-id')
      expect(await listKeys(server, TARGET)).toEqual([])
    },
  )

  it.each(['s3:ListBucket', 's3:GetObject', 's3:PutObject'])(
    'need %s on the target: without it, the failure names it',
    async (action) => {
      const result = await relocate({ writer: without(WRITE_ONLY, action) })

      expect(result.exitCode).toBe(1)
      expect(errorOf(result)).toContain(`needs ${action}`)
      expect(errorOf(result)).toMatch(/the key of access-key-id/)
      expect(await listKeys(server, TARGET)).not.toContain(`savepoints/${NAME}/_metadata`)
    },
  )

  it('need s3:PutObject and s3:DeleteObject on the source for delete-source, and nothing else for it', async () => {
    const objects = `arn:aws:s3:::${SOURCE}/savepoints/*`
    const refused = await relocate({}, { 'delete-source': 'true' })
    expect(refused.stdout).toContain('needs s3:PutObject')
    const refusedToo = await relocate(
      { reader: withAction(READ_ONLY, 's3:PutObject', objects) },
      { 'delete-source': 'true' },
    )
    expect(refusedToo.stdout).toContain('needs s3:DeleteObject')
    // Both are told before anything is copied.
    expect(await listKeys(server, TARGET)).toEqual([])
    const probes = (await listKeys(server, SOURCE)).filter((key) => key.includes('/_metadata.probe-'))
    expect((await listKeys(server, SOURCE)).length - probes.length).toBe(sample.files.size + 1)

    const reader = withAction(withAction(READ_ONLY, 's3:DeleteObject', objects), 's3:PutObject', objects)
    const allowed = await relocate({ reader }, { 'delete-source': 'true' })
    expect(errorOf(allowed)).toBe('')
    expect(await listKeys(server, SOURCE)).toEqual([`savepoints/${NAME}/_metadata.relocated.json`])
  })

  it('need s3:DeleteObject on the target where overwrite replaces files of another snapshot, and nothing else for it', async () => {
    const [name] = sample.files.keys()
    await relocate()
    await putObject(server, TARGET, `savepoints/${NAME}/${name!}`, Buffer.from('other content'))
    await putObject(
      server,
      TARGET,
      `savepoints/${NAME}/_metadata`,
      sampleAt('s3://elsewhere/savepoint').metadata,
    )

    const refused = await relocate({}, { overwrite: 'true' })
    expect(errorOf(refused)).toContain('needs s3:DeleteObject')

    const writer = withAction(WRITE_ONLY, 's3:DeleteObject', `arn:aws:s3:::${TARGET}/savepoints/*`)
    const allowed = await relocate({ writer }, { overwrite: 'true' })
    expect(errorOf(allowed)).toBe('')
    expect(JSON.parse(allowed.report)).toMatchObject({ outcome: 'relocated' })
  })
})

describe('a run that is stopped amid a multipart upload', () => {
  /** Nothing refers to it, so it is copied along, whatever its size. */
  const key = `savepoints/${NAME}/large`
  const large = Buffer.alloc(400 * 2 ** 20, 'x')

  /** MinIO lists uploads under their exact key only. */
  const uploads = async (): Promise<number> => {
    const answer = await server.client.send(new ListMultipartUploadsCommand({ Bucket: TARGET, Prefix: key }))
    return answer.Uploads?.length ?? 0
  }

  const stopAmid = async (writer: Policy): Promise<StepResult> => {
    await putObject(server, SOURCE, key, large)
    return relocate({ writer }, { concurrency: '1' }, (child) => {
      let stopped = false
      const poll = setInterval(() => {
        void uploads().then((count) => {
          // A second signal would end the process at once.
          if (count === 0 || stopped) return
          stopped = true
          child.kill('SIGTERM')
        })
      }, 20)
      child.once('exit', () => {
        clearInterval(poll)
      })
    })
  }

  it('aborts it with the documented policy', async () => {
    const result = await stopAmid(WRITE_ONLY)

    expect(result.exitCode).toBe(143)
    expect(await uploads()).toBe(0)
  })

  it('needs s3:AbortMultipartUpload for that: without it, a warning names it', async () => {
    const result = await stopAmid(without(WRITE_ONLY, 's3:AbortMultipartUpload'))

    expect(result.exitCode).toBe(143)
    expect(result.stdout).toMatch(/^::warning::.*s3:AbortMultipartUpload/m)
    expect(await uploads()).toBe(1)
  })
})

describe('what as-of needs of a bucket with versioning', () => {
  const BUCKET = 'versions-flink'
  const home = `s3://${BUCKET}/savepoints/${NAME}`
  const policy: Policy = {
    Version: '2012-10-17',
    Statement: [
      { Effect: 'Allow', Action: 's3:ListBucketVersions', Resource: `arn:aws:s3:::${BUCKET}` },
      { Effect: 'Allow', Action: 's3:GetObjectVersion', Resource: `arn:aws:s3:::${BUCKET}/savepoints/*` },
    ],
  }
  let asOf: string

  beforeAll(async () => {
    const { client } = server
    await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
    const VersioningConfiguration = { Status: 'Enabled' } as const
    await client.send(new PutBucketVersioningCommand({ Bucket: BUCKET, VersioningConfiguration }))
    await uploadSample(server, BUCKET, `savepoints/${NAME}`, sampleAt(home))
    const { Versions = [] } = await client.send(new ListObjectVersionsCommand({ Bucket: BUCKET }))
    const written = Versions.map(({ LastModified }) => LastModified?.getTime() ?? NaN)
    asOf = new Date(Math.max(...written)).toISOString()
    await deleteObjects(server, BUCKET, await listKeys(server, BUCKET))
  })

  it('is to list versions and to read them, and nothing else', async () => {
    const result = await relocate({ reader: policy }, { source: home, 'as-of': asOf, verify: 'strict' })
    expect(errorOf(result)).toBe('')
    expect(await listKeys(server, TARGET)).toHaveLength(sample.files.size + 1)
  })

  it.each(['s3:ListBucketVersions', 's3:GetObjectVersion'])('without %s it is named', async (action) => {
    const result = await relocate({ reader: without(policy, action) }, { source: home, 'as-of': asOf })
    expect(errorOf(result)).toContain(action)
    expect(await listKeys(server, TARGET)).toEqual([])
  })
})
