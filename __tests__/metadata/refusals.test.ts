import { MetadataFormatError, parseMetadata, UnsupportedMetadataError } from '../../src/metadata/snapshot.ts'
import {
  build,
  changeFiles,
  changelog,
  file,
  inLineChanges,
  keyGroups,
  single,
  type Version,
} from '../support/metadata-builder.ts'

const header = (version: number): Uint8Array =>
  build((sink) => {
    sink.int(0x4960672d)
    sink.int(version)
    sink.raw(new Uint8Array(40))
  })

function errorOf(bytes: Uint8Array): unknown {
  try {
    parseMetadata(bytes)
  } catch (error) {
    return error
  }
  throw new Error('this should have been refused')
}

describe('versions that are refused by name', () => {
  it.each([
    [
      1,
      'version-1',
      /version 1 is that of Flink 1\.2 and older.*restore this savepoint with Flink 1\.3 to 1\.10/,
    ],
    [
      7,
      'version-7',
      /version 7 is a proposal that no released Flink writes: .*take a savepoint with a released Flink/,
    ],
    [0, 'unknown-version', /version 0 is not known here \(2 to 6 are.*newer release of this tool.*damaged/],
    [8, 'unknown-version', /version 8 is not known/],
    [-1, 'unknown-version', /version -1 is not known/],
    [0x06000000, 'unknown-version', /version 100663296 is not known/],
  ] as const)('version %i', (version, reason, message) => {
    const error = errorOf(header(version))
    expect(error).toBeInstanceOf(UnsupportedMetadataError)
    expect(error).toMatchObject({ reason, version, message: expect.stringMatching(message) as string })
  })

  it('state of Flink 1.1 in version 2, with the operator and the subtask', () => {
    const error = errorOf(single(2, { legacyStates: 3 }, { id: '00112233445566778899aabbccddeeff' }))
    expect(error).toBeInstanceOf(UnsupportedMetadataError)
    expect(error).toMatchObject({ reason: 'legacy-state', version: 2 })
    expect(String(error)).toMatch(
      /subtask 0 of operator 00112233445566778899aabbccddeeff .*Flink 1\.1.*restore this savepoint with Flink 1\.3/,
    )
  })

  it('a negative number of such states is a broken file instead', () => {
    expect(errorOf(single(2, { legacyStates: -1 }))).toBeInstanceOf(MetadataFormatError)
  })

  it('the experimental changelog of Flink 1.14', () => {
    const handles = changelog(
      8,
      [keyGroups(3, file('s3://b/x', 1))],
      [inLineChanges([[1, new Uint8Array(3)]], true), changeFiles(10, [file('s3://b/y', 2)], 2, true)],
      true,
    )
    const error = errorOf(single(3, { managedKeyed: handles }))
    expect(error).toBeInstanceOf(UnsupportedMetadataError)
    expect(error).toMatchObject({ reason: 'changelog-1.14', version: 3 })
    expect(String(error)).toMatch(
      /experimental changelog state backend of Flink 1\.14.*restore it with Flink 1\.14 and take a savepoint/,
    )
  })

  it.each<Version>([4, 5, 6])(
    'but in version %i, which 1.14 never wrote, such bytes are a broken file',
    (version) => {
      expect(errorOf(single(version, { managedKeyed: changelog(8, [], [], true) }))).toBeInstanceOf(
        MetadataFormatError,
      )
    },
  )
})

describe('bytes that are no _metadata', () => {
  const text = (value: string): Uint8Array => Buffer.from(value, 'utf8')
  const xml =
    '<?xml version="1.0"?>\n<Error><Code>NoSuchKey</Code><Message>The specified key does not exist.</Message></Error>'

  it.each([
    ['nothing', new Uint8Array(0), /found an empty file/],
    ['two bytes', Buffer.from('4960', 'hex'), /found bytes 49 60 \(/],
    [
      'gzip',
      Buffer.from('1f8b08000000000000ff', 'hex'),
      /1f 8b 08 00, which look like gzip: unpack it first/,
    ],
    ['zip', text('PK\x03\x04....'), /zip archive: unpack it first/],
    ['zstd', Buffer.from('28b52ffd00000000', 'hex'), /zstd/],
    ['bzip2', text('BZh91AY'), /bzip2/],
    ['HTML', text('\n<!DOCTYPE html><html><body>404</body></html>'), /an HTML page, such as an error page/],
    ['an S3 error', text(xml), /an S3 error answer \(NoSuchKey\) saved in place of the file/],
    ['XML with a byte order mark', text('\ufeff<a></a>'), /an XML document/],
    ['JSON', text('{"message":"Unauthorized"}'), /a JSON document, such as an error answer/],
    ['plain text', text('404 page not found\n'), /which look like text/],
    ['a Java object', Buffer.from('aced00057372', 'hex'), /a Java-serialised object/],
    ['zeros', new Uint8Array(64), /zeros: a copy that was never filled/],
    ['something else', Buffer.from('deadbeef00010203', 'hex'), /found bytes de ad be ef \(/],
    ['swapped bytes', Buffer.from('2d67604900000002', 'hex'), /found bytes 2d 67 60 49 \(/],
  ])('%s', (_, bytes, message) => {
    const error = errorOf(bytes)
    expect(error).toBeInstanceOf(MetadataFormatError)
    expect(error).toMatchObject({ offset: 0, message: expect.stringMatching(message) as string })
    expect(String(error)).toMatch(
      /no Flink _metadata: at byte 0, expected the magic number 49 60 67 2d, found .*Flink 1\.0 carry no magic number/,
    )
  })
})
