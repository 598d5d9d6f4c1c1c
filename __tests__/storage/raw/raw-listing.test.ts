import type { Listing } from '../../../src/storage/s3/sdk/list-page.ts'
import { pageIn } from '../../../src/storage/s3/raw/raw-listing.ts'
import { S3Fault } from '../../../src/storage/s3/s3-api.ts'

const listing: Listing = { bucket: 'bucket', prefix: 'p/', token: undefined, oneLevel: false }
const subject = { operation: 'ListObjectsV2', bucket: 'bucket', key: 'p/' }

function pageOf(text: string): unknown {
  try {
    return pageIn(listing, { status: 200, headers: {}, text }, subject)
  } catch (error) {
    return error instanceof S3Fault ? [error.message.slice(0, 60), error.facts] : error
  }
}

const document = (inside: string): string => (
  `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>bucket</Name>${inside}</ListBucketResult>`
)
const entry = (key: string, more = ''): string => (
  `<Contents><Key>${key}</Key><LastModified>2026-01-02T03:04:05.678Z</LastModified><ETag>&quot;e-${key.length}&quot;</ETag>`
  + `<Size>12</Size>${more}<StorageClass>STANDARD</StorageClass></Contents>`
)
const LAST = '<IsTruncated>false</IsTruncated>'

/** A comment is what only the reader of any XML can pass over. */
const slowly = (text: string): string => text.replace('<Name>', '<!-- read the long way --><Name>')

describe('a page of a listing', () => {
  it.each([
    ['of many', document(LAST + Array.from({ length: 50 }, (_, n) => entry(`p/${n}`)).join(''))],
    ['of none', document(LAST)],
    ['with the rest behind the entries', document(`${entry('p/a')}${entry('p/b')}<EncodingType>url</EncodingType><IsTruncated>true</IsTruncated><NextContinuationToken>t&amp;x</NextContinuationToken>`)],
    ['with owners', document(LAST + entry('p/a', '<Owner><ID>1</ID><DisplayName>x</DisplayName></Owner>'))],
    ['with entities', document(LAST + entry('p/a&amp;b&#x20;&lt;'))],
    ['with encoded keys', document(`<EncodingType>url</EncodingType>${LAST}${entry('p/a%2Bb+c%C3%A4')}`)],
    ['with common prefixes', document(`${LAST}${entry('p/a')}<CommonPrefixes><Prefix>p/b/</Prefix></CommonPrefixes>`)],
    ['with common prefixes between entries', document(`${LAST}${entry('p/a')}<CommonPrefixes><Prefix>p/b/</Prefix></CommonPrefixes>${entry('p/c')}`)],
    ['with blanks between elements', document(`${LAST}\n${entry('p/a').replaceAll('><', '>\n  <')}\n`)],
    ['with an empty element', document(LAST + entry('p/a', '<Owner/>'))],
    ['with an attribute', document(LAST + entry('p/a', '<Restore x="y">z</Restore>'))],
    ['with prefixed names', document(LAST + entry('p/a')).replaceAll(/<(\/?)(?=[A-Z])/g, '<$1s3:')],
    ['with a field twice', document(LAST + entry('p/a', '<Size>13</Size>'))],
    ['with another storage class', document(LAST + entry('p/a').replace('STANDARD', 'GLACIER'))],
    ['with an entry without a size', document(LAST + entry('p/a').replace('<Size>12</Size>', ''))],
    ['with an entry without a key', document(LAST + entry('p/a').replace('<Key>p/a</Key>', ''))],
    ['with a size that is none', document(LAST + entry('p/a').replace('>12<', '>1e3<'))],
    ['with an unknown entity', document(LAST + entry('p/a&nope;'))],
    ['that is cut off', document(LAST + entry('p/a')).slice(0, -20)],
    ['that is cut off in an entry', document(LAST + entry('p/a')).slice(0, -60)],
    ['with a wrong closing tag', document(LAST + entry('p/a').replace('</Size>', '</Sizes>'))],
    ['with text between entries', document(`${LAST}${entry('p/a')}x${entry('p/b')}`)],
    ['with entries inside another element', document(`${LAST}<Other>${entry('p/a')}</Other>`)],
    ['with something behind it', `${document(LAST + entry('p/a'))}<x/>`],
    ['that is an error', `<Error><Code>SlowDown</Code><Message>${entry('p/a')}</Message></Error>`],
  ])('%s is the same, read in the quick way and in the long one', (_, text) => {
    expect(pageOf(text)).toEqual(pageOf(slowly(text)))
  })

  it('tells what stands there', () => {
    const text = document(`<EncodingType>url</EncodingType>${entry('p/a%20b').replace('STANDARD', 'GLACIER')}<IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken>`)
    expect(pageOf(text)).toEqual({
      entries: [{ key: 'p/a b', sizeBytes: 12, etag: 'e-7', modifiedAt: new Date('2026-01-02T03:04:05.678Z'), storageClass: 'GLACIER' }],
      prefixes: [],
      next: 't',
    })
  })
})
