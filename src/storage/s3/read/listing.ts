import { keyOf, type Location } from '../../../location/location.ts'
import type { Abortable, DirectoryPage, ListOptions, ObjectInfo } from '../../object-store.ts'
import { PageChain } from './page-chain.ts'
import { listAsOf } from './past.ts'
import { bordersOf, listRanges } from './range-listing.ts'
import { S3Fault, type ListPage, type ObjectHead } from '../s3-api.ts'
import type { Session } from '../requests/session.ts'

/** Every object below the directory, a page of the store at a time. */
export async function* listObjects(
  session: Session,
  directory: Location,
  { expected = [], ...options }: ListOptions = {},
): AsyncGenerator<readonly ObjectInfo[]> {
  const borders = bordersOf(expected)
  if (borders.length > 0) {
    yield* listRanges(new PageReader(session, directory), borders, options.signal)
    return
  }
  for await (const { objects } of listPages(session, directory, false, options)) {
    if (objects.length > 0) yield objects
  }
}

/** What lies directly in the directory, a page of the store at a time. */
export async function* listLevel(
  session: Session,
  directory: Location,
  options: Abortable = {},
): AsyncGenerator<DirectoryPage> {
  const told = new Set<string>()
  for await (const { objects, directories } of listPages(session, directory, true, options)) {
    // A server may cut a page in the midst of a directory's keys, and name the directory on both.
    const fresh = directories.filter(({ path }) => !told.has(path))
    for (const { path } of fresh) told.add(path)
    if (objects.length + fresh.length > 0) yield { objects, directories: fresh }
  }
}

async function* listPages(
  session: Session,
  directory: Location,
  oneLevel: boolean,
  { signal }: Abortable,
): AsyncGenerator<DirectoryPage> {
  const reader = new PageReader(session, directory)
  const chain = new PageChain()
  let token: string | undefined
  do {
    const page = await reader.read({ token, oneLevel }, signal)
    yield { objects: reader.objectsIn(page.entries), directories: reader.directoriesIn(page) }
    token = reader.next(chain, page)
  } while (token !== undefined)
  reader.warn()
}

/** Reads pages of what is below one directory. */
export class PageReader {
  readonly #session: Session
  readonly #directory: Location
  /** What the keys of the directory begin with. */
  readonly prefix: string
  #unnameable = 0

  constructor(session: Session, directory: Location) {
    this.#session = session
    this.#directory = directory
    this.prefix = directory.path === '/' ? '' : `${keyOf(directory)}/`
  }

  /**
   * One page: the first one, the one that a token leads to, or the first one behind a key.
   *
   * @throws StorageError
   */
  read(
    {
      token,
      ...options
    }: { readonly token?: string | undefined; readonly oneLevel?: boolean; readonly startAfter?: string },
    signal: AbortSignal | undefined,
  ): Promise<ListPage> {
    const bucket = this.#directory.authority
    return this.#session.explained('list', this.#directory, () =>
      this.#session.run(
        { bucket, key: this.prefix },
        (inner) => listPage(this.#session, bucket, this.prefix, token, { signal: inner, ...options }),
        { signal },
      ),
    )
  }

  objectsIn(entries: ListPage['entries']): ObjectInfo[] {
    const objects: ObjectInfo[] = []
    for (const entry of entries) {
      const { key } = entry
      if (isDirectoryMarker(key) || !key.startsWith(this.prefix)) continue
      if (isNameable(key)) objects.push(objectAt({ ...this.#directory, path: ownText(`/${key}`) }, entry))
      else this.#unnameable++
    }
    return objects
  }

  directoriesIn({ prefixes }: ListPage): Location[] {
    const directories: Location[] = []
    for (const text of prefixes) {
      const key = text.replace(/\/$/, '')
      if (!text.startsWith(this.prefix) || text === this.prefix) continue
      if (isNameable(key)) directories.push({ ...this.#directory, path: `/${key}` })
      else this.#unnameable++
    }
    return directories
  }

  /** What leads to the page behind this one. @throws StorageError for a listing without end */
  next(chain: PageChain, page: ListPage): string | undefined {
    try {
      return chain.follow(page, this.#directory.authority, this.prefix)
    } catch (error) {
      throw this.#session.explain(error, 'list', this.#directory)
    }
  }

  /** What is wrong with a store that lists in the order of its keys, and then does not. */
  disordered(): unknown {
    const facts = {
      operation: 'ListObjectsV2',
      bucket: this.#directory.authority,
      key: this.prefix,
      status: 200,
      corrupt: true,
    }
    return this.#session.explain(
      new S3Fault('the listing is not in the order of its keys', facts),
      'list',
      this.#directory,
    )
  }

  /** Tells of keys that were left out, when all pages were read. */
  warn(): void {
    if (this.#unnameable === 0) return
    this.#session.warn(
      `${this.#unnameable} keys below s3://${this.#directory.authority}/${this.prefix} have empty or dot segments or a backslash, which Flink cannot name; they are left out`,
    )
  }
}

function listPage({ api, asOf }: Session, ...args: Parameters<Session['api']['list']>): Promise<ListPage> {
  return asOf === undefined ? api.list(...args) : listAsOf(api, asOf, ...args)
}

function objectAt(
  location: Location,
  { sizeBytes, etag, modifiedAt, storageClass, versionId }: ObjectHead,
): ObjectInfo {
  return {
    location,
    sizeBytes,
    ...(etag !== undefined && { etag: ownText(etag) }),
    modifiedAt,
    ...(storageClass !== undefined && { storageClass: ownText(storageClass) }),
    ...(versionId !== undefined && { versionId: ownText(versionId) }),
  }
}

/** A piece of a text keeps all of it in memory, here the page of a listing. */
function ownText(piece: string): string {
  return ONE_BYTE.test(piece) ? Buffer.from(piece, 'latin1').toString('latin1') : piece
}

/** What has other characters is rare, and would have to be copied at twice the size. */
const ONE_BYTE = /^[\u0000-\u00ff]*$/

/** What S3 consoles, Hadoop and EMR leave to stand for a directory. */
function isDirectoryMarker(key: string): boolean {
  return key.endsWith('/') || key.endsWith('_$folder$')
}

/**
 * Whether a normalised path can stand for the key: what Flink would fold into another path cannot be told
 * apart.
 */
function isNameable(key: string): boolean {
  return (
    !key.includes('\\')
    && key.split('/').every((segment) => segment !== '' && segment !== '.' && segment !== '..')
  )
}
