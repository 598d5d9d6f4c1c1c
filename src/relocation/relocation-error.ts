/**
 * A relocation was refused or stopped. The message is one sentence that names the input or the object and says what to
 * do next; `details` are further lines for people (the missing files, the rules to add), most telling first.
 */
export class RelocationError extends Error {
  override readonly name = 'RelocationError'
  readonly details: readonly string[]

  constructor(message: string, options: ErrorOptions & { readonly details?: readonly string[] } = {}) {
    super(message, options)
    this.details = options.details ?? []
  }
}

/** At most this many lines of one list are shown; the rest is counted. */
const SHOWN = 20

/** The first lines of a long list and how many more there are. */
export function shorten(lines: readonly string[]): string[] {
  if (lines.length <= SHOWN) return [...lines]
  return [...lines.slice(0, SHOWN), `… and ${lines.length - SHOWN} more`]
}
