import { createHash } from 'node:crypto'
import type { Location } from '../location/location.ts'
import { md5InEtag } from './etag.ts'
import type { FileStore } from './file/file-store.ts'
import type {
  Abortable,
  ObjectInfo,
  ObjectStore,
  Transfer,
  TransferMode,
  WriteOptions,
} from './object-store.ts'
import { canCopyWithin, ServerSideRefusedError, type CopyingStore } from './server-side.ts'

/** Told when the transfer has to go another way than it began. */
export interface TransferOptions {
  readonly onNotice?: (text: string) => void
}

/**
 * How objects travel from `source` to `target`: copied by the server itself where both are one S3 endpoint (with the
 * target's credentials), copied by the operating system between local files, else streamed through this process.
 */
export function openTransfer(
  source: ObjectStore,
  target: ObjectStore,
  options: TransferOptions = {},
): Transfer {
  if (isFileStore(source) && isFileStore(target)) return new LocalTransfer(source, target)
  if (canCopyWithin(source) && canCopyWithin(target) && source.endpoint === target.endpoint) {
    return new ServerSideTransfer(source, target, options)
  }
  return new StreamedTransfer(source, target)
}

function isFileStore(store: ObjectStore): store is FileStore {
  return 'copyLocal' in store
}

class StreamedTransfer implements Transfer {
  readonly mode: TransferMode = 'streamed'
  readonly #source: ObjectStore
  readonly #target: ObjectStore

  constructor(source: ObjectStore, target: ObjectStore) {
    this.#source = source
    this.#target = target
  }

  copy(from: ObjectInfo, to: Location, options: WriteOptions = {}): Promise<ObjectInfo> {
    return this.#target.write(to, this.#source.source(from), options)
  }

  sameContent(from: ObjectInfo, to: ObjectInfo, options: Abortable = {}): Promise<boolean> {
    return sameContent([this.#source, from], [this.#target, to], options)
  }

  requestsFor(sizeBytes: number): number {
    const target = this.#target
    const reads = canCopyWithin(target) ? target.cost.readsForWrite(sizeBytes) : isFileStore(target) ? target.readsForWrite(sizeBytes) : 1
    return (
      (canCopyWithin(this.#source) ? reads : 0)
      + (canCopyWithin(this.#target) ? this.#target.cost.write(sizeBytes) : 0)
    )
  }
}

class LocalTransfer implements Transfer {
  readonly mode: TransferMode = 'local'
  readonly #source: FileStore
  readonly #target: FileStore

  constructor(source: FileStore, target: FileStore) {
    this.#source = source
    this.#target = target
  }

  copy(from: ObjectInfo, to: Location, options?: WriteOptions): Promise<ObjectInfo> {
    return this.#target.copyLocal(from, to, options, this.#source)
  }

  sameContent(from: ObjectInfo, to: ObjectInfo, options: Abortable = {}): Promise<boolean> {
    return sameContent([this.#source, from], [this.#target, to], options)
  }

  requestsFor(): number {
    return 0
  }
}

class ServerSideTransfer implements Transfer {
  readonly #streamed: StreamedTransfer
  readonly #target: CopyingStore
  readonly #onNotice: (text: string) => void
  /** What the store does not copy by itself: objects that need parts, or any. */
  #refused: 'no' | 'parts' | 'all' = 'no'

  constructor(source: CopyingStore, target: CopyingStore, { onNotice }: TransferOptions) {
    this.#streamed = new StreamedTransfer(source, target)
    this.#target = target
    this.#onNotice = onNotice ?? (() => undefined)
  }

  get mode(): TransferMode {
    return this.#refused === 'all' ? 'streamed' : 'server-side'
  }

  async copy(from: ObjectInfo, to: Location, options: WriteOptions = {}): Promise<ObjectInfo> {
    if (!this.#streams(from.sizeBytes)) {
      try {
        return await this.#target.copyWithin(from, to, options)
      } catch (error) {
        if (!(error instanceof ServerSideRefusedError)) throw error
        this.#turnToStreaming(error, from.sizeBytes)
      }
    }
    return this.#streamed.copy(from, to, options)
  }

  sameContent(from: ObjectInfo, to: ObjectInfo, options?: Abortable): Promise<boolean> {
    return this.#streamed.sameContent(from, to, options)
  }

  requestsFor(sizeBytes: number): number {
    return this.#streams(sizeBytes)
      ? this.#streamed.requestsFor(sizeBytes)
      : this.#target.cost.copyWithin(sizeBytes)
  }

  #streams(sizeBytes: number): boolean {
    return this.#refused === 'all' || (this.#refused === 'parts' && this.#target.cost.copyWithin(sizeBytes) > 1)
  }

  /** Several copies may be refused at once: the first one speaks. */
  #turnToStreaming({ scope, message }: ServerSideRefusedError, sizeBytes: number): void {
    const told = this.#streams(sizeBytes)
    if (this.#refused !== 'all') this.#refused = scope
    if (told) return
    this.#onNotice(
      scope === 'all'
        ? `objects are streamed through this machine instead of being copied by the server: ${message}`
        : `large objects are streamed through this machine instead of being copied by the server: ${message}`,
    )
  }
}

type Placed = readonly [store: ObjectStore, info: ObjectInfo]

/** Asks for the cheapest proof first; without any, the answer is no. */
async function sameContent(
  [source, from]: Placed,
  [target, to]: Placed,
  options: Abortable,
): Promise<boolean> {
  if (from.sizeBytes !== to.sizeBytes) return false
  if (canCopyWithin(source) && canCopyWithin(target)) {
    if (from.etag !== undefined && from.etag === to.etag) return true
    const there = await target.proofs(to, options)
    if (there.origin !== undefined && there.origin === source.source(from).origin) return true
    return sameChecksum((await source.proofs(from, options)).checksums, there.checksums)
  }
  if (!canCopyWithin(source) && !canCopyWithin(target)) return sameBytes(source, from, target, to, options)
  const [file, local, etag] = canCopyWithin(source) ? [target, to, from.etag] : [source, from, to.etag]
  const md5 = md5InEtag(etag)
  return md5 !== undefined && (await md5Of(file, local, options)) === md5
}

function sameChecksum(a: ReadonlyMap<string, string>, b: ReadonlyMap<string, string>): boolean {
  const common = [...a.keys()].filter((algorithm) => b.has(algorithm))
  return common.length > 0 && common.every((algorithm) => a.get(algorithm) === b.get(algorithm))
}

async function md5Of(store: ObjectStore, info: ObjectInfo, options: Abortable): Promise<string> {
  const hash = createHash('md5')
  for await (const chunk of await store.source(info).open(0, info.sizeBytes, options)) hash.update(chunk)
  return hash.digest('hex')
}

const COMPARED_BYTES = 1024 * 1024

async function sameBytes(
  source: ObjectStore,
  from: ObjectInfo,
  target: ObjectStore,
  to: ObjectInfo,
  options: Abortable,
): Promise<boolean> {
  for (let at = 0; at < from.sizeBytes; at += COMPARED_BYTES) {
    const end = Math.min(from.sizeBytes, at + COMPARED_BYTES)
    const [a, b] = await Promise.all([
      bytesOf(source, from, at, end, options),
      bytesOf(target, to, at, end, options),
    ])
    if (!a.equals(b)) return false
  }
  return true
}

async function bytesOf(
  store: ObjectStore,
  info: ObjectInfo,
  start: number,
  end: number,
  options: Abortable,
): Promise<Buffer> {
  const chunks: Uint8Array[] = []
  for await (const chunk of await store.source(info).open(start, end, options)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
