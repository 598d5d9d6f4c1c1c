/** @jest-environment ./__tests__/support/one-realm.ts */
import { findSnapshot } from '../../src/commands/find/find.ts'
import { inspectSnapshot } from '../../src/commands/inspect/inspect.ts'
import { parseLocation } from '../../src/location/location.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { openLab, type Lab, type LabOptions } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const PAYS = { requesterPays: ['source'] }
const side = (fake: Lab['from'], accessKeyId: string): RelocationRequest['sourceS3'] => ({
  endpoint: fake.endpoint,
  region: 'us-east-1',
  credentials: { accessKeyId, secretAccessKey: 'secret' },
})
const paying = (fake: Lab['from'] = lab.from): RelocationRequest['sourceS3'] => ({
  ...side(fake, 'alice'),
  requestPayer: 'requester',
})
/** The operations that said so in requests to a bucket, and those that did not. */
const told = (fake: Lab['from'], bucket: string, said: boolean): Set<string> =>
  new Set(
    fake.log
      .filter((one) => one.bucket === bucket && 'x-amz-request-payer' in one.headers === said)
      .map(({ operation }) => operation),
  )
const open = async (options: LabOptions = {}): Promise<void> => {
  lab = await openLab({ from: PAYS, ...options })
}

describe('a bucket whose requester pays', () => {
  it('is told so with every request, and the other side is not', async () => {
    await open({ streamed: true })
    await lab.relocate({ sourceS3: paying(), verify: 'strict' })
    lab.expectWhole()
    expect(told(lab.from, 'source', false)).toEqual(new Set())
    expect(told(lab.to, 'target', true)).toEqual(new Set())
  })

  it('is told so by copies of the server, and by looks at their source', async () => {
    await open()
    const report = await lab.relocate({ sourceS3: paying() })
    lab.expectWhole()
    expect(report).toMatchObject({ transferMode: 'server-side', warnings: [] })
    expect(told(lab.from, 'source', false)).toEqual(new Set())
    expect(
      lab.from.log.filter(({ bucket, operation }) => bucket === 'source' && operation === 'HeadObject'),
    ).not.toEqual([])
    expect(told(lab.from, 'target', true)).toEqual(new Set(['CopyObject', 'UploadPartCopy']))
  })

  it('is told so of a target with every write', async () => {
    await open({ streamed: true, from: {}, to: { requesterPays: ['target'] } })
    await lab.relocate({ targetS3: { ...paying(lab.to) } })
    lab.expectWhole()
    expect(told(lab.from, 'source', true)).toEqual(new Set())
  })

  it('loses a snapshot by delete-source', async () => {
    await open({ streamed: true })
    await lab.relocate({ sourceS3: paying(), deleteSource: true })
    lab.expectWhole()
    expect(lab.from.buckets.entries('source').map(([key]) => key)).toEqual([
      'flink/savepoint-1/_metadata.relocated.json',
    ])
  })

  it('can be inspected and searched', async () => {
    await open()
    const { signal } = new AbortController()
    const inspection = await inspectSnapshot(
      { source: parseLocation('s3://source/flink/savepoint-1'), s3: paying(), checkFiles: true },
      { signal },
    )
    expect(inspection.files).toMatchObject({ problems: [] })
    const { found } = await findSnapshot(
      {
        directory: parseLocation('s3://source/flink'),
        s3: paying(),
        kind: 'any',
        complete: 'files',
        mostListed: 5,
        jobId: undefined,
        maxAgeMs: undefined,
      },
      { signal, onWarning: () => undefined },
    )
    expect(found.path).toBe('s3://source/flink/savepoint-1')
  })

  it('and is not told so may be the reason of a denial, which names the setting', async () => {
    await open({ streamed: true })
    expect(await lab.failure()).toMatch(
      /and set source-request-payer \(or request-payer\) to requester for a bucket with "requester pays" /,
    )
  })
})
