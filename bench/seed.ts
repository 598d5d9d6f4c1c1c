/** Puts a snapshot's files to a server, made as they are sent. */
import { randomBytes } from 'node:crypto'
import type { Endpoint } from '../__tests__/lab/servers.ts'
import type { Snapshot } from '../__tests__/support/synthetic-snapshot.ts'
import { parseLocation } from '../src/location/location.ts'
import { runPool } from '../src/storage/pool.ts'
import type { RangeSource } from '../src/storage/object-store.ts'
import { createS3Store } from '../src/storage/s3/s3-store.ts'

const MIB = 2 ** 20

/** Not compressible; each piece of an object gets a head of its own. */
const BLOCK = randomBytes(MIB)

/** Writes the files, none of them like another, and `_metadata`. */
export async function seed(
  { endpoint, region, accessKeyId, secretAccessKey }: Endpoint,
  snapshot: Snapshot,
): Promise<void> {
  const { bucket, directory, names, sizeBytes, metadata } = snapshot
  const store = createS3Store(
    { endpoint, region, credentials: { accessKeyId, secretAccessKey } },
    { side: 'target' },
  )
  const at = (name: string): ReturnType<typeof parseLocation> =>
    parseLocation(`s3://${bucket}/${directory}/${name}`)
  try {
    const numbered = names.map((name, index) => ({ name, index }))
    await runPool(
      numbered,
      { concurrency: sizeBytes > 64 * MIB ? 1 : 16 },
      new AbortController().signal,
      async ({ name, index }) => {
        await store.write(at(name), contentOf(index, sizeBytes))
      },
    )
    await store.publish(at('_metadata'), metadata, { replace: true })
  } finally {
    store.close()
  }
}

function contentOf(index: number, sizeBytes: number): RangeSource {
  return { sizeBytes, open: (start, end) => Promise.resolve(piecesOf(index, start, end)) }
}

async function* piecesOf(index: number, start: number, end: number): AsyncGenerator<Uint8Array, void> {
  for (let at = start; at < end;) {
    const stop = Math.min(end, (Math.floor(at / MIB) + 1) * MIB)
    const block = Buffer.from(BLOCK)
    block.writeUInt32BE(index, 0)
    block.writeUInt32BE(Math.floor(at / MIB), 4)
    yield block.subarray(at % MIB, (at % MIB) + stop - at)
    await Promise.resolve()
    at = stop
  }
}
