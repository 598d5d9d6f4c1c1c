import { identityOf, type Location } from '../../../location/location.ts'
import { countOf, shorten } from '../../../text/quantities.ts'
import { RelocationError } from '../../relocation-error.ts'
import type { RelocationRequest } from '../request.ts'
import { refuseExternals, type External } from './external-files.ts'
import type { Placement } from './placement.ts'

/** What of a snapshot cannot be relocated, collected so that one error names all of it. */
export class Refusals {
  readonly #damages: string[] = []
  readonly #mistakes: string[] = []
  readonly #externals = new Map<string, External>()

  /** A path that cannot be relocated at all. */
  addDamage(sentence: string): void {
    this.#damages.push(sentence)
  }

  /** A path that a rule of the user's leads to where it cannot go. */
  addMistake(sentence: string): void {
    this.#mistakes.push(sentence)
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
   * @throws RelocationError naming everything that was refused, with the lines that would allow it.
   */
  throwIfAny(choice: RelocationRequest['externalFiles'], placement: Placement): void {
    if (this.#damages.length > 0) {
      throw new RelocationError(
        `_metadata names ${countOf(this.#damages.length, 'path')} that cannot be relocated: it is damaged or was made `
          + 'by hand; take a new savepoint',
        { code: 'bad-snapshot', details: shorten(this.#damages) },
      )
    }
    if (this.#mistakes.length > 0) {
      throw new RelocationError(
        `path-map has rules that cannot be followed for ${countOf(this.#mistakes.length, 'path')} below: correct or drop `
          + 'them',
        { details: shorten(this.#mistakes) },
      )
    }
    refuseExternals([...this.#externals.values()], placement, choice)
  }
}
