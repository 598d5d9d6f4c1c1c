import { pageIn, type Listing } from '../../../../src/storage/s3/http/list-page.ts'
import { S3Fault } from '../../../../src/storage/s3/s3-api.ts'

const listing: Listing = { bucket: 'bucket', prefix: 'p/', token: undefined, oneLevel: false }
const subject = { operation: 'ListObjectsV2', bucket: 'bucket', key: 'p/' }

function pageOf(text: string): unknown {
  try {
    return pageIn(listing, { status: 200, headers: {}, text }, subject)
  } catch (error) {
    return error instanceof S3Fault ? [error.message.slice(0, 60), error.facts] : error
  }
}

const document = (inside: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name>${inside}</ListBucketResult>`
const entry = (key: string, more = ''): string =>
  `<Contents><Key>${key}</Key><LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>&quot;e-${key.length}&quot;</ETag>`
  + `<Size>12</Size>${more}<StorageClass>STANDARD</StorageClass></Contents>`
const LAST = '<IsTruncated>false</IsTruncated>'

const keysIn = (text: string): unknown => {
  const page = pageOf(text)
  return typeof page === 'object' && page !== null && 'entries' in page
    ? (page.entries as { key: string }[]).map(({ key }) => key)
    : page
}

describe('a page of a listing', () => {
  it.each<[string, string, readonly string[]]>([
    [
      'of many',
      document(LAST + Array.from({ length: 50 }, (_, n) => entry(`p/${n}`)).join('')),
      Array.from({ length: 50 }, (_, n) => `p/${n}`),
    ],
    ['of none', document(LAST), []],
    [
      'with the rest behind the entries',
      document(
        `${entry('p/a')}${entry('p/b')}<IsTruncated>true</IsTruncated><NextContinuationToken>t&amp;x</NextContinuationToken>`,
      ),
      ['p/a', 'p/b'],
    ],
    [
      'with owners',
      document(LAST + entry('p/a', '<Owner><ID>1</ID><DisplayName>x</DisplayName></Owner>')),
      ['p/a'],
    ],
    ['with entities', document(LAST + entry('p/a&amp;b&#x20;&lt;')), ['p/a&b <']],
    [
      'with encoded keys',
      document(`<EncodingType>url</EncodingType>${LAST}${entry('p/a%2Bb+c%C3%A4')}`),
      ['p/a+b cä'],
    ],
    [
      'with common prefixes between entries',
      document(`${LAST}${entry('p/a')}<CommonPrefixes><Prefix>p/b/</Prefix></CommonPrefixes>${entry('p/c')}`),
      ['p/a', 'p/c'],
    ],
    [
      'with blanks between elements',
      document(`${LAST}\n${entry('p/a').replaceAll('><', '>\n  <')}\n`),
      ['p/a'],
    ],
    ['with an empty element', document(LAST + entry('p/a', '<Owner/>')), ['p/a']],
    ['with an attribute', document(LAST + entry('p/a', '<Restore x="y">z</Restore>')), ['p/a']],
    [
      'with a namespace on each entry',
      document(
        LAST
          + entry('p/a').replace('<Contents>', '<Contents xmlns="http://s3.amazonaws.com/doc/2006-03-01/">')
          + entry('p/b'),
      ),
      ['p/a', 'p/b'],
    ],
    ['with prefixed names', document(LAST + entry('p/a')).replaceAll(/<(\/?)(?=[A-Z])/g, '<$1s3:'), ['p/a']],
    ['with a field twice', document(LAST + entry('p/a', '<Size>13</Size>')), ['p/a']],
    ['with a comment', document(`${LAST}<!-- <Contents> -->${entry('p/a')}`), ['p/a']],
    ['with entries inside another element', document(`${LAST}<Other>${entry('p/a')}</Other>`), []],
    ['with text between entries', document(`${LAST}${entry('p/a')}x${entry('p/b')}`), ['p/a', 'p/b']],
  ])('%s is read', (_, text, keys) => {
    expect(keysIn(text)).toEqual(keys)
  })

  it.each([
    ['with an entry without a size', document(LAST + entry('p/a').replace('<Size>12</Size>', ''))],
    ['with an entry without a key', document(LAST + entry('p/a').replace('<Key>p/a</Key>', ''))],
    ['with a size that is none', document(LAST + entry('p/a').replace('>12<', '>1e3<'))],
    ['with an unknown entity', document(LAST + entry('p/a&nope;'))],
    ['that is cut off', document(LAST + entry('p/a')).slice(0, -20)],
    ['that is cut off in an entry', document(LAST + entry('p/a')).slice(0, -60)],
    ['with a wrong closing tag', document(LAST + entry('p/a').replace('</Size>', '</Sizes>'))],
    ['with something behind it', `${document(LAST + entry('p/a'))}<x/>`],
  ])('%s is refused', (_, text) => {
    expect(pageOf(text)).toEqual([
      expect.any(String),
      expect.objectContaining({ corrupt: true, status: 200 }),
    ])
  })

  it('that is an error is one', () => {
    expect(pageOf(`<Error><Code>SlowDown</Code><Message>${entry('p/a')}</Message></Error>`)).toEqual([
      expect.any(String),
      expect.objectContaining({ s3Code: 'SlowDown', status: 503 }),
    ])
  })

  it('tells what stands there', () => {
    const text = document(
      `<EncodingType>url</EncodingType>${entry('p/a%20b').replace('STANDARD', 'GLACIER')}<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>`,
    )
    expect(pageOf(text)).toEqual({
      entries: [
        {
          key: 'p/a b',
          sizeBytes: 12,
          etag: 'e-7',
          modifiedAt: new Date('2026-01-02T03:04:05.678Z'),
          storageClass: 'GLACIER',
        },
      ],
      prefixes: [],
      next: 't',
    })
  })
})
