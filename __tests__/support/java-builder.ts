/** Writes Java-serialised objects for tests, from the description of the protocol alone. */
import { build, type Part, type Sink } from './metadata-builder.ts'

/** A field that holds an object or a text; primitive ones are of no interest, and are zero. */
export interface JavaField {
  readonly name: string
  readonly value: JavaPart
}

/** A value in the stream. */
export type JavaPart = (sink: Sink) => void

export const javaNull: JavaPart = (sink) => {
  sink.byte(0x70)
}

export function javaText(text: string): JavaPart {
  return (sink) => {
    sink.byte(0x74)
    sink.utf(text)
  }
}

/** A value that was written before; `handle` counts descriptions of classes, objects and texts from 0. */
export function javaReference(handle: number): JavaPart {
  return (sink) => {
    sink.byte(0x71)
    sink.int(0x7e0000 + handle)
  }
}

export interface JavaObjectFields {
  readonly fields?: readonly JavaField[]
  /** Primitive fields: longs, which come first. */
  readonly longs?: readonly string[]
  /** What `writeObject` writes of its own accord, behind `data` in a block. */
  readonly contents?: readonly JavaPart[]
  readonly data?: number
}

export function javaObject(className: string, object: JavaObjectFields = {}): JavaPart {
  const { fields = [], longs = [], contents, data = 0 } = object
  return (sink) => {
    sink.byte(0x73)
    sink.byte(0x72)
    sink.utf(className)
    sink.long(1)
    sink.byte(contents === undefined ? 2 : 3)
    sink.raw(Buffer.from([0, fields.length + longs.length]))
    for (const name of longs) {
      sink.byte(0x4a)
      sink.utf(name)
    }
    for (const { name } of fields) {
      sink.byte(0x4c)
      sink.utf(name)
      javaText('Ljava/lang/Object;')(sink)
    }
    sink.byte(0x78)
    sink.byte(0x70)
    for (let count = longs.length; count > 0; count--) sink.long(0)
    for (const { value } of fields) value(sink)
    if (contents === undefined) return
    if (data > 0) sink.raw(Buffer.concat([Buffer.from([0x77, data]), Buffer.alloc(data)]))
    for (const each of contents) each(sink)
    sink.byte(0x78)
  }
}

export function javaList(...items: readonly JavaPart[]): JavaPart {
  return javaObject('java.util.ArrayList', { longs: ['size'], contents: items, data: 4 })
}

export function javaMap(...pairs: readonly (readonly [JavaPart, JavaPart])[]): JavaPart {
  return javaObject('java.util.HashMap', { longs: ['threshold'], contents: pairs.flat(), data: 8 })
}

/** A `Path` of Flink's. */
export function javaPath(text: string): JavaPart {
  const uri = javaObject('java.net.URI', {
    fields: [{ name: 'string', value: javaText(text) }],
    contents: [],
  })
  return javaObject('org.apache.flink.core.fs.Path', { fields: [{ name: 'uri', value: uri }] })
}

/** The stream of one object. */
export function javaStream(value: JavaPart): Uint8Array {
  const header: Part = (sink) => {
    sink.raw(Buffer.from('aced0005', 'hex'))
  }
  return build(header, value)
}
