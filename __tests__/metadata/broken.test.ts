/** @jest-environment ./__tests__/support/plain-global.ts */
import { MetadataFormatError, parseMetadata } from '../../src/metadata/snapshot.ts'
import { metadataOf, snapshotFixtures } from '../support/snapshot-fixtures.ts'
import {
  build,
  changelog,
  channel,
  file,
  finishedSubtask,
  inLine,
  keyGroups,
  masterState,
  metadata,
  nullHandle,
  nullProperties,
  operator,
  partitionable,
  properties,
  relativeFile,
  segment,
  single,
  subtask,
  VERSIONS,
  type Part,
  type Version,
} from '../support/metadata-builder.ts'
import { everything } from './samples.ts'

function brokenAt(bytes: Uint8Array): MetadataFormatError {
  try {
    parseMetadata(bytes)
  } catch (error) {
    if (error instanceof MetadataFormatError) return error
    throw error
  }
  throw new Error('this should have been refused')
}

/**
 * A file with one operator whose keyed state is this part, and nothing behind it that a limit could count.
 */
const keyed = (part: Part, version: Version = 4): Uint8Array => single(version, { managedKeyed: part })
const raw =
  (...bytes: number[]): Part =>
  (sink) => {
    sink.raw(Uint8Array.from(bytes))
  }
/** Where the managed keyed handle of {@link keyed} starts in version 4. */
const KEYED = 4 + 4 + 8 + 4 + 4 + 16 + 4 + 4 + 1 + 4 + 4 + 4 + 4

describe('every prefix of a file fails cleanly', () => {
  const files: [string, Uint8Array][] = [
    ...VERSIONS.map((version): [string, Uint8Array] => [
      `version ${version} with everything`,
      everything(version),
    ]),
    ...snapshotFixtures().map((fixture): [string, Uint8Array] => [fixture.name, metadataOf(fixture)]),
  ]
  it.each(files)('%s', (_, bytes) => {
    const unclear: string[] = []
    for (let length = 0; length < bytes.length; length++) {
      const { offset, message } = brokenAt(bytes.subarray(0, length))
      const start =
        length < 4
          ? 'these bytes are no Flink _metadata: at byte 0, '
          : `the metadata is broken at byte ${offset}: `
      const clear = message.startsWith(`${start}expected `) && message.includes(', found ')
      if (offset > length || !clear) unclear.push(`${length}: ${message}`)
    }
    expect(unclear).toEqual([])
  })

  it.each(files)('%s with a byte too many', (_, bytes) => {
    const error = brokenAt(Buffer.concat([bytes, Buffer.from([0])]))
    expect(error).toMatchObject({ offset: bytes.length })
    expect(error.message).toBe(
      `the metadata is broken at byte ${bytes.length}: expected the end of the file, found 1 more bytes`,
    )
  })
})

describe('what a broken file says', () => {
  it.each<[string, Uint8Array, number, string]>([
    [
      'an unknown code of a keyed handle',
      keyed(raw(99)),
      KEYED,
      'expected a managed keyed state handle (code 0, 3, 5 or 7 to 14), found code 99',
    ],
    [
      'a stream code in place of a keyed one',
      keyed(file('s3://b/x', 1)),
      KEYED,
      'expected a managed keyed state handle (code 0, 3, 5 or 7 to 14), found code 2',
    ],
    [
      'an unknown code of a stream',
      keyed(keyGroups(3, raw(17), [])),
      KEYED + 9,
      'expected the stream of a key group handle (code 0, 1, 2, 3, 6, 15 or 16), found code 17',
    ],
    [
      'an unknown code of an operator handle',
      single(4, { managedOperator: raw(5) }),
      KEYED - 4,
      'expected a managed operator state handle (code 0, 4 or 17), found code 5',
    ],
    [
      'a size below -1',
      keyed(keyGroups(3, file('s3://b/x', -2), [])),
      KEYED + 10,
      'expected the size of a file of -1 or more, found -2',
    ],
    [
      'a size beyond what a number holds',
      keyed(keyGroups(3, file('s3://b/x', 2n ** 60n), [])),
      KEYED + 10,
      'expected the size of a file, a number between -2^53 and 2^53, found 1152921504606846976',
    ],
    [
      'a size below -1 of a relative file',
      keyed(keyGroups(3, relativeFile('x', -9), [])),
      KEYED + 13,
      'expected the size of a relative file of -1 or more, found -9',
    ],
    [
      'a segment that starts before its file',
      keyed(keyGroups(3, segment('s3://b/x', -1, 5), [])),
      KEYED + 10,
      'expected the start of a file segment of 0 or more, found -1',
    ],
    [
      'a distribution mode',
      single(4, { managedOperator: partitionable([{ name: 's', mode: 3 }], nullHandle) }),
      KEYED - 4 + 1 + 4 + 3,
      'expected a distribution mode between 0 and 2, found 3',
    ],
    [
      'a text that is no UTF-8',
      keyed(
        keyGroups(
          3,
          (sink) => {
            sink.byte(2)
            sink.long(1)
            sink.int(0x000261f0)
          },
          [],
        ),
      ),
      KEYED + 9 + 1 + 8 + 2 + 1,
      'expected the path of a file in modified UTF-8, found byte 0xf0',
    ],
    [
      'a subtask beyond the parallelism',
      metadata(4, [operator(4, { parallelism: 2 }, [subtask(4, 2)])]),
      KEYED - 12,
      "expected the index of a subtask, below the operator's parallelism of 2, found 2",
    ],
    [
      'a finished subtask beyond the parallelism',
      metadata(4, [operator(4, { parallelism: 2 }, [finishedSubtask(7)])]),
      KEYED - 12,
      "expected the index of a subtask, below the operator's parallelism of 2, found 7",
    ],
    [
      'a negative subtask in version 2',
      metadata(2, [operator(2, {}, [subtask(2, -1)])]),
      4 + 4 + 8 + 4 + 4 + 16 + 4 + 4 + 4 + 4,
      "expected the index of a subtask, below the operator's parallelism of 1, found -1",
    ],
    [
      'a coordinator state that is a file',
      metadata(4, [operator(4, { coordinator: file('s3://b/x', 1) })]),
      KEYED - 17,
      'expected the coordinator state of an operator (code 0 or 1), found code 2',
    ],
    [
      'a coordinator of a finished operator',
      metadata(4, [operator(4, { coordinator: inLine(''), fullyFinished: true })]),
      KEYED - 10,
      'expected no coordinator state of a finished operator, found one',
    ],
    [
      'a mark that is neither 0 nor 1',
      metadata(4, [operator(4, {}, [raw(0, 0, 0, 0, 0, 0, 0, 2)])]),
      KEYED - 8,
      'expected the mark of an operator state (0 or 1), found 2',
    ],
    [
      'a negative checkpoint id',
      metadata(4, [], { checkpointId: -5n }),
      8,
      'expected a checkpoint id of 0 or more, found -5',
    ],
    [
      'more operators than fit',
      build((sink) => {
        sink.raw(metadata(2, []).subarray(0, 20))
        sink.int(0x7fffffff)
        sink.raw(new Uint8Array(290))
      }),
      20,
      'expected a number of operators between 0 and 10 (what fits into the rest of the file), found 2147483647',
    ],
    [
      'a negative count',
      keyed(keyGroups(3, raw(1, 0, 0, 0xff, 0xff, 0xff, 0xff), [])),
      KEYED + 12,
      /expected a number of bytes of in-line state between 0 and \d+ \(what fits into the rest of the file\), found -1/
        .source,
    ],
    [
      'another magic number of a master state',
      metadata(4, [], {
        masters: [
          (sink) => {
            sink.int(1)
            sink.raw(new Uint8Array(20))
          },
        ],
      }),
      20,
      'expected the magic number of a master state (c96b1696), found 1',
    ],
    [
      'a master state that ends early',
      metadata(4, [], {
        masters: [
          (sink) => {
            const bytes = build(masterState('m', new Uint8Array(8)))
            bytes[7] = (bytes[7] ?? 0) + 1
            sink.raw(bytes)
          },
        ],
      }),
      20 + 4 + 4 + 4 + 3 + 4 + 8,
      'expected the end of a master state at byte 48, found it at 47',
    ],
    [
      'channel data without a stream',
      single(4, { inputs: [channel('input', 'plain', nullHandle, 1, [])] }),
      KEYED + 2 + 4 + 4 + 8 + 4 + 8,
      'expected the stream of a channel handle, found null (code 0)',
    ],
    [
      'an input handle among outputs',
      single(6, { outputs: [channel('input', 'typed', inLine('x'), 1, [])] }),
      2 + 2 + KEYED + 2 + 8,
      'expected an output channel handle (code 2 or 4), found code 1',
    ],
    [
      'no Java object at the end',
      metadata(4, [], { properties: raw(1, 2, 3, 4, 5) }),
      24,
      'expected the header of a Java-serialised object (aced0005), found 01020304',
    ],
    [
      'a wrong type code in the Java object',
      metadata(4, [], { properties: raw(0xac, 0xed, 0, 5, 0x11) }),
      28,
      'expected a Java object, found type code 0x11',
    ],
    [
      'something behind the Java object',
      metadata(4, [], {
        properties: (sink) => {
          nullProperties(sink)
          sink.byte(0x70)
        },
      }),
      29,
      'expected the end of the file, found 1 more bytes',
    ],
  ])('%s', (_, bytes, offset, message) => {
    const error = brokenAt(bytes)
    expect(error.offset).toBe(offset)
    expect(error.message).toMatch(new RegExp(`^the metadata is broken at byte ${offset}: `))
    const rest = error.message.slice(`the metadata is broken at byte ${offset}: `.length)
    if (message.includes('\\d')) expect(rest).toMatch(new RegExp(`^${message}$`))
    else expect(rest).toBe(message)
  })
})

describe('handles nested without end', () => {
  it('code 3 in code 3', () => {
    let nested: Part = file('s3://b/x', 1)
    for (let depth = 0; depth < 16; depth++) nested = keyGroups(3, nested, [])
    expect(parseMetadata(keyed(nested)).references).toHaveLength(1)
    const deep = build((sink) => {
      for (let depth = 0; depth < 100_000; depth++) sink.raw(Uint8Array.of(3, 0, 0, 0, 0, 0, 0, 0, 0))
    })
    expect(
      brokenAt(
        keyed((sink) => {
          sink.raw(deep)
        }),
      ).message,
    ).toMatch(/expected handles nested up to 16 deep, found one more/)
  })

  it('changelog in changelog', () => {
    const open = build((sink) => {
      for (let depth = 0; depth < 100_000; depth++) {
        sink.byte(14)
        sink.raw(new Uint8Array(16))
        sink.int(1)
      }
    })
    expect(
      brokenAt(
        keyed((sink) => {
          sink.raw(open)
        }),
      ).message,
    ).toMatch(/expected handles nested up to 16 deep, found one more/)
    expect(parseMetadata(keyed(changelog(14, [changelog(14, [], [])], []))).hasChangelog).toBe(true)
  })

  it('objects, classes and parents in the Java object', () => {
    const repeat =
      (unit: Part): Part =>
      (sink) => {
        sink.int(0xaced0005 | 0)
        for (let depth = 0; depth < 50_000; depth++) unit(sink)
      }
    const classHead =
      (parentIsNext: boolean, fields: number): Part =>
      (sink) => {
        sink.byte(0x72)
        sink.utf('C')
        sink.long(1)
        sink.byte(2)
        sink.raw(Uint8Array.of(0, fields))
        if (parentIsNext) sink.byte(0x78)
      }
    const object: Part = (sink) => {
      sink.byte(0x73)
      classHead(false, 1)(sink)
      sink.byte(0x4c)
      sink.utf('f')
    }
    const parents: Part = (sink) => {
      sink.int(0xaced0005 | 0)
      sink.byte(0x73)
      for (let depth = 0; depth < 50_000; depth++) classHead(true, 0)(sink)
    }
    expect(brokenAt(metadata(4, [], { properties: repeat(object) })).message).toMatch(/nested up to 32 deep/)
    expect(brokenAt(metadata(4, [], { properties: parents })).message).toMatch(/nested up to 32 deep/)
  })

  it('a Java class that is its own parent', () => {
    const bytes = metadata(4, [], {
      properties: (sink) => {
        sink.int(0xaced0005 | 0)
        sink.byte(0x73)
        sink.byte(0x72)
        sink.utf('C')
        sink.long(1)
        sink.byte(2)
        sink.raw(Uint8Array.of(0, 0, 0x78, 0x71))
        sink.int(0x7e0000)
      },
    })
    expect(brokenAt(bytes).message).toMatch(/expected a Java class with few parents, found an endless chain/)
  })
})

describe('the kind of a snapshot', () => {
  const savepointKeyGroups = { managedKeyed: keyGroups(7, inLine('x')) }

  it.each(['checkpoint', 'savepoint-canonical', 'savepoint-native'] as const)(
    '%s by the properties',
    (kind) => {
      for (const version of [4, 5, 6] as const) {
        expect(parseMetadata(single(version, {}, { properties: properties(kind) })).kind).toBe(kind)
      }
    },
  )

  it('without properties, canonical by code 7, else unknown', () => {
    for (const version of [3, 4, 5, 6] as const) {
      expect(parseMetadata(single(version, savepointKeyGroups)).kind).toBe('savepoint-canonical')
      expect(parseMetadata(single(version, {})).kind).toBe('unknown')
    }
    expect(parseMetadata(single(2, {})).kind).toBe('unknown')
  })

  it('is not read from names elsewhere in the file', () => {
    const names = {
      name: 'org.apache.flink.runtime.checkpoint.CheckpointType',
      uid: 'NATIVE CANONICAL SavepointType',
    }
    const state = { managedKeyed: keyGroups(3, inLine(`${names.name} ${names.uid}`)) }
    expect(parseMetadata(single(5, state, names)).kind).toBe('unknown')
    expect(
      parseMetadata(single(5, state, { ...names, properties: properties('savepoint-native') })).kind,
    ).toBe('savepoint-native')
  })
})
