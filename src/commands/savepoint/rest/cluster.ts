import type { Redactor } from '../../../text/redact.ts'
import { innermostCause } from '../../../flink/failure-cause.ts'
import { errorsText } from '../../../flink/rest-answer.ts'
import { SavepointError, type RestSavepointRequest } from '../request.ts'
import { hasMember, textMember } from '../../../flink/values.ts'
import type { RestAnswer, RestConnection } from './connection.ts'
import { ConnectionFault } from './connection-fault.ts'

/** A cluster's release, as far as it decides how it is spoken to. */
export interface FlinkVersion {
  readonly text: string
  /**
   * Since 1.15 a trigger carries an id that is given by who asks, and a format (FLINK-18312, FLINK-25745).
   */
  readonly takesTriggerId: boolean
}

/** An answer other than what was asked for. */
export class FlinkRefusal extends SavepointError {
  override readonly name = 'FlinkRefusal'
  readonly status: number
  /**
   * Whether it may be answered well when it is asked again: leader election, an overloaded proxy, a
   * time-out inside Flink.
   */
  readonly passing: boolean

  constructor(message: string, status: number, passing: boolean) {
    super(message)
    this.status = status
    this.passing = passing
  }
}

/**
 * What is asked of a cluster over REST. Paths and fields are those of `flink-runtime`'s `rest.messages`.
 */
export class FlinkCluster {
  readonly #connection: RestConnection
  readonly #signal: AbortSignal

  constructor(connection: RestConnection, signal: AbortSignal) {
    this.#connection = connection
    this.#signal = signal
  }

  /** The URL that tells the outcome of a trigger, for people. */
  statusUrl(jobId: string, triggerId: string): string {
    return this.#connection.urlOf(`/jobs/${jobId}/savepoints/${triggerId}`)
  }

  /** `GET /config` */
  async version(): Promise<FlinkVersion> {
    const answer = await this.#get('/config')
    const text = textMember(answer, 'flink-version')
    if (text === undefined)
      throw new SavepointError(
        `${this.#connection.urlOf('/config')} names no Flink version: check that rest-url is Flink's REST interface`,
      )
    const [, major, minor] = /^(\d+)\.(\d+)/.exec(text) ?? []
    return {
      text: this.#connection.redact(text),
      takesTriggerId: Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 15),
    }
  }

  /** `GET /jobs/:jobid`; its state such as `RUNNING`. */
  async jobState(jobId: string): Promise<string> {
    return textMember(await this.#get(`/jobs/${jobId}`), 'state') ?? 'unknown'
  }

  /** `POST /jobs/:jobid/savepoints` or `/stop`. @returns the trigger id */
  async trigger(request: RestSavepointRequest, version: FlinkVersion, triggerId: string): Promise<string> {
    const { jobId, stop, drain, format, targetDirectory } = request
    const body = {
      // The two requests spell it differently (SavepointTriggerRequestBody, StopWithSavepointRequestBody).
      [stop ? 'targetDirectory' : 'target-directory']: targetDirectory,
      ...(stop ? { drain } : { 'cancel-job': false }),
      triggerId: version.takesTriggerId ? triggerId : undefined,
      formatType: version.takesTriggerId ? format?.toUpperCase() : undefined,
    }
    const path = `/jobs/${jobId}/${stop ? 'stop' : 'savepoints'}`
    const answer = this.#expectJson(await this.#connection.send('POST', path, this.#signal, body), path)
    const given = textMember(answer, 'request-id')
    if (given !== undefined) return given
    throw new ConnectionFault(
      `${this.#connection.urlOf(path)} answered without a request-id: check that rest-url is Flink's REST interface`,
      { reached: true, permanent: false },
    )
  }

  /** `GET /jobs/:jobid/savepoints/:triggerid` */
  status(jobId: string, triggerId: string): Promise<unknown> {
    return this.#get(`/jobs/${jobId}/savepoints/${triggerId}`)
  }

  /** `GET /jobs/:jobid/checkpoints` */
  statistics(jobId: string): Promise<unknown> {
    return this.#get(`/jobs/${jobId}/checkpoints`)
  }

  /** An answer for messages: without the credentials, which a proxy or Flink itself may quote. */
  withoutSecrets(answer: unknown): unknown {
    return cleaned(answer, this.#connection.redact)
  }

  async #get(path: string): Promise<unknown> {
    return this.#expectJson(await this.#connection.send('GET', path, this.#signal), path)
  }

  #expectJson(answer: RestAnswer, path: string): unknown {
    const isFlinks = typeof answer.json === 'object' && answer.json !== null
    if (answer.status >= 200 && answer.status < 300 && isFlinks) return answer.json
    throw refusalOf(answer, this.#connection.urlOf(path), this.#connection.redact)
  }
}

const PASSING: ReadonlySet<number> = new Set([408, 425, 429, 502, 503, 504])

/**
 * As a text, in which each form of a secret is found before anything is cut; `undefined` for what is nested
 * without end.
 */
function cleaned(answer: unknown, redact: Redactor): unknown {
  try {
    return JSON.parse(redact(JSON.stringify(answer)))
  } catch {
    return undefined
  }
}

function refusalOf(answer: RestAnswer, url: string, redact: Redactor): FlinkRefusal {
  const { status, json } = answer
  const contentType = redact(answer.contentType)
  if (hasMember(json, 'errors')) {
    // 500 is what Flink answers when its own parts do not answer each other in time.
    const passing =
      PASSING.has(status) || (status === 500 && /AskTimeoutException|\bTimeoutException/.test(answer.text))
    return new FlinkRefusal(`Flink answered ${status}: ${errorsText(cleaned(json, redact))}`, status, passing)
  }
  if (status === 401 || status === 403) {
    return new FlinkRefusal(
      `${url} refuses access (${status}): check rest-username and rest-password, or rest-token`,
      status,
      false,
    )
  }
  const what = contentType === '' ? 'no JSON' : `${contentType}, not Flink's JSON`
  const said = /html/.test(contentType) ? '' : innermostCause(redact(answer.text).slice(0, 1_000))
  return new FlinkRefusal(
    `${url} answered ${status} with ${what}${said === '' ? '' : ` (${said})`}: check rest-url, and what stands between here and Flink`,
    status,
    PASSING.has(status),
  )
}
