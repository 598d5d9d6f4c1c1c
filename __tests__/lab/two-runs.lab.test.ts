/**
 * Two real processes relocate different savepoints of one name to one target on a real server at the same
 * time.
 */
import { runCli } from '../support/run-bundle.ts'
import { faultOfTwoRuns, metadataIn, sameNames } from '../support/two-savepoints.ts'
import { downloadAll, labServers, newBucket, serverCalled, uploadSample } from './s3.ts'

const servers = labServers()
const [near, far] = [serverCalled(servers, 'minio-a'), serverCalled(servers, 'minio-b')]
afterAll(() => {
  for (const { client } of servers) client.destroy()
})

const ROUNDS = 10

it.each([
  ['copied by the server', near, near],
  ['streamed', far, near],
])(
  'two relocations to one target at once, with overwrite, %s: a success is told of what is there, and no mixture looks complete',
  async (_, from, to) => {
    const sourceBucket = await newBucket(from, 'source')
    for (let round = 0; round < ROUNDS; round++) {
      const targetBucket = await newBucket(to, 'target')
      const sources = [sameNames(40, 50_000), sameNames(40, 50_000)]
      for (const [n, files] of sources.entries()) {
        const directory = `${round}/${n}/savepoint-1`
        await uploadSample(from, sourceBucket, directory, {
          files,
          metadata: metadataIn(`s3://${sourceBucket}/${directory}`, files),
        })
      }
      const env = {
        AWS_ACCESS_KEY_ID: to.accessKeyId,
        AWS_SECRET_ACCESS_KEY: to.secretAccessKey,
        AWS_REGION: to.region,
        SOURCE_AWS_ACCESS_KEY_ID: from.accessKeyId,
        SOURCE_AWS_SECRET_ACCESS_KEY: from.secretAccessKey,
      }
      const args = [
        '--endpoint',
        to.endpoint,
        ...(from === to ? [] : ['--source-endpoint', from.endpoint]),
        '--overwrite',
      ]
      const results = await Promise.all(
        sources.map((_files, n) =>
          runCli(
            [
              'relocate',
              `s3://${sourceBucket}/${round}/${n}/savepoint-1`,
              `s3://${targetBucket}/moved`,
              ...args,
            ],
            { env },
          ),
        ),
      )
      const there = new Map(
        [...(await downloadAll(to, targetBucket))].map(([key, bytes]) => [
          key.replace('moved/savepoint-1/', ''),
          bytes,
        ]),
      )
      expect(faultOfTwoRuns(results, sources, there)).toBe('')
    }
  },
  240_000,
)
