/** What is known of a request that had no whole answer. */
export interface FaultFacts {
  /** Whether Flink may have got the request. */
  readonly reached: boolean
  /** Whether the same fault is to be expected again: a certificate, a redirect. */
  readonly permanent: boolean
}

/** A request had no whole answer. The message is a sentence for people. */
export class ConnectionFault extends Error implements FaultFacts {
  override readonly name = 'ConnectionFault'
  readonly reached: boolean
  readonly permanent: boolean

  constructor(message: string, { reached, permanent, cause }: FaultFacts & ErrorOptions) {
    super(message, { cause })
    this.reached = reached
    this.permanent = permanent
  }
}

/** Node's codes for a connection that could not be made. */
const NOT_REACHED: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nothing listens at',
  ENOTFOUND: 'no address is known for',
  EAI_AGAIN: 'no name server told the address of',
  EHOSTUNREACH: 'no way leads to',
  ENETUNREACH: 'no way leads to',
  ETIMEDOUT: 'no connection could be made to',
}

/** Codes of OpenSSL and Node for certificates, and for a server that speaks no TLS. */
const TLS_CODE = /^(?:CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|EPROTO$|HOSTNAME_MISMATCH)/

/** A fault of the network in words. */
export function connectionFault(error: unknown, origin: string): ConnectionFault {
  const code = codeOf(error)
  const cause = error
  const begin = NOT_REACHED[code]
  if (begin !== undefined) {
    return new ConnectionFault(
      `${begin} ${origin} (${code}): check rest-url, and that the JobManager runs and can be reached from here`,
      { reached: false, permanent: false, cause },
    )
  }
  if (TLS_CODE.test(code)) {
    return new ConnectionFault(
      `no secure connection could be made to ${origin} (${code}): give the certificate authority as rest-ca, `
        + 'and check whether rest-url needs http or https',
      { reached: false, permanent: true, cause },
    )
  }
  if (code === 'TOO_LONG') {
    return new ConnectionFault(`${origin} answered with more than Flink ever does: check rest-url`, {
      reached: true,
      permanent: true,
      cause,
    })
  }
  const what =
    error instanceof Error || (typeof error === 'object' && error !== null && 'message' in error)
      ? String(error.message)
      : String(error)
  return new ConnectionFault(
    `the connection to ${origin} broke before the whole answer was there (${code === '' ? what : `${code}, ${what}`})`,
    { reached: true, permanent: false, cause },
  )
}

/** Node tries several addresses of a name at once, and collects their errors. */
function codeOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  const errors: unknown[] = 'errors' in error && Array.isArray(error.errors) ? error.errors : []
  return errors.map(codeOf).find((code) => code !== '') ?? ''
}
