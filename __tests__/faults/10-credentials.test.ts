/** @jest-environment ./__tests__/support/one-realm.ts */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FaultKind } from '../support/fake-s3/faults.ts'
import type { Operation } from '../support/fake-s3/request.ts'
import type { FakeUser } from '../support/fake-s3/server.ts'
import { eventually } from '../support/eventually.ts'
import { openLab, type Lab } from './lab.ts'

const EXPIRED: FaultKind = { status: 400, code: 'ExpiredToken', message: 'The provided token has expired.' }
const formerEnvironment = { ...process.env }
let lab: Lab
let directory: string

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-keys-'))
})
afterEach(async () => {
  process.env = { ...formerEnvironment }
  await lab.close()
  await rm(directory, { recursive: true })
})

/** Writes the AWS credentials file as a login tool does. */
async function logIn(accessKeyId: string): Promise<void> {
  const path = join(directory, 'credentials')
  const lines = [
    '[ops]',
    `aws_access_key_id = ${accessKeyId}`,
    'aws_secret_access_key = secret',
    `aws_session_token = token-of-${accessKeyId}`,
  ]
  await writeFile(path, `${lines.join('\n')}\n`)
  process.env['AWS_SHARED_CREDENTIALS_FILE'] = path
  process.env['AWS_CONFIG_FILE'] = join(directory, 'config')
  await writeFile(join(directory, 'config'), '')
}

const byProfile = (): Parameters<Lab['relocate']>[0] => {
  const settings = { endpoint: lab.from.endpoint, region: 'us-east-1', profile: 'ops' }
  return { sourceS3: settings, targetS3: settings }
}

const OPERATIONS = [
  'HeadObject',
  'ListObjectsV2',
  'CopyObject',
  'CreateMultipartUpload',
  'UploadPartCopy',
  'CompleteMultipartUpload',
  'PutObject',
] as const satisfies readonly Operation[]

describe('credentials that expire in mid-run', () => {
  it.each(OPERATIONS)('at %s are refreshed, where the chain has newer ones', async (operation) => {
    lab = await openLab()
    await logIn('monday')
    let [expiring, since] = [false, false]
    lab.from.onRequest = async (request) => {
      if (expiring || request.operation !== operation) return
      expiring = true
      await logIn('tuesday')
      since = true
    }
    lab.from.fault({ when: ({ accessKeyId }) => since && accessKeyId === 'monday', fault: EXPIRED })
    await lab.relocate(byProfile())
    lab.expectWhole()
    expect(new Set(lab.from.log.map(({ accessKeyId }) => accessKeyId))).toEqual(
      new Set(['monday', 'tuesday']),
    )
  })

  it('while they are streamed are refreshed', async () => {
    lab = await openLab({ streamed: true })
    await logIn('monday')
    let [expiring, since] = [false, false]
    lab.to.onRequest = async ({ operation }) => {
      if (expiring || operation !== 'UploadPart') return
      expiring = true
      await logIn('tuesday')
      since = true
    }
    for (const fake of [lab.from, lab.to])
      fake.fault({ when: ({ accessKeyId }) => since && accessKeyId === 'monday', fault: EXPIRED })
    const settings = { region: 'us-east-1', profile: 'ops' }
    await lab.relocate({
      sourceS3: { ...settings, endpoint: lab.from.endpoint },
      targetS3: { ...settings, endpoint: lab.to.endpoint },
    })
    lab.expectWhole()
  })

  it('and are the same ones in the chain end the run with what to do', async () => {
    lab = await openLab()
    await logIn('monday')
    lab.from.fault({ operation: 'CopyObject', after: 1, fault: EXPIRED })
    expect(await lab.failure(byProfile())).toMatch(
      /the session token of the target has expired: get new credentials/,
    )
    lab.expectNoSavepoint()
  })

  it('and were given end the run clearly, and the next run continues', async () => {
    lab = await openLab({ files: { a: Buffer.from('a'), b: Buffer.from('bb'), c: Buffer.from('ccc') } })
    lab.from.fault({ operation: 'CopyObject', after: 2, fault: EXPIRED })
    expect(await lab.failure({ concurrency: 1 })).toMatch(
      /the session token of the target has expired: get new credentials .*copied already is not copied again/,
    )
    expect(lab.placed).toHaveLength(2)
    lab.from.faults.clear()
    expect(await lab.relocate()).toMatchObject({ filesCopied: 1, filesSkipped: 2 })
    lab.expectWhole()
  })
})

describe('403', () => {
  const users = (alice: FakeUser, bob: FakeUser): { from: { users: Record<string, FakeUser> } } => ({
    from: { users: { alice, bob } },
  })
  const onLarge = (operations: readonly Operation[]): FakeUser => ({
    denies: (operation, _, key) => operations.includes(operation) && key.endsWith('large'),
  })

  it('on one object of the source names it', async () => {
    lab = await openLab(users(onLarge(['GetObject']), onLarge(['GetObject'])))
    expect(await lab.failure()).toMatch(
      /cannot read s3:\/\/source\/flink\/savepoint-1\/large: .*s3:GetObject/,
    )
    lab.expectNoSavepoint()
  })

  it('on one object of the target names it', async () => {
    const no = onLarge(['CreateMultipartUpload', 'PutObject', 'CopyObject'])
    lab = await openLab(users({}, no))
    expect(await lab.failure()).toMatch(
      /cannot write s3:\/\/target\/moved\/savepoint-1\/large: .*s3:PutObject/,
    )
    lab.expectNoSavepoint()
  })

  it('by KMS names the permission on the key', async () => {
    lab = await openLab()
    const message =
      'User: arn:aws:iam::1:user/bob is not authorized to perform: kms:GenerateDataKey on resource: arn:aws:kms:eu:1:key/2'
    lab.from.fault({
      operation: ['CopyObject', 'PutObject', 'CreateMultipartUpload'],
      fault: { status: 403, code: 'AccessDenied', message },
    })
    expect(await lab.failure()).toMatch(/may not use the KMS key .*kms:GenerateDataKey and kms:Decrypt/)
    lab.expectNoSavepoint()
  })

  it('of one credential that may read only, and one that may write only: objects are streamed', async () => {
    const reads: readonly Operation[] = ['GetObject', 'HeadObject', 'ListObjectsV2']
    lab = await openLab(
      users(
        { denies: (operation) => !reads.includes(operation) },
        { denies: (operation, bucket) => bucket === 'source' || operation === 'DeleteObject' },
      ),
    )
    const report = await lab.relocate()
    lab.expectWhole()
    expect(report.transferMode).toBe('streamed')
    expect(lab.told.join('\n')).toContain("the target's credentials may not read the source (s3:GetObject)")
  })
})

describe('a wrong region', () => {
  const elsewhere: FaultKind = {
    status: 301,
    code: 'PermanentRedirect',
    headers: { 'x-amz-bucket-region': 'eu-central-1' },
  }
  const signedFor =
    (region: string) =>
    ({ headers }: { headers: Readonly<Record<string, string>> }): boolean =>
      headers['authorization']?.includes(`/${region}/`) === true

  it('is corrected by the redirect where none was given', async () => {
    lab = await openLab()
    delete process.env['AWS_REGION']
    delete process.env['AWS_DEFAULT_REGION']
    lab.from.fault({ when: (request) => !signedFor('eu-central-1')(request), fault: elsewhere })
    const keys = (accessKeyId: string) => ({
      endpoint: lab.from.endpoint,
      credentials: { accessKeyId, secretAccessKey: 'secret' },
    })
    await lab.relocate({ sourceS3: keys('alice'), targetS3: keys('bob') })
    lab.expectWhole()
  })

  it('that was given is named with the right one', async () => {
    lab = await openLab()
    lab.from.fault({ when: ({ bucket }) => bucket === 'target', fault: elsewhere })
    expect(await lab.failure()).toMatch(
      /the bucket target is in the region eu-central-1, not in us-east-1: set region to eu-central-1/,
    )
    lab.expectNoSavepoint()
  })
})

describe('a program that is to give keys and never does', () => {
  it('does not hold up who gives up, and ends with the run', async () => {
    lab = await openLab()
    await logIn('monday')
    const [script, pid] = [join(directory, 'slow.cjs'), join(directory, 'pid')]
    await writeFile(
      script,
      `require('fs').writeFileSync(${JSON.stringify(pid)}, String(process.pid)); setTimeout(() => {}, 60000)`,
    )
    await writeFile(
      join(directory, 'config'),
      `[profile slow]\ncredential_process = ${process.execPath} ${script}\n`,
    )
    const settings = { endpoint: lab.from.endpoint, region: 'us-east-1', profile: 'slow' }
    const controller = new AbortController()
    const run = lab.relocate({ sourceS3: settings, targetS3: settings }, { signal: controller.signal })
    expect(await eventually(() => existsSync(pid))).toBe(true)
    controller.abort(new Error('stopped by the user'))
    await expect(run).rejects.toThrow('stopped by the user')
    expect(lab.from.log).toEqual([])
    const program = Number(await readFile(pid, 'utf8'))
    expect(await eventually(() => !isRunning(program))).toBe(true)
  })
})

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
