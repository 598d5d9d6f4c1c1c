/** What breaks an exchange before it is whole; codes are Node's, so that one list of sentences serves all ways to HTTP. */
export class HttpError extends Error {
  readonly code: string

  constructor(message: string, code: string) {
    super(message)
    this.code = code
  }
}

/** The connection ended before the answer did. */
export function brokenOff(): HttpError {
  return new HttpError('the server closed the connection', 'ECONNRESET')
}
