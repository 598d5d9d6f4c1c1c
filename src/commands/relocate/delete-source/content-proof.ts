import { LocationMap } from '../../../location/location-map.ts'
import { displayLocation } from '../../../location/location.ts'
import type { Abortable, ObjectInfo, ObjectStore, Transfer } from '../../../storage/object-store.ts'
import { runPool } from '../../../storage/pool.ts'
import { provesContent } from '../../../storage/proof.ts'
import { haveSameChecksum, sha256Of, type Placed } from '../../../storage/same-content.ts'
import { canCopyWithin } from '../../../storage/server-side.ts'
import type { SeenFile } from '../look/source-files.ts'

const COMPARED_AT_ONCE = 8

/** Both ends of the comparison. */
export interface ProvedEnds {
  readonly source: ObjectStore
  readonly target: ObjectStore
  readonly transfer: Pick<Transfer, 'sameContent'>
}

/**
 * Proves files by content, whoever wrote them: by equal ETags that are hashes of the content, which cost no
 * request; else by checksums that both stores keep; else both files are read. A file that was proved once
 * is not read again while its target is the same object.
 */
export class ContentProof {
  readonly #ends: ProvedEnds
  readonly #proved = new LocationMap<string>()

  constructor(ends: ProvedEnds) {
    this.#ends = ends
  }

  /**
   * Looks at each file and at what the target has in its place.
   *
   * @param there what the target's store says now
   * @param isProved whether this very run has copied the file and proved it, so that the size is all there
   * is to ask
   * @returns those that lack in the target or have other content there, with a line that says so
   */
  async differences(
    files: readonly SeenFile[],
    there: (file: SeenFile) => ObjectInfo | undefined,
    isProved: (file: SeenFile) => boolean,
    signal: AbortSignal,
  ): Promise<{ readonly file: SeenFile; readonly line: string }[]> {
    const found: { readonly file: SeenFile; readonly line: string }[] = []
    await runPool(files, { concurrency: COMPARED_AT_ONCE }, signal, async (file, both) => {
      const [from, to] = [displayLocation(file.file.from), displayLocation(file.file.to)]
      const info = there(file)
      if (info === undefined) found.push({ file, line: `missing: ${to}` })
      else if (info.sizeBytes !== file.sizeBytes)
        found.push({ file, line: `${to} has ${info.sizeBytes} bytes, its source has ${file.sizeBytes}` })
      else if (!isProved(file)) {
        if (!(await this.#isSame(file.info, info, both)))
          found.push({ file, line: `${to} has other content than ${from}` })
        else if (!provesContent(file.proof)) file.proof = haveTellingEtag(file.info, info) ? 'etag' : 'bytes'
      }
    })
    return found
  }

  async #isSame(from: ObjectInfo, to: ObjectInfo, signal: AbortSignal): Promise<boolean> {
    if (from.sizeBytes === 0 || haveTellingEtag(from, to)) return true
    const version = versionOf(to)
    if (version !== undefined && this.#proved.get(to.location) === version) return true
    const { source, target, transfer } = this.#ends
    const options = { signal }
    // Between two S3 stores `sameContent` also believes the mark that says from what an object was written,
    // which is no look at its content.
    const cheap =
      canCopyWithin(source) && canCopyWithin(target)
        ? await haveSameChecksum([source, from], [target, to], options)
        : provesContent(await transfer.sameContent(from, to, options))
    const same =
      cheap || (!areLocal(source, target) && (await haveSameDigest([source, from], [target, to], options)))
    if (same && version !== undefined) this.#proved.set(to.location, version)
    return same
  }
}

/** ETags of whole objects and of uploads in parts: MD5, or the MD5 of MD5s with the number of parts. */
const TELLING = /^[0-9a-f]{32}(-\d+)?$/i

function haveTellingEtag(a: ObjectInfo, b: ObjectInfo): boolean {
  return a.etag !== undefined && a.etag === b.etag && TELLING.test(a.etag)
}

/** What pins an object to its content. */
export function versionOf({ etag, modifiedAt, sizeBytes, stamp }: ObjectInfo): string | undefined {
  if (etag !== undefined) return `${sizeBytes} ${etag}`
  return modifiedAt === undefined ? undefined : `${sizeBytes} @${modifiedAt.getTime()} ${stamp ?? ''}`
}

/** Then `sameContent` has read both. */
function areLocal(source: ObjectStore, target: ObjectStore): boolean {
  return source.type === 'file' && target.type === 'file'
}

async function haveSameDigest(a: Placed, b: Placed, options: Abortable): Promise<boolean> {
  const [here, there] = await Promise.all([sha256Of(a, options), sha256Of(b, options)])
  return here === there
}
