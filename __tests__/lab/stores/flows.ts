/** Snapshots that are put, relocated by the bundle, and compared by the stock SDK. */
import { CopyObjectCommand, GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { runCli, type ProcessResult } from '../../support/run-bundle.ts'
import { newBucket, type Server } from '../s3.ts'
import type { Credentials } from '../servers.ts'
import { faultOfCopy, keysBelow, putSnapshot, type Digests, type Files } from './snapshots.ts'
import type { ReadOnlyKey } from './started-store.ts'

/** A store that is tried. */
export interface TriedStore extends Server {
  readonly readOnlyKey?: ReadOnlyKey | undefined
  /** Variables that lead the program to it. */
  readonly env?: NodeJS.ProcessEnv | undefined
}

/** The servers of a cell. */
export interface Ends {
  readonly store: TriedStore
  /** A store that is known to work. */
  readonly other: TriedStore
}

/** The stock SDK cannot do it either: what it did, and what came of that. */
export class ServersFault extends Error {}

/** Bytes of a MiB. */
export const MIB = 2 ** 20

/** A snapshot at its place. */
export interface Placed {
  readonly server: TriedStore
  readonly bucket: string
  readonly directory: string
  readonly files: Files
  readonly digests: Digests
}

/** Puts a snapshot into a new bucket. @throws ServersFault */
export async function place(server: TriedStore, files: Files, directory = 'sp'): Promise<Placed> {
  try {
    const bucket = await newBucket(server, 'source')
    return { server, bucket, directory, files, digests: await putSnapshot(server, bucket, directory, files) }
  } catch (error) {
    throw new ServersFault(`the snapshot cannot be put there: ${textOf(error)}`)
  }
}

/** Relocates a snapshot from one store to another, and compares. @throws ServersFault; Error */
export async function relocated(
  from: TriedStore,
  to: TriedStore,
  files: Files,
  options: readonly string[] = [],
): Promise<void> {
  const placed = await place(from, files)
  const bucket = await newBucket(to, 'target')
  await mustSucceed(placed, to, bucket, options)
}

/** Relocates, and compares the result byte by byte. @throws ServersFault; Error */
export async function mustSucceed(
  placed: Placed,
  to: TriedStore,
  bucket: string,
  options: readonly string[] = [],
): Promise<ProcessResult> {
  const result = await relocate(placed, to, bucket, options)
  if (result.exitCode !== 0) {
    await blameServer(placed, to, bucket)
    throw new Error(
      `it ended with ${result.exitCode}: ${result.stderr.trim().split('\n').slice(-3).join(' ')}`,
    )
  }
  await compare(placed, to, bucket)
  return result
}

/** Compares the result byte by byte. @throws ServersFault; Error */
export async function compare(placed: Placed, to: TriedStore, bucket: string): Promise<void> {
  const fault = await faultOfCopy(to, bucket, 'sp', placed.files, placed.digests).catch(textOf)
  if (fault === undefined) return
  await blameServer(placed, to, bucket)
  throw new Error(`the result is not as it should be: ${fault}`)
}

/**
 * Does by the stock SDK what was asked for: GET and PUT of each file that is small enough, or a copy by the
 * store.
 */
async function blameServer(
  { server, bucket, directory, files }: Placed,
  to: TriedStore,
  target: string,
): Promise<void> {
  for (const [name, size] of files) {
    if (size > 64 * MIB) continue
    const Key = `sdk/${name}`
    try {
      const { Body } = await server.client.send(
        new GetObjectCommand({ Bucket: bucket, Key: `${directory}/${name}` }),
      )
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array()
      if (server === to) {
        const CopySource = `${bucket}/${directory}/${encodeURIComponent(name)}`
        await to.client.send(new CopyObjectCommand({ Bucket: target, Key, CopySource }))
      } else await to.client.send(new PutObjectCommand({ Bucket: target, Key, Body: bytes }))
      const { Body: copied } = await to.client.send(new GetObjectCommand({ Bucket: target, Key }))
      const there = (await copied?.transformToByteArray()) ?? new Uint8Array()
      if (!Buffer.from(there).equals(bytes)) throw new Error('the copy has other bytes')
    } catch (error) {
      throw new ServersFault(`the SDK fails with ${JSON.stringify(name)} too: ${textOf(error)}`)
    }
  }
}

/** Runs the relocation with the keys of the target, or others. */
export function relocate(
  { server, bucket, directory }: Placed,
  to: TriedStore,
  target: string,
  options: readonly string[] = [],
  keys: Partial<Credentials> = {},
): Promise<ProcessResult> {
  const args = [
    'relocate',
    `s3://${bucket}/${directory}`,
    `s3://${target}`,
    ...reach(to),
    '--target-name',
    'sp',
  ]
  const other = server === to ? [] : ['--source-endpoint', server.endpoint, '--source-region', server.region]
  return runCli([...args, ...other, ...options, '--json'], {
    env: {
      ...server.env,
      ...keysOf({ ...to, ...keys }),
      ...(server !== to && {
        SOURCE_AWS_ACCESS_KEY_ID: server.accessKeyId,
        SOURCE_AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
      }),
    },
  })
}

/** The options that lead to a server. */
export function reach({ endpoint, region }: Server): string[] {
  return ['--endpoint', endpoint, '--region', region, '--force-path-style']
}

/** The variables that lead to a server and hold its keys. */
export function keysOf({ accessKeyId, secretAccessKey, env }: TriedStore): NodeJS.ProcessEnv {
  return { ...env, AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
}

/** The run ended with the sentence, and left nothing in the bucket. @throws Error */
export async function mustBeRefused(
  result: ProcessResult,
  sentence: RegExp,
  server?: TriedStore,
  bucket?: string,
): Promise<void> {
  const said = result.stderr + result.stdout
  if (result.exitCode === 0) throw new Error('it succeeded')
  if (!sentence.test(said)) throw new Error(`it says: ${said.trim().slice(-400)}`)
  if (server === undefined || bucket === undefined) return
  const keys = await keysBelow(server, bucket, '')
  if (keys.length > 0) throw new Error(`it left ${keys.join(', ')}`)
}

/** How many files the run has copied, as it says. */
export function filesCopied({ stdout }: ProcessResult): number {
  return (JSON.parse(stdout) as { filesCopied: number }).filesCopied
}

/** An error's name and message in one line. */
export function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return `${error.name}: ${error.message}`.replaceAll(/\s+/g, ' ').slice(0, 300)
}
