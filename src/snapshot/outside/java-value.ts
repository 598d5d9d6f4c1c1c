import type { StateReader } from './state-reader.ts'

/**
 * A value in a Java-serialised object, as far as anybody asks: texts, objects, and `undefined` for null,
 * numbers and bytes.
 */
export type JavaValue = string | JavaObject | undefined

/** An object: its fields by name, those of its parents too, and what it writes of its own accord. */
export interface JavaObject {
  readonly className: string
  readonly fields: ReadonlyMap<string, JavaValue>
  /**
   * What `writeObject` wrote, such as the elements of a list or the keys and values of a map; of an array,
   * its elements.
   */
  readonly contents: readonly JavaValue[]
}

/** Type codes, flags and the first handle of the Java Object Serialization Stream Protocol, version 5. */
const NULL = 0x70
const REFERENCE = 0x71
const CLASS_DESCRIPTION = 0x72
const OBJECT = 0x73
const STRING = 0x74
const ARRAY = 0x75
const CLASS = 0x76
const BLOCK_DATA = 0x77
const END_OF_BLOCK = 0x78
const LONG_BLOCK_DATA = 0x7a
const ENUM = 0x7e
const HAS_WRITE_METHOD = 0x01
const SERIALIZABLE = 0x02
const FIRST_HANDLE = 0x7e0000
const HEADER = 0xaced0005

const MAX_DEPTH = 32

const PRIMITIVE_BYTES: Readonly<Record<string, number>> = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 }

interface Description {
  readonly kind: 'class description'
  readonly name: string
  flags: number
  primitiveBytes: number
  objectFields: string[]
  parent: Description | undefined
}

interface OpenObject extends JavaObject {
  readonly fields: Map<string, JavaValue>
  readonly contents: JavaValue[]
}

interface Walk {
  readonly reader: StateReader
  /** What later back references point to. */
  readonly handles: (Description | JavaValue)[]
}

/**
 * Reads one object as Java's serialisation writes it, with its stream header. No class is loaded: the stream
 * describes its classes itself.
 *
 * @throws StateFormatError where the bytes are something else, or have what states of Flink never have:
 * proxies, classes with `writeExternal`, texts over 64 KiB.
 */
export function readJavaValue(reader: StateReader): JavaValue {
  reader.magic(HEADER)
  return readValue({ reader, handles: [] }, 0)
}

/** The object where it is one, of this class. */
export function asJavaObject(value: JavaValue, className: string): JavaObject | undefined {
  return typeof value === 'object' && value.className === className ? value : undefined
}

function readValue(walk: Walk, depth: number): JavaValue {
  const { reader } = walk
  if (depth > MAX_DEPTH) reader.fail(`Java objects nested up to ${MAX_DEPTH} deep`)
  switch (reader.byte()) {
    case NULL:
      return undefined
    case REFERENCE: {
      const target = readBackReference(walk)
      return isDescription(target) ? reader.fail('a reference to a value') : target
    }
    case OBJECT:
      return readObject(walk, depth)
    case ENUM: {
      readDescription(walk, depth)
      const handle = walk.handles.push(undefined) - 1
      const constant = readValue(walk, depth + 1)
      walk.handles[handle] = constant
      return constant
    }
    case ARRAY:
      return readArray(walk, depth)
    case STRING: {
      const text = reader.utf()
      walk.handles.push(text)
      return text
    }
    case CLASS:
      readDescription(walk, depth)
      walk.handles.push(undefined)
      return undefined
    default:
      return reader.fail('a Java value')
  }
}

function readBackReference({ reader, handles }: Walk): Description | JavaValue {
  const index = reader.int() - FIRST_HANDLE
  if (index < 0 || index >= handles.length) reader.fail('a back reference')
  return handles[index]
}

function isDescription(value: Description | JavaValue): value is Description {
  return typeof value === 'object' && 'kind' in value
}

function readObject(walk: Walk, depth: number): JavaObject | undefined {
  const { reader } = walk
  const description = readDescription(walk, depth)
  if (description === undefined) return reader.fail('the class of a Java object')
  const object: OpenObject = { className: description.name, fields: new Map(), contents: [] }
  walk.handles.push(object)
  // The data of the topmost parent comes first.
  const hierarchy: Description[] = []
  for (let one: Description | undefined = description; one !== undefined; one = one.parent) {
    if (hierarchy.length > MAX_DEPTH) reader.fail('a Java class with few parents')
    hierarchy.unshift(one)
  }
  for (const { flags, primitiveBytes, objectFields } of hierarchy) {
    if ((flags & SERIALIZABLE) === 0) reader.fail('a serialisable Java class')
    reader.skip(primitiveBytes)
    for (const field of objectFields) object.fields.set(field, readValue(walk, depth + 1))
    if ((flags & HAS_WRITE_METHOD) !== 0) readAnnotation(walk, depth, object.contents)
  }
  return object
}

function readArray(walk: Walk, depth: number): JavaObject {
  const { reader } = walk
  const description = readDescription(walk, depth)
  const array: OpenObject = { className: description?.name ?? '', fields: new Map(), contents: [] }
  walk.handles.push(array)
  const bytes = PRIMITIVE_BYTES[array.className.charAt(1)]
  const count = reader.count(bytes ?? 1)
  if (bytes !== undefined) reader.skip(count * bytes)
  else for (let index = 0; index < count; index++) array.contents.push(readValue(walk, depth + 1))
  return array
}

function readDescription(walk: Walk, depth: number): Description | undefined {
  const { reader } = walk
  if (depth > MAX_DEPTH) reader.fail(`Java classes nested up to ${MAX_DEPTH} deep`)
  const code = reader.byte()
  if (code === NULL) return undefined
  if (code === REFERENCE) {
    const target = readBackReference(walk)
    return isDescription(target) ? target : reader.fail('a reference to a class description')
  }
  if (code !== CLASS_DESCRIPTION) reader.fail('a class description')
  const description: Description = {
    kind: 'class description',
    name: reader.utf(),
    flags: 0,
    primitiveBytes: 0,
    objectFields: [],
    parent: undefined,
  }
  reader.skip(8)
  walk.handles.push(description)
  description.flags = reader.byte()
  readFields(walk, description, depth)
  readAnnotation(walk, depth, [])
  description.parent = readDescription(walk, depth + 1)
  return description
}

function readFields(walk: Walk, description: Description, depth: number): void {
  const { reader } = walk
  for (let more = reader.short(); more > 0; more--) {
    const type = String.fromCharCode(reader.byte())
    const name = reader.utf()
    const bytes = PRIMITIVE_BYTES[type]
    if (bytes !== undefined) {
      description.primitiveBytes += bytes
    } else {
      if (type !== 'L' && type !== '[') reader.fail('the type of a field')
      description.objectFields.push(name)
      readValue(walk, depth + 1)
    }
  }
}

/** Whatever a class writes of its own accord, up to the end mark. */
function readAnnotation(walk: Walk, depth: number, contents: JavaValue[]): void {
  const { reader } = walk
  for (let code = reader.peek(); code !== END_OF_BLOCK; code = reader.peek()) {
    if (code === BLOCK_DATA) {
      reader.skip(1)
      reader.skip(reader.byte())
    } else if (code === LONG_BLOCK_DATA) {
      reader.skip(1)
      reader.block()
    } else {
      contents.push(readValue(walk, depth + 1))
    }
  }
  reader.skip(1)
}
