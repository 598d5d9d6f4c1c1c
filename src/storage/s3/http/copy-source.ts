/**
 * The value of `x-amz-copy-source`: bucket and key, every byte percent-encoded but the unreserved ones and
 * `/`. Servers decode it as a query, so that a bare `+` would mean a blank to some of them. Of an access
 * point it is the object's ARN.
 */
export function encodeCopySource(bucket: string, key: string): string {
  if (bucket.startsWith('arn:')) return encodePath(`${bucket}/object/${key}`)
  return `${bucket}/${encodePath(key)}`
}

/** Nearly all keys of Flink's are of these alone. */
const PLAIN_PATH = /^[\w.~/-]*$/
const PLAIN = /^[\w.~-]*$/

/** A key as a path: every byte percent-encoded but the unreserved ones and `/`. */
export function encodePath(key: string): string {
  if (PLAIN_PATH.test(key)) return key
  return key.split('/').map(encodeStrictly).join('/')
}

/** Every byte percent-encoded but the unreserved ones, as signatures want it. */
export function encodeStrictly(text: string): string {
  if (PLAIN.test(text)) return text
  return encodeURIComponent(text).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
