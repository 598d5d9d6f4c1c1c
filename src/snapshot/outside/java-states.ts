import { sure, type EntryReader, type Found } from './formats.ts'
import { asJavaObject, readJavaValue, type JavaObject, type JavaValue } from './java-value.ts'
import { StateFormatError, StateReader } from './state-reader.ts'

/** An object as `JavaSerializer` writes it: nothing before it, nothing behind. */
function readObject(entry: Uint8Array): JavaObject {
  const value = readJavaValue(new StateReader(entry))
  if (typeof value !== 'object') throw new StateFormatError('expected an object')
  return value
}

/** The text of a `Path`, which serialises its URI, which serialises its text. */
function pathOf(value: JavaValue): string | undefined {
  const uri = asJavaObject(value, 'org.apache.flink.core.fs.Path')?.fields.get('uri')
  const text = asJavaObject(uri, 'java.net.URI')?.fields.get('string')
  return typeof text === 'string' && text !== '' ? text : undefined
}

const HANDLES = 'org.apache.flink.runtime.state.'

/**
 * A batch that a `GenericWriteAheadSink` holds back until its checkpoint is complete: the handle of its file.
 * A small batch lies in the handle itself and points nowhere.
 */
export const readPendingBatch: EntryReader = (entry) => {
  const batch = readObject(entry)
  if (!/GenericWriteAheadSink\$PendingCheckpoint$/.test(batch.className)) {
    throw new StateFormatError('expected a pending checkpoint')
  }
  const handle = batch.fields.get('stateHandle')
  if (asJavaObject(handle, `${HANDLES}memory.ByteStreamStateHandle`) !== undefined) return []
  const file = typeof handle === 'object' ? handle.fields.get('filePath') : undefined
  const path = pathOf(file)
  return [sure('write-ahead-sink', true, path === undefined ? [] : [path])]
}

/**
 * Parts of files that `readFile` has not read yet (`ContinuousFileReaderOperator`), and those of an Iceberg
 * table that its `StreamingReaderOperator` has not, which are named inside of what is not read here.
 */
export const readInputSplit: EntryReader = (entry) => {
  const split = readObject(entry)
  switch (split.className) {
    case 'org.apache.flink.streaming.api.functions.source.TimestampedFileInputSplit':
    case 'org.apache.flink.core.fs.FileInputSplit': {
      const path = pathOf(split.fields.get('file'))
      if (path === undefined) throw new StateFormatError('expected a path')
      return [sure('read-file', true, [path])]
    }
    case 'org.apache.iceberg.flink.source.FlinkInputSplit':
      return [sure('iceberg', true, [])]
    default:
      throw new StateFormatError('expected a split of files')
  }
}

const BUCKETING = 'org.apache.flink.streaming.connectors.fs.bucketing.BucketingSink$'

/**
 * State of a BucketingSink (up to Flink 1.11): for each bucket the file that is open, and those that wait for
 * a checkpoint.
 */
export const readBucketingSink: EntryReader = (entry) => {
  const state = readObject(entry)
  if (state.className !== `${BUCKETING}State`) throw new StateFormatError('expected a BucketingSink')
  const buckets = state.fields.get('bucketStates')
  if (typeof buckets !== 'object') throw new StateFormatError('expected buckets')
  const paths = buckets.contents.flatMap((bucket) =>
    filesOfBucket(asJavaObject(bucket, `${BUCKETING}BucketState`)),
  )
  const found: Found[] = paths.length === 0 ? [] : [sure('bucketing-sink', true, paths)]
  return found
}

function filesOfBucket(bucket: JavaObject | undefined): string[] {
  if (bucket === undefined) return []
  const { fields } = bucket
  return [
    ...textsIn([fields.get('currentFile')]),
    ...textsIn(contentsOf(fields.get('pendingFiles'))),
    ...contentsOf(fields.get('pendingFilesPerCheckpoint')).flatMap((files) => textsIn(contentsOf(files))),
  ]
}

function contentsOf(value: JavaValue): readonly JavaValue[] {
  return typeof value === 'object' ? value.contents : []
}

function textsIn(values: readonly JavaValue[]): string[] {
  return values.filter((value): value is string => typeof value === 'string')
}
