import type { Location } from '../location/location.ts'
import type { FileStore } from './file/file-store.ts'
import type {
  Abortable,
  ObjectInfo,
  ObjectStore,
  Transfer,
  TransferMode,
  WriteOptions,
} from './object-store.ts'
import type { Proof, Written } from './proof.ts'
import { sameContent } from './same-content.ts'
import { canCopyWithin, ServerSideRefusedError, type CopyingStore } from './server-side.ts'

/** Told when the transfer has to go another way than it began. */
export interface TransferOptions {
  readonly onNotice?: (text: string) => void
}

/**
 * How objects travel from `source` to `target`: copied by the server itself where both are one S3 endpoint
 * (with the target's credentials), copied by the operating system between local files, else streamed through
 * this process.
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

  copy(from: ObjectInfo, to: Location, options: WriteOptions = {}): Promise<Written> {
    return this.#target.write(to, this.#source.source(from), options)
  }

  get wantsProbe(): boolean {
    return canCopyWithin(this.#target) && this.#target.hasTerms
  }

  sameContent(from: ObjectInfo, to: ObjectInfo, options: Abortable = {}): Promise<Proof | undefined> {
    return sameContent([this.#source, from], [this.#target, to], options)
  }

  requestsFor(sizeBytes: number): number {
    const target = this.#target
    const reads = canCopyWithin(target)
      ? target.cost.readsForWrite(sizeBytes)
      : isFileStore(target)
        ? target.readsForWrite(sizeBytes)
        : 1
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

  copy(from: ObjectInfo, to: Location, options?: WriteOptions): Promise<Written> {
    return this.#target.copyLocal(from, to, options, this.#source)
  }

  sameContent(from: ObjectInfo, to: ObjectInfo, options: Abortable = {}): Promise<Proof | undefined> {
    return sameContent([this.#source, from], [this.#target, to], options)
  }

  requestsFor(): number {
    return 0
  }
}

class ServerSideTransfer implements Transfer {
  /** It proves whether the credentials allow a copy. */
  readonly wantsProbe = true
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

  async copy(from: ObjectInfo, to: Location, options: WriteOptions = {}): Promise<Written> {
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

  sameContent(from: ObjectInfo, to: ObjectInfo, options?: Abortable): Promise<Proof | undefined> {
    return this.#streamed.sameContent(from, to, options)
  }

  requestsFor(sizeBytes: number): number {
    return this.#streams(sizeBytes)
      ? this.#streamed.requestsFor(sizeBytes)
      : this.#target.cost.copyWithin(sizeBytes)
  }

  #streams(sizeBytes: number): boolean {
    return (
      this.#refused === 'all' || (this.#refused === 'parts' && this.#target.cost.copyWithin(sizeBytes) > 1)
    )
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
