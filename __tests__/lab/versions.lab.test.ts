/**
 * Snapshots that were deleted from buckets with versioning, read as they were, by the bundles, from real
 * servers.
 */
import { ListObjectVersionsCommand, PutBucketVersioningCommand } from '@aws-sdk/client-s3'
import { setTimeout as delay } from 'node:timers/promises'
import { runAction, runCli, type StepResult } from '../support/run-bundle.ts'
import { rehome, sampleAt, type Sample } from '../support/sample-savepoint.ts'
import {
  deleteObjects,
  downloadAll,
  inputsFor,
  labServers,
  listKeys,
  newBucket,
  putObject,
  serverCalled,
  uploadSample,
  type Server,
} from './s3.ts'

const servers = labServers()
const NAME = 'savepoint-4686cd-f502a036b706'
const KEY_PREFIX = `flink/a b+c/${NAME}`

afterAll(() => {
  for (const { client } of servers) client.destroy()
})

/** Stores tell times by whole seconds, some of them. */
async function nextSecond(): Promise<void> {
  await delay(1100)
}

async function versionsIn({ client }: Server, Bucket: string): Promise<unknown> {
  const { Versions = [], DeleteMarkers = [] } = await client.send(new ListObjectVersionsCommand({ Bucket }))
  return [...Versions, ...DeleteMarkers].map(({ Key, VersionId }) => [Key, VersionId]).sort()
}

describe.each([
  ['minio-a', 'minio-a'],
  ['minio-a', 'seaweedfs'],
  ['seaweedfs', 'seaweedfs'],
  ['seaweedfs', 'minio-a'],
])('from %s with versioning to %s', (fromName, toName) => {
  const [from, to] = [serverCalled(servers, fromName), serverCalled(servers, toName)]
  const inputs = from === to ? inputsFor(to) : { ...inputsFor(to), ...inputsFor(from, 'source-') }
  let sourceBucket: string
  let targetBucket: string
  let home: string
  let sample: Sample

  beforeAll(async () => {
    sourceBucket = await newBucket(from, 'versions')
    targetBucket = await newBucket(to, 'target')
    home = `s3://${sourceBucket}/${KEY_PREFIX}`
    sample = sampleAt(home)
    await from.client.send(
      new PutBucketVersioningCommand({
        Bucket: sourceBucket,
        VersioningConfiguration: { Status: 'Enabled' },
      }),
    )
    const [name = ''] = sample.files.keys()
    await putObject(from, sourceBucket, `${KEY_PREFIX}/${name}`, Buffer.from('what lay there before'))
    await nextSecond()
    await uploadSample(from, sourceBucket, KEY_PREFIX, sample)
    await nextSecond()
    await putObject(from, sourceBucket, `${KEY_PREFIX}/${name}`, Buffer.from('what somebody wrote later'))
    await nextSecond()
    await deleteObjects(from, sourceBucket, await listKeys(from, sourceBucket))
  }, 60_000)

  const relocate = (more: Readonly<Record<string, string>> = {}): Promise<StepResult> =>
    runAction({ ...inputs, source: home, target: `s3://${targetBucket}/moved`, ...more })
  const expectedAt = (directory: string): Map<string, Buffer> =>
    new Map([
      ...[...sample.files].map(([name, bytes]): [string, Buffer] => [`${directory}/${NAME}/${name}`, bytes]),
      [`${directory}/${NAME}/_metadata`, rehome(sample, home, `s3://${targetBucket}/${directory}/${NAME}`)],
    ])
  /** The time that the sentence of a run without `as-of` gives. */
  const advised = async (): Promise<string> => {
    const { exitCode, everything } = await relocate()
    expect(exitCode).toBe(1)
    const time = /was deleted at \S+, and its bucket keeps old versions: with as-of (\S+), when/.exec(
      everything,
    )?.[1]
    expect(time).toBeDefined()
    return time ?? ''
  }

  it.each([['fast'], ['strict']])(
    'is relocated as of the time that the failure names, %s',
    async (verify) => {
      const before = await versionsIn(from, sourceBucket)
      const result = await relocate({
        'as-of': await advised(),
        target: `s3://${targetBucket}/${verify}`,
        verify,
      })
      expect(result.stdout).not.toContain('::error')
      expect(JSON.parse(result.report)).toMatchObject({
        outcome: 'relocated',
        transferMode: from === to ? 'server-side' : 'streamed',
      })
      const found = await downloadAll(to, targetBucket)
      expect(new Map([...found].filter(([key]) => key.startsWith(`${verify}/`)))).toEqual(expectedAt(verify))
      expect(await versionsIn(from, sourceBucket)).toEqual(before)
    },
  )

  it('is inspected as it was, on the command line', async () => {
    const { exitCode, stdout, stderr } = await runCli(
      [
        ...['inspect', home, '--check-files', '--json', '--as-of', await advised()],
        ...['--endpoint', from.endpoint, '--region', from.region],
      ],
      { env: { AWS_ACCESS_KEY_ID: from.accessKeyId, AWS_SECRET_ACCESS_KEY: from.secretAccessKey } },
    )
    expect([exitCode, stderr]).toEqual([0, ''])
    expect(JSON.parse(stdout)).toMatchObject({ files: { checked: sample.files.size, problems: [] } })
  })
})
