/**
 * What breaks an exchange before it is whole; codes are Node's, so that one list of sentences serves all ways
 * to HTTP.
 */
export class HttpError extends Error {
  readonly code: string

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** What Node would call undici's own faults. */
const NODES_CODE: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ECONNRESET',
  UND_ERR_INFO: 'ECONNRESET',
  UND_ERR_HEADERS_TIMEOUT: 'ETIMEDOUT',
  UND_ERR_HEADERS_OVERFLOW: 'HPE_HEADER_OVERFLOW',
  UND_ERR_INVALID_ARG: 'ERR_INVALID_CHAR',
}

/** A fault of undici's under the code that Node has for it, any other as it is. */
export function inNodesWords(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error
  // Its parser's faults are to have Node's codes, but come without; what ends too early is no less of HTTP
  // for that.
  if (error.name === 'HTTPParserError') {
    return new HttpError(error.message, error.message.includes('EOF') ? 'ECONNRESET' : 'HPE_INVALID', {
      cause: error,
    })
  }
  const code = NODES_CODE[String(error.code)]
  return code === undefined ? error : new HttpError(error.message, code, { cause: error })
}
