import { framingOf, readHead, type AnswerHead, type Headers } from './answer-head.ts'
import { brokenOff, HttpError } from './http-error.ts'

/** What is told of an answer, in this order. */
export interface AnswerListener {
  onHead(status: number, headers: Headers): void
  /** A piece of the body, whose memory is used again afterwards. @returns whether more may come at once. */
  onData(piece: Buffer): boolean
  onEnd(): void
}

/** Longer heads are no S3's; Node's own limit is a quarter of it. */
const MAX_HEAD_BYTES = 64 * 1024

/** A length of 15 hexadecimal digits is beyond any body; extensions behind it are bounded too. */
const CHUNK_SIZE = /^([0-9a-f]{1,13})[ \t]*(?:;|$)/i
const MAX_LINE_BYTES = 4096

const CR = 0x0d
const END_OF_LINE = Buffer.from('\r\n')
const END_OF_HEAD = Buffer.from('\r\n\r\n')
const PROTOCOL = Buffer.from('HTTP/1.')
const NOTHING = Buffer.alloc(0)

type State = 'head' | 'body' | 'until-close' | 'chunk-size' | 'chunk' | 'chunk-end' | 'trailer' | 'over'

/**
 * Reads one answer of HTTP/1.1 from the bytes of a connection, as they come. Interim answers (100, 103) are passed over. What is no
 * answer, or contradicts itself, is refused: a success must not be guessed.
 */
export class AnswerReader {
  readonly #method: string
  readonly #listener: AnswerListener
  #state: State = 'head'
  /** The beginning of a line or head that is not complete. */
  #held = NOTHING
  /** What is left of the body, or of the chunk. */
  #left = 0
  #keepAlive = false
  #headers: Headers = {}

  /** @param method decides whether a body can follow. */
  constructor(method: string, listener: AnswerListener) {
    this.#method = method
    this.#listener = listener
  }

  get over(): boolean {
    return this.#state === 'over'
  }

  /** Whether the connection may be used again, once the answer is {@link over}. */
  get keepAlive(): boolean {
    return this.#keepAlive
  }

  /** For the hints about the connection. */
  get headers(): Headers {
    return this.#headers
  }

  /**
   * Takes what was read. @returns whether more may come at once. @throws HttpError; whatever the listener throws
   */
  take(chunk: Buffer): boolean {
    let more = true
    let rest = this.#withHeld(chunk)
    while (rest.length > 0) {
      switch (this.#state) {
        case 'over':
          // Nobody asked for it: what follows on this connection cannot be trusted.
          this.#keepAlive = false
          return more
        case 'head':
          rest = this.#takeHead(rest)
          break
        case 'until-close':
          return this.#listener.onData(rest)
        case 'body':
        case 'chunk': {
          const piece = rest.length <= this.#left ? rest : rest.subarray(0, this.#left)
          rest = rest.subarray(piece.length)
          this.#left -= piece.length
          if (!this.#listener.onData(piece)) more = false
          if (this.#left === 0) this.#pieceIsWhole()
          break
        }
        case 'chunk-size':
        case 'chunk-end':
        case 'trailer':
          rest = this.#takeLine(rest)
      }
    }
    return more
  }

  /** Nothing more is told. */
  stop(): void {
    this.#state = 'over'
    this.#keepAlive = false
  }

  /** The server closed the connection. @throws HttpError where the answer was not over. */
  closed(): void {
    if (this.#state === 'until-close') this.#end()
    else if (this.#state !== 'over') throw brokenOff()
  }

  #withHeld(chunk: Buffer): Buffer {
    if (this.#held.length === 0) return chunk
    const all = Buffer.concat([this.#held, chunk])
    this.#held = NOTHING
    return all
  }

  /** @returns what is behind the head; nothing where it is not complete. */
  #takeHead(bytes: Buffer): Buffer {
    const end = bytes.indexOf(END_OF_HEAD)
    if (end === -1) {
      // Servers that wait for the other side to speak on, such as one for SSH, would never finish a head.
      const known = Math.min(bytes.length, PROTOCOL.length)
      if (bytes.compare(PROTOCOL, 0, known, 0, known) !== 0) throw new HttpError('the answer is not one of HTTP/1', 'HPE_INVALID_CONSTANT')
      this.#hold(bytes, MAX_HEAD_BYTES)
      return NOTHING
    }
    const head = readHead(bytes.toString('latin1', 0, end))
    if (head.status >= 200) this.#begin(head)
    else if (head.status === 101) throw new HttpError('the server wants to speak something else', 'HPE_INVALID_CONSTANT')
    return bytes.subarray(end + END_OF_HEAD.length)
  }

  #begin(head: AnswerHead): void {
    const framing = framingOf(head, this.#method)
    this.#keepAlive = head.keepAlive && framing !== 'until-close'
    this.#headers = head.headers
    this.#left = typeof framing === 'number' ? framing : 0
    this.#state = framing === 'chunked' ? 'chunk-size' : framing === 'until-close' ? 'until-close' : 'body'
    this.#listener.onHead(head.status, head.headers)
    if (framing === 0) this.#pieceIsWhole()
  }

  #takeLine(bytes: Buffer): Buffer {
    const end = bytes.indexOf(END_OF_LINE)
    if (end === -1) {
      this.#hold(bytes, MAX_LINE_BYTES)
      return NOTHING
    }
    if (this.#state === 'chunk-size') this.#beginChunk(bytes.toString('latin1', 0, end))
    else if (this.#state === 'trailer') {
      if (end === 0) this.#end()
    } else if (end > 0) throw new HttpError('a chunk of the answer is longer than it says', 'HPE_STRICT')
    else this.#state = 'chunk-size'
    return bytes.subarray(end + END_OF_LINE.length)
  }

  #beginChunk(line: string): void {
    const size = CHUNK_SIZE.exec(line)?.[1]
    if (size === undefined) throw new HttpError('a chunk of the answer has no size', 'HPE_INVALID_CHUNK_SIZE')
    this.#left = parseInt(size, 16)
    this.#state = this.#left === 0 ? 'trailer' : 'chunk'
  }

  #pieceIsWhole(): void {
    if (this.#state === 'body') this.#end()
    else if (this.#state === 'chunk') this.#state = 'chunk-end'
  }

  #end(): void {
    this.#state = 'over'
    this.#listener.onEnd()
  }

  #hold(bytes: Buffer, most: number): void {
    if (bytes.length > most) throw new HttpError('a line or the head of the answer is too long', 'HPE_HEADER_OVERFLOW')
    if (this.#state === 'chunk-end' && bytes[0] !== CR) throw new HttpError('a chunk of the answer is longer than it says', 'HPE_STRICT')
    this.#held = Buffer.from(bytes)
  }
}
