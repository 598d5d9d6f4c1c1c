import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  CopyObjectCommand,
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  NotFound,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3'
import { clientFor, type Endpoint } from '../servers.ts'

/**
 * A bucket or a local directory of one cell. Handled by the stock SDK and by Node alone: nothing of the code
 * under test is used.
 */
export interface Place {
  /** `s3://bucket` or `file:///…`, no slash at the end. */
  readonly uri: string
  /** Deletes all that is in it. @returns how many files that were */
  empty(): Promise<number>
  /** Writes a small file that belongs to nobody. */
  put(name: string): Promise<void>
  has(name: string): Promise<boolean>
  /** The bytes of a file of it, by the URI that Flink gives. */
  read(uri: string): Promise<Uint8Array>
  /** Moves all files of a directory as `aws s3 mv --recursive` and `mv` do, looking into none. */
  move(directory: string, to: string): Promise<void>
}

/** Two new places, for the original and for the relocated snapshot. */
export async function newPlaces(
  storage: 's3' | 'file',
  server: Endpoint,
  cell: string,
): Promise<{ source: Place; target: Place }> {
  return {
    source: await newPlace(storage, server, `source-${cell}`),
    target: await newPlace(storage, server, `target-${cell}`),
  }
}

/** One more. */
export async function newPlace(storage: 's3' | 'file', server: Endpoint, name: string): Promise<Place> {
  const allowed = name.replaceAll(/[^a-z0-9]/g, '-')
  return await (storage === 's3' ? newBucket(server, allowed) : newDirectory(allowed))
}

/** What Flink has to know of the server. */
export function flinkConf(storage: 's3' | 'file', server: Endpoint): Record<string, string> {
  if (storage === 'file') return {}
  return {
    's3.endpoint': server.endpoint,
    's3.access-key': server.accessKeyId,
    's3.secret-key': server.secretAccessKey,
    's3.path.style.access': 'true',
    'fs.s3a.endpoint.region': server.region,
    'fs.s3a.connection.ssl.enabled': 'false',
  }
}

async function newBucket(server: Endpoint, name: string): Promise<Place> {
  const Bucket = `${name.slice(0, 50)}-${Math.random().toString(36).slice(2, 8)}`
  const client = clientFor(server)
  await client.send(new CreateBucketCommand({ Bucket }))
  return {
    uri: `s3://${Bucket}`,
    empty: () => emptyBucket(client, Bucket),
    put: async (Key) => {
      await client.send(new PutObjectCommand({ Bucket, Key, Body: 'belongs to nobody' }))
    },
    has: (Key) =>
      client.send(new HeadObjectCommand({ Bucket, Key })).then(
        () => true,
        (error: unknown) => {
          if (error instanceof NotFound) return false
          throw error
        },
      ),
    read: async (uri) => {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: nameIn(`s3://${Bucket}`, uri) }))
      if (Body === undefined) throw new Error(`${uri} has no content`)
      return await Body.transformToByteArray()
    },
    move: (directory, to) => {
      const [from, prefix] = [nameIn(`s3://${Bucket}`, directory), nameIn(`s3://${Bucket}`, to)]
      return movePrefix(client, Bucket, `${from}/`, `${prefix}/`)
    },
  }
}

async function movePrefix(client: S3Client, Bucket: string, from: string, to: string): Promise<void> {
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: from }))
  for (const { Key = '' } of Contents) {
    const CopySource = encodeURI(`${Bucket}/${Key}`)
    await client.send(new CopyObjectCommand({ Bucket, Key: `${to}${Key.slice(from.length)}`, CopySource }))
    await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: [{ Key }] } }))
  }
}

/** What stands after the place's own URI. @throws Error for a URI that leads elsewhere. */
function nameIn(place: string, uri: string): string {
  if (!uri.startsWith(`${place}/`)) throw new Error(`${uri} does not lie in ${place}`)
  return uri.slice(place.length + 1)
}

async function emptyBucket(client: S3Client, Bucket: string): Promise<number> {
  let deleted = 0
  for (;;) {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }))
    if (Contents.length === 0) return deleted
    await client.send(
      new DeleteObjectsCommand({ Bucket, Delete: { Objects: Contents.map(({ Key }) => ({ Key })) } }),
    )
    deleted += Contents.length
  }
}

async function newDirectory(name: string): Promise<Place> {
  const directory = await mkdtemp(path.join(tmpdir(), `flink-matrix-${name}-`))
  const inside = (uri: string): string =>
    path.join(directory, nameIn(`file:${directory}`, uri.replace(/^file:\/\/(?=\/)/, 'file:')))
  return {
    uri: `file://${directory}`,
    empty: async () => {
      const files = (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) =>
        entry.isFile(),
      )
      await rm(directory, { recursive: true })
      await mkdir(directory)
      return files.length
    },
    put: async (file) => {
      await mkdir(path.dirname(path.join(directory, file)), { recursive: true })
      await writeFile(path.join(directory, file), 'belongs to nobody')
    },
    has: (file) =>
      stat(path.join(directory, file)).then(
        () => true,
        () => false,
      ),
    read: (uri) => readFile(inside(uri)),
    move: async (from, to) => {
      await mkdir(path.dirname(inside(to)), { recursive: true })
      await rename(inside(from), inside(to))
    },
  }
}
