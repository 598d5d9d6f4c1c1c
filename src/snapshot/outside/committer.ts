import { readFileCommittable } from './file-sink.ts'
import type { EntryReader, Found } from './formats.ts'
import { readIcebergCommittable } from './iceberg.ts'
import { readKafkaCommittable } from './kafka.ts'
import { StateFormatError, StateReader } from './state-reader.ts'
import { readVersioned, readVersionedEntry, readVersionedList, type Versioned } from './versioned.ts'

const COLLECTOR = 0xb91f252c
const GLOBAL_COLLECTOR = 0xb91f252b

/** Which committables are known, tried one after the other. */
const COMMITTABLES: readonly ((committable: Versioned) => Found)[] = [
  (committable) => readFileCommittable(committable, 'file-sink-committer'),
  readIcebergCommittable,
  readKafkaCommittable,
]

/**
 * State of the committer of any sink: committables that were handed over and not committed yet when the
 * snapshot was taken (`CommittableCollectorSerializer` since 1.15, `StreamingCommitterStateSerializer`
 * before, `GlobalCommitterSerializer` around them). Each subtask has an entry, though nothing waits.
 */
export const readCommitter: EntryReader = (entry) => {
  const { version, bytes } = readVersionedEntry(entry)
  return readCollector(version, bytes).map(readCommittable)
}

function readCommittable(committable: Versioned): Found {
  for (const read of COMMITTABLES) {
    try {
      return read(committable)
    } catch (error) {
      if (!(error instanceof StateFormatError)) throw error
    }
  }
  return { kind: 'sink-committer', certainty: 'unknown', uncommitted: true, paths: [], ids: [] }
}

function readCollector(version: number, bytes: Uint8Array): Versioned[] {
  const reader = new StateReader(bytes)
  const magic = reader.int() >>> 0
  if (magic === GLOBAL_COLLECTOR) return readGlobalCollector(reader)
  if (magic !== COLLECTOR) reader.fail('a collector of committables')
  if (version === 1) {
    const committables = readVersionedList(reader)
    reader.end()
    return committables
  }
  if (version !== 2) reader.fail('version 1 or 2')
  const committables = readVersionedList(reader).flatMap(readCheckpoint)
  reader.end()
  return committables
}

/** Committables of another kind may come first; nothing is known of these. */
function readGlobalCollector(reader: StateReader): Versioned[] {
  const others = reader.boolean() ? readVersionedList(reader) : []
  const inner = readVersioned(reader)
  reader.end()
  return [...others, ...readCollector(inner.version, inner.bytes)]
}

/** Its id, since version 1 the number of subtasks, and the subtasks. */
function readCheckpoint({ version, bytes }: Versioned): Versioned[] {
  const reader = new StateReader(bytes)
  reader.skip(version === 0 ? 8 : 12)
  const committables = readVersionedList(reader).flatMap(readSubtask)
  reader.end()
  return committables
}

/** Since version 1 its index; the requests, and two or three counts. */
function readSubtask({ version, bytes }: Versioned): Versioned[] {
  const reader = new StateReader(bytes)
  if (version > 0) reader.int()
  const committables = readVersionedList(reader).map(readRequest)
  reader.skip(version >= 2 ? 8 : 12)
  reader.end()
  return committables
}

/** The committable, how often it was tried, and how it stands. */
function readRequest({ bytes }: Versioned): Versioned {
  const reader = new StateReader(bytes)
  const committable = readVersioned(reader)
  reader.skip(8)
  reader.end()
  return committable
}
