/**
 * Writes entries of operator state for tests, from the descriptions of the formats alone: it imports nothing
 * of the readers, so that a misreading there is not repeated here.
 */
import { build, type Part, type Sink } from './metadata-builder.ts'

// Frames

/** Bytes behind their length. */
export function block(bytes: Uint8Array): Part {
  return (sink) => {
    sink.int(bytes.length)
    sink.raw(bytes)
  }
}

/** As `SimpleVersionedSerialization.writeVersionAndSerialize` into a stream. */
export function versioned(version: number, bytes: Uint8Array): Part {
  return (sink) => {
    sink.int(version)
    block(bytes)(sink)
  }
}

/** As `SimpleVersionedSerialization.writeVersionAndSerializeList`. */
export function versionedList(version: number, items: readonly Uint8Array[]): Part {
  return (sink) => {
    sink.int(version)
    sink.int(items.length)
    for (const item of items) block(item)(sink)
  }
}

/** An entry of a list state of byte arrays, each of a version and bytes. */
export function versionedEntry(version: number, bytes: Uint8Array): Uint8Array {
  return build(block(build(versioned(version, bytes))))
}

/** A text as Flink's `StringValue` writes it, `undefined` for null. */
export function flinkString(sink: Sink, text: string | undefined): void {
  varint(sink, text === undefined ? 0 : text.length + 1)
  for (let index = 0; index < (text ?? '').length; index++) varint(sink, text?.charCodeAt(index) ?? 0)
}

/** The same behind a mark for what is no null. */
function nullableString(sink: Sink, text: string | undefined): void {
  sink.byte(text === undefined ? 0 : 1)
  if (text !== undefined) flinkString(sink, text)
}

function varint(sink: Sink, value: number): void {
  let rest = value
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) sink.byte((rest % 0x80) + 0x80)
  sink.byte(rest)
}

function littleEndian(value: number, bytes: 4 | 8 = 4): Buffer {
  const buffer = Buffer.alloc(bytes)
  if (bytes === 4) buffer.writeInt32LE(value | 0)
  else buffer.writeBigInt64LE(BigInt(value))
  return buffer
}

function littleBlock(bytes: Uint8Array): Buffer {
  return Buffer.concat([littleEndian(bytes.length), bytes])
}

// What file systems keep of files that are not committed

export function localRecoverable(
  target: string,
  temporary = `${target}.inprogress`,
  magic = 0x1e744b57,
): Buffer {
  const [first, second] = [Buffer.from(target), Buffer.from(temporary)]
  return Buffer.concat([
    littleEndian(magic),
    littleEndian(4711, 8),
    littleEndian(first.length),
    littleEndian(second.length),
    first,
    second,
  ])
}

export function hadoopRecoverable(target: string): Buffer {
  return localRecoverable(target, `${target}.inprogress`, 0xd7436c5e)
}

export function hadoopBulkRecoverable(target: string): Buffer {
  return Buffer.concat([
    littleEndian(0x2c853c90),
    littleBlock(Buffer.from(target)),
    littleBlock(Buffer.from(`${target}.inprogress`)),
  ])
}

export function s3Recoverable(key: string, parts: readonly string[] = ['etag-1', 'etag-2']): Buffer {
  return Buffer.concat([
    littleEndian(0x98761432),
    littleBlock(Buffer.from(key)),
    littleBlock(Buffer.from('upload-id')),
    littleEndian(parts.length),
    ...parts.flatMap((etag, index) => [littleEndian(index + 1), littleBlock(Buffer.from(etag))]),
    littleEndian(5_000_000, 8),
    littleBlock(Buffer.from(`${key}_tmp_1`)),
    littleEndian(17, 8),
  ])
}

export function nativeS3Recoverable(key: string, incomplete = true): Uint8Array {
  return build((sink) => {
    sink.utf(key)
    sink.utf('upload-id')
    sink.long(5_000_000)
    sink.int(1)
    sink.int(1)
    sink.utf('etag')
    sink.byte(incomplete ? 1 : 0)
    if (!incomplete) return
    sink.utf(`${key}_tmp`)
    sink.long(17)
  })
}

export function gcsRecoverable(bucket: string, object: string, resumable: boolean): Uint8Array {
  return build((sink) => {
    sink.utf(bucket)
    sink.utf(object)
    sink.int(1)
    sink.long(1)
    sink.long(2)
    if (!resumable) return
    sink.long(99)
    sink.byte(0)
  })
}

/** A file that is open, version 2 with its path or without, version 1 where none is given. */
export function inProgressFile(recoverable: Uint8Array, target?: string | null): Uint8Array {
  return build(
    (sink) => {
      sink.int(0xb3a4073d)
      targetPath(sink, target)
    },
    versioned(1, recoverable),
  )
}

/** The same of a file that waits to be committed. */
export function pendingFile(recoverable: Uint8Array, target?: string | null): Uint8Array {
  return build(
    (sink) => {
      sink.int(0x2c853c89)
      targetPath(sink, target)
      if (target !== undefined) sink.long(4711)
    },
    versioned(1, recoverable),
  )
}

function targetPath(sink: Sink, target: string | null | undefined): void {
  if (target === undefined) return
  sink.byte(target === null ? 0 : 1)
  if (target !== null) sink.utf(target)
}

// FileSink and StreamingFileSink

export interface Bucket {
  readonly version?: 1 | 2 | 3
  readonly id?: string
  readonly path: string
  /** What the file system keeps of the file that is open. */
  readonly open?: Uint8Array
  /** The same of files that wait, for each checkpoint; up to version 2. */
  readonly pending?: readonly (readonly Uint8Array[])[]
  /** The path of each file, since Flink 1.15. */
  readonly target?: string
}

/** An entry of `writer_raw_states` or `bucket-states`. */
export function bucketEntry({ version = 3, id = 'b', path, open, pending = [], target }: Bucket): Uint8Array {
  const fileVersion = target === undefined ? 1 : 2
  const state = build((sink) => {
    sink.int(0x1e764b79)
    versioned(0, Buffer.from(id))(sink)
    sink.utf(path)
    sink.long(1_700_000_000_000)
    sink.byte(open === undefined ? 0 : 1)
    if (open !== undefined) {
      versioned(fileVersion, version === 1 ? open : inProgressFile(open, target))(sink)
    }
    if (version === 3) return
    sink.int(fileVersion)
    sink.int(pending.length)
    pending.forEach((files, index) => {
      sink.long(index)
      sink.int(files.length)
      for (const file of files) block(version === 1 ? file : pendingFile(file, target))(sink)
    })
  })
  return versionedEntry(version, state)
}

export interface FileCommittable {
  readonly version?: 1 | 2
  readonly pending?: Uint8Array
  readonly cleanup?: Uint8Array
  readonly compacted?: string
  /** The path of each file, since Flink 1.15. */
  readonly target?: string
}

/** A committable of a FileSink, without frame. */
export function fileCommittable({
  version = 2,
  pending,
  cleanup,
  compacted,
  target,
}: FileCommittable): Uint8Array {
  const fileVersion = target === undefined ? 1 : 2
  return build((sink) => {
    sink.int(0x1e765c80)
    if (version === 2) sink.utf('b')
    sink.byte(pending === undefined ? 0 : 1)
    if (pending !== undefined) versioned(fileVersion, pendingFile(pending, target))(sink)
    sink.byte(cleanup === undefined ? 0 : 1)
    if (cleanup !== undefined) versioned(fileVersion, inProgressFile(cleanup, target))(sink)
    if (version === 1) return
    sink.byte(compacted === undefined ? 0 : 1)
    if (compacted !== undefined) sink.utf(compacted)
  })
}

/** An entry of `remaining_requests_raw_state`. */
export function compactorEntry(
  requests: readonly { compact?: readonly Uint8Array[]; pass?: readonly Uint8Array[] }[],
): Uint8Array {
  const inner = requests.map(({ compact = [], pass = [] }) =>
    build(
      (sink) => {
        sink.int(0x2fc61e19)
        sink.utf('b')
      },
      versionedList(2, compact),
      versionedList(2, pass),
    ),
  )
  const state = build(
    (sink) => {
      sink.int(0xa946be83)
      sink.int(1)
      sink.long(-1)
    },
    versionedList(1, inner),
  )
  return versionedEntry(1, state)
}

// Committers of all sinks

const COLLECTOR: Part = (sink) => {
  sink.int(0xb91f252c)
}

/** An entry as Flink 1.12 to 1.14 wrote it. */
export function oldCommitterEntry(
  committableVersion: number,
  committables: readonly Uint8Array[],
): Uint8Array {
  return versionedEntry(1, build(COLLECTOR, versionedList(committableVersion, committables)))
}

function collector(
  flavour: '1.15' | '1.20' | '2.3',
  committableVersion: number,
  checkpoints: readonly (readonly Uint8Array[])[],
): Uint8Array {
  const version = { '1.15': 0, '1.20': 1, '2.3': 1 }[flavour]
  const subtaskVersion = { '1.15': 0, '1.20': 1, '2.3': 2 }[flavour]
  const items = checkpoints.map((committables, index) => {
    const requests = committables.map((committable) =>
      build(versioned(committableVersion, committable), (sink) => {
        sink.int(0)
        sink.int(0)
      }),
    )
    const subtask = build(
      (sink) => {
        if (subtaskVersion > 0) sink.int(3)
      },
      versionedList(0, requests),
      (sink) => {
        for (let counts = subtaskVersion === 2 ? 2 : 3; counts > 0; counts--) sink.int(counts)
      },
    )
    return build(
      (sink) => {
        sink.long(index)
        if (version > 0) sink.int(4)
      },
      versionedList(subtaskVersion, [subtask]),
    )
  })
  return build(COLLECTOR, versionedList(version, items))
}

/** An entry of `streaming_committer_raw_states`, its committables by checkpoint. */
export function committerEntry(...args: Parameters<typeof collector>): Uint8Array {
  return versionedEntry(2, collector(...args))
}

/** The same of a global committer, with committables of its own before or without. */
export function globalCommitterEntry(
  own: readonly Uint8Array[] | undefined,
  ...args: Parameters<typeof collector>
): Uint8Array {
  const state = build(
    (sink) => {
      sink.int(0xb91f252b)
      sink.byte(own === undefined ? 0 : 1)
      if (own !== undefined) versionedList(7, own)(sink)
    },
    versioned(2, collector(...args)),
  )
  return versionedEntry(1, state)
}

// Kafka

export function kafkaWriterEntry(prefix: string, prepared?: readonly string[]): Uint8Array {
  const state = build((sink) => {
    sink.utf(prefix)
    if (prepared === undefined) return
    for (const value of [0, 4, 0, prepared.length]) sink.int(value)
    for (const id of prepared) {
      sink.utf(id)
      sink.long(9)
    }
  })
  return versionedEntry(prepared === undefined ? 1 : 2, state)
}

export function kafkaCommittable(id: string): Uint8Array {
  return build((sink) => {
    sink.byte(0)
    sink.byte(7)
    sink.long(4711)
    sink.utf(id)
  })
}

// FileSource

export interface Split {
  readonly path: string
  readonly host?: string
  readonly scheme?: string
  readonly position?: number
}

/** A split of a FileSource, without frame. */
export function fileSplit({ path, host, scheme = 'file', position }: Split): Uint8Array {
  return build((sink) => {
    sink.utf('0000000001')
    sink.byte(1)
    nullableString(sink, scheme)
    nullableString(sink, undefined)
    nullableString(sink, host)
    sink.int(-1)
    nullableString(sink, path)
    nullableString(sink, undefined)
    nullableString(sink, undefined)
    for (const value of [0, 100, 1_700_000_000_000, 100]) sink.long(value)
    sink.int(1)
    sink.utf('localhost')
    sink.byte(position === undefined ? 0 : 1)
    if (position === undefined) return
    sink.long(position)
    sink.long(3)
  })
}

/** What an enumerator of a FileSource keeps; `times` in the form with the time of each path. */
export function pendingSplits(
  splits: readonly Uint8Array[],
  known: readonly string[],
  times = false,
): Buffer {
  return Buffer.concat([
    littleEndian(times ? 0xdecaf147 : 0xdeadbeef),
    littleEndian(1),
    littleEndian(splits.length),
    littleEndian(known.length),
    ...splits.map(littleBlock),
    ...known.flatMap((path) => [
      littleBlock(Buffer.from(path)),
      ...(times ? [littleBlock(Buffer.alloc(8, 1))] : []),
    ]),
    ...(times ? [Buffer.alloc(8)] : []),
  ])
}

/** The state of a source's coordinator around that of its enumerator. */
export function sourceCoordinator(enumerator: Uint8Array, version: 0 | 1 = 1): Uint8Array {
  return build(
    (sink) => {
      sink.int(version)
    },
    versioned(1, enumerator),
  )
}

/** A HybridSource around the state of the enumerator at which it stands. */
export function hybridEnumerator(enumerator: Uint8Array): Uint8Array {
  return build(
    (sink) => {
      sink.int(2)
    },
    versioned(1, enumerator),
  )
}

export function hybridSplit(split: Uint8Array): Uint8Array {
  return build(
    (sink) => {
      sink.int(2)
      sink.utf('split')
    },
    versioned(1, split),
  )
}

// Iceberg

/** A manifest as Iceberg encodes it: a mark, the schema, an Avro record. */
function icebergManifest(path: string): Uint8Array {
  return build((sink) => {
    sink.byte(0xc2)
    sink.byte(0x01)
    sink.utf('{"type":"record","fields":[{"name":"manifest_path","type":"string"}]}')
    varint(sink, Buffer.byteLength(path) * 2)
    sink.raw(Buffer.from(path))
    sink.raw(Buffer.from([2, 4, 6]))
  })
}

const NO_BYTES = new Uint8Array(0)

/** The manifests of one checkpoint, with their version. */
export function deltaManifests(data: string | undefined, deletions?: string): Uint8Array {
  const manifests = build(
    block(data === undefined ? NO_BYTES : icebergManifest(data)),
    block(deletions === undefined ? NO_BYTES : icebergManifest(deletions)),
    (sink) => {
      sink.int(1)
      sink.utf('s3://lake/data.parquet')
    },
  )
  return build(versioned(2, manifests))
}

/** As version 1 has them. */
export function oldDeltaManifests(data: string): Uint8Array {
  return build(versioned(1, icebergManifest(data)))
}

/** An entry of `iceberg-files-committer-state`. */
export function icebergFilesEntry(checkpoints: readonly Uint8Array[]): Uint8Array {
  return build((sink) => {
    sink.int(checkpoints.length)
    checkpoints.forEach((manifests, index) => {
      sink.long(index)
      sink.byte(0)
      block(manifests)(sink)
    })
  })
}

export function icebergCommittable(jobId: string, manifests: Uint8Array, table?: string): Uint8Array {
  return build((sink) => {
    if (table !== undefined) {
      sink.utf(table)
      sink.utf('main')
      sink.int(0)
      sink.int(0)
      sink.byte(1)
      sink.int(1)
      sink.int(4)
    }
    sink.utf(jobId)
    sink.utf('operator')
    sink.long(3)
    block(manifests)(sink)
  })
}

// Streams of operator state

/** The entries one behind the other, after a head as long as a real one's may be; the offsets of each. */
export function stateStream(
  states: readonly (readonly Uint8Array[])[],
  head: Uint8Array = Buffer.from('000000060000', 'hex'),
): { readonly bytes: Uint8Array; readonly offsets: readonly (readonly number[])[] } {
  let at = head.length
  const offsets = states.map((entries) =>
    entries.map((entry) => {
      const offset = at
      at += entry.length
      return offset
    }),
  )
  return { bytes: Buffer.concat([head, ...states.flat()]), offsets }
}
