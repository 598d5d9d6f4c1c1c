import type { ObjectInfo } from './object-store.ts'

/**
 * How it is known that the object at the target has the content of its source:
 *
 * `etag`: both stores give it the ETag that tells its content, or the bytes that passed have the MD5s that
 * the source's ETag is made of and the target confirmed them. `checksum`: a checksum of the whole that the
 * source's store keeps is that of the target's object, or of the bytes that passed. `bytes`: the bytes were
 * compared at both ends, or came from a local file or through TLS and the target confirmed them. `size`:
 * nothing but the size was compared.
 */
export type Proof = 'etag' | 'checksum' | 'bytes' | 'size'

/** Whether more than the size was compared; nothing known proves nothing. */
export function provesContent(proof: Proof | undefined): boolean {
  return proof !== undefined && proof !== 'size'
}

/** An object that was just written, and what proves its content. */
export interface Written extends ObjectInfo {
  readonly proof: Proof
}
