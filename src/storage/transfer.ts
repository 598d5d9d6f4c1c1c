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
import { StorageError } from './storage-error.ts'

/** How a transfer may go. */
export interface TransferOptions {
  /** Told when the transfer has to go another way than it began. */
  readonly onNotice?: (text: string) => void
  /** Nothing is copied by a server. */
  readonly streamed?: boolean
}

/**
 * How objects travel from `source` to `target`: copied by the server itself where both are one S3 endpoint
 * (with the target's credentials), copied by the operating system between local files, else streamed
 * through this process.
 */
export function openTransfer(
  source: ObjectStore,
  target: ObjectStore,
  options: TransferOptions = {},
): Transfer {
  if (isFileStore(source) && isFileStore(target)) return new LocalTransfer(source, target)
  if (
    options.streamed !== true
    && canCopyWithin(source)
    && canCopyWithin(target)
    && haveOneHome(source, target)
  ) {
    return new ServerSideTransfer(source, target, options)
  }
  return new StreamedTransfer(source, target)
}

/**
 * Whether both are one file system or one S3 endpoint, so that equal locations may be one place. An
 * endpoint may still show each account buckets of its own.
 */
export function haveOneHome(source: ObjectStore, target: ObjectStore): boolean {
  if (canCopyWithin(source) && canCopyWithin(target)) return source.endpoint === target.endpoint
  return isFileStore(source) && isFileStore(target)
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
  readonly #source: CopyingStore
  readonly #target: CopyingStore
  /** A copy succeeded: both sides see the same buckets. */
  #works = false
  readonly #onNotice: (text: string) => void
  /** What the store does not copy by itself: objects that need parts, or any. */
  #refused: 'no' | 'parts' | 'all' = 'no'

  constructor(source: CopyingStore, target: CopyingStore, { onNotice }: TransferOptions) {
    this.#streamed = new StreamedTransfer(source, target)
    this.#source = source
    this.#target = target
    this.#onNotice = onNotice ?? (() => undefined)
  }

  get mode(): TransferMode {
    return this.#refused === 'all' ? 'streamed' : 'server-side'
  }

  async copy(from: ObjectInfo, to: Location, options: WriteOptions = {}): Promise<Written> {
    if (!this.#streams(from.sizeBytes)) {
      try {
        const written = await this.#target.copyWithin(from, to, options)
        this.#works = true
        return written
      } catch (error) {
        const refused =
          error instanceof ServerSideRefusedError ? error : await this.#unseen(error, from, options)
        if (refused === undefined) throw error
        this.#turnToStreaming(refused, from.sizeBytes)
      }
    }
    return this.#streamed.copy(from, to, options)
  }

  /**
   * Behind one endpoint may be two sets of buckets: AWS's partitions, tenants of Ceph, accounts of Swift.
   * Until a copy worked, "not there" and "another one" may speak of the target's, while the source has what
   * was planned.
   */
  async #unseen(
    error: unknown,
    from: ObjectInfo,
    { signal }: Abortable,
  ): Promise<ServerSideRefusedError | undefined> {
    if (this.#works || !(error instanceof StorageError)) return undefined
    if (!['not-found', 'no-such-bucket', 'changed'].includes(error.code)) return undefined
    const there = await this.#source.stat(from.location, signal === undefined ? {} : { signal })
    if (there === undefined || there.etag !== from.etag || there.sizeBytes !== from.sizeBytes)
      return undefined
    return new ServerSideRefusedError(
      'all',
      "with the target's credentials the endpoint does not find the source, which is there for the source's: they have "
        + 'buckets of their own (tenants, accounts, partitions of AWS)',
      { cause: error },
    )
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
