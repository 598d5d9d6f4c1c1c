import { Cursor } from './cursor.ts'
import { MetadataFormatError, UnsupportedMetadataError } from './errors.ts'
import { describeForeignBytes, METADATA_MAGIC } from './identify.ts'
import { readJavaObject, type JavaNames } from './java-object.ts'
import { OPERATOR_BYTES, readOperator } from './operator.ts'
import type { MasterState, Operator, Snapshot, SnapshotKind } from './snapshot.ts'
import { Walk, type Dialect } from './parse-state.ts'
import { warningsOf } from './warnings.ts'

type Version = Snapshot['version']

const FLINK_VERSIONS: Readonly<Record<Version, string>> = {
  2: '1.3 - 1.10',
  3: '1.11 - 1.15',
  4: '1.16 - 1.20',
  5: '2.0',
  6: '2.1 - 2.3',
}

const MASTER_STATE_MAGIC = 0xc96b1696
/** Magic, length, and in there a version, a name and a length. */
const MASTER_STATE_BYTES = 18

/**
 * Walks the bytes of a `_metadata` of Flink 1.3 to 2.3 and gives what it holds. The references read their
 * paths from the bytes when they are asked: leave these as they are while the snapshot is in use.
 *
 * @throws MetadataFormatError for bytes that are no `_metadata`, or a broken one.
 * @throws UnsupportedMetadataError for one that is known by name and refused.
 */
export function parseMetadata(bytes: Uint8Array): Snapshot {
  const version = readVersion(new Cursor(bytes))
  const dialect: Dialect = {
    version,
    channelHandles: version >= 6 ? 'typed' : 'with-subtask',
    changelog: 'released',
  }
  const walk = new Walk(new Cursor(bytes), dialect)
  try {
    return readSnapshot(walk)
  } catch (error) {
    if (version !== 3 || !(error instanceof MetadataFormatError)) throw error
    return readOtherLayout(bytes, walk, error)
  }
}

/**
 * Version 3 names three layouts: Flink 1.11 wrote channel handles without a subtask, and the experimental
 * changelog of
 * 1.14 shorter handles. Only bytes that the usual layout does not fit, and that hold such handles, come here.
 *
 * @throws MetadataFormatError of the layout that fits the longest, for there the bytes are broken: `usual`,
 * or that of 1.11.
 */
function readOtherLayout(bytes: Uint8Array, walk: Walk, usual: MetadataFormatError): Snapshot {
  let broken = usual
  if (walk.channelHandleCount > 0) {
    const first = tryLayout(bytes, { version: 3, channelHandles: 'without-subtask', changelog: 'released' })
    if (!(first instanceof MetadataFormatError)) return first
    if (first.offset > broken.offset) broken = first
  }
  if (!walk.hasOldChangelogCode) throw broken
  const experimental = tryLayout(bytes, { version: 3, channelHandles: 'with-subtask', changelog: '1.14' })
  if (experimental instanceof MetadataFormatError) throw broken
  throw new UnsupportedMetadataError(
    'this checkpoint was written by the experimental changelog state backend of Flink 1.14, which no other release '
      + 'reads: restore it with Flink 1.14 and take a savepoint',
    'changelog-1.14',
    3,
  )
}

function tryLayout(bytes: Uint8Array, dialect: Dialect): Snapshot | MetadataFormatError {
  try {
    return readSnapshot(new Walk(new Cursor(bytes), dialect))
  } catch (error) {
    if (error instanceof MetadataFormatError) return error
    throw error
  }
}

function readVersion(cursor: Cursor): Version {
  const { bytes } = cursor
  if (bytes.length < 4 || cursor.int('the magic number') !== METADATA_MAGIC) {
    throw new MetadataFormatError(
      'these bytes are no Flink _metadata: at byte 0, expected the magic number 49 60 67 2d, found '
        + `${describeForeignBytes(bytes)} (savepoints of Flink 1.0 carry no magic number and cannot be read)`,
      0,
    )
  }
  const version = cursor.int('the metadata version')
  switch (version) {
    case 2:
    case 3:
    case 4:
    case 5:
    case 6:
      return version
    case 1:
      throw new UnsupportedMetadataError(
        'metadata version 1 is that of Flink 1.2 and older, which Flink itself has refused since 1.11: restore this '
          + 'savepoint with Flink 1.3 to 1.10 and take a new one',
        'version-1',
        version,
      )
    case 7:
      throw new UnsupportedMetadataError(
        'metadata version 7 is a proposal that no released Flink writes: restore this snapshot with the build that '
          + 'wrote it and take a savepoint with a released Flink (1.3 to 2.3)',
        'version-7',
        version,
      )
    default:
      throw new UnsupportedMetadataError(
        `metadata version ${version} is not known here (2 to 6 are, Flink 1.3 to 2.3): if a newer Flink wrote this `
          + 'snapshot, look for a newer release of this tool; otherwise the bytes at 4 to 7 are damaged',
        'unknown-version',
        version,
      )
  }
}

function readSnapshot(walk: Walk): Snapshot {
  const {
    cursor,
    dialect: { version },
  } = walk
  cursor.skip(8, 'the magic number and version')
  const checkpointId = cursor.bigLong('the checkpoint id')
  if (checkpointId < 0n) throw cursor.broken('a checkpoint id of 0 or more', String(checkpointId), 8)
  const masterStates = readMasterStates(cursor)
  const operators = readOperators(walk)
  const properties = version >= 4 ? readJavaObject(cursor) : undefined
  if (cursor.remaining > 0) throw cursor.broken('the end of the file', `${cursor.remaining} more bytes`)
  return {
    version,
    flinkVersions: FLINK_VERSIONS[version],
    checkpointId,
    kind: kindOf(properties, walk.hasSavepointKeyGroups),
    operators,
    references: walk.table.references,
    operatorStates: walk.operatorStates,
    inlineStates: { count: walk.inlineCount, bytes: walk.inlineBytes },
    inlineNames: [...walk.inlineNames],
    masterStates,
    hasChangelog: walk.hasChangelog,
    keyedStateForms: [...walk.keyedStateForms],
    warnings: warningsOf(walk, operators),
  }
}

function readMasterStates(cursor: Cursor): MasterState[] {
  const count = cursor.count('a number of master states', MASTER_STATE_BYTES)
  const states: MasterState[] = []
  for (let index = 0; index < count; index++) {
    const magic = cursor.int('the magic number of a master state')
    if (magic >>> 0 !== MASTER_STATE_MAGIC) {
      throw cursor.broken(
        'the magic number of a master state (c96b1696)',
        (magic >>> 0).toString(16),
        cursor.position - 4,
      )
    }
    const length = cursor.count('a number of bytes of a master state', 1)
    const end = cursor.position + length
    const version = cursor.int('the version of a master state')
    const name = cursor.text('the name of a master state')
    const bytes = cursor.count('a number of bytes of a master state', 1)
    cursor.skip(bytes, 'a master state')
    if (cursor.position !== end) {
      throw cursor.broken(`the end of a master state at byte ${end}`, `it at ${cursor.position}`)
    }
    states.push({ name, version, bytes })
  }
  return states
}

/**
 * The largest jobs have some thousands. One without subtasks takes 29 bytes in the file and several hundred
 * in memory, here and in what is told of it.
 */
const MOST_OPERATORS = 100_000

function readOperators(walk: Walk): Operator[] {
  const count = walk.cursor.count('a number of operators', OPERATOR_BYTES)
  if (count > MOST_OPERATORS) {
    throw walk.cursor.broken(
      `${MOST_OPERATORS} operators at most, which is far more than any job has`,
      String(count),
      walk.cursor.position - 4,
    )
  }
  const operators: Operator[] = []
  for (; walk.operator < count; walk.operator++) operators.push(readOperator(walk))
  return operators
}

/** The properties at the end of the file tell (V4+); without them, only canonical savepoints have code 7. */
function kindOf(properties: JavaNames | undefined, hasSavepointKeyGroups: boolean): SnapshotKind {
  if (properties?.classes.has('org.apache.flink.runtime.checkpoint.CheckpointType') === true)
    return 'checkpoint'
  const format = 'org.apache.flink.core.execution.SavepointFormatType'
  if (properties?.constants.has(`${format}#CANONICAL`) === true) return 'savepoint-canonical'
  if (properties?.constants.has(`${format}#NATIVE`) === true) return 'savepoint-native'
  return hasSavepointKeyGroups ? 'savepoint-canonical' : 'unknown'
}
