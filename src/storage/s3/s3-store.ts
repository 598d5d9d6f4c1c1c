import { displayLocation, keyOf, type Location } from '../../location/location.ts'
import type {
  Abortable,
  ListOptions,
  ObjectInfo,
  ObjectStore,
  Published,
  RangeSource,
  WriteOptions,
} from '../object-store.ts'
import type { ContentProofs, CopyingStore } from '../server-side.ts'
import type { S3Settings, S3WriteSettings, Side } from '../settings.ts'
import { StorageError } from '../storage-error.ts'
import { bodyFault } from './errors/body-fault.ts'
import { isAws } from './endpoint.ts'
import { headIfAny } from './write/conditional.ts'
import { HeldMemory } from '../held-memory.ts'
import { listLevel, listObjects } from './read/listing.ts'
import { DEFAULT_PARTS, splitIntoParts, type PartLimits } from './write/parts.ts'
import { publishIfAbsent, publishReplacing } from './write/publish.ts'
import { rangeSource } from './read/range-reader.ts'
import { removeObjects } from './write/removal.ts'
import { S3Fault, type ObjectHead, type ObjectRef } from './s3-api.ts'
import { ServerCopier } from './write/server-copy.ts'
import { Session, type SessionOptions } from './requests/session.ts'
import { openApi } from './transport.ts'
import { upload, type UploadMeans } from './write/upload.ts'

/** Options of {@link createS3Store}; those after `onWarning` are for tests. */
export interface S3StoreOptions extends Omit<SessionOptions, 'settings'> {
  readonly side: Side
  /** What every write carries. */
  readonly write?: S3WriteSettings
  readonly parts?: Partial<PartLimits>
}

/**
 * A store of S3 objects: Amazon's, or any server that speaks its protocol. No request is sent before the
 * first operation.
 */
export function createS3Store(settings: S3Settings, options: S3StoreOptions): CopyingStore {
  return new S3Store(settings, options)
}

class S3Store implements CopyingStore {
  readonly type = 's3'
  readonly endpoint: string
  readonly cost: CopyingStore['cost']
  readonly #session: Session
  readonly #means: UploadMeans
  readonly #copier: ServerCopier

  constructor(settings: S3Settings, { write, parts, ...options }: S3StoreOptions) {
    this.endpoint = isAws(settings) ? 'aws' : new URL(settings.endpoint ?? '').href
    const limits = { ...DEFAULT_PARTS, ...parts }
    this.#session = new Session(openApi(settings, write ?? {}), { ...options, settings })
    this.#means = { session: this.#session, limits, memory: new HeldMemory() }
    this.#copier = new ServerCopier(this.#session, limits)
    this.cost = costOf(limits)
  }

  async stat(location: Location, { signal }: Abortable = {}): Promise<ObjectInfo | undefined> {
    const head = await this.#session.explained('look at', location, () =>
      headIfAny(this.#session, refOf(location), signal),
    )
    return head === undefined ? undefined : infoOf(location, head)
  }

  list(directory: Location, options?: ListOptions): ReturnType<ObjectStore['list']> {
    return listObjects(this.#session, directory, options)
  }

  listLevel(directory: Location, options?: Abortable): ReturnType<ObjectStore['listLevel']> {
    return listLevel(this.#session, directory, options)
  }

  async read(
    location: Location,
    { signal, maxBytes }: Abortable & { readonly maxBytes: number },
  ): ReturnType<ObjectStore['read']> {
    const object = refOf(location)
    return this.#session.explained('read', location, () =>
      this.#session.run(
        object,
        async (inner, alive) => {
          const { head, body } = await this.#session.api.get(object, { signal: inner })
          if (head.sizeBytes > maxBytes) {
            await body[Symbol.asyncIterator]().return?.()
            throw tooLarge(location, head.sizeBytes, maxBytes)
          }
          return { info: infoOf(location, head), bytes: await collect(body, object, head, alive) }
        },
        { signal },
      ),
    )
  }

  source(info: ObjectInfo): RangeSource {
    return rangeSource(this.#session, refOf(info.location), info)
  }

  write(location: Location, source: RangeSource, options: WriteOptions = {}): Promise<ObjectInfo> {
    return this.#session.explained('write', location, () =>
      upload(this.#means, location, refOf(location), source, options),
    )
  }

  publish(
    location: Location,
    bytes: Uint8Array,
    { replace, signal }: Abortable & { readonly replace: boolean },
  ): Promise<Published> {
    const publish = replace ? publishReplacing : publishIfAbsent
    return this.#session.explained('write', location, () =>
      publish(this.#session, refOf(location), bytes, signal),
    )
  }

  remove(locations: readonly Location[], options?: Abortable): Promise<void> {
    return removeObjects(this.#session, locations, options)
  }

  async copyWithin(from: ObjectInfo, to: Location, options: WriteOptions = {}): Promise<ObjectInfo> {
    try {
      return await this.#copier.copy(from, to, options)
    } catch (error) {
      throw this.#explainCopy(error, from.location, to)
    }
  }

  async proofs(info: ObjectInfo, { signal }: Abortable = {}): Promise<ContentProofs> {
    const head = await this.#session.explained('look at', info.location, () =>
      headIfAny(this.#session, refOf(info.location), signal, true),
    )
    // Of another content they would prove nothing.
    if (head === undefined || head.etag !== info.etag) return { checksums: new Map() }
    const { checksums = new Map<string, string>(), origin } = head
    return { checksums, ...(origin !== undefined && { origin }) }
  }

  countUploads(location: Location, { signal }: Abortable = {}): Promise<number> {
    const object = refOf(location)
    return this.#session.explained('list', location, () =>
      this.#session.run(object, (inner) => this.#session.api.countUploads(object, { signal: inner }), { signal }),
    )
  }

  close(): void {
    this.#session.api.close()
  }

  /** Of a copy's faults, those about what is there, archived or changed speak of the source. */
  #explainCopy(error: unknown, from: Location, to: Location): unknown {
    const asSource = this.#session.explain(error, 'copy', from)
    if (asSource instanceof StorageError && ['not-found', 'archived', 'changed'].includes(asSource.code))
      return asSource
    return this.#session.explain(error, 'copy', to)
  }
}

function refOf(location: Location): ObjectRef {
  return { bucket: location.authority, key: keyOf(location) }
}

function infoOf(location: Location, { sizeBytes, etag, modifiedAt, storageClass }: ObjectHead): ObjectInfo {
  return {
    location,
    sizeBytes,
    ...(etag !== undefined && { etag }),
    ...(modifiedAt !== undefined && { modifiedAt }),
    ...(storageClass !== undefined && { storageClass }),
  }
}

function tooLarge(location: Location, sizeBytes: number, maxBytes: number): StorageError {
  return new StorageError(
    `${displayLocation(location)} has ${sizeBytes} bytes where at most ${maxBytes} were expected: check that it is the right object`,
    { code: 'too-large', operation: 'GetObject', location },
  )
}

async function collect(
  body: AsyncIterable<Uint8Array>,
  object: ObjectRef,
  head: ObjectHead,
  alive: () => void,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  try {
    for await (const chunk of body) {
      alive()
      chunks.push(chunk)
    }
  } catch (error) {
    throw bodyFault(error, object)
  }
  const bytes = Buffer.concat(chunks)
  if (bytes.length === head.sizeBytes) return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  throw new S3Fault('the body has another length than was announced', {
    operation: 'GetObject',
    ...object,
    status: 200,
    corrupt: true,
  })
}

function costOf({
  copyWholeBytes,
  copyPartBytes,
  putWholeBytes,
  uploadPartBytes,
  maxParts,
}: PartLimits): CopyingStore['cost'] {
  const parts = (sizeBytes: number, partBytes: number): number =>
    splitIntoParts(sizeBytes, partBytes, maxParts).length
  return {
    // In parts: created, looked at the source once more, completed.
    copyWithin: (size) => (size <= copyWholeBytes ? 1 : 3 + parts(size, copyPartBytes)),
    write: (size) => (size <= putWholeBytes ? 1 : 2 + parts(size, uploadPartBytes)),
    readsForWrite: (size) => (size <= putWholeBytes ? 1 : parts(size, uploadPartBytes)),
  }
}
