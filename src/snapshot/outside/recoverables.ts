import { StateFormatError, StateReader } from './state-reader.ts'
import { readVersioned, type Versioned } from './versioned.ts'

/**
 * Reads the path out of what a file system keeps to go on with a file that is not committed, or to commit it
 * (`RecoverableWriter.ResumeRecoverable` and `CommitRecoverable`): that of the file as it is called once it
 * is committed. `undefined` for a file system whose format is not known here.
 *
 * `bucketPath`, where the state names it, gives the S3 formats what they leave out: they name a key only.
 *
 * @throws StateFormatError for a format that is known, and broken.
 */
export function recoverablePath({ version, bytes }: Versioned, bucketPath?: string): string | undefined {
  const start = new StateReader(bytes)
  if (start.remaining < 4) return undefined
  const magic = start.int() >>> 0
  if (magic === IN_PROGRESS_FILE || magic === PENDING_FILE) {
    return readWrapped(start, version, magic === PENDING_FILE, bucketPath)
  }
  const read = FORMATS.get(magic)
  return read === undefined ? readWithoutMagic(bytes, bucketPath) : read(new StateReader(bytes), bucketPath)
}

/**
 * `OutputStreamBasedInProgressFileRecoverableSerializer` and `...PendingFileRecoverableSerializer`, which all
 * file systems have in common since 1.11. Version 2 (since 1.15) names the file in full.
 */
const IN_PROGRESS_FILE = 0xb3a4073d
const PENDING_FILE = 0x2c853c89

function readWrapped(
  reader: StateReader,
  version: number,
  pending: boolean,
  bucketPath: string | undefined,
): string | undefined {
  const target = version >= 2 && reader.boolean() ? reader.utf() : undefined
  if (version >= 2 && pending) reader.skip(8)
  const inner = readVersioned(reader)
  reader.end()
  return target ?? recoverablePath(inner, bucketPath)
}

/** Two more formats start with a text, and are taken only where the bytes fit them exactly. */
function readWithoutMagic(bytes: Uint8Array, bucketPath: string | undefined): string | undefined {
  for (const format of [readNativeObjectName, readBlob]) {
    try {
      return format(new StateReader(bytes), bucketPath)
    } catch (error) {
      if (!(error instanceof StateFormatError)) throw error
    }
  }
  return undefined
}

type Format = (reader: StateReader, bucketPath: string | undefined) => string | undefined

/** By the first four bytes, as they stand. */
const FORMATS: ReadonlyMap<number, Format> = new Map<number, Format>([
  // LocalRecoverableSerializer of flink-core, and HadoopRecoverableSerializer of flink-hadoop-fs.
  [swapped(0x1e744b57), readTwoPaths],
  [swapped(0xd7436c5e), readTwoPaths],
  // HadoopPathBasedPendingFileRecoverableSerializer of flink-hadoop-bulk.
  [swapped(0x2c853c90), readPathThenTemporary],
  // S3RecoverableSerializer of flink-s3-fs-base.
  [swapped(0x98761432), readObjectName],
])

/** The bytes of an int in the other order. */
function swapped(magic: number): number {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(magic)
  return bytes.readUInt32BE()
}

/** The lengths of both paths, then that of the finished file and that of the file in progress. */
function readTwoPaths(reader: StateReader): string {
  reader.skip(4 + 8)
  const targetBytes = reader.intLittleEndian()
  const temporaryBytes = reader.intLittleEndian()
  const target = reader.utf8(targetBytes)
  reader.skip(temporaryBytes)
  reader.end()
  return target
}

/** Each path after its length: that of the finished file, then that of the file in progress. */
function readPathThenTemporary(reader: StateReader): string {
  reader.skip(4)
  const target = reader.utf8(reader.intLittleEndian())
  reader.blockLittleEndian()
  reader.end()
  return target
}

/** The key of the object, of which a multipart upload is open. */
function readObjectName(reader: StateReader, bucketPath: string | undefined): string {
  reader.skip(4)
  const key = reader.utf8(reader.intLittleEndian())
  reader.blockLittleEndian()
  for (let parts = reader.countLittleEndian(8); parts > 0; parts--) {
    reader.skip(4)
    reader.blockLittleEndian()
  }
  reader.skip(8)
  reader.blockLittleEndian()
  reader.skip(8)
  reader.end()
  return withBucket(key, bucketPath)
}

/** NativeS3RecoverableSerializer of flink-s3-fs-native, since 2.3. */
function readNativeObjectName(reader: StateReader, bucketPath: string | undefined): string {
  const key = reader.utf()
  reader.utf()
  reader.skip(8)
  for (let parts = reader.count(6); parts > 0; parts--) {
    reader.skip(4)
    reader.utf()
  }
  if (reader.boolean()) {
    reader.utf()
    reader.skip(8)
  }
  reader.end()
  return withBucket(key, bucketPath)
}

/** GSCommitRecoverableSerializer of flink-gs-fs-hadoop; GSResumeRecoverableSerializer writes 9 bytes more. */
function readBlob(reader: StateReader): string {
  const bucket = reader.utf()
  const object = reader.utf()
  reader.skip(reader.count(16) * 16)
  if (reader.remaining > 0) {
    reader.skip(8)
    reader.boolean()
  }
  reader.end()
  if (!/^[a-z0-9][a-z0-9._-]+$/.test(bucket)) reader.fail('a bucket')
  return `gs://${bucket}/${object}`
}

function withBucket(key: string, bucketPath: string | undefined): string {
  if (key === '') throw new StateFormatError('expected a key')
  const bucket =
    bucketPath === undefined ? undefined : /^[a-z][a-z0-9+.-]*:\/\/[^/]+\//i.exec(bucketPath)?.[0]
  return bucket === undefined ? key : bucket + key
}
