import type { RestTimes } from '../../../../src/commands/savepoint/rest/pauses.ts'
import { takeSavepointByRest } from '../../../../src/commands/savepoint/rest/take-by-rest.ts'
import type { RestSavepointRequest, SavepointReport } from '../../../../src/commands/savepoint/request.ts'
import {
  FAKE_JOB,
  FAKE_SAVEPOINT,
  FakeFlinkRest,
  type FakeFlinkOptions,
} from '../../../support/fake-flink-rest.ts'
import { makeCertificate } from '../../../support/self-signed.ts'

/** Short pauses; limits that no slow machine reaches. */
const QUICK: RestTimes = {
  requestTimeoutMs: 30_000,
  firstPauseMs: 1,
  longestPauseMs: 5,
  progressMs: 0,
  silenceMs: 60_000,
  lookMs: 60,
}
/** For an answer that never comes. */
const HASTY: RestTimes = { ...QUICK, requestTimeoutMs: 400 }
/** For a Flink that stays unwell. */
const IMPATIENT: RestTimes = { ...QUICK, silenceMs: 100 }

let flink: FakeFlinkRest
const others: FakeFlinkRest[] = []
async function start(options: FakeFlinkOptions = {}): Promise<FakeFlinkRest> {
  flink = await FakeFlinkRest.start(options)
  others.push(flink)
  return flink
}
afterEach(async () => {
  await Promise.all(others.splice(0).map((one) => one.close()))
})

const told: string[] = []
beforeEach(() => {
  told.length = 0
})

function take(
  changes: Partial<RestSavepointRequest> = {},
  signal = new AbortController().signal,
  times = QUICK,
): Promise<SavepointReport> {
  return takeSavepointByRest(
    {
      by: 'rest',
      endpoint: changes.endpoint ?? { url: flink.url },
      jobId: FAKE_JOB,
      stop: false,
      drain: false,
      timeoutMs: 60_000,
      ...changes,
    },
    {
      signal,
      times,
      narrator: {
        info: (text) => {
          told.push(text)
        },
        warning: (text) => {
          told.push(`warning: ${text}`)
        },
      },
    },
  )
}

const posts = (): unknown[] =>
  flink.requests.filter(({ method }) => method === 'POST').map(({ path, body }) => [path, body])

/** Loses the answers of the first so many triggers, which Flink got all the same. */
function loseAnswers(count: number, how: 'cut' | 'silence' | { status: number; text: string } = 'cut'): void {
  let left = count
  flink.fault = ({ method }) => (method === 'POST' && left-- > 0 ? how : undefined)
}

describe('a savepoint', () => {
  it('is triggered with an id of ours, waited for, and reported', async () => {
    await start({ polls: 3 })
    const report = await take({ format: 'native', targetDirectory: 's3://flink/savepoints' })
    const [, triggerId] = /trigger id ([0-9a-f]{32})$/m.exec(told.join('\n')) ?? []
    expect(report).toEqual({
      snapshotPath: FAKE_SAVEPOINT,
      savepointPath: FAKE_SAVEPOINT,
      jobId: FAKE_JOB,
      triggerId,
      flinkVersion: '2.3.0',
      takenFrom: 'operation.location of the REST answer',
      durationMs: expect.any(Number) as number,
    })
    expect(posts()).toEqual([
      [
        `/jobs/${FAKE_JOB}/savepoints`,
        { 'target-directory': 's3://flink/savepoints', 'cancel-job': false, triggerId, formatType: 'NATIVE' },
      ],
    ])
    expect(told[0]).toBe(
      `Flink 2.3.0: a savepoint is taken, job ${FAKE_JOB}, format native, in s3://flink/savepoints`,
    )
    expect(told).toContainEqual(expect.stringMatching(/^3 of 8 subtasks done, 2\.0 KiB of state, after /))
  })

  it('stops the job, and drains it', async () => {
    await start()
    await take({ stop: true, drain: true, targetDirectory: 's3://flink/sp' })
    expect(posts()).toEqual([
      [
        `/jobs/${FAKE_JOB}/stop`,
        { targetDirectory: 's3://flink/sp', drain: true, triggerId: expect.any(String) as string },
      ],
    ])
    expect(told[0]).toContain('the job is stopped with a last watermark and a savepoint')
  })

  it.each(['1.9.3', '1.14.6'])('is triggered in the way of Flink %s', async (version) => {
    await start({ version })
    const report = await take({ format: 'canonical' })
    expect(posts()).toEqual([[`/jobs/${FAKE_JOB}/savepoints`, { 'cancel-job': false }]])
    expect(report).toMatchObject({
      snapshotPath: FAKE_SAVEPOINT,
      savepointPath: FAKE_SAVEPOINT,
      triggerId: 'given7'.padEnd(32, '0'),
      flinkVersion: version,
    })
    await expect(take({ format: 'native' })).rejects.toThrow(
      `format is native, but Flink ${version} writes canonical savepoints only`,
    )
  })

  it("is refused in Flink's words when it failed", async () => {
    await start({
      failure:
        'a.b.CompletionException: a.b.CheckpointException: Checkpoint Coordinator is suspending.\n\tat a.b.C.d(C.java:1)\n',
    })
    await expect(take()).rejects.toThrow(/^Flink took no savepoint: Checkpoint Coordinator is suspending\.$/)
  })

  it("is refused in Flink's words when the job is not there, or no directory is known", async () => {
    await start()
    await expect(take({ jobId: 'f'.repeat(32) })).rejects.toThrow(
      `Flink took no savepoint: Job ${'f'.repeat(32)} not found`,
    )
    flink.fault = ({ method }) =>
      method === 'POST'
        ? {
            status: 400,
            json: {
              errors: [
                'org.apache.flink.runtime.rest.handler.RestHandlerException: Config key [state.savepoints.dir] is not set. Property [target-directory] must be provided.\n\tat a.B.c(B.java:1)',
              ],
            },
          }
        : undefined
    await expect(take()).rejects.toThrow(
      'Flink took no savepoint: Config key [state.savepoints.dir] is not set. Property [target-directory] must be provided.',
    )
  })
})

describe('a lost answer does not trigger twice:', () => {
  it.each([
    ['the connection is cut', 'cut'],
    ['nothing comes', 'silence'],
    ['a proxy answers in its place', { status: 504, text: '<html>gateway time-out</html>' }],
  ] as const)('since 1.15, when %s', async (_what, how) => {
    await start({ polls: 2 })
    loseAnswers(1, how)
    expect(await take({ stop: true }, undefined, how === 'silence' ? HASTY : QUICK)).toMatchObject({
      snapshotPath: FAKE_SAVEPOINT,
      savepointPath: FAKE_SAVEPOINT,
    })
    expect(flink.savepoints).toBe(1)
    expect(flink.paths('POST')).toHaveLength(1)
    expect(told.join('\n')).toContain('the trigger had no answer')
  })

  it('since 1.15 the same trigger is sent again where Flink had not got it', async () => {
    await start()
    let lost = 2
    flink.fault = ({ method }) => (method === 'POST' && lost-- > 0 ? 'cut' : undefined)
    const forgetting = flink.fault
    flink.fault = (request, usual) => {
      const answer = forgetting(request, usual)
      if (answer === 'cut') flink.forget()
      return answer
    }
    await take()
    const ids = flink.requests.flatMap(({ body }) => body?.['triggerId'] ?? [])
    expect(ids).toHaveLength(3)
    expect(new Set(ids).size).toBe(1)
    expect(flink.savepoints).toBe(1)
  })

  it("before 1.15 the job's statistics are looked at, and what has begun is followed", async () => {
    await start({ version: '1.14.6', polls: 3 })
    loseAnswers(1)
    expect(await take()).toEqual({
      snapshotPath: FAKE_SAVEPOINT,
      savepointPath: FAKE_SAVEPOINT,
      jobId: FAKE_JOB,
      flinkVersion: '1.14.6',
      durationMs: expect.any(Number) as number,
      takenFrom: "external_path of savepoint 7 in the job's checkpoint statistics",
    })
    expect(flink.paths('POST')).toHaveLength(1)
  })

  it('before 1.15 it is triggered again only after a look that found none', async () => {
    await start({ version: '1.13.6' })
    let first = true
    flink.fault = ({ method }) => {
      if (method !== 'POST' || !first) return undefined
      first = false
      flink.forget()
      return 'cut'
    }
    await take()
    expect(flink.paths('POST')).toHaveLength(2)
    expect(flink.savepoints).toBe(1)
  })

  it('before 1.15 and without statistics nothing is risked', async () => {
    await start({ version: '1.12.7', checkpointing: false })
    loseAnswers(1)
    await expect(take()).rejects.toThrow('whether Flink 1.12.7 has begun with the savepoint cannot be told')
    expect(flink.paths('POST')).toHaveLength(1)
  })

  it('before 1.15 nothing is guessed where several savepoints have begun', async () => {
    await start({ version: '1.14.6' })
    flink.fault = ({ method }) => {
      if (method !== 'POST') return undefined
      flink.triggerFromElsewhere()
      return 'cut'
    }
    await expect(take()).rejects.toThrow('cannot be told, for several were triggered at that time')
    expect(flink.paths('POST')).toHaveLength(1)
  })

  it('before 1.15 a stop is done when the job has finished, and refused when it failed instead', async () => {
    await start({ version: '1.14.6' })
    loseAnswers(1)
    expect(await take({ stop: true })).toMatchObject({ snapshotPath: FAKE_SAVEPOINT })
    await start({ version: '1.14.6' })
    let lost = false
    flink.fault = ({ method, path }) => {
      if (method === 'POST' && !lost) {
        lost = true
        return 'cut'
      }
      return path === `/jobs/${FAKE_JOB}` ? { json: { state: 'FAILED' } } : undefined
    }
    await expect(take({ stop: true })).rejects.toThrow(
      `there is a savepoint at ${FAKE_SAVEPOINT}, but the job did not finish: it is FAILED`,
    )
  })
})

describe('an unwell Flink', () => {
  it('is waited for: leader election, proxies, cut connections', async () => {
    await start({ polls: 2 })
    let count = 0
    const faults = [
      {
        status: 503,
        json: {
          errors: ['Service temporarily unavailable due to an ongoing leader election. Please refresh.'],
        },
      },
      { status: 502, text: '<html>bad gateway</html>' },
      'cut',
      { status: 500, json: { errors: ['akka.pattern.AskTimeoutException: Ask timed out'] } },
    ] as const
    flink.fault = () => (++count % 2 === 1 ? faults[(count >> 1) % faults.length] : undefined)
    expect(await take()).toMatchObject({ snapshotPath: FAKE_SAVEPOINT })
    expect(flink.savepoints).toBe(1)
  })

  it('that stays so ends the run, and what is known of the savepoint is said', async () => {
    await start()
    flink.fault = () => ({ status: 503, json: { errors: ['leader election'] } })
    await expect(take({}, undefined, IMPATIENT)).rejects.toThrow(/^Flink answered 503: leader election$/)
    flink.fault = ({ path }) => (path.includes('/savepoints/') ? 'cut' : undefined)
    await expect(take({}, undefined, IMPATIENT)).rejects.toThrow(
      /^Flink's REST interface went away before it told how the savepoint ended .* look for savepoint-4a1b2c-… with a _metadata in/,
    )
  })

  it('that does not know of the savepoint any more is told of', async () => {
    await start({ polls: 5 })
    flink.fault = ({ method, path }) => {
      if (method === 'GET' && path.includes('/savepoints/')) flink.forget()
      return undefined
    }
    await expect(take()).rejects.toThrow(
      /^Flink does not know of the savepoint any more \(.*no savepoint operation.*\): was the JobManager restarted\?/,
    )
  })

  it('that is one of several JobManagers may not know of it once', async () => {
    await start({ polls: 3 })
    let asked = 0
    flink.fault = ({ method, path }) =>
      method === 'GET' && path.includes('/savepoints/') && ++asked % 2 === 1
        ? { status: 404, json: { errors: ['There is no savepoint operation'] } }
        : undefined
    expect(await take()).toMatchObject({ snapshotPath: FAKE_SAVEPOINT })
  })

  it('that takes too long is not waited for for ever, and what goes on is said', async () => {
    await start({ polls: Infinity })
    await expect(take({ timeoutMs: 50, stop: true })).rejects.toThrow(
      /^the savepoint has not ended within 50 ms: it goes on in the cluster, and the job stops when it is complete; its outcome is told by GET http:\/\/localhost:\d+\/jobs\/4a1b2c3d4e5f60718293a4b5c6d7e8f9\/savepoints\/[0-9a-f]{32}; give a longer timeout/,
    )
  })

  it('is told apart from something else that answers', async () => {
    await start()
    flink.fault = () => ({ status: 200, text: '<html>Sign in</html>' })
    await expect(take()).rejects.toThrow(
      "/config answered 200 with text/html, not Flink's JSON: check rest-url",
    )
    flink.fault = () => ({ status: 200, json: { hello: 'world' } })
    await expect(take()).rejects.toThrow('/config names no Flink version')
    flink.fault = () => ({
      status: 200,
      json: { 'flink-version': '1.20', padding: 'x'.repeat(17 * 1024 * 1024) },
    })
    await expect(take()).rejects.toThrow('answered with more than Flink ever does')
  })

  it('that is not there is named', async () => {
    await start()
    const { url } = flink
    await flink.close()
    others.length = 0
    await expect(take({ endpoint: { url } })).rejects.toThrow(
      `nothing listens at ${url} (ECONNREFUSED): check rest-url`,
    )
  })
})

describe('a cancelled run', () => {
  it('says what becomes of the savepoint', async () => {
    await start({ polls: Infinity })
    const controller = new AbortController()
    flink.fault = ({ method, path }) => {
      if (method === 'GET' && path.includes('/savepoints/')) controller.abort(new Error('stopped'))
      return undefined
    }
    await expect(take({}, controller.signal)).rejects.toMatchObject({
      name: 'SavepointInterrupted',
      message: expect.stringMatching(
        /^stopped while a savepoint of job 4a1b2c\w+ was on its way: it goes on in the cluster; its outcome is told by GET http/,
      ) as string,
    })
  })

  it('that had not triggered anything yet says nothing of one', async () => {
    await start()
    const controller = new AbortController()
    const reason = new Error('stopped')
    flink.fault = () => {
      controller.abort(reason)
      return 'silence'
    }
    await expect(take({}, controller.signal)).rejects.toBe(reason)
    expect(flink.savepoints).toBe(0)
  })
})

describe('credentials', () => {
  it('are sent with every request', async () => {
    await start()
    await take({ endpoint: { url: flink.url, credentials: { username: 'me', password: 'p:w' } } })
    expect(new Set(flink.requests.map(({ authorization }) => authorization))).toEqual(
      new Set([`Basic ${Buffer.from('me:p:w').toString('base64')}`]),
    )
    await start()
    await take({ endpoint: { url: flink.url, credentials: { token: 'abc' } } })
    expect(flink.requests.every(({ authorization }) => authorization === 'Bearer abc')).toBe(true)
    expect(told.filter((line) => line.startsWith('warning'))).toEqual([])
  })

  it('that are refused are told of, without them', async () => {
    await start()
    flink.fault = () => ({ status: 401, text: '<html>who are you?</html>' })
    const failed = take({ endpoint: { url: flink.url, credentials: { token: 'hush-hush' } } })
    await expect(failed).rejects.toThrow(
      '/config refuses access (401): check rest-username and rest-password, or rest-token',
    )
    await failed.catch((error: unknown) => {
      expect(String(error)).not.toContain('hush')
    })
  })

  it.each([
    ['an error', (quoted: string) => ({ status: 400, json: { errors: [`you sent ${quoted}`] } })],
    [
      'a long error',
      (quoted: string) => ({ status: 400, json: { errors: [`${'x'.repeat(390)}${quoted}`] } }),
    ],
    [
      'a long page',
      (quoted: string) => ({
        status: 400,
        text: `${'x'.repeat(995)}${quoted}`,
        headers: { 'content-type': 'text/plain' },
      }),
    ],
    [
      'a failed savepoint',
      (quoted: string) => ({
        json: { status: { id: 'COMPLETED' }, operation: { 'failure-cause': { 'stack-trace': quoted } } },
      }),
    ],
  ])('that a server quotes in %s are not told', async (where, answer) => {
    await start()
    const credentials = { username: 'me', password: 'hush/"hush"-and-a-long-one' }
    const sent = Buffer.from(`me:${credentials.password}`).toString('base64')
    for (const quoted of [`Basic ${sent}`, credentials.password, encodeURIComponent(credentials.password)]) {
      flink.fault = ({ path }) =>
        path.includes('/savepoints/') || where !== 'a failed savepoint' ? answer(quoted) : undefined
      const failed: unknown = await take({ endpoint: { url: flink.url, credentials } }).catch(
        (error: unknown) => error,
      )
      expect(failed).toBeInstanceOf(Error)
      if (!where.startsWith('a long')) expect(String(failed)).toContain('***')
      for (const secret of ['hush', sent.slice(0, 12)])
        expect([String(failed), ...told].join('\n')).not.toContain(secret)
    }
  })

  it('go to no other host, port or scheme with a redirect', async () => {
    const other = await start()
    await start()
    const elsewhere = other.url.replace('localhost', '127.0.0.1')
    flink.fault = ({ path }) => ({ status: 307, headers: { location: `${elsewhere}${path}` }, json: {} })
    await expect(take({ endpoint: { url: flink.url, credentials: { token: 'abc' } } })).rejects.toThrow(
      `${flink.url} redirects (307) to ${elsewhere}/config, another scheme, host or port, to which the credentials are not sent`,
    )
    // Another port is another program, and who listens there is anybody.
    flink.fault = ({ path }) => ({ status: 308, headers: { location: `${other.url}${path}` }, json: {} })
    await expect(take({ endpoint: { url: flink.url, credentials: { token: 'abc' } } })).rejects.toThrow(
      'credentials are not sent',
    )
    flink.fault = ({ path }) => ({
      status: 308,
      headers: { location: `${flink.url.replace('http:', 'https:')}${path}` },
      json: {},
    })
    await expect(take({ endpoint: { url: flink.url, credentials: { token: 'abc' } } })).rejects.toThrow(
      'credentials are not sent',
    )
    expect(other.requests).toEqual([])
    // Without credentials, and within the same interface with them, it is followed.
    flink.fault = ({ path }) => ({ status: 307, headers: { location: `${elsewhere}${path}` }, json: {} })
    expect(await take()).toMatchObject({ snapshotPath: FAKE_SAVEPOINT })
    flink.fault = ({ path }) =>
      path === '/config'
        ? { status: 307, headers: { location: `${flink.url}/again/config` }, json: {} }
        : undefined
    await take({ endpoint: { url: flink.url, credentials: { token: 'abc' } } }).catch(() => undefined)
    expect(flink.requests.at(-1)).toMatchObject({ path: '/again/config', authorization: 'Bearer abc' })
  })

  it('are not redirected without end, nor is a trigger turned into a question', async () => {
    await start()
    flink.fault = ({ path }) => ({ status: 302, headers: { location: path }, json: {} })
    await expect(take()).rejects.toThrow('redirects without end')
    flink.fault = ({ method }) =>
      method === 'POST' ? { status: 302, headers: { location: '/login' }, json: {} } : undefined
    await expect(take()).rejects.toThrow('would turn the request into another one')
    expect(flink.savepoints).toBe(1)
    flink.fault = () => ({ status: 302, headers: { location: 'http://user:hush@localhost/' }, json: {} })
    await expect(take()).rejects.toThrow(/with a user or password in it/)
  })
})

describe('TLS', () => {
  it('trusts the given authority, and no unknown one', async () => {
    const certificate = makeCertificate({ hosts: ['localhost'] })
    await start({ tls: certificate })
    expect(await take({ endpoint: { url: flink.url, certificates: certificate.cert } })).toMatchObject({
      snapshotPath: FAKE_SAVEPOINT,
      savepointPath: FAKE_SAVEPOINT,
    })
    await expect(take()).rejects.toThrow(
      /^no secure connection could be made to https:\/\/localhost:\d+ \(DEPTH_ZERO_SELF_SIGNED_CERT\): give the certificate authority as rest-ca/,
    )
  })

  it('is missed where the server speaks none', async () => {
    await start()
    await expect(take({ endpoint: { url: flink.url.replace('http:', 'https:') } })).rejects.toThrow(
      'check whether rest-url needs http or https',
    )
  })
})
