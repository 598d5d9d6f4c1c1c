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
import type { Written } from '../proof.ts'
import type { ContentProofs, CopyingStore } from '../server-side.ts'
import type { S3Settings, S3WriteSettings, Side } from '../settings.ts'
import { StorageError } from '../storage-error.ts'
import { homeOf } from './endpoint.ts'
import { headIfAny } from './write/conditional.ts'
import { HeldMemory } from '../held-memory.ts'
import { Extras } from './write/extras.ts'
import { Archives } from './read/archive.ts'
import { heldEtag } from './read/held-etag.ts'
import { listLevel, listObjects } from './read/listing.ts'
import { DEFAULT_PARTS, splitIntoParts, type PartLimits } from './write/parts.ts'
import { publishIfAbsent, publishReplacing } from './write/publish.ts'
import { readWhole } from './read/read-whole.ts'
import { rangeSource } from './read/range-reader.ts'
import { removeObjects, removeUnchangedObjects } from './write/removal.ts'
import type { ObjectHead, ObjectRef } from './s3-api.ts'
import { ServerCopier } from './write/server-copy.ts'
import { Session, type SessionOptions } from './requests/session.ts'
import { openApi } from './transport.ts'
import { settle } from './identity/settle.ts'
import { Terms, TermsNotMetError } from './write/terms.ts'
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

/**
 * As {@link createS3Store}, with what the environment and profiles say of where requests go. What a person
 * may not expect of that is told as a warning.
 *
 * @param location a place in the store: its scheme may be that of another maker's
 * @throws StorageError for what is said there and cannot be used
 */
export async function openS3Store(
  settings: S3Settings,
  location: Location,
  options: S3StoreOptions,
): Promise<CopyingStore> {
  const settled = await settle(settings, options, location)
  for (const warning of settled.warnings) options.onWarning?.(warning)
  return createS3Store(settled.settings, options)
}

class S3Store implements CopyingStore {
  readonly type = 's3'
  readonly endpoint: string
  readonly cost: CopyingStore['cost']
  readonly hasTerms: boolean
  readonly #session: Session
  readonly #means: UploadMeans
  readonly #copier: ServerCopier
  readonly #archives: Archives

  constructor(settings: S3Settings, { write, parts, ...options }: S3StoreOptions) {
    this.endpoint = homeOf(settings)
    const limits = { ...DEFAULT_PARTS, ...parts }
    this.#session = new Session(openApi(settings, write ?? {}), { ...options, settings })
    const terms = new Terms(this.#session, write ?? {})
    this.#means = { session: this.#session, limits, memory: new HeldMemory(), terms, extras: new Extras() }
    this.#copier = new ServerCopier(this.#means)
    this.#archives = new Archives(this.#session)
    this.cost = costOf(limits)
    this.hasTerms =
      write?.sse !== undefined || write?.storageClass !== undefined || settings.customerKey !== undefined
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
    const { head, bytes } = await this.#session.explained('read', location, () =>
      readWhole(this.#session, refOf(location), maxBytes, signal),
    )
    if (bytes === undefined) throw tooLarge(location, head.sizeBytes, maxBytes)
    return { info: infoOf(location, head), bytes }
  }

  source(info: ObjectInfo): RangeSource {
    return rangeSource(this.#session, refOf(info.location), info)
  }

  write(location: Location, source: RangeSource, options: WriteOptions = {}): Promise<Written> {
    return this.#session.explained('write', location, () =>
      metTerms(location, () => upload(this.#means, location, refOf(location), source, options)),
    )
  }

  publish(
    location: Location,
    bytes: Uint8Array,
    { replace, signal }: Abortable & { readonly replace: boolean },
  ): Promise<Published> {
    const publish = replace ? publishReplacing : publishIfAbsent
    return this.#session.explained('write', location, () =>
      metTerms(location, () => publish(this.#means, refOf(location), bytes, signal)),
    )
  }

  remove(locations: readonly Location[], options?: Abortable): Promise<void> {
    return removeObjects(this.#session, locations, options)
  }

  removeUnchanged(objects: readonly ObjectInfo[], options?: Abortable): Promise<readonly Location[]> {
    return removeUnchangedObjects(this.#session, objects, options)
  }

  async copyWithin(from: ObjectInfo, to: Location, options: WriteOptions = {}): Promise<Written> {
    try {
      return await this.#copier.copy(from, to, options)
    } catch (error) {
      throw this.#explainCopy(error, from.location, to)
    }
  }

  async proofs(info: ObjectInfo, { signal }: Abortable = {}): Promise<ContentProofs> {
    const object = refOf(info.location)
    const head = await this.#session.explained('look at', info.location, async () => {
      const there = await headIfAny(this.#session, object, signal, true)
      if (there === undefined || there.etag === info.etag || info.etag === undefined) return there
      const held = await heldEtag(this.#session, { ...object, etag: info.etag }, signal)
      return held === there.etag ? there : undefined
    })
    // Of another content they would prove nothing.
    if (head === undefined) return { checksums: new Map() }
    const { checksums = new Map<string, string>(), origin } = head
    return { checksums, ...(origin !== undefined && { origin }) }
  }

  archiveOf(info: ObjectInfo, { signal }: Abortable = {}): ReturnType<CopyingStore['archiveOf']> {
    return this.#session.explained('look at', info.location, () =>
      this.#archives.of(refOf(info.location), info, signal),
    )
  }

  countUploads(location: Location, { signal }: Abortable = {}): Promise<number> {
    const object = refOf(location)
    return this.#session.explained('list', location, () =>
      this.#session.run(object, (inner) => this.#session.api.countUploads(object, { signal: inner }), {
        signal,
      }),
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

/** What the store does not do as asked ends the run before more lies there. */
async function metTerms<T>(location: Location, write: () => Promise<T>): Promise<T> {
  try {
    return await write()
  } catch (error) {
    if (!(error instanceof TermsNotMetError)) throw error
    const message = `${error.message}: choose a target that does what is asked, or leave that input out`
    throw new StorageError(
      message,
      { code: 'unsupported', operation: 'PutObject', location },
      { cause: error },
    )
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
