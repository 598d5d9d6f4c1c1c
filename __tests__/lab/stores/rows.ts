/** What is tried on each store, by the bundle of the command line, and judged by the stock SDK. */
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3'
import { runCli } from '../../support/run-bundle.ts'
import { newBucket } from '../s3.ts'
import { clientFor } from '../servers.ts'
import {
  compare,
  filesCopied,
  keysOf,
  MIB,
  mustBeRefused,
  mustSucceed,
  place,
  reach,
  relocate,
  relocated,
  ServersFault,
  textOf,
  type Ends,
} from './flows.ts'
import { keysBelow, manyFiles, putSnapshot, type Files } from './snapshots.ts'

/** One row. */
export interface Row {
  readonly name: string
  readonly title: string
  /** @throws ServersFault; Error saying what is not as it should be */
  readonly run: (ends: Ends) => Promise<void>
  /** It needs a store that refuses wrong keys, or one that has keys that may only read. */
  readonly needs?: 'keys' | 'readers'
}

const FEW = manyFiles(5, 4096)

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
  { name: 'secret', title: 'a wrong secret key is named', run: wrongSecret, needs: 'keys' },
  { name: 'bucket', title: 'a missing bucket is named', run: missingBucket },
  { name: 'reader', title: 'a key that may only read is named', run: readOnlyKey, needs: 'readers' },
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

async function readOnlyKey({ store }: Ends): Promise<void> {
  const placed = await place(store, FEW)
  const target = await newBucket(store, 'target')
  const key = await store.readOnlyKey!(store, [placed.bucket, target])
  const client = clientFor({ ...store, ...key })
  try {
    const Key = `${placed.directory}/_metadata`
    await client.send(new GetObjectCommand({ Bucket: placed.bucket, Key }))
  } catch (error) {
    throw new ServersFault(`the SDK cannot read with that key: ${textOf(error)}`)
  } finally {
    client.destroy()
  }
  await mustBeRefused(await relocate(placed, store, target, [], key), /needs s3:PutObject/, store, target)
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
