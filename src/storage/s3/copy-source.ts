/**
 * The value of `x-amz-copy-source`: bucket and key, every byte percent-encoded but the unreserved ones and `/`. Servers
 * decode it as a query, so that a bare `+` would mean a blank to some of them.
 */
export function encodeCopySource(bucket: string, key: string): string {
  return `${bucket}/${key.split('/').map(encodeStrictly).join('/')}`
}

function encodeStrictly(segment: string): string {
  return encodeURIComponent(segment).replaceAll(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  )
}
