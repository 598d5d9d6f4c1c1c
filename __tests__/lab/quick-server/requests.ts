/** Cuts the bytes of one connection into HTTP requests. */

/** One request. */
export interface Request {
  readonly method: string
  /** Path and query as they were sent. */
  readonly target: string
  /** The value of a header by its name in lower case. */
  header(name: string): string | undefined
  readonly body: Buffer
}

const END_OF_HEAD = '\r\n\r\n'

/** The parser of one connection. */
export class RequestReader {
  #rest: Buffer = Buffer.alloc(0)

  /** @returns the requests that are complete now. */
  push(chunk: Buffer): Request[] {
    let bytes = this.#rest.length === 0 ? chunk : Buffer.concat([this.#rest, chunk])
    const requests: Request[] = []
    for (;;) {
      const end = bytes.indexOf(END_OF_HEAD)
      if (end === -1) break
      const head = bytes.toString('latin1', 0, end + 2)
      const length = Number(headerIn(head, 'content-length') ?? 0)
      const bodyAt = end + END_OF_HEAD.length
      if (bytes.length < bodyAt + length) break
      const [method = '', target = ''] = head.slice(0, head.indexOf('\r\n')).split(' ')
      requests.push({
        method,
        target,
        header: (name) => headerIn(head, name),
        body: Buffer.from(bytes.subarray(bodyAt, bodyAt + length)),
      })
      bytes = bytes.subarray(bodyAt + length)
    }
    this.#rest = bytes
    return requests
  }
}

/** Clients write the names of headers in the one way or the other. */
function headerIn(head: string, name: string): string | undefined {
  const lower = `\r\n${name}:`
  let at = head.indexOf(lower)
  if (at === -1) at = head.toLowerCase().indexOf(lower)
  if (at === -1) return undefined
  const start = at + lower.length
  return head.slice(start, head.indexOf('\r\n', start)).trim()
}
