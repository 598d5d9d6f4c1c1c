/** What is tried on each store, by the bundle of the command line, and judged by the stock SDK. */
import { CopyObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { runCli, type ProcessResult } from '../../support/run-bundle.ts'
import { newBucket, type Server } from '../s3.ts'
import { faultOfCopy, keysBelow, manyFiles, putSnapshot, type Digests, type Files } from './snapshots.ts'

/** The servers of a cell. */
export interface Ends {
  readonly store: Server
  /** A store that is known to work. */
  readonly other: Server
}

/** The stock SDK cannot do it either: what it did, and what came of that. */
export class ServersFault extends Error {}

/** One row. */
export interface Row {
  readonly name: string
  readonly title: string
  /** @throws ServersFault; Error saying what is not as it should be */
  readonly run: (ends: Ends) => Promise<void>
  /** It asks for the refusal of wrong keys. */
  readonly needsKeys?: boolean
}

const FEW = manyFiles(5, 4096)
const KIB = 1024
const MIB = 1024 * KIB

const ODD_NAMES: Files = new Map(
  [
    'with blank',
    'plus+plus',
    'percent%41',
    'equals=and&amp',
    'ümläut',
    '日本語',
    "quote'single",
    'tilde~!*()',
    'semi;colon,comma',
    '@at:colon',
  ].map((name) => [name, 100]),
)

/** In the order of the document. */
export const ROWS: readonly Row[] = [
  { name: 'inside', title: 'within the store', run: ({ store }) => relocated(store, store, FEW) },
  {
    name: 'from',
    title: 'from it to another store',
    run: ({ store, other }) => relocated(store, other, FEW),
  },
  { name: 'to', title: 'to it from another store', run: ({ store, other }) => relocated(other, store, FEW) },
  { name: 'names', title: 'odd characters in keys', run: ({ store }) => relocated(store, store, ODD_NAMES) },
  { name: 'many', title: '1,300 files', run: ({ store }) => relocated(store, store, manyFiles(1300, 10)) },
  {
    name: 'sizes',
    title: '0 B, 1 B, 5 MiB + 1, 300 MiB within',
    run: ({ store }) => relocated(store, store, sizes()),
  },
  {
    name: 'sizes-to',
    title: 'the same, from another store',
    run: ({ store, other }) => relocated(other, store, sizes()),
  },
  { name: 'secret', title: 'a wrong secret key is named', run: wrongSecret, needsKeys: true },
  { name: 'bucket', title: 'a missing bucket is named', run: missingBucket },
  { name: 'shards', title: 'three shards, and the commit', run: shards },
  { name: 'again', title: 'a second run copies nothing', run: again },
  { name: 'overwrite', title: '`overwrite` replaces another snapshot', run: overwrite },
  { name: 'delete', title: '`delete-source` takes the source away', run: deleteSource },
  { name: 'find', title: '`find` names the newest snapshot', run: find },
  { name: 'sse', title: '`target-sse: AES256`', run: encrypted },
]

function sizes(): Files {
  return new Map([
    ['none', 0],
    ['one', 1],
    ['five', 5 * MIB + 1],
    ['large', 300 * MIB],
  ])
}

/** A snapshot at its place. */
interface Placed {
  readonly server: Server
  readonly bucket: string
  readonly directory: string
  readonly files: Files
  readonly digests: Digests
}

async function place(server: Server, files: Files, directory = 'sp'): Promise<Placed> {
  try {
    const bucket = await newBucket(server, 'source')
    return { server, bucket, directory, files, digests: await putSnapshot(server, bucket, directory, files) }
  } catch (error) {
    throw new ServersFault(`the snapshot cannot be put there: ${textOf(error)}`)
  }
}

async function relocated(
  from: Server,
  to: Server,
  files: Files,
  options: readonly string[] = [],
): Promise<void> {
  const placed = await place(from, files)
  const bucket = await newBucket(to, 'target')
  await mustSucceed(placed, to, bucket, options)
}

/** Relocates, and compares the result byte by byte. */
async function mustSucceed(
  placed: Placed,
  to: Server,
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

async function compare(placed: Placed, to: Server, bucket: string): Promise<void> {
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
  to: Server,
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

function relocate(
  { server, bucket, directory }: Placed,
  to: Server,
  target: string,
  options: readonly string[] = [],
  keys: { readonly secretAccessKey?: string } = {},
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
      ...keysOf(to),
      ...(keys.secretAccessKey !== undefined && { AWS_SECRET_ACCESS_KEY: keys.secretAccessKey }),
      ...(server !== to && {
        SOURCE_AWS_ACCESS_KEY_ID: server.accessKeyId,
        SOURCE_AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
      }),
    },
  })
}

function reach({ endpoint, region }: Server): string[] {
  return ['--endpoint', endpoint, '--region', region, '--force-path-style']
}

function keysOf({ accessKeyId, secretAccessKey }: Server): NodeJS.ProcessEnv {
  return { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey }
}

async function wrongSecret({ store }: Ends): Promise<void> {
  const placed = await place(store, FEW)
  const target = await newBucket(store, 'target')
  const result = await relocate(placed, store, target, [], {
    secretAccessKey: 'thisIsNotTheSecretOfThisAccount00000',
  })
  await mustBeRefused(result, /secret/i, store, target)
}

async function missingBucket({ store }: Ends): Promise<void> {
  const placed = await place(store, FEW)
  const result = await relocate(placed, store, 'a-bucket-that-nobody-made')
  await mustBeRefused(result, /a-bucket-that-nobody-made/)
}

async function mustBeRefused(
  result: ProcessResult,
  sentence: RegExp,
  server?: Server,
  bucket?: string,
): Promise<void> {
  const said = result.stderr + result.stdout
  if (result.exitCode === 0) throw new Error('it succeeded')
  if (!sentence.test(said)) throw new Error(`it says: ${said.trim().slice(0, 400)}`)
  if (server === undefined || bucket === undefined) return
  const keys = await keysBelow(server, bucket, '')
  if (keys.length > 0) throw new Error(`it left ${keys.join(', ')}`)
}

async function shards({ store }: Ends): Promise<void> {
  const placed = await place(store, manyFiles(30, 100))
  const target = await newBucket(store, 'target')
  for (const shard of ['1/3', '2/3', '3/3']) {
    const { exitCode, stderr } = await relocate(placed, store, target, ['--shard', shard])
    if (exitCode !== 0) throw new Error(`shard ${shard}: ${stderr.trim()}`)
  }
  if ((await keysBelow(store, target, 'sp/_metadata')).length > 0) throw new Error('a shard wrote _metadata')
  const copied = filesCopied(await mustSucceed(placed, store, target))
  if (copied !== 0) throw new Error(`the run after the shards copied ${copied} files`)
}

async function again({ store, other }: Ends): Promise<void> {
  const placed = await place(other, FEW)
  const target = await newBucket(store, 'target')
  await mustSucceed(placed, store, target)
  const copied = filesCopied(await mustSucceed(placed, store, target))
  if (copied !== 0) throw new Error(`the second run copied ${copied} files`)
}

function filesCopied({ stdout }: ProcessResult): number {
  return (JSON.parse(stdout) as { filesCopied: number }).filesCopied
}

async function overwrite({ store }: Ends): Promise<void> {
  const target = await newBucket(store, 'target')
  await mustSucceed(await place(store, FEW), store, target)
  const placed = await place(store, manyFiles(3, 200))
  const refused = await relocate(placed, store, target)
  if (refused.exitCode === 0) throw new Error('another snapshot was replaced without --overwrite')
  await mustSucceed(placed, store, target, ['--overwrite'])
}

async function deleteSource({ store }: Ends): Promise<void> {
  const placed = await place(store, FEW)
  await mustSucceed(placed, store, await newBucket(store, 'target'), [
    '--delete-source',
    '--verify',
    'strict',
  ])
  const left = (await keysBelow(store, placed.bucket, `${placed.directory}/`)).filter(
    (key) => !key.endsWith('_metadata.relocated.json'),
  )
  if (left.length > 0) throw new Error(`${left.join(', ')} is still at the source`)
}

async function find({ store }: Ends): Promise<void> {
  const bucket = (await place(store, FEW, 'job/savepoint-1')).bucket
  await new Promise((resolve) => setTimeout(resolve, 1100))
  await putSnapshot(store, bucket, 'job/savepoint-2', FEW)
  const { exitCode, stdout, stderr } = await runCli(
    ['find', `s3://${bucket}/job`, ...reach(store), '--json'],
    { env: keysOf(store) },
  )
  if (exitCode !== 0) throw new Error(stderr.trim())
  if (!stdout.includes('savepoint-2')) throw new Error(`it says ${stdout.trim().slice(0, 300)}`)
}

async function encrypted({ store, other }: Ends): Promise<void> {
  const placed = await place(other, FEW)
  const target = await newBucket(store, 'target')
  const of = { Bucket: target, Key: 'sdk' }
  let kept: string | undefined
  try {
    await store.client.send(new PutObjectCommand({ ...of, Body: 'x', ServerSideEncryption: 'AES256' }))
    kept = (await store.client.send(new HeadObjectCommand(of))).ServerSideEncryption
  } catch (error) {
    // A store that answers with an error of its own is waited for, five minutes: nothing is learnt by that
    // here.
    throw new ServersFault(`the SDK is refused: ${textOf(error)}`)
  }
  const result = await relocate(placed, store, target, ['--target-sse', 'AES256'])
  if (result.exitCode === 0) {
    await compare(placed, store, target)
    return
  }
  if (kept === undefined && result.stderr.includes('without encryption'))
    throw new ServersFault(
      'it keeps what the SDK writes without encryption too; the run says so and leaves nothing',
    )
  throw new Error(result.stderr.trim().split('\n').slice(-3).join(' '))
}

function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return `${error.name}: ${error.message}`.replaceAll(/\s+/g, ' ').slice(0, 300)
}
