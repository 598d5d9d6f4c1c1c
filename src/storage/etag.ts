/** An ETag without its quotes; `undefined` where there is none. */
export function bareEtag(etag: string | undefined): string | undefined {
  if (etag === undefined || etag === '') return undefined
  // By far the most are quoted and no more, and there is one for each file.
  const quoted = etag.length > 2 && etag.startsWith('"') && etag.indexOf('"', 1) === etag.length - 1
  const bare = quoted ? etag.slice(1, -1) : etag.replace(/^W\//, '').replaceAll('"', '')
  return bare === '' ? undefined : bare
}

/**
 * The MD5 that a bare ETag may be, in lower case: 32 hexadecimal digits. That it has the form does not make
 * it one; where a key service encrypts, it has the form and is none. `undefined` for any other ETag, those of
 * uploads in parts too.
 */
export function md5InEtag(etag: string | undefined): string | undefined {
  return etag !== undefined && /^[0-9a-f]{32}$/i.test(etag) ? etag.toLowerCase() : undefined
}

/**
 * The number of parts in an ETag of the form that S3 gives to an upload in parts: the MD5 of the parts' MD5s,
 * and their number.
 */
export function partsInEtag(etag: string | undefined): number | undefined {
  const count = etag === undefined ? undefined : /^[0-9a-f]{32}-([1-9]\d{0,4})$/i.exec(etag)?.[1]
  return count === undefined ? undefined : Number(count)
}

const MIB = 2 ** 20

/** Part sizes of the usual clients, in MiB. */
const USUAL_MIB = [5, 8, 10, 15, 16, 20, 25, 32, 50, 64, 100, 128, 256, 512, 1024]

/** Digesting once for each costs as much as the transfer. */
const MOST_GUESSES = 3

/**
 * The sizes that the parts of an object may have had, the likeliest first: what clients use, the least whole
 * MiB, equal parts. A store that does not tell leaves no more than guesses.
 */
export function guessPartBytes(sizeBytes: number, parts: number): readonly number[] {
  const equal = Math.ceil(sizeBytes / parts)
  const guesses = [equal, ...USUAL_MIB.map((mib) => mib * MIB), Math.ceil(equal / MIB) * MIB]
  const fitting = guesses.filter((bytes) => bytes > 0 && Math.ceil(sizeBytes / bytes) === parts)
  return [...new Set(parts === 1 ? [sizeBytes] : fitting)].slice(0, MOST_GUESSES)
}
