/**
 * Snapshots for the stores: put there and compared by the stock SDK, which knows nothing of the code under
 * test.
 */
import { createHash } from 'node:crypto'
import {
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  UploadPartCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3'
import { file, keyGroups, metadata, operator, properties, subtask } from '../../support/metadata-builder.ts'
import type { Server } from '../s3.ts'

const MIB = 2 ** 20
const PART_BYTES = 16 * MIB

/** Names of files in one directory, and their sizes in bytes. */
export type Files = ReadonlyMap<string, number>

/** The digests of what was put, by name. */
export type Digests = ReadonlyMap<string, string>

/** So many files of one size, named as Flink names them. */
export function manyFiles(count: number, sizeBytes: number): Files {
  return new Map(
    Array.from({ length: count }, (_, index) => {
      const digits = (Math.imul(index + 1, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')
      return [`${digits}-6c1b-4387-898b-${index.toString(16).padStart(12, '0')}`, sizeBytes]
    }),
  )
}

/** A savepoint's `_metadata` that names the files in the directory. */
export function metadataOf(home: string, files: Files): Uint8Array {
  const handles = [...files].map(([name, size]) => file(`${home}/${name}`, size))
  const subtasks = handles.map((handle, index) => subtask(3, index, { managedKeyed: keyGroups(3, handle) }))
  return metadata(3, [operator(3, { parallelism: files.size, maxParallelism: 1 << 15 }, subtasks)], {
    properties: properties('savepoint-canonical'),
  })
}

/** Puts the files and `_metadata` to `s3://bucket/directory`. @returns digests of the files */
export async function putSnapshot(
  server: Server,
  bucket: string,
  directory: string,
  files: Files,
): Promise<Digests> {
  const digests = new Map<string, string>()
  for (const [name, size] of files) {
    const bytes = contentOf(name, size)
    await put(server, bucket, `${directory}/${name}`, bytes)
    digests.set(name, digest([bytes]))
  }
  await put(server, bucket, `${directory}/_metadata`, metadataOf(`s3://${bucket}/${directory}`, files))
  return digests
}

/** Bytes that no other file has. */
function contentOf(name: string, size: number): Buffer {
  const seed = createHash('sha256').update(name).digest()
  const block = Buffer.alloc(Math.min(size, MIB))
  for (let at = 0; at < block.length; at++) block[at] = (seed[at % 32]! + at * 31 + (at >> 8)) & 255
  const bytes = Buffer.alloc(size)
  for (let at = 0; at < size; at += MIB) {
    block.copy(bytes, at, 0, Math.min(MIB, size - at))
    bytes[at] = (at / MIB) & 255
  }
  return bytes
}

async function put({ client }: Server, Bucket: string, Key: string, bytes: Uint8Array): Promise<void> {
  if (bytes.length <= PART_BYTES) {
    await client.send(new PutObjectCommand({ Bucket, Key, Body: bytes }))
    return
  }
  const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
  const Parts: CompletedPart[] = []
  for (let at = 0; at < bytes.length; at += PART_BYTES) {
    const PartNumber = Parts.length + 1
    const Body = bytes.subarray(at, at + PART_BYTES)
    const { ETag } = await client.send(new UploadPartCommand({ Bucket, Key, UploadId, PartNumber, Body }))
    Parts.push({ PartNumber, ETag })
  }
  await client.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts } }))
}

/** All keys below a prefix. */
export async function keysBelow({ client }: Server, Bucket: string, Prefix: string): Promise<string[]> {
  const keys: string[] = []
  let ContinuationToken: string | undefined
  do {
    const page = await client.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }))
    keys.push(...(page.Contents ?? []).map(({ Key }) => Key ?? ''))
    ContinuationToken = page.IsTruncated === true ? page.NextContinuationToken : undefined
  } while (ContinuationToken !== undefined)
  return keys
}

/**
 * What is wrong with the copy of a snapshot at `s3://bucket/directory`; `undefined` where all is as it
 * should be.
 */
export async function faultOfCopy(
  server: Server,
  bucket: string,
  directory: string,
  files: Files,
  digests: Digests,
): Promise<string | undefined> {
  for (const [name, expected] of digests) {
    const chunks = await bytesOf(server, bucket, `${directory}/${name}`)
    if (digest(chunks) !== expected) return `${name} has other bytes`
  }
  const written = Buffer.concat(await bytesOf(server, bucket, `${directory}/_metadata`))
  const wanted = metadataOf(`s3://${bucket}/${directory}`, files)
  return written.equals(wanted) ? undefined : '_metadata is not what Flink would have written'
}

async function bytesOf({ client }: Server, Bucket: string, Key: string): Promise<Uint8Array[]> {
  const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }))
  const chunks: Uint8Array[] = []
  for await (const chunk of Body as AsyncIterable<Uint8Array>) chunks.push(chunk)
  return chunks
}

function digest(chunks: readonly Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const chunk of chunks) hash.update(chunk)
  return hash.digest('hex')
}
