/** @jest-environment ./__tests__/support/one-realm.ts */
import { inspectSnapshot } from '../../src/commands/inspect/inspect.ts'
import { findSnapshot } from '../../src/commands/find/find.ts'
import { parseLocation } from '../../src/location/location.ts'
import type { FakeS3Options } from '../support/fake-s3/server.ts'
import { openLab, type Lab, type LabOptions } from './lab.ts'

let lab: Lab
const formerEnvironment = { ...process.env }
beforeEach(() => {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'ambient', AWS_SECRET_ACCESS_KEY: 'secret' })
})
afterEach(async () => {
  process.env = { ...formerEnvironment }
  await lab.close()
})

/** Who does not sign may read the bucket `source`; who signs as anybody but bob may do nothing. */
const PUBLIC: FakeS3Options = {
  users: { bob: {} },
  anybody: {
    denies: (operation, bucket) =>
      bucket !== 'source' || !/^(GetObject|HeadObject|ListObjectsV2)$/.test(operation),
  },
}
const nobody = (): { endpoint: string; region: string; anonymous: true } => ({
  endpoint: lab.from.endpoint,
  region: 'us-east-1',
  anonymous: true,
})
const signedAs = (fake: Lab['from'], bucket: string): Set<string | undefined> =>
  new Set(fake.log.filter((one) => one.bucket === bucket).map(({ accessKeyId }) => accessKeyId))

const open = async (options: LabOptions = {}): Promise<void> => {
  lab = await openLab({ from: PUBLIC, ...options })
}

describe('a public bucket that is read without credentials', () => {
  it('is relocated to a bucket of another server, and no request to it is signed', async () => {
    await open({ streamed: true })
    await lab.relocate({ sourceS3: nobody(), verify: 'strict' })
    lab.expectWhole()
    expect(signedAs(lab.from, 'source')).toEqual(new Set([undefined]))
    expect(signedAs(lab.to, 'target')).toEqual(new Set(['bob']))
    for (const { headers } of lab.from.log)
      expect(
        Object.keys(headers).filter((name) => /authorization|x-amz-(date|content|security)/.test(name)),
      ).toEqual([])
  })

  it('is copied by the server, with the keys of the target, where both are one', async () => {
    await open()
    const report = await lab.relocate({ sourceS3: nobody() })
    lab.expectWhole()
    expect(report.transferMode).toBe('server-side')
    expect(signedAs(lab.from, 'target')).toEqual(new Set(['bob']))
  })

  it('can be inspected and searched', async () => {
    await open()
    const { signal } = new AbortController()
    const place = parseLocation('s3://source/flink/savepoint-1')
    const inspection = await inspectSnapshot({ source: place, s3: nobody(), checkFiles: true }, { signal })
    expect(inspection.files).toMatchObject({ problems: [] })
    const { found } = await findSnapshot(
      {
        directory: parseLocation('s3://source/flink'),
        s3: nobody(),
        kind: 'any',
        complete: 'files',
        mostListed: 5,
        jobId: undefined,
        maxAgeMs: undefined,
      },
      { signal, onWarning: () => undefined },
    )
    expect(found.path).toBe('s3://source/flink/savepoint-1')
    expect(signedAs(lab.from, 'source')).toEqual(new Set([undefined]))
  })

  it('which is none after all is said to be so, and with what it is read instead', async () => {
    await open({ streamed: true, from: { users: {}, anybody: { denies: () => true } } })
    expect(await lab.failure({ sourceS3: nobody() })).toMatch(
      /cannot read s3:\/\/source\/flink\/savepoint-1\/_metadata: requests go without credentials \(source-anonymous \(or anonymous\)\), and the bucket does not give s3:GetObject to everybody, .*leave source-anonymous \(or anonymous\) out and give credentials/,
    )
  })

  it('whose objects everybody may read but not list: the message says what is not listed', async () => {
    await open({
      streamed: true,
      from: { users: {}, anybody: { denies: (operation) => operation === 'ListObjectsV2' } },
    })
    expect(await lab.failure({ sourceS3: nobody() })).toMatch(
      /cannot list what is below s3:\/\/source\/\S+: requests go without credentials .* does not give s3:ListBucket to everybody: /,
    )
  })
})
