/** An ETag without its quotes; `undefined` where there is none. */
export function bareEtag(etag: string | undefined): string | undefined {
  const bare = etag?.replace(/^W\//, '').replaceAll('"', '')
  return bare === '' ? undefined : bare
}

/**
 * The MD5 that a bare ETag may be, in lower case: 32 hexadecimal digits. That it has the form does not make it one; where a
 * key service encrypts, it has the form and is none. `undefined` for any other ETag, those of uploads in parts too.
 */
export function md5InEtag(etag: string | undefined): string | undefined {
  return etag !== undefined && /^[0-9a-f]{32}$/i.test(etag) ? etag.toLowerCase() : undefined
}
