import { keyOf, type Location } from '../../location/location.ts'
import type { Abortable, DirectoryPage, ObjectInfo } from '../object-store.ts'
import type { ObjectHead } from './s3-api.ts'
import type { Session } from './session.ts'

/** Every object below the directory, a page of the store at a time. */
export async function* listObjects(
  session: Session,
  directory: Location,
  options: Abortable = {},
): AsyncGenerator<readonly ObjectInfo[]> {
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
  const bucket = directory.authority
  const prefix = directory.path === '/' ? '' : `${keyOf(directory)}/`
  let unnameable = 0
  let token: string | undefined
  do {
    const page = await session.explained('list', directory, () =>
      session.run(
        { bucket, key: prefix },
        (inner) => session.api.list(bucket, prefix, token, { signal: inner, oneLevel }),
        { signal },
      ),
    )
    const objects: ObjectInfo[] = []
    for (const { key, ...head } of page.entries) {
      if (isDirectoryMarker(key) || !key.startsWith(prefix)) continue
      if (isNameable(key)) objects.push(objectAt({ ...directory, path: ownText(`/${key}`) }, head))
      else unnameable++
    }
    const directories: Location[] = []
    for (const text of page.prefixes) {
      const key = text.replace(/\/$/, '')
      if (!text.startsWith(prefix) || text === prefix) continue
      if (isNameable(key)) directories.push({ ...directory, path: `/${key}` })
      else unnameable++
    }
    yield { objects, directories }
    token = page.next
  } while (token !== undefined)
  if (unnameable > 0) {
    session.warn(
      `${unnameable} keys below s3://${bucket}/${prefix} have empty or dot segments or a backslash, which Flink cannot name; they are left out`,
    )
  }
}

function objectAt(location: Location, { sizeBytes, etag, modifiedAt, storageClass }: ObjectHead): ObjectInfo {
  return {
    location,
    sizeBytes,
    ...(etag !== undefined && { etag: ownText(etag) }),
    ...(modifiedAt !== undefined && { modifiedAt }),
    ...(storageClass !== undefined && { storageClass: ownText(storageClass) }),
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
