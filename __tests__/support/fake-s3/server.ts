import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { errorBody, FakeS3Error, type Answer } from './answer.ts'
import type { Certificate } from '../self-signed.ts'
import { Buckets } from './buckets.ts'
import { refusePlainKeys } from './customer-keys.ts'
import { Faults, type FaultKind, type FaultRule } from './faults.ts'
import { copySourceOf, perform, type Quirks } from './operations.ts'
import { readRequest, type FakeRequest, type Operation } from './request.ts'

/** What a key id may do; the fake checks who signed, not the signature. */
export interface FakeUser {
  readonly denies?: (operation: Operation, bucket: string, key: string) => boolean
}

/** How a fake is set up. */
export interface FakeS3Options extends Quirks {
  /** By access key id; requests of others are refused. Without users all are served. */
  readonly users?: Readonly<Record<string, FakeUser>>
  /** With users: what those may do who do not sign. */
  readonly anybody?: FakeUser
  readonly buckets?: readonly string[]
  /** What stands before the bucket in every path, as at gateways. */
  readonly basePath?: string
  /** For `localhost`; with it the fake speaks TLS. */
  readonly certificate?: Certificate
  /** Those of the buckets for which the requester pays, and says so. */
  readonly requesterPays?: readonly string[]
}

/** A request that came, and how it was answered. */
export interface LoggedRequest extends FakeRequest {
  readonly status: number
  /** Requests under way when it came, itself included. */
  readonly inFlight: number
}

/** An S3 server in memory, on a port of the loopback address. */
export class FakeS3 {
  readonly buckets = new Buckets()
  /** By access key id: buckets of their own, instead of those that all others see. */
  readonly tenants = new Map<string, Buckets>()
  readonly faults = new Faults()
  readonly log: LoggedRequest[] = []
  /** Paths and queries as they came. */
  readonly urls: string[] = []
  /** Called with each request before it is served, to change what is there or to hold the request up. */
  onRequest: (request: FakeRequest) => void | Promise<void> = () => undefined
  /** What becomes of a body on its way to the disk. */
  damage: (request: FakeRequest) => Buffer = ({ body }) => body
  readonly #options: FakeS3Options
  #inFlight = 0
  #writes = 0
  readonly #server: Server
  #nextId = 1

  constructor(options: FakeS3Options) {
    this.#options = options
    this.buckets.opaqueEtags = options.opaqueEtags === true
    for (const bucket of options.buckets ?? []) this.buckets.create(bucket)
    const serve = (message: IncomingMessage, response: ServerResponse): void => {
      void this.#serve(message, response)
    }
    const { certificate } = options
    this.#server =
      certificate === undefined ? createServer(serve) : createTlsServer({ ...certificate }, serve)
    // A stalled test must not wait for the server's own limits.
    this.#server.requestTimeout = 0
  }

  get endpoint(): string {
    const { port } = this.#server.address() as AddressInfo
    return this.#options.certificate === undefined ? `http://127.0.0.1:${port}` : `https://localhost:${port}`
  }

  /** Requests of one operation so far. */
  count(operation: Operation): number {
    return this.log.filter((request) => request.operation === operation).length
  }

  fault(rule: FaultRule): void {
    this.faults.add(rule)
  }

  async listen(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve))
    return this
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    await new Promise((resolve) => this.#server.close(resolve))
  }

  async #serve(message: IncomingMessage, response: ServerResponse): Promise<void> {
    this.#inFlight++
    try {
      const { basePath = '' } = this.#options
      const { url = '' } = message
      // The whole URL comes where the fake is asked as a proxy.
      if (basePath !== '' && !url.startsWith(`${basePath}/`)) {
        response.writeHead(404, { 'content-type': 'text/html' }).end('<html>no such page</html>')
        return
      }
      this.urls.push(url)
      message.url = url.slice(basePath.length)
      const received = await readRequest(message)
      const request = { ...received, body: this.damage(received) }
      const inFlight = this.#inFlight
      await this.onRequest(request)
      const fault = this.faults.next(request)
      const answer = this.#answer(request, fault)
      this.log.push({ ...request, status: answer.status, inFlight })
      await send(message, response, request, answer, fault)
    } catch {
      // the client went away while it was sending
      message.socket.destroy()
    } finally {
      this.#inFlight--
    }
  }

  #answer(request: FakeRequest, fault: FaultKind | undefined): Answer {
    const requestId = `FAKE${String(this.#nextId++).padStart(8, '0')}`
    try {
      if (fault !== undefined && 'status' in fault)
        throw new FakeS3Error(fault.status, fault.code ?? '', fault.message, fault.fields)
      if (fault !== undefined && ('reset' in fault || ('stall' in fault && fault.stall === 'head')))
        return { status: 0 }
      refusePlainKeys(request.headers, this.#options.certificate !== undefined)
      this.#authorise(request)
      this.#beBusy(request)
      if (fault !== undefined && 'okBody' in fault && fault.undone === true) return { status: 200 }
      const answer = perform(
        this.tenants.get(request.accessKeyId ?? '') ?? this.buckets,
        ignoringRange(request, fault),
        this.#options,
      )
      return { ...answer, headers: { ...answer.headers, 'x-amz-request-id': requestId } }
    } catch (error) {
      if (!(error instanceof FakeS3Error)) throw error
      const scripted = fault !== undefined && 'status' in fault ? fault : undefined
      const bare =
        request.operation === 'HeadObject' || (scripted !== undefined && scripted.code === undefined)
      return {
        status: error.status,
        headers: { 'x-amz-request-id': requestId, 'content-type': 'application/xml', ...scripted?.headers },
        body: scripted?.body ?? (bare ? '' : errorBody(error.code, error.message, requestId, error.fields)),
      }
    }
  }

  #beBusy({ operation }: FakeRequest): void {
    const { busyEvery } = this.#options
    if (busyEvery === undefined || !/^(Put|Copy|Upload|Complete|Create)/.test(operation)) return
    if (++this.#writes % busyEvery === 0)
      throw new FakeS3Error(503, 'ServiceUnavailable', 'no tomes available')
  }

  #authorise({ accessKeyId, operation, bucket, key, headers }: FakeRequest): void {
    const { users, anybody, requesterPays = [] } = this.#options
    const asked = [
      bucket,
      ...(headers['x-amz-copy-source'] === undefined ? [] : [copySourceOf(headers).bucket]),
    ]
    const unpaid = headers['x-amz-request-payer'] !== 'requester' || accessKeyId === undefined
    if (unpaid && asked.some((one) => requesterPays.includes(one)))
      throw new FakeS3Error(403, 'AccessDenied', 'Access Denied')
    if (users === undefined) return
    const user = accessKeyId === undefined ? anybody : users[accessKeyId]
    if (user === undefined)
      throw new FakeS3Error(
        403,
        'InvalidAccessKeyId',
        'The AWS Access Key Id you provided does not exist in our records.',
      )
    const source = copySourceOf(headers)
    const denied =
      user.denies?.(operation, bucket, key) === true
      || (headers['x-amz-copy-source'] !== undefined
        && user.denies?.('GetObject', source.bucket, source.key) === true)
    if (denied) throw new FakeS3Error(403, 'AccessDenied', 'Access Denied')
  }
}

function ignoringRange(request: FakeRequest, fault: FaultKind | undefined): FakeRequest {
  if (fault === undefined || !('ignoreRange' in fault)) return request
  return { ...request, headers: { ...request.headers, range: '' } }
}

/** The body as the fault makes it. */
function bodyOf(answer: Answer, fault: FaultKind | undefined): Buffer {
  const body = Buffer.from(answer.body ?? '')
  if (fault === undefined) return body
  if ('okBody' in fault) return Buffer.from(fault.okBody)
  if ('flipAt' in fault && fault.flipAt < body.length) body[fault.flipAt]! ^= 1
  if ('resizeBy' in fault)
    return fault.resizeBy < 0
      ? body.subarray(0, fault.resizeBy)
      : Buffer.concat([body, Buffer.alloc(fault.resizeBy)])
  return body
}

async function send(
  message: IncomingMessage,
  response: ServerResponse,
  request: FakeRequest,
  answer: Answer,
  fault: FaultKind | undefined,
): Promise<void> {
  if (fault !== undefined) {
    if ('reset' in fault || 'lostAnswer' in fault) {
      message.socket.resetAndDestroy()
      return
    }
    if ('stall' in fault && fault.stall === 'head') {
      fault.stalled?.()
      return
    }
    if ('later' in fault) await fault.later()
  }
  const ok = fault !== undefined && 'okBody' in fault
  const body = bodyOf(answer, fault)
  // Of the clock that a test may have put forward: the SDK signs by the clock of the server.
  const date = new Date(Date.now()).toUTCString()
  const headers: Record<string, string> = { date, 'content-length': String(body.length), ...answer.headers }
  if (ok || (fault !== undefined && 'resizeBy' in fault)) headers['content-length'] = String(body.length)
  if (fault !== undefined && 'blanks' in fault) headers['content-length'] = ''
  if (fault !== undefined && 'answerHeaders' in fault) Object.assign(headers, fault.answerHeaders)
  response.writeHead(
    ok ? 200 : answer.status,
    Object.fromEntries(Object.entries(headers).filter(([, value]) => value !== '')),
  )
  if (request.operation === 'HeadObject') {
    response.end()
  } else if (fault !== undefined && 'blanks' in fault) {
    do response.write(' \n')
    while (await fault.blanks.more())
    response.end(body)
  } else if (fault !== undefined && 'drip' in fault) {
    for (let at = 0; at < body.length; at += fault.drip.bytes) {
      response.write(body.subarray(at, at + fault.drip.bytes))
      await fault.drip.between()
    }
    response.end()
  } else if (fault !== undefined && ('truncateAfter' in fault || 'stall' in fault)) {
    response.write(body.subarray(0, 'truncateAfter' in fault ? fault.truncateAfter : 1), () => {
      if ('truncateAfter' in fault) message.socket.destroy()
      else fault.stalled?.()
    })
  } else {
    response.end(body)
  }
}

/** Starts a fake; the caller closes it. */
export function startFakeS3(options: FakeS3Options = {}): Promise<FakeS3> {
  return new FakeS3({ buckets: ['bucket'], ...options }).listen()
}
