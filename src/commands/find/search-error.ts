/**
 * No snapshot is what was asked for. The message is one sentence; `details` name what was seen instead, most telling first.
 */
export class SearchError extends Error {
  override readonly name = 'SearchError'
  readonly details: readonly string[]

  constructor(message: string, details: readonly string[] = []) {
    super(message)
    this.details = details
  }
}
