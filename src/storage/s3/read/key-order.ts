/** S3 lists keys by the bytes of their UTF-8. Texts of JavaScript compare by units of UTF-16: surrogates are where the two differ. */
const SURROGATE = /[\ud800-\udfff]/

/** Compares two keys as S3 orders them. */
export function compareKeys(a: string, b: string): number {
  if (a === b) return 0
  if (SURROGATE.test(a) || SURROGATE.test(b)) return Buffer.compare(Buffer.from(a), Buffer.from(b))
  return a < b ? -1 : 1
}
