/**
 * A relocation was refused or stopped. The message is one sentence that names the input or the object and
 * says what to do next; `details` are further lines for people (the missing files, the rules to add), most
 * telling first.
 */
export class RelocationError extends Error {
  override readonly name = 'RelocationError'
  readonly details: readonly string[]

  constructor(message: string, options: ErrorOptions & { readonly details?: readonly string[] } = {}) {
    super(message, options)
    this.details = options.details ?? []
  }
}
