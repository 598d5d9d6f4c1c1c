import { createHash } from 'node:crypto'
import { md5InEtag } from '../../etag.ts'
import { S3Fault, type ObjectRef, type WriteAnswer } from '../s3-api.ts'

/**
 * Digests of bytes in memory, each made when it is first asked for: MD5 costs as much as all the rest of a
 * transfer.
 */
export class Digests {
  readonly #bytes: Uint8Array
  #crc32: string | undefined
  #md5: string | undefined

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  /** In base64 of its four bytes, as S3 writes it. */
  get crc32(): string {
    // Loaded where it is needed: most copies are the store's own, and a small one takes little longer than
    // this module to load.
    this.#crc32 ??= crc32Text(process.getBuiltinModule('node:zlib').crc32(this.#bytes))
    return this.#crc32
  }

  /** In hexadecimal digits, as ETags have it. */
  get md5(): string {
    this.#md5 ??= createHash('md5').update(this.#bytes).digest('hex')
    return this.#md5
  }
}

function crc32Text(value: number): string {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes.toString('base64')
}

/**
 * What the answer to a write says of its content must be true of what was sent: the CRC-32 that the store
 * made of what it got, else the ETag where that is an MD5.
 *
 * @param md5 the digest that the ETag shall be, where it is known without asking for {@link Digests.md5}.
 * @returns whether the answer says anything of the content.
 * @throws S3Fault that can be tried again.
 */
export function requireStored(
  operation: string,
  object: ObjectRef,
  answer: WriteAnswer,
  digests: Pick<Digests, 'crc32' | 'md5'>,
  md5?: string,
): boolean {
  const crc = answer.checksums?.['ChecksumCRC32']
  if (crc !== undefined) {
    if (crc === digests.crc32) return true
    throw differs(operation, object, `the store has the CRC-32 ${crc}, what was sent has ${digests.crc32}`)
  }
  const stored = answer.opaqueEtag ? undefined : md5InEtag(answer.etag)
  if (stored === undefined) return false
  if (stored === md5 || stored === digests.md5) return true
  throw differs(operation, object, `the ETag ${stored} is not the MD5 ${digests.md5} of what was sent`)
}

function differs(operation: string, { bucket, key }: ObjectRef, message: string): S3Fault {
  return new S3Fault(message, { operation, bucket, key, status: 200, corrupt: true })
}
