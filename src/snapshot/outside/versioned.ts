import { StateReader } from './state-reader.ts'

/** Bytes of one value, and the version of the serializer that wrote them. */
export interface Versioned {
  readonly version: number
  readonly bytes: Uint8Array
}

/**
 * An entry of a `SimpleVersionedListState` of Flink (or what `Buckets` of the StreamingFileSink does by
 * itself): a byte array as `BytePrimitiveArraySerializer` writes it, of a version and bytes.
 *
 * @throws StateFormatError for something else.
 */
export function readVersionedEntry(entry: Uint8Array): Versioned {
  return readVersionedBytes(new StateReader(entry).block())
}

/** What `SimpleVersionedSerialization.writeVersionAndSerialize` gives as bytes. */
export function readVersionedBytes(bytes: Uint8Array): Versioned {
  const reader = new StateReader(bytes)
  const versioned = readVersioned(reader)
  reader.end()
  return versioned
}

/** What `SimpleVersionedSerialization.writeVersionAndSerialize` writes into a stream. */
export function readVersioned(reader: StateReader): Versioned {
  return { version: readVersion(reader), bytes: reader.block() }
}

/** What `SimpleVersionedSerialization.writeVersionAndSerializeList` writes. */
export function readVersionedList(reader: StateReader): Versioned[] {
  const version = readVersion(reader)
  const values: Versioned[] = []
  for (let more = reader.count(4); more > 0; more--) values.push({ version, bytes: reader.block() })
  return values
}

/** Versions are small; a large one is something else. */
const MOST_VERSIONS = 1000

function readVersion(reader: StateReader): number {
  const version = reader.int()
  if (version < 0 || version > MOST_VERSIONS) reader.fail('a version')
  return version
}
