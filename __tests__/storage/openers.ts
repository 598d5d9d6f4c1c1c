import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseLocation } from '../../src/location/location.ts'
import { createFileStore } from '../../src/storage/file/file-store.ts'
import { createS3Store, type S3StoreOptions } from '../../src/storage/s3/s3-store.ts'
import type { S3Settings } from '../../src/storage/settings.ts'
import type { OpenedStore } from './contract.ts'

/** A file store in a temporary directory of its own. */
export async function openFiles(): Promise<OpenedStore> {
  const directory = await mkdtemp(join(tmpdir(), 'flink-snapshot-'))
  return {
    store: createFileStore(),
    directory: parseLocation(directory),
    largeBytes: 3_000_017,
    close: () => rm(directory, { recursive: true }),
  }
}

/** The smallest parts that real servers take. */
export const REAL_PART_BYTES = 5 * 2 ** 20

/** Parts small enough for tests in memory. */
export const FAKE_PART_BYTES = 100_000

let directories = 0

/** An S3 store and a prefix of its own in `bucket`. */
export function openS3(
  settings: S3Settings,
  options: Partial<S3StoreOptions> = {},
  bucket = 'bucket',
  partBytes = FAKE_PART_BYTES,
): OpenedStore {
  const parts = {
    copyWholeBytes: partBytes,
    copyPartBytes: partBytes,
    putWholeBytes: partBytes,
    uploadPartBytes: partBytes,
  }
  const store = createS3Store(settings, { side: 'target', parts, ...options })
  const directory = parseLocation(`s3://${bucket}/run-${process.pid}-${Date.now()}-${++directories}/dir`)
  return { store, directory, largeBytes: 2 * partBytes + 70_017 }
}
