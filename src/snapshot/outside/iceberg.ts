import { isJobName } from '../../location/flink-names.ts'
import { sure, type EntryReader, type Found } from './formats.ts'
import { StateReader } from './state-reader.ts'
import { readVersionedBytes, type Versioned } from './versioned.ts'

/**
 * State of Iceberg's `IcebergFilesCommitter`: for each checkpoint a manifest of files that are not committed
 * yet (a map as `SortedMapSerializer` of Flink's Table runtime writes it). A checkpoint in which nothing was
 * written has no bytes.
 */
export const readIcebergFiles: EntryReader = (entry) => {
  const reader = new StateReader(entry)
  const paths: string[] = []
  for (let checkpoints = reader.count(13); checkpoints > 0; checkpoints--) {
    reader.skip(8)
    if (reader.boolean()) continue
    const manifests = reader.block()
    if (manifests.length > 0) paths.push(...readDeltaManifests(manifests))
  }
  return paths.length === 0 ? [] : [sure('iceberg', true, paths)]
}

/** The id of the Flink job under which Iceberg's committer looks for its own commits in the table. */
export const readIcebergJobId: EntryReader = (entry) => {
  const id = new StateReader(entry).flinkString()
  if (id === undefined || !isJobName(id)) new StateReader(entry).fail('a job id')
  return [{ kind: 'iceberg', certainty: 'sure', uncommitted: false, paths: [], ids: [id ?? ''] }]
}

/**
 * A committable of Iceberg's sinks: `IcebergCommittableSerializer` (job, operator, checkpoint, manifests),
 * and that of the sink for many tables, `DynamicCommittableSerializer`, which names the table before.
 *
 * @throws StateFormatError for another committable.
 */
export function readIcebergCommittable({ bytes }: Versioned): Found {
  const reader = new StateReader(bytes)
  const first = reader.utf()
  const ids = [first]
  if (!isJobName(first)) {
    skipTarget(reader)
    ids.push(reader.utf())
    if (!isJobName(ids[1] ?? '')) reader.fail('a job id')
  }
  reader.utf()
  reader.skip(8)
  const manifests = reader.block()
  reader.end()
  const paths = manifests.length === 0 ? [] : readDeltaManifests(manifests)
  return { kind: 'iceberg', certainty: 'sure', uncommitted: true, paths, ids }
}

/** The rest of a `WriteTarget` behind the table's name: branch, schema, partitioning, mode, fields. */
function skipTarget(reader: StateReader): void {
  reader.utf()
  reader.skip(8)
  reader.boolean()
  reader.skip(reader.count(4) * 4)
}

/** `DeltaManifestsSerializer`: a manifest of data and one of deletions (version 1: the former alone). */
function readDeltaManifests(manifests: Uint8Array): string[] {
  const { version, bytes } = readVersionedBytes(manifests)
  const reader = new StateReader(bytes)
  if (version === 1) return [readManifestPath(reader.rest())]
  if (version !== 2) reader.fail('version 1 or 2')
  const encoded = [reader.block(), reader.block()].filter(({ length }) => length > 0)
  for (let more = reader.count(2); more > 0; more--) reader.utf()
  reader.end()
  return encoded.map(readManifestPath)
}

/** `AvroEncoderUtil`: a mark, the schema as JSON, and an Avro record. */
const AVRO = 0xc201

function readManifestPath(bytes: Uint8Array): string {
  const reader = new StateReader(bytes)
  if (reader.short() !== AVRO) reader.fail('an Avro record of Iceberg')
  // Its first field is the path of the manifest (`manifest_path` of ManifestFile).
  if (!reader.utf().includes('"manifest_path"')) reader.fail('a schema of manifests')
  const path = reader.utf8(reader.avroLong())
  if (path === '') reader.fail('a path')
  return path
}
