import type { Location } from '../../src/location/location.ts'
import type { ObjectInfo, ObjectStore, RangeSource } from '../../src/storage/object-store.ts'

/** Bytes in memory as a source; a chunk is 64 KiB, as of a socket. */
export function bytesSource(bytes: Uint8Array): RangeSource {
  return {
    sizeBytes: bytes.length,
    open: (start, end) => Promise.resolve(chunks(bytes.subarray(start, end))),
  }
}

async function* chunks(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += 65_536) {
    await Promise.resolve()
    yield bytes.subarray(at, at + 65_536)
  }
}

/** Bytes that differ from place to place, so that swapped parts show. */
export function patterned(sizeBytes: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(sizeBytes)
  let state = seed >>> 0
  for (let at = 0; at + 4 <= sizeBytes; at += 4) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes.writeUInt32LE(state, at)
  }
  return bytes
}

/** All that a listing names, by path. */
export async function listAll(store: ObjectStore, directory: Location): Promise<Map<string, ObjectInfo>> {
  const found = new Map<string, ObjectInfo>()
  for await (const page of store.list(directory)) for (const info of page) found.set(info.location.path, info)
  return found
}

/** One level of a directory, sorted by path. */
export async function listLevel(
  store: ObjectStore,
  directory: Location,
): Promise<{ objects: { path: string; sizeBytes: number; dated: boolean }[]; directories: string[] }> {
  const objects: { path: string; sizeBytes: number; dated: boolean }[] = []
  const directories: string[] = []
  for await (const page of store.listLevel(directory)) {
    for (const { location, sizeBytes, modifiedAt } of page.objects) {
      objects.push({ path: location.path, sizeBytes, dated: modifiedAt !== undefined })
    }
    directories.push(...page.directories.map(({ path }) => path))
  }
  return { objects: objects.sort((a, b) => (a.path < b.path ? -1 : 1)), directories: directories.sort() }
}

/** The bytes of a range of an object. */
export async function readRange(source: RangeSource, start: number, end: number): Promise<Buffer> {
  const parts: Uint8Array[] = []
  for await (const chunk of await source.open(start, end, {})) parts.push(chunk)
  return Buffer.concat(parts)
}

/** Writes text and says what the store knows of it. */
export async function putText(store: ObjectStore, location: Location, text: string): Promise<ObjectInfo> {
  await store.write(location, bytesSource(Buffer.from(text)))
  const info = await store.stat(location)
  if (info === undefined) throw new Error(`${location.path} is not there after it was written`)
  return info
}

/** The text of an object. */
export async function getText(store: ObjectStore, location: Location): Promise<string> {
  return Buffer.from((await store.read(location, { maxBytes: 1_000_000 })).bytes).toString()
}
