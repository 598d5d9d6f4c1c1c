import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { CreateBucketCommand, GetObjectCommand, paginateListObjectsV2 } from '@aws-sdk/client-s3'
import { ensureTool } from '../../../scripts/lab/tools.ts'
import { flinkConf } from '../matrix/places.ts'
import { clientFor, startMinio } from '../servers.ts'

/** A bucket with a name of its own, on a MinIO server that lives as long as the fixture is made. */
export interface FixtureBucket {
  readonly uri: string
  /** What Flink has to know of the server. */
  readonly conf: Readonly<Record<string, string>>
  /** Writes every object to the directory, under its key. */
  mirror(directory: string): Promise<void>
  close(): Promise<void>
}

/** The name stands in the metadata that is written there, so it is always the same. */
const BUCKET = 'flink-snapshots'

/** @throws Error when there is no MinIO and none can be installed. */
export async function openFixtureBucket(): Promise<FixtureBucket> {
  ensureTool('minio')
  const server = await startMinio({
    accessKeyId: `lab${randomBytes(8).toString('hex')}`,
    secretAccessKey: randomBytes(20).toString('hex'),
  })
  const client = clientFor(server)
  await client.send(new CreateBucketCommand({ Bucket: BUCKET }))
  return {
    uri: `s3://${BUCKET}`,
    conf: flinkConf('s3', server),
    mirror: async (directory) => {
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: BUCKET })) {
        for (const { Key = '' } of Contents) {
          // Flink's plugin marks directories with empty objects.
          if (Key.endsWith('/')) continue
          const { Body } = await client.send(new GetObjectCommand({ Bucket: BUCKET, Key }))
          const file = path.join(directory, Key)
          await mkdir(path.dirname(file), { recursive: true })
          await writeFile(file, (await Body?.transformToByteArray()) ?? '')
        }
      }
    },
    close: async () => {
      client.destroy()
      await server.stop()
    },
  }
}
