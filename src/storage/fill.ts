import type { Abortable, RangeSource } from './object-store.ts'
import { StorageError } from './storage-error.ts'

/** Fills memory with the source's bytes from `start` on. @throws StorageError `changed` where there are others than planned. */
export async function fill(source: RangeSource, into: Uint8Array, start: number, { signal }: Abortable): Promise<void> {
  if (into.length === 0) return
  const options = signal === undefined ? {} : { signal }
  if (source.readInto !== undefined) {
    await source.readInto(into, start, options)
    return
  }
  let at = 0
  for await (const chunk of await source.open(start, start + into.length, options)) {
    if (at + chunk.length > into.length) throw wrongLength(at + chunk.length, into.length)
    into.set(chunk, at)
    at += chunk.length
  }
  if (at !== into.length) throw wrongLength(at, into.length)
}

/** A source that gave more or fewer bytes than it has. */
export function wrongLength(got: number, planned: number): StorageError {
  return new StorageError(
    `the source gave ${got} bytes where ${planned} were planned: make sure that nothing writes to the source and run again`,
    { code: 'changed', operation: 'read' },
  )
}
