import type { EntryReader, Found } from './formats.ts'
import { sure } from './formats.ts'
import { StateFormatError, StateReader } from './state-reader.ts'
import { readVersionedEntry } from './versioned.ts'

const PENDING_SPLITS = 0xdeadbeef
/** Of builds that know the watermark of each path. */
const PENDING_SPLITS_WITH_TIMES = 0xdecaf147

/**
 * State of a source's coordinator (`SourceCoordinator`: its version, that of the enumerator's serializer,
 * and the enumerator's bytes), where the source is a FileSource or a HybridSource that stands at one: the
 * files, or parts of files, that no reader has yet, and in a watched directory those that were found before.
 *
 * Other sources write the same mark, so that what follows has to fit to the last byte, and name a path.
 */
export const readSourceCoordinator: EntryReader = (state) => {
  const reader = new StateReader(state)
  const coordinatorVersion = reader.int()
  if (coordinatorVersion < 0 || coordinatorVersion > 1) reader.fail('version 0 or 1')
  reader.int()
  const enumerator = reader.block()
  // Version 0 has the splits behind that readers were given and that are not in a checkpoint yet.
  if (coordinatorVersion > 0) reader.end()
  try {
    return readPendingSplits(enumerator)
  } catch (error) {
    if (!(error instanceof StateFormatError)) throw error
    return readPendingSplits(unwrapHybrid(enumerator))
  }
}

/** `PendingSplitsCheckpointSerializer` of flink-connector-files, little-endian. */
function readPendingSplits(bytes: Uint8Array): Found[] {
  const reader = new StateReader(bytes)
  const mark = reader.intLittleEndian() >>> 0
  if (mark !== PENDING_SPLITS && mark !== PENDING_SPLITS_WITH_TIMES) reader.fail('pending splits')
  reader.intLittleEndian()
  const splits = reader.intLittleEndian()
  const known = reader.intLittleEndian()
  if (splits < 0 || known < 0 || (splits + known) * 4 > reader.remaining) reader.fail('counts')
  const pending: string[] = []
  for (let index = 0; index < splits; index++) pending.push(readSplit(reader.blockLittleEndian()))
  const seen: string[] = []
  for (let index = 0; index < known; index++) {
    seen.push(absolutePath(reader.utf8(reader.intLittleEndian()), reader))
    if (mark === PENDING_SPLITS_WITH_TIMES) reader.blockLittleEndian()
  }
  if (mark === PENDING_SPLITS_WITH_TIMES) reader.skip(8)
  reader.end()
  return [
    ...(pending.length > 0 ? [sure('file-source', true, pending)] : []),
    ...(seen.length > 0 ? [sure('file-source', false, seen)] : []),
  ]
}

/** `HybridSourceEnumeratorStateSerializer`: which source it is, the version, and the bytes of that source. */
function unwrapHybrid(bytes: Uint8Array): Uint8Array {
  const reader = new StateReader(bytes)
  reader.skip(8)
  const inner = reader.block()
  reader.end()
  return inner
}

/**
 * What the readers of a source have in hand: the entries are splits of whatever source it is. Found is that
 * of a FileSource, or of a HybridSource that stands at one.
 */
export const readSourceReader: EntryReader = (entry) => {
  const { version, bytes } = readVersionedEntry(entry)
  try {
    if (version !== 1) throw new StateFormatError('expected version 1')
    return [sure('file-source', true, [readSplit(bytes)])]
  } catch (error) {
    if (!(error instanceof StateFormatError)) throw error
    return [sure('file-source', true, [readSplit(unwrapHybridSplit(bytes))])]
  }
}

/** `HybridSourceSplitSerializer`: which source it is, the id of the split, the version, and the split. */
function unwrapHybridSplit(bytes: Uint8Array): Uint8Array {
  const reader = new StateReader(bytes)
  reader.int()
  reader.utf()
  reader.int()
  const inner = reader.block()
  reader.end()
  return inner
}

/** `FileSourceSplitSerializer`: id, path, place and length, times, hosts, and how far it was read. */
function readSplit(bytes: Uint8Array): string {
  const reader = new StateReader(bytes)
  reader.utf()
  const path = readPath(reader)
  const [offset, length, , size] = [reader.long(), reader.long(), reader.long(), reader.long()]
  if (offset < 0n || length < 0n || size < 0n) reader.fail('a place in a file')
  for (let hosts = reader.count(2); hosts > 0; hosts--) reader.utf()
  if (reader.boolean()) reader.skip(16)
  reader.end()
  return path
}

/** A `Path` in its parts, as `Path.serializeToDataOutputView` and `Path.write` write it. */
function readPath(reader: StateReader): string {
  if (!reader.boolean()) reader.fail('a path')
  const scheme = reader.nullableString()
  const userInfo = reader.nullableString()
  const host = reader.nullableString()
  const port = reader.int()
  const path = reader.nullableString()
  reader.nullableString()
  reader.nullableString()
  const user = userInfo === undefined ? '' : `${userInfo}@`
  const authority = host === undefined ? '' : `//${user}${host}${port < 0 ? '' : `:${port}`}`
  return absolutePath(`${scheme === undefined ? '' : `${scheme}:`}${authority}${path ?? ''}`, reader)
}

/** As `Path.toString()` gives it: with a scheme, or from the root on. */
function absolutePath(path: string, reader: StateReader): string {
  if (!/^(?:[A-Za-z][A-Za-z0-9+.-]*:)?\//.test(path)) reader.fail('an absolute path')
  return path
}
