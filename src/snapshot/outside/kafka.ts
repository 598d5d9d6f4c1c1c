import type { EntryReader, Found } from './formats.ts'
import { StateReader } from './state-reader.ts'
import { readVersionedEntry, type Versioned } from './versioned.ts'

/** Kafka's formats have no mark of their own: what fits them is likely theirs, no more. */
function likely(uncommitted: boolean, ids: readonly string[]): Found {
  return { kind: 'kafka-transactions', certainty: 'likely', uncommitted, paths: [], ids }
}

/**
 * State of a KafkaSink's writer (`KafkaWriterStateSerializer`): the prefix of its transactional ids, since
 * version 2 the transactions that it has prepared. Before 4.0 every writer has it, whatever its guarantee.
 */
export const readKafkaWriter: EntryReader = (entry) => {
  const { version, bytes } = readVersionedEntry(entry)
  const reader = new StateReader(bytes)
  if (version < 1 || version > 2) reader.fail('version 1 or 2')
  const ids = [readId(reader)]
  if (version === 2) {
    reader.skip(12)
    for (let more = reader.count(10); more > 0; more--) {
      ids.push(readId(reader))
      reader.skip(8)
    }
  }
  reader.end()
  return [likely(ids.length > 1, ids)]
}

/**
 * A committable of a KafkaSink (`KafkaCommittableSerializer`, version 1): epoch, producer id and the id of a
 * transaction that is to be committed.
 *
 * @throws StateFormatError for another committable.
 */
export function readKafkaCommittable({ version, bytes }: Versioned): Found {
  const reader = new StateReader(bytes)
  if (version !== 1) reader.fail('version 1')
  reader.skip(2 + 8)
  const id = readId(reader)
  reader.end()
  return likely(true, [id])
}

/**
 * Where a FlinkKafkaProducer that writes exactly once goes on numbering its transactional ids
 * (`NextTransactionalIdHintSerializer`): a number and the parallelism. The ids come from the operator's name
 * and uid.
 */
export const readTransactionalIdHint: EntryReader = (entry) => {
  const reader = new StateReader(entry)
  if (reader.long() < 0n) reader.fail('a number of an id')
  if (reader.int() < 0) reader.fail('a parallelism')
  return [{ kind: 'kafka-transactions', certainty: 'sure', uncommitted: false, paths: [], ids: [] }]
}

/** Kafka takes any text; this one stays in the reach of what people choose, so that noise is none. */
const ID = /^[\p{L}\p{N}\p{P}\p{S} ]+$/u

function readId(reader: StateReader): string {
  const id = reader.utf()
  if (!ID.test(id)) reader.fail('a transactional id')
  return id
}
