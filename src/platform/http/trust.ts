import type { SecureContext } from 'node:tls'

/**
 * What connections share over TLS. To read the trusted certificates takes milliseconds, of each connection
 * anew if it is left to Node; and with the session of an earlier one, a connection saves half of its
 * handshake.
 */
export class Trust {
  readonly #ca: readonly string[] | undefined
  readonly #sessions = new Map<string, Buffer>()
  #context: SecureContext | undefined

  /** @param ca certificates to trust instead of Node's own, in PEM. */
  constructor(ca?: readonly string[]) {
    this.#ca = ca
  }

  get context(): SecureContext {
    // Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed.
    this.#context ??= process
      .getBuiltinModule('node:tls')
      .createSecureContext(this.#ca === undefined ? {} : { ca: [...this.#ca] })
    return this.#context
  }

  /** The newest session with a host. */
  sessionWith(host: string): Buffer | undefined {
    return this.#sessions.get(host)
  }

  keepSession(host: string, session: Buffer): void {
    this.#sessions.set(host, session)
  }
}
