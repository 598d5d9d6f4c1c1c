/**
 * Buckets and objects on the servers of the lab, by the stock SDK: nothing of the code under test is used.
 */
import {
  CreateBucketCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  type HeadObjectCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3'
import type { Sample } from '../support/sample-savepoint.ts'
import { clientFor, type Endpoint } from './servers.ts'

/** A server of the lab with a client. */
export interface Server extends Endpoint {
  readonly client: S3Client
}

/** The servers that `scripts/lab/with-servers.ts` started. */
export function labServers(): Server[] {
  const text = process.env['LAB_S3_ENDPOINTS']
  if (text === undefined)
    throw new Error('LAB_S3_ENDPOINTS is not set: run this suite with "npm run test:s3"')
  return (JSON.parse(text) as Endpoint[]).map((endpoint) => ({ ...endpoint, client: clientFor(endpoint) }))
}

/** The server with the name. */
export function serverCalled(servers: readonly Server[], name: string): Server {
  const server = servers.find((one) => one.name === name)
  if (server === undefined) throw new Error(`LAB_S3_ENDPOINTS has no server called ${name}`)
  return server
}

/** Makes a bucket that no other test uses. @returns its name */
export async function newBucket({ client }: Server, name: string): Promise<string> {
  const Bucket = `${name}-${Math.random().toString(36).slice(2, 10)}`
  await client.send(new CreateBucketCommand({ Bucket }))
  return Bucket
}

/** Writes one object. */
export async function putObject(
  { client }: Server,
  Bucket: string,
  Key: string,
  Body: Uint8Array,
): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket, Key, Body }))
}

/** Uploads a snapshot into a directory, `_metadata` included. */
export async function uploadSample(
  server: Server,
  bucket: string,
  directory: string,
  sample: Sample,
): Promise<void> {
  for (const [name, bytes] of [...sample.files, ['_metadata', sample.metadata] as const]) {
    await putObject(server, bucket, `${directory}/${name}`, bytes)
  }
}

/** Every object of a bucket, by key. */
export async function downloadAll(server: Server, Bucket: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>()
  for (const Key of await listKeys(server, Bucket)) {
    const { Body } = await server.client.send(new GetObjectCommand({ Bucket, Key }))
    if (Body === undefined) throw new Error(`GET ${Bucket}/${Key} has no body`)
    found.set(Key, Buffer.from(await Body.transformToByteArray()))
  }
  return found
}

/** Every key of a bucket. */
export async function listKeys({ client }: Server, Bucket: string): Promise<string[]> {
  const { Contents = [], IsTruncated } = await client.send(new ListObjectsV2Command({ Bucket }))
  if (IsTruncated === true) throw new Error(`${Bucket} has more objects than a test puts there`)
  return Contents.map(({ Key }) => Key ?? '').sort()
}

/** What a HEAD says of every object of a bucket, by key. */
export async function headAll(server: Server, Bucket: string): Promise<Map<string, HeadObjectCommandOutput>> {
  const heads = new Map<string, HeadObjectCommandOutput>()
  for (const Key of await listKeys(server, Bucket))
    heads.set(Key, await server.client.send(new HeadObjectCommand({ Bucket, Key })))
  return heads
}

/** Deletes objects. */
export async function deleteObjects(
  { client }: Server,
  Bucket: string,
  keys: readonly string[],
): Promise<void> {
  await client.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: keys.map((Key) => ({ Key })) } }))
}

/** The inputs that reach a server: for both sides, or for the source alone. */
export function inputsFor(server: Server, side: '' | 'source-' = ''): Record<string, string> {
  return {
    [`${side}endpoint`]: server.endpoint,
    [`${side}region`]: server.region,
    [`${side}access-key-id`]: server.accessKeyId,
    [`${side}secret-access-key`]: server.secretAccessKey,
    [`${side}force-path-style`]: 'true',
  }
}
