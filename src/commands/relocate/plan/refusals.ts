import { formatLocation, identityOf, resolveWithin, type Location } from '../../../location/location.ts'
import { shorten } from '../../../text/quantities.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { RelocationRequest } from '../request.ts'

/** What of a snapshot cannot be relocated, collected so that one error names all of it. */
export class Refusals {
  readonly #sentences: string[] = []
  readonly #externals = new Map<string, { directory: Location; references: number; merged: boolean }>()

  /** A path that cannot be relocated at all. */
  add(sentence: string): void {
    this.#sentences.push(sentence)
  }

  /**
   * A file in this directory, for which no setting says where it may go.
   *
   * @param merged whether it belongs to a file-merging checkpoint
   */
  addExternal(directory: Location, merged: boolean): void {
    const key = identityOf(directory)
    const known = this.#externals.get(key)
    this.#externals.set(key, {
      directory,
      references: (known?.references ?? 0) + 1,
      merged: merged || (known?.merged ?? false),
    })
  }

  /**
   * @param choice what the user said of external files
   * @param home the directory below which files are suggested to go
   * @throws RelocationError naming everything that was refused, with the path-map lines that would allow it.
   */
  throwIfAny(choice: RelocationRequest['externalFiles'], home: Location): void {
    if (this.#sentences.length > 0) {
      throw new RelocationError(
        `_metadata names ${this.#sentences.length === 1 ? 'a path' : `${this.#sentences.length} paths`} that cannot be `
          + 'relocated: it is damaged or was made by hand; take a new savepoint',
        { details: shorten(this.#sentences) },
      )
    }
    if (this.#externals.size === 0) return
    const externals = [...this.#externals.values()]
    const references = externals.reduce((sum, external) => sum + external.references, 0)
    const merged = externals.some((external) => external.merged)
    throw new RelocationError(
      `${references === 1 ? 'a file' : `${references} files or directories`} of the snapshot `
        + `${references === 1 ? 'lies' : 'lie'} outside of it, and nothing says where they shall go: add to path-map the lines below`
        + (merged
          ? ' (directories of a file-merging checkpoint are never kept or gathered)'
          : alternativeTo(choice)),
      { details: shorten(externals.map(({ directory }) => suggestion(directory, home))) },
    )
  }
}

/** What else than rules would do, where the choice that was made does not. */
function alternativeTo(choice: RelocationRequest['externalFiles']): string {
  switch (choice) {
    case 'fail':
      return ', or set external-files'
    case 'copy':
      return " (external-files: copy reaches only files in the source's own bucket)"
    case 'keep':
      return ' (external-files: keep is not for changelog state, whose files Flink may delete)'
  }
}

function suggestion(directory: Location, home: Location): string {
  const to = resolveWithin(home, `external/${directory.authority}${directory.path}`)
  return `${formatLocation(directory)} => ${formatLocation(to)}`
}
