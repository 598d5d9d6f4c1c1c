import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'

/** An AssumeRoleWithWebIdentity that came. */
export interface Assumption {
  readonly roleArn: string
  readonly sessionName: string
  readonly durationSeconds: string | null
  readonly token: string
}

/** How the two are set up. */
export interface FakeStsOptions {
  /** How long keys are valid. */
  readonly validMs?: number
  /** STS refuses: a code and a message. */
  readonly refusal?: {
    readonly code: string
    readonly message: string
    /** So often; without it, always. */
    readonly times?: number
  }
}

/** What the token says of the job. */
export const SUBJECT = 'repo:octo-org/octo-repo:environment:production'

const BEARER = 'bearer-of-the-runner'

/** The runner's token endpoint and an STS, in one server on the loopback address. */
export class FakeSts {
  /** Audiences of the tokens that were asked for. */
  readonly audiences: string[] = []
  readonly assumptions: Assumption[] = []
  /** Tokens, secret keys and session tokens that were given out. */
  readonly secrets: string[] = []
  readonly #server: Server
  readonly #options: FakeStsOptions

  constructor(options: FakeStsOptions = {}) {
    this.#options = options
    this.#server = createServer((message, response) => {
      void this.#serve(message, response)
    })
  }

  get #origin(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** What the runner puts into the environment of a job that may ask for a token, and where STS is. */
  get env(): Record<string, string> {
    return {
      ACTIONS_ID_TOKEN_REQUEST_URL: `${this.#origin}/token?api-version=2.0`,
      ACTIONS_ID_TOKEN_REQUEST_TOKEN: BEARER,
      AWS_ENDPOINT_URL_STS: this.#origin,
    }
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
    const url = new URL(message.url ?? '/', this.#origin)
    const body = await text(message)
    if (url.pathname === '/token') this.#giveToken(url, message, response)
    else this.#assume(new URLSearchParams(body), response)
  }

  #giveToken(url: URL, message: IncomingMessage, response: ServerResponse): void {
    if (message.headers.authorization !== `Bearer ${BEARER}`) {
      response.writeHead(401).end()
      return
    }
    const audience = url.searchParams.get('audience') ?? ''
    this.audiences.push(audience)
    const claims = {
      sub: SUBJECT,
      aud: audience,
      iss: 'https://token.actions.githubusercontent.com',
      jti: this.audiences.length,
    }
    const token = `${encode({ alg: 'RS256' })}.${encode(claims)}.signature${this.audiences.length}`
    this.secrets.push(token)
    response
      .writeHead(200, { 'content-type': 'application/json' })
      .end(JSON.stringify({ count: 1, value: token }))
  }

  #assume(parameters: URLSearchParams, response: ServerResponse): void {
    const roleArn = parameters.get('RoleArn') ?? ''
    const token = parameters.get('WebIdentityToken') ?? ''
    this.assumptions.push({
      roleArn,
      sessionName: parameters.get('RoleSessionName') ?? '',
      durationSeconds: parameters.get('DurationSeconds'),
      token,
    })
    const { refusal, validMs = 3_600_000 } = this.#options
    if (refusal !== undefined && this.assumptions.length <= (refusal.times ?? Infinity)) {
      response
        .writeHead(refusal.code === 'AccessDenied' ? 403 : 400, { 'content-type': 'text/xml' })
        .end(
          `<ErrorResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><Error><Type>Sender</Type><Code>${refusal.code}</Code>`
            + `<Message>${refusal.message}</Message></Error><RequestId>request-1</RequestId></ErrorResponse>`,
        )
      return
    }
    const count = this.assumptions.length
    const keys = { secret: `secret-key-number-${count}`, session: `session-token-number-${count}` }
    this.secrets.push(keys.secret, keys.session)
    response
      .writeHead(200, { 'content-type': 'text/xml' })
      .end(
        '<AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult><Credentials>'
          + `<AccessKeyId>${accessKeyOf(roleArn)}</AccessKeyId><SecretAccessKey>${keys.secret}</SecretAccessKey><SessionToken>${keys.session}</SessionToken>`
          + `<Expiration>${new Date(Date.now() + validMs).toISOString()}</Expiration></Credentials></AssumeRoleWithWebIdentityResult>`
          + '<ResponseMetadata><RequestId>request-1</RequestId></ResponseMetadata></AssumeRoleWithWebIdentityResponse>',
      )
  }
}

/** The key id that the fake gives for a role. */
export function accessKeyOf(roleArn: string): string {
  return `KEY-OF-${roleArn.slice(roleArn.lastIndexOf('/') + 1)}`
}

function encode(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
