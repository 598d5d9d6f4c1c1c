/**
 * Writes `_metadata` files for tests and benchmarks, from the description of the format alone: it imports
 * nothing of the codec, so that a misreading there is not repeated here.
 */

/** Bytes that grow at the end, in Java's big-endian types. */
export class Sink {
  private buffer = Buffer.alloc(4096)
  private length = 0

  byte(value: number): void {
    this.length = this.reserve(1).writeUInt8(value & 0xff, this.length)
  }

  int(value: number): void {
    this.length = this.reserve(4).writeInt32BE(value | 0, this.length)
  }

  long(value: bigint | number): void {
    this.length = this.reserve(8).writeBigInt64BE(BigInt(value), this.length)
  }

  raw(bytes: Uint8Array): void {
    this.reserve(bytes.length).set(bytes, this.length)
    this.length += bytes.length
  }

  /** As `DataOutput.writeUTF`: every UTF-16 unit by itself, NUL in two bytes. */
  utf(text: string): void {
    const bytes = /^[\x01-\x7f]*$/.test(text)
      ? Buffer.from(text, 'latin1')
      : Buffer.concat(text.split('').map(encodeUnit))
    if (bytes.length > 65_535) throw new Error(`a text of ${bytes.length} bytes`)
    this.length = this.reserve(2).writeUInt16BE(bytes.length, this.length)
    this.raw(bytes)
  }

  finish(): Uint8Array {
    return new Uint8Array(this.buffer.subarray(0, this.length))
  }

  private reserve(more: number): Buffer {
    if (this.length + more > this.buffer.length) {
      const grown = Buffer.alloc(Math.max(this.buffer.length * 2, this.length + more))
      this.buffer.copy(grown, 0, 0, this.length)
      this.buffer = grown
    }
    return this.buffer
  }
}

function encodeUnit(unit: string): Buffer {
  const value = unit.charCodeAt(0)
  if (value === 0) return Buffer.from([0xc0, 0x80])
  const surrogate = value >= 0xd800 && value <= 0xdfff
  return surrogate
    ? Buffer.from([0xed, 0x80 | ((value >> 6) & 0x3f), 0x80 | (value & 0x3f)])
    : Buffer.from(unit, 'utf8')
}

/** A piece of a file: appends itself to a sink. */
export type Part = (sink: Sink) => void

/** The bytes of the parts, one after the other. */
export function build(...parts: readonly Part[]): Uint8Array {
  const sink = new Sink()
  for (const part of parts) part(sink)
  return sink.finish()
}

/** The metadata versions that released Flink writes and reads. */
export type Version = 2 | 3 | 4 | 5 | 6
export const VERSIONS: readonly Version[] = [2, 3, 4, 5, 6]

const NO_BYTES = new Uint8Array(0)

// Stream handles

export const nullHandle: Part = (sink) => {
  sink.byte(0)
}

export function inLine(name: string, data: Uint8Array = NO_BYTES): Part {
  return (sink) => {
    sink.byte(1)
    sink.utf(name)
    sink.int(data.length)
    sink.raw(data)
  }
}

export function file(path: string, size: number | bigint): Part {
  return (sink) => {
    sink.byte(2)
    sink.long(size)
    sink.utf(path)
  }
}

export function relativeFile(name: string, size: number | bigint): Part {
  return (sink) => {
    sink.byte(6)
    sink.utf(name)
    sink.long(size)
  }
}

export function segment(
  path: string,
  start: number,
  size: number,
  scope: 0 | 1 = 1,
  logicalId = 'logical',
): Part {
  return (sink) => {
    sink.byte(15)
    sink.long(start)
    sink.long(size)
    sink.int(scope)
    sink.utf(path)
    sink.utf(logicalId)
  }
}

export const emptySegment: Part = (sink) => {
  sink.byte(16)
}

// Operator state

/** One named state of codes 4 and 17. */
export interface NamedState {
  readonly name: string
  readonly mode?: number
  readonly offsets?: readonly (number | bigint)[]
}

export function partitionable(states: readonly NamedState[], stream: Part): Part {
  return (sink) => {
    sink.byte(4)
    namedStates(sink, states)
    stream(sink)
  }
}

export function mergedPartitionable(
  states: readonly NamedState[],
  taskOwned: string,
  shared: string,
  stream: Part,
  isEmpty = false,
): Part {
  return (sink) => {
    sink.byte(17)
    namedStates(sink, states)
    sink.utf(taskOwned)
    sink.utf(shared)
    sink.byte(isEmpty ? 1 : 0)
    stream(sink)
  }
}

function namedStates(sink: Sink, states: readonly NamedState[]): void {
  sink.int(states.length)
  for (const { name, mode = 0, offsets = [] } of states) {
    sink.utf(name)
    sink.byte(mode)
    longs(sink, offsets)
  }
}

function longs(sink: Sink, values: readonly (number | bigint)[]): void {
  sink.int(values.length)
  for (const value of values) sink.long(value)
}

// Keyed state

/** Codes 3, 7 and 12; code 3 is also a stream handle. */
export function keyGroups(
  code: 3 | 7 | 12,
  stream: Part,
  offsets: readonly (number | bigint)[] = [0, 17],
): Part {
  return (sink) => {
    sink.byte(code)
    sink.int(0)
    longs(sink, offsets)
    stream(sink)
    if (code === 12) sink.utf('key-groups-id')
  }
}

/** A file of an incremental handle: its local name and its stream. */
export type LocalFile = readonly [localPath: string, stream: Part]

export function incremental(
  code: 5 | 11,
  meta: Part,
  shared: readonly LocalFile[] = [],
  privateFiles: readonly LocalFile[] = [],
): Part {
  return (sink) => {
    sink.byte(code)
    sink.long(7)
    sink.utf('d34db33f-0000-4000-8000-000000000001')
    sink.int(0)
    sink.int(64)
    if (code === 11) sink.long(4711)
    meta(sink)
    for (const list of [shared, privateFiles]) {
      sink.int(list.length)
      for (const [localPath, stream] of list) {
        sink.utf(localPath)
        stream(sink)
      }
    }
    if (code === 11) sink.utf('incremental-id')
  }
}

/** Codes 8 and 14; `experimental` is the shorter form of Flink 1.14. */
export function changelog(
  code: 8 | 14,
  materialised: readonly Part[],
  increments: readonly Part[],
  experimental = false,
): Part {
  return (sink) => {
    sink.byte(code)
    sink.int(0)
    sink.int(64)
    if (!experimental) sink.long(99_999)
    for (const list of [materialised, increments]) {
      sink.int(list.length)
      for (const handle of list) handle(sink)
    }
    if (experimental) return
    sink.long(3)
    if (code === 14) sink.long(12)
    sink.utf('changelog-id')
  }
}

/** Code 9. */
export function inLineChanges(
  changes: readonly (readonly [keyGroup: number, data: Uint8Array])[],
  experimental = false,
): Part {
  return (sink) => {
    sink.byte(9)
    sink.int(0)
    sink.int(64)
    sink.long(1)
    sink.long(2)
    sink.int(changes.length)
    for (const [keyGroup, data] of changes) {
      sink.int(keyGroup)
      sink.int(data.length)
      sink.raw(data)
    }
    if (!experimental) sink.utf('changes-id')
  }
}

/** Codes 10 and 13. */
export function changeFiles(
  code: 10 | 13,
  streams: readonly Part[],
  size: number,
  experimental = false,
): Part {
  return (sink) => {
    sink.byte(code)
    sink.int(0)
    sink.int(64)
    sink.int(streams.length)
    for (const stream of streams) {
      sink.long(5)
      stream(sink)
    }
    sink.long(size)
    if (experimental) return
    sink.long(size)
    sink.utf('change-files-id')
    if (code === 13) sink.utf('filesystem')
  }
}

// Channel state

/** How a channel handle starts: by version, and 1.11 wrote version 3 without the subtask. */
export type ChannelLayout = 'flink-1.11' | 'plain' | 'typed'

export function channel(
  direction: 'input' | 'output',
  layout: ChannelLayout,
  stream: Part,
  size: number,
  offsets: readonly number[] = [4],
): Part {
  return (sink) => {
    if (layout === 'typed') sink.byte(direction === 'input' ? 1 : 2)
    if (layout !== 'flink-1.11') sink.int(0)
    sink.int(1)
    sink.int(2)
    longs(sink, offsets)
    sink.long(size)
    stream(sink)
  }
}

export function mergedChannel(
  direction: 'input' | 'output',
  stream: Part,
  size: number,
  offsets: Uint8Array,
): Part {
  return (sink) => {
    sink.byte(direction === 'input' ? 3 : 4)
    sink.int(0)
    sink.long(size)
    stream(sink)
    sink.int(offsets.length)
    sink.raw(offsets)
  }
}

// Subtasks, operators, the file

export interface SubtaskState {
  readonly managedOperator?: Part
  readonly rawOperator?: Part
  readonly managedKeyed?: Part
  readonly rawKeyed?: Part
  readonly inputs?: readonly Part[]
  readonly outputs?: readonly Part[]
  /** Version 2 only. */
  readonly legacyStates?: number
}

export function subtask(version: Version, index: number, state: SubtaskState = {}): Part {
  return (sink) => {
    sink.int(index)
    if (version === 2) {
      sink.long(-1)
      sink.int(state.legacyStates ?? 0)
    }
    for (const handle of [state.managedOperator, state.rawOperator]) {
      sink.int(handle === undefined ? 0 : 1)
      handle?.(sink)
    }
    const managedKeyed = state.managedKeyed ?? nullHandle
    const rawKeyed = state.rawKeyed ?? nullHandle
    managedKeyed(sink)
    rawKeyed(sink)
    if (version === 2) return
    for (const handles of [state.inputs ?? [], state.outputs ?? []]) {
      sink.int(handles.length)
      for (const handle of handles) handle(sink)
    }
  }
}

/** A subtask that had finished (version 3 and later). */
export function finishedSubtask(index: number): Part {
  return (sink) => {
    sink.int(-(index + 1))
  }
}

export interface OperatorFields {
  /** 32 hex digits. */
  readonly id?: string
  readonly name?: string
  readonly uid?: string
  readonly parallelism?: number
  readonly maxParallelism?: number
  readonly coordinator?: Part
  /** All its subtasks had finished (version 3 and later). */
  readonly fullyFinished?: boolean
}

export function operator(version: Version, fields: OperatorFields, subtasks: readonly Part[] = []): Part {
  return (sink) => {
    if (version >= 5) {
      sink.utf(fields.name ?? '')
      sink.utf(fields.uid ?? '')
    }
    sink.raw(Buffer.from(fields.id ?? '00112233445566778899aabbccddeeff', 'hex'))
    sink.int(fields.parallelism ?? Math.max(1, subtasks.length))
    sink.int(fields.maxParallelism ?? 128)
    if (version === 2) {
      sink.int(1)
    } else {
      const coordinator = fields.coordinator ?? nullHandle
      coordinator(sink)
    }
    sink.int(fields.fullyFinished === true ? -1 : subtasks.length)
    if (fields.fullyFinished === true) return
    for (const part of subtasks) part(sink)
  }
}

export interface FileFields {
  readonly checkpointId?: bigint
  readonly masters?: readonly Part[]
  /** Of version 4 and later; a Java null where it is absent. */
  readonly properties?: Part
}

export function masterState(name: string, data: Uint8Array, version = 1): Part {
  return (sink) => {
    const body = build((inner) => {
      inner.int(version)
      inner.utf(name)
      inner.int(data.length)
      inner.raw(data)
    })
    sink.int(0xc96b1696)
    sink.int(body.length)
    sink.raw(body)
  }
}

/** A whole `_metadata`. */
export function metadata(version: Version, operators: readonly Part[], fields: FileFields = {}): Uint8Array {
  return build((sink) => {
    sink.int(0x4960672d)
    sink.int(version)
    sink.long(fields.checkpointId ?? 5n)
    const masters = fields.masters ?? []
    sink.int(masters.length)
    for (const master of masters) master(sink)
    sink.int(operators.length)
    for (const part of operators) part(sink)
    const properties = fields.properties ?? nullProperties
    if (version >= 4) properties(sink)
  })
}

/** A whole `_metadata` of one operator with one subtask. */
export function single(
  version: Version,
  state: SubtaskState,
  fields: OperatorFields & FileFields = {},
): Uint8Array {
  return metadata(version, [operator(version, fields, [subtask(version, 0, state)])], fields)
}

// The Java object at the end

/** What the State Processor API writes. */
export const nullProperties: Part = (sink) => {
  sink.raw(Buffer.from('aced000570', 'hex'))
}

/** Checkpoint properties, serialised as Java does it, with the fields that tell the kind of snapshot. */
export function properties(kind: 'checkpoint' | 'savepoint-canonical' | 'savepoint-native'): Part {
  return (sink) => {
    sink.raw(Buffer.from('aced0005', 'hex'))
    sink.byte(0x73)
    classDescription(sink, 'org.apache.flink.runtime.checkpoint.CheckpointProperties', 2, () => {
      sink.raw(Buffer.from([0, 2]))
      sink.byte(0x5a)
      sink.utf('unclaimed')
      objectField(sink, 'checkpointType', 'Lorg/apache/flink/runtime/checkpoint/SnapshotType;')
    })
    sink.byte(0)
    sink.byte(0x73)
    if (kind === 'checkpoint') checkpointType(sink)
    else savepointType(sink, kind === 'savepoint-native' ? 'NATIVE' : 'CANONICAL')
  }
}

function checkpointType(sink: Sink): void {
  classDescription(sink, 'org.apache.flink.runtime.checkpoint.CheckpointType', 2, () => {
    sink.raw(Buffer.from([0, 1]))
    objectField(sink, 'name', 'Ljava/lang/String;')
  })
  javaString(sink, 'Checkpoint')
}

function savepointType(sink: Sink, format: string): void {
  classDescription(sink, 'org.apache.flink.runtime.checkpoint.SavepointType', 2, () => {
    sink.raw(Buffer.from([0, 2]))
    objectField(sink, 'formatType', 'Lorg/apache/flink/core/execution/SavepointFormatType;')
    objectField(sink, 'name', 'Ljava/lang/String;')
  })
  sink.byte(0x7e)
  classDescription(
    sink,
    'org.apache.flink.core.execution.SavepointFormatType',
    0x12,
    () => {
      sink.raw(Buffer.from([0, 0]))
    },
    () => {
      classDescription(sink, 'java.lang.Enum', 0x12, () => {
        sink.raw(Buffer.from([0, 0]))
      })
    },
  )
  javaString(sink, format)
  javaString(sink, 'Savepoint')
}

function classDescription(
  sink: Sink,
  name: string,
  flags: number,
  fields: () => void,
  parent?: () => void,
): void {
  sink.byte(0x72)
  sink.utf(name)
  sink.long(1)
  sink.byte(flags)
  fields()
  sink.byte(0x78)
  if (parent === undefined) sink.byte(0x70)
  else parent()
}

function objectField(sink: Sink, name: string, type: string): void {
  sink.byte(0x4c)
  sink.utf(name)
  javaString(sink, type)
}

function javaString(sink: Sink, text: string): void {
  sink.byte(0x74)
  sink.utf(text)
}
