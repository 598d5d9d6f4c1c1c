/**
 * What breaks an exchange before it is whole; codes are Node's, so that one list of sentences serves all
 * ways to HTTP.
 */
export class HttpError extends Error {
  readonly code: string

  constructor(message: string, code: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}

/** No server of S3's or Flink's comes near it. */
export const MOST_HEADER_BYTES = 64 * 1024

/** What Node would call undici's own faults. */
const NODES_CODE: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'ECONNRESET',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'ECONNRESET',
  UND_ERR_INFO: 'ECONNRESET',
  UND_ERR_HEADERS_TIMEOUT: 'ETIMEDOUT',
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
  if (error.code === 'UND_ERR_HEADERS_OVERFLOW') {
    const message = `the headers of an answer have more than ${MOST_HEADER_BYTES / 1024} KiB: see which server or proxy adds to them`
    return new HttpError(message, 'LONG_HEADERS', { cause: error })
  }
  const code = NODES_CODE[String(error.code)]
  return code === undefined ? error : new HttpError(error.message, code, { cause: error })
}
