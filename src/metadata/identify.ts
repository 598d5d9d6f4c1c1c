import { hex } from './cursor.ts'

/** The first four bytes of every `_metadata` since Flink 1.1. */
export const METADATA_MAGIC = 0x4960672d

const SIGNATURES: readonly (readonly [prefix: readonly number[], looksLike: string])[] = [
  [[0x1f, 0x8b], 'gzip: unpack it first'],
  [[0x50, 0x4b, 0x03, 0x04], 'a zip archive: unpack it first'],
  [[0x28, 0xb5, 0x2f, 0xfd], 'zstd: unpack it first'],
  [[0x42, 0x5a, 0x68], 'bzip2: unpack it first'],
  [[0xac, 0xed, 0x00, 0x05], 'a Java-serialised object, not the metadata of a savepoint'],
  [[0, 0, 0, 0], 'zeros: a copy that was never filled; fetch the file again'],
]

/**
 * What bytes without the magic number look like, for the error sentence: often it is the server's error page
 * that was saved in place of the file, or a packed copy.
 */
export function describeForeignBytes(bytes: Uint8Array): string {
  if (bytes.length === 0) return 'an empty file'
  const start = [...bytes.subarray(0, 4)].map(hex).join(' ')
  const looksLike = guess(bytes)
  return looksLike === undefined ? `bytes ${start}` : `bytes ${start}, which look like ${looksLike}`
}

function guess(bytes: Uint8Array): string | undefined {
  for (const [prefix, looksLike] of SIGNATURES) {
    if (bytes.length >= prefix.length && prefix.every((byte, index) => bytes[index] === byte))
      return looksLike
  }
  if (bytes.length < 4) return undefined
  const text = printableStart(bytes)
  if (text === undefined) return undefined
  if (/^<(!doctype html|html)/i.test(text))
    return 'an HTML page, such as an error page saved in place of the file'
  if (text.startsWith('<')) {
    const code = /<Code>([A-Za-z]+)<\/Code>/.exec(text)?.[1]
    return code === undefined
      ? 'an XML document, such as an error answer saved in place of the file'
      : `an S3 error answer (${code}) saved in place of the file`
  }
  if (/^[{[]/.test(text)) return 'a JSON document, such as an error answer saved in place of the file'
  return 'text'
}

/**
 * The first bytes as trimmed text, where all of them are printable ASCII or part of a longer UTF-8 sequence.
 */
function printableStart(bytes: Uint8Array): string | undefined {
  const start = bytes.subarray(0, 512)
  if (start.some((byte) => byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d)) return undefined
  return String.fromCharCode(...start)
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
}
