import { parseMetadata } from '../../src/metadata/snapshot.ts'
import { CODE_CASES, everything, fileOf, frame } from '../metadata/samples.ts'
import { build, single, changelog, file, inLineChanges, keyGroups } from '../support/metadata-builder.ts'
import type { Chapter, Page } from './book.ts'

const text = (value: string): Uint8Array => Buffer.from(value, 'utf8')
const hex = (value: string): Uint8Array => Buffer.from(value, 'hex')
const ofVersion = (version: number): Uint8Array =>
  build((sink) => {
    sink.int(0x4960672d)
    sink.int(version)
    sink.raw(new Uint8Array(40))
  })

const NO_METADATA: readonly (readonly [string, Uint8Array])[] = [
  ['nothing', new Uint8Array(0)],
  ['gzip', hex('1f8b08000000000000ff')],
  ['zip', text('PK\x03\x04....')],
  ['zstd', hex('28b52ffd00000000')],
  ['bzip2', text('BZh91AY')],
  ['xz', hex('fd377a585a0000')],
  ['HTML', text('<!DOCTYPE html><html><body>404</body></html>')],
  ['an S3 error', text('<?xml version="1.0"?><Error><Code>NoSuchKey</Code></Error>')],
  ['XML', text('<a></a>')],
  ['JSON', text('{"message":"Unauthorized"}')],
  ['text', text('404 page not found\n')],
  ['a Java object', hex('aced00057372')],
  ['zeros', new Uint8Array(64)],
  ['something else', hex('deadbeef00010203')],
  ['swapped bytes', hex('2d67604900000002')],
  ['version 1', ofVersion(1)],
  ['version 7', ofVersion(7)],
  ['version 8', ofVersion(8)],
  ['state of Flink 1.1', single(2, { legacyStates: 3 })],
  [
    'the changelog of Flink 1.14',
    single(3, {
      managedKeyed: changelog(
        8,
        [keyGroups(3, file('s3://b/x', 1))],
        [inLineChanges([[1, new Uint8Array(3)]], true)],
        true,
      ),
    }),
  ],
]

function refusalOf(bytes: Uint8Array): string | undefined {
  try {
    parseMetadata(bytes)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

const IN_6 = CODE_CASES.filter(({ versions }) => versions.includes(6))
/**
 * Files that are short, for each is read anew for every byte of it. Together they have all that one can
 * have.
 */
const SMALL: readonly Uint8Array[] = [frame(6, IN_6.slice(0, 1)), ...IN_6.map((one) => fileOf(one, 6))]

/** Each kind of damage once: numbers and bytes differ from file to file. */
function damages(): string[] {
  const found = new Map<string, string>()
  const keep = (bytes: Uint8Array): void => {
    const said = refusalOf(bytes)
    if (said === undefined) return
    const kind = said.replace(/\d+|\b[0-9a-f]{2,}\b/g, 'n')
    if (!found.has(kind)) found.set(kind, said)
  }
  for (const bytes of SMALL) {
    for (let length = 8; length < bytes.length; length++) keep(bytes.subarray(0, length))
    for (let at = 8; at < bytes.length; at++) {
      const copy = Buffer.from(bytes)
      copy[at] = 0xff
      keep(copy)
    }
  }
  return [...found.values()].map((said) => said.replace(/^the metadata is broken at byte \d+: /, '… ')).sort()
}

function damaged(page: Page): void {
  page.say('the first of them as it is', refusalOf(everything(6).subarray(0, 30)) ?? '')
  page.say('expected, and found', damages())
}

/** What is said of a `_metadata` that cannot be read. */
export const SNAPSHOTS: readonly Chapter[] = [
  {
    title: 'A file that is no _metadata, or one that is not supported',
    write: async (page: Page): Promise<void> => {
      for (const [when, bytes] of NO_METADATA) await page.fails(when, () => parseMetadata(bytes))
    },
  },
  { title: 'A damaged _metadata', write: damaged },
]
