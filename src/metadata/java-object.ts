import type { Cursor } from './cursor.ts'

/**
 * Names that stand in a Java-serialised object: of classes, and of enum constants with their class. No class
 * is loaded and no value is read: the walk exists to see that the object is whole, which a cut-off download
 * is not.
 */
export interface JavaNames {
  readonly classes: ReadonlySet<string>
  /** `class name#constant`. */
  readonly constants: ReadonlySet<string>
}

/** Type codes, flags and the first handle of the Java Object Serialization Stream Protocol, version 5. */
const NULL = 0x70
const REFERENCE = 0x71
const CLASS_DESCRIPTION = 0x72
const OBJECT = 0x73
const STRING = 0x74
const ARRAY = 0x75
const BLOCK_DATA = 0x77
const END_OF_BLOCK = 0x78
const LONG_BLOCK_DATA = 0x7a
const LONG_STRING = 0x7c
const ENUM = 0x7e
const HAS_WRITE_METHOD = 0x01
const SERIALIZABLE = 0x02
const FIRST_HANDLE = 0x7e0000

const MAX_DEPTH = 32

const PRIMITIVE_BYTES: Readonly<Record<string, number>> = { B: 1, C: 2, D: 8, F: 4, I: 4, J: 8, S: 2, Z: 1 }

interface ClassDescription {
  readonly name: string
  flags: number
  /** Bytes of the primitive fields, which come first. */
  primitiveBytes: number
  /** Number of object and array fields. */
  objectFields: number
  parent: ClassDescription | undefined
}

interface JavaWalk {
  readonly cursor: Cursor
  /** What later back references point to; only class descriptions are ever looked at again. */
  readonly handles: (ClassDescription | string | undefined)[]
  readonly classes: Set<string>
  readonly constants: Set<string>
}

/** Steps over one serialised object with its stream header. */
export function readJavaObject(cursor: Cursor): JavaNames {
  const header = cursor.int('the header of a Java-serialised object')
  if (header >>> 0 !== 0xaced0005) {
    throw cursor.broken(
      'the header of a Java-serialised object (aced0005)',
      (header >>> 0).toString(16).padStart(8, '0'),
      cursor.position - 4,
    )
  }
  const walk: JavaWalk = { cursor, handles: [], classes: new Set(), constants: new Set() }
  readContent(walk, 0)
  return walk
}

/** One value; the text when it is a string. */
function readContent(walk: JavaWalk, depth: number): string | undefined {
  const { cursor } = walk
  const code = cursor.byte('a Java object')
  if (depth > MAX_DEPTH)
    throw cursor.broken(`Java objects nested up to ${MAX_DEPTH} deep`, 'one more', cursor.position - 1)
  switch (code) {
    case NULL:
      return undefined
    case REFERENCE: {
      const target = readBackReference(walk)
      return typeof target === 'string' ? target : undefined
    }
    case OBJECT:
      readObject(walk, depth)
      return undefined
    case ENUM:
      readEnum(walk, depth)
      return undefined
    case ARRAY:
      readArray(walk, depth)
      return undefined
    case STRING: {
      const text = cursor.text('a Java string')
      walk.handles.push(text)
      return text
    }
    case LONG_STRING:
      walk.handles.push(undefined)
      cursor.skip(cursor.size('the length of a Java string', 0), 'a Java string')
      return undefined
    case BLOCK_DATA:
      cursor.skip(cursor.byte('the length of Java block data'), 'Java block data')
      return undefined
    case LONG_BLOCK_DATA:
      cursor.skip(cursor.count('a length of Java block data', 1), 'Java block data')
      return undefined
    default:
      throw cursor.broken('a Java object', `type code 0x${code.toString(16)}`, cursor.position - 1)
  }
}

function readBackReference(walk: JavaWalk): ClassDescription | string | undefined {
  const index = walk.cursor.int('a Java back reference') - FIRST_HANDLE
  if (index >= 0 && index < walk.handles.length) return walk.handles[index]
  throw walk.cursor.broken(
    `a Java back reference below ${walk.handles.length}`,
    String(index),
    walk.cursor.position - 4,
  )
}

function readObject(walk: JavaWalk, depth: number): void {
  const description = readClassDescription(walk, depth)
  walk.handles.push(undefined)
  // The data of the topmost parent comes first.
  const hierarchy: ClassDescription[] = []
  for (let one: ClassDescription | undefined = description; one !== undefined; one = one.parent) {
    if (hierarchy.length > MAX_DEPTH)
      throw walk.cursor.broken('a Java class with few parents', 'an endless chain')
    hierarchy.unshift(one)
  }
  for (const one of hierarchy) {
    if ((one.flags & SERIALIZABLE) === 0) {
      throw walk.cursor.broken('a serialisable Java class', `${one.name} with flags ${one.flags}`)
    }
    walk.cursor.skip(one.primitiveBytes, 'the fields of a Java object')
    for (let field = 0; field < one.objectFields; field++) readContent(walk, depth + 1)
    if ((one.flags & HAS_WRITE_METHOD) !== 0) readAnnotation(walk, depth)
  }
}

function readEnum(walk: JavaWalk, depth: number): void {
  const description = readClassDescription(walk, depth)
  walk.handles.push(undefined)
  const constant = readContent(walk, depth + 1)
  if (description === undefined || constant === undefined) return
  walk.constants.add(`${description.name}#${constant}`)
}

function readArray(walk: JavaWalk, depth: number): void {
  const { cursor } = walk
  const description = readClassDescription(walk, depth)
  walk.handles.push(undefined)
  const element = description?.name.charAt(1) ?? ''
  const bytes = PRIMITIVE_BYTES[element]
  const count = cursor.count('a number of elements of a Java array', bytes ?? 1)
  if (bytes !== undefined) cursor.skip(count * bytes, 'a Java array')
  else for (let index = 0; index < count; index++) readContent(walk, depth + 1)
}

function readClassDescription(walk: JavaWalk, depth: number): ClassDescription | undefined {
  const { cursor } = walk
  if (depth > MAX_DEPTH) throw cursor.broken(`Java classes nested up to ${MAX_DEPTH} deep`, 'one more')
  const code = cursor.byte('a Java class description')
  if (code === NULL) return undefined
  if (code === REFERENCE) {
    const target = readBackReference(walk)
    if (typeof target === 'object') return target
    throw cursor.broken(
      'a reference to a Java class description',
      'one to something else',
      cursor.position - 4,
    )
  }
  if (code !== CLASS_DESCRIPTION) {
    throw cursor.broken('a Java class description', `type code 0x${code.toString(16)}`, cursor.position - 1)
  }
  const name = cursor.text('the name of a Java class')
  cursor.skip(8, 'the version of a Java class')
  const description: ClassDescription = {
    name,
    flags: 0,
    primitiveBytes: 0,
    objectFields: 0,
    parent: undefined,
  }
  walk.handles.push(description)
  walk.classes.add(name)
  description.flags = cursor.byte('the flags of a Java class')
  readFields(walk, description, depth)
  readAnnotation(walk, depth)
  description.parent = readClassDescription(walk, depth + 1)
  return description
}

function readFields(walk: JavaWalk, description: ClassDescription, depth: number): void {
  const { cursor } = walk
  const count = cursor.short('the number of fields of a Java class')
  for (let field = 0; field < count; field++) {
    const type = String.fromCharCode(cursor.byte('the type of a Java field'))
    cursor.skipText('the name of a Java field')
    const bytes = PRIMITIVE_BYTES[type]
    if (bytes !== undefined) {
      description.primitiveBytes += bytes
    } else if (type === 'L' || type === '[') {
      description.objectFields++
      readContent(walk, depth + 1)
    } else {
      throw cursor.broken('the type of a Java field', JSON.stringify(type))
    }
  }
}

/** Whatever a class writes of its own accord, up to the end mark. */
function readAnnotation(walk: JavaWalk, depth: number): void {
  while (walk.cursor.peek() !== END_OF_BLOCK) readContent(walk, depth + 1)
  walk.cursor.skip(1, 'the end of Java block data')
}
