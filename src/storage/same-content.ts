import { createHash } from 'node:crypto'
import { digestsFor } from './digests.ts'
import { fill } from './fill.ts'
import type { Abortable, ObjectInfo, ObjectStore } from './object-store.ts'
import type { Proof } from './proof.ts'
import { canCopyWithin } from './server-side.ts'

/** An object, and the store that it is in. */
export type Placed = readonly [store: ObjectStore, info: ObjectInfo]

/**
 * What proves, at no more cost than a look or reading a local file, that two objects have the same content:
 * the cheapest proof is asked for first. `undefined` also where there is no proof.
 */
export async function sameContent(
  [source, from]: Placed,
  [target, to]: Placed,
  options: Abortable,
): Promise<Proof | undefined> {
  if (from.sizeBytes !== to.sizeBytes) return undefined
  if (canCopyWithin(source) && canCopyWithin(target)) {
    if (from.etag !== undefined && from.etag === to.etag) return 'etag'
    const there = await target.proofs(to, options)
    if (await isOneOf([source, from], there.checksums, options)) return 'checksum'
    return there.origin !== undefined && there.origin === source.source(from).origin ? 'size' : undefined
  }
  if (!canCopyWithin(source) && !canCopyWithin(target))
    return (await haveSameBytes([source, from], [target, to], options)) ? 'bytes' : undefined
  const [file, etag]: [Placed, string | undefined] = canCopyWithin(source)
    ? [[target, to], from.etag]
    : [[source, from], to.etag]
  return (await hasEtag(file, etag, options)) ? 'etag' : undefined
}

/** Whether both stores keep checksums of the whole content, and all that both keep are equal. */
export async function haveSameChecksum(
  a: Placed,
  [store, info]: Placed,
  options: Abortable,
): Promise<boolean> {
  return canCopyWithin(store) && isOneOf(a, (await store.proofs(info, options)).checksums, options)
}

async function isOneOf(
  [store, info]: Placed,
  there: ReadonlyMap<string, string>,
  options: Abortable,
): Promise<boolean> {
  if (there.size === 0 || !canCopyWithin(store)) return false
  const { checksums } = await store.proofs(info, options)
  const common = [...checksums.keys()].filter((algorithm) => there.has(algorithm))
  return common.length > 0 && common.every((algorithm) => checksums.get(algorithm) === there.get(algorithm))
}

/** Whether the ETag tells of the file's content, as far as its form can. */
async function hasEtag(file: Placed, etag: string | undefined, options: Abortable): Promise<boolean> {
  const digests = digestsFor(etag, file[1].sizeBytes)
  if (digests.length === 0 || etag === undefined) return false
  await passBytes(file, options, (chunk) => {
    for (const digest of digests) digest.update(chunk)
  })
  return digests.some((digest) => digest.digest() === etag.toLowerCase())
}

/** The SHA-256 of an object's content, in hexadecimal digits; the read is pinned to what was seen. */
export async function sha256Of(object: Placed, options: Abortable): Promise<string> {
  const hash = createHash('sha256')
  await passBytes(object, options, (chunk) => hash.update(chunk))
  return hash.digest('hex')
}

async function passBytes(
  [store, info]: Placed,
  options: Abortable,
  take: (chunk: Uint8Array) => void,
): Promise<void> {
  if (info.sizeBytes === 0) return
  for await (const chunk of await store.source(info).open(0, info.sizeBytes, options)) take(chunk)
}

const COMPARED_BYTES = 4 * 2 ** 20

/**
 * Whether two objects hold the same bytes, read at both ends up to the first difference; each read is
 * pinned to what was seen.
 */
export async function haveSameBytes(
  [source, from]: Placed,
  [target, to]: Placed,
  options: Abortable,
): Promise<boolean> {
  const { sizeBytes } = from
  if (sizeBytes !== to.sizeBytes) return false
  const [left, right] = [source.source(from), target.source(to)]
  const room = Math.min(sizeBytes, COMPARED_BYTES)
  const [a, b] = [Buffer.allocUnsafeSlow(room), Buffer.allocUnsafeSlow(room)]
  for (let at = 0; at < sizeBytes; at += room) {
    const length = Math.min(room, sizeBytes - at)
    const [here, there] = [a.subarray(0, length), b.subarray(0, length)]
    await Promise.all([fill(left, here, at, options), fill(right, there, at, options)])
    if (!here.equals(there)) return false
  }
  return true
}
