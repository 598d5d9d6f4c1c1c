/**
 * What kind of failure it is: `refused`: what was asked for would do harm or cannot be done; `changed`:
 * somebody else changes the source or the target, or content is not what was copied; `missing-files`: of
 * the snapshot; `bad-snapshot`: its `_metadata` is damaged.
 */
export type RelocationErrorCode = 'refused' | 'changed' | 'missing-files' | 'not-found' | 'bad-snapshot'

/** What may be told beside the message. */
export interface RelocationErrorOptions extends ErrorOptions {
  readonly details?: readonly string[]
  /** `refused` where absent. */
  readonly code?: RelocationErrorCode
}

/**
 * A relocation was refused or stopped. The message is one sentence that names the input or the object and
 * says what to do next; `details` are further lines for people (the missing files, the rules to add), most
 * telling first.
 */
export class RelocationError extends Error {
  override readonly name = 'RelocationError'
  readonly details: readonly string[]
  readonly code: RelocationErrorCode

  constructor(message: string, options: RelocationErrorOptions = {}) {
    super(message, options)
    this.details = options.details ?? []
    this.code = options.code ?? 'refused'
  }
}
