import { sure, type EntryReader, type Found } from './formats.ts'
import { recoverablePath } from './recoverables.ts'
import { StateReader } from './state-reader.ts'
import type { OutsideKind } from './types.ts'
import { readVersioned, readVersionedEntry, readVersionedList, type Versioned } from './versioned.ts'

const BUCKET_STATE = 0x1e764b79
const COMMITTABLE = 0x1e765c80
const REMAINING_REQUESTS = 0xa946be83
const REQUEST = 0x2fc61e19

/**
 * State of a FileSink's writer (`FileWriterBucketStateSerializer`, versions 1 to 3), and of
 * StreamingFileSink and the file sinks of the Table API (`BucketStateSerializer`, versions 1 and 2): a
 * bucket, its path, the file that is open in it, and up to version 2 the files that wait to be committed.
 *
 * A bucket without any of these files is forgotten at a restore by StreamingFileSink. A FileSink forgets it
 * at its next checkpoint (`FileWriter`), and writes new files below its path until then.
 */
export function bucketReader(kind: OutsideKind): EntryReader {
  return (entry) => {
    const { version, bytes } = readVersionedEntry(entry)
    const reader = new StateReader(bytes)
    reader.magic(BUCKET_STATE)
    if (version < 1 || version > 3) reader.fail('a version of 1 to 3')
    readVersioned(reader)
    const bucketPath = reader.utf()
    reader.skip(8)
    const files: Versioned[] = []
    if (reader.boolean()) files.push(readVersioned(reader))
    if (version < 3) files.push(...readPendingFiles(reader))
    reader.end()
    if (files.length === 0) return kind === 'file-sink-writer' ? [sure(kind, false, [bucketPath])] : []
    const paths = files.map((file) => recoverablePath(file, bucketPath) ?? bucketPath)
    return [sure(kind, true, paths)]
  }
}

function readPendingFiles(reader: StateReader): Versioned[] {
  const files: Versioned[] = []
  const version = reader.int()
  for (let checkpoints = reader.count(12); checkpoints > 0; checkpoints--) {
    reader.skip(8)
    for (let more = reader.count(4); more > 0; more--) files.push({ version, bytes: reader.block() })
  }
  return files
}

/**
 * A committable of a FileSink (`FileSinkCommittableSerializer`, versions 1 and 2): a file to commit, one to
 * clean up, or both.
 *
 * @throws StateFormatError for another committable.
 */
export function readFileCommittable({ version, bytes }: Versioned, kind: OutsideKind): Found {
  const reader = new StateReader(bytes)
  reader.magic(COMMITTABLE)
  if (version < 1 || version > 2) reader.fail('version 1 or 2')
  if (version === 2) reader.utf()
  const paths: string[] = []
  for (let file = 0; file < 2; file++) {
    const path = reader.boolean() ? recoverablePath(readVersioned(reader)) : undefined
    if (path !== undefined) paths.push(path)
  }
  if (version === 2 && reader.boolean()) paths.push(reader.utf())
  reader.end()
  return sure(kind, true, paths)
}

/** Files that a FileSink's `CompactCoordinator` has not handed on yet, one committable each. */
export const readCompactCoordinator: EntryReader = (entry) => [
  readFileCommittable(readVersionedEntry(entry), 'file-sink-compactor'),
]

/**
 * Requests that a FileSink's `CompactorOperator` has not answered yet, by checkpoint
 * (`RemainingRequestsSerializer`, `CompactorRequestSerializer`): files to compact and files to pass through.
 */
export const readCompactor: EntryReader = (entry) => {
  const reader = new StateReader(readVersionedEntry(entry).bytes)
  reader.magic(REMAINING_REQUESTS)
  const found: Found[] = []
  for (let checkpoints = reader.count(16); checkpoints > 0; checkpoints--) {
    reader.skip(8)
    for (const request of readVersionedList(reader)) {
      const inner = new StateReader(request.bytes)
      inner.magic(REQUEST)
      inner.utf()
      for (const committable of [...readVersionedList(inner), ...readVersionedList(inner)]) {
        found.push(readFileCommittable(committable, 'file-sink-compactor'))
      }
      inner.end()
    }
  }
  reader.end()
  return found
}
