import type { RestTimes } from '../../src/commands/savepoint/rest/pauses.ts'
import { takeSavepointByRest } from '../../src/commands/savepoint/rest/take-by-rest.ts'
import type { RestSavepointRequest } from '../../src/commands/savepoint/request.ts'
import {
  FAKE_JOB,
  FakeFlinkRest,
  type FakeAnswer,
  type FakeFlinkOptions,
} from '../support/fake-flink-rest.ts'
import { makeCertificate } from '../support/self-signed.ts'
import type { Chapter, Page } from './book.ts'

/** No pause to speak of, and no limit but that of silence, which is reached at once. */
const TIMES: RestTimes = {
  requestTimeoutMs: 30_000,
  firstPauseMs: 1,
  longestPauseMs: 1,
  progressMs: 600_000,
  silenceMs: 60_000,
  lookMs: 1,
}

interface Scene {
  readonly flink?: FakeFlinkOptions
  readonly request?: Partial<RestSavepointRequest>
  readonly before?: (flink: FakeFlinkRest, stop: () => void) => void | Promise<void>
  readonly times?: Partial<RestTimes>
  /** It succeeds; what it tells is printed. */
  readonly tells?: true
}

const isPoll = ({ method, path }: { method: string; path: string }): boolean =>
  method === 'GET' && path.includes('/savepoints/')
/** Answers each request so. */
const answering =
  (answer: FakeAnswer) =>
  (flink: FakeFlinkRest): void => {
    flink.fault = () => answer
  }
/** Answers each trigger so; Flink got it all the same. */
const toTriggers =
  (answer: FakeAnswer) =>
  (flink: FakeFlinkRest): void => {
    flink.fault = ({ method }) => (method === 'POST' ? answer : undefined)
  }
/** Answers each question after the savepoint so. */
const toPolls =
  (answer: FakeAnswer) =>
  (flink: FakeFlinkRest): void => {
    flink.fault = (request) => (isPoll(request) ? answer : undefined)
  }
/** Loses the answer of the first trigger. */
const losing = (flink: FakeFlinkRest): void => {
  let lost = false
  flink.fault = ({ method }) => {
    if (method !== 'POST' || lost) return undefined
    lost = true
    return 'cut'
  }
}
const errors = (...texts: string[]): { json: unknown } => ({ json: { errors: texts } })
const failed = (trace: string): FakeAnswer => ({
  json: { status: { id: 'COMPLETED' }, operation: { 'failure-cause': { 'stack-trace': trace } } },
})
const PAGE = '<html>Sign in</html>'

const SCENES: readonly (readonly [when: string, scene: Scene])[] = [
  ['a savepoint', { tells: true, request: { targetDirectory: 's3://flink/savepoints', format: 'native' } }],
  ["in Flink's own directory", { tells: true }],
  ['a stop', { tells: true, request: { stop: true } }],
  ['a stop that drains', { tells: true, request: { stop: true, drain: true } }],
  ['the answer of the trigger is lost', { tells: true, before: losing }],
  [
    'the answer of the trigger is lost, before 1.15',
    { flink: { version: '1.14.6' }, tells: true, before: losing },
  ],
  [
    'the same, and nothing can be looked at',
    { flink: { version: '1.12.7', checkpointing: false }, before: losing },
  ],
  [
    'the same, and several have begun',
    {
      flink: { version: '1.14.6' },
      before: (flink) => {
        flink.fault = ({ method }) => {
          if (method !== 'POST') return undefined
          flink.triggerFromElsewhere()
          return 'cut'
        }
      },
    },
  ],
  [
    'the same, and the job failed in place of stopping',
    {
      flink: { version: '1.14.6' },
      request: { stop: true },
      before: (flink) => {
        losing(flink)
        const { fault } = flink
        flink.fault = (request, usual) =>
          request.path === `/jobs/${FAKE_JOB}` ? { json: { state: 'FAILED' } } : fault(request, usual)
      },
    },
  ],
  ['native, before 1.15', { flink: { version: '1.14.6' }, request: { format: 'native' } }],
  [
    'a stop, before 1.9',
    {
      flink: { version: '1.8.3' },
      request: { stop: true },
      before: toTriggers({ status: 404, ...errors('Not found.') }),
    },
  ],
  [
    'no directory',
    {
      before: toTriggers({
        status: 400,
        ...errors(
          'x.RestHandlerException: Config key [state.savepoints.dir] is not set. Property [target-directory] must be provided.\n\tat a.B.c(B.java:1)',
        ),
      }),
    },
  ],
  [
    'no such job',
    {
      before: toTriggers({
        status: 404,
        ...errors(`x.NotFoundException: Job ${FAKE_JOB} not found\n\tat a.B.c(B.java:1)`),
      }),
    },
  ],
  [
    'a savepoint that fails',
    {
      before: toPolls(
        failed(
          'java.util.concurrent.CompletionException: x.CheckpointException: Task has failed.\n\tat a.B.c(B.java:1)\nCaused by: java.io.IOException: no space\n\tat a.B.c(B.java:1)',
        ),
      ),
    },
  ],
  ['an answer without anything', { before: toPolls({ json: { status: { id: 'COMPLETED' } } }) }],
  [
    'a leader is elected for ever',
    { before: answering({ status: 503, ...errors('ongoing leader election') }), times: { silenceMs: 1 } },
  ],
  ['Flink goes away', { before: toPolls('cut'), times: { silenceMs: 1 } }],
  [
    'Flink forgot it',
    {
      flink: { polls: 5 },
      before: (flink) => {
        flink.fault = (request) => {
          if (isPoll(request)) flink.forget()
          return undefined
        }
      },
    },
  ],
  [
    'the run is stopped',
    {
      flink: { polls: Infinity },
      before: (flink, stop) => {
        flink.fault = (request) => {
          if (isPoll(request)) stop()
          return undefined
        }
      },
    },
  ],
  ['a page', { before: answering({ status: 200, text: PAGE }) }],
  ['JSON of something else', { before: answering({ status: 200, json: { hello: 'world' } }) }],
  [
    'too long an answer',
    { before: answering({ json: { 'flink-version': '1.20', padding: 'x'.repeat(17 * 1024 * 1024) } }) },
  ],
  ['no access', { before: answering({ status: 401, text: PAGE }) }],
  [
    'redirects without end',
    {
      before: (flink) => {
        flink.fault = ({ path }) => ({ status: 302, headers: { location: path }, json: {} })
      },
    },
  ],
  [
    'a redirect to a login',
    { before: toTriggers({ status: 302, headers: { location: '/login' }, json: {} }) },
  ],
  [
    'a redirect with a password',
    { before: answering({ status: 302, headers: { location: 'http://user:hush@localhost/' }, json: {} }) },
  ],
  ['a redirect to nothing', { before: answering({ status: 302, json: {} }) }],
  ['nobody listens', { before: (flink) => flink.close() }],
  ['a certificate of an unknown authority', { flink: { tls: makeCertificate({ hosts: ['localhost'] }) } }],
]

async function play(page: Page, when: string, scene: Scene): Promise<void> {
  const flink = await FakeFlinkRest.start(scene.flink)
  const { url } = flink
  const stopping = new AbortController()
  const told = new Set<string>()
  const take = (): Promise<unknown> =>
    takeSavepointByRest(
      {
        by: 'rest',
        endpoint: { url },
        jobId: FAKE_JOB,
        stop: false,
        drain: false,
        timeoutMs: 600_000,
        ...scene.request,
      },
      {
        signal: stopping.signal,
        times: { ...TIMES, ...scene.times },
        narrator: { info: (text) => told.add(text), warning: (text) => told.add(`warning: ${text}`) },
      },
    )
  try {
    await scene.before?.(flink, () => {
      stopping.abort(new Error('stopped'))
    })
    if (scene.tells !== true) await page.fails(when, take)
    else {
      await take()
      page.say(when, [...told])
    }
  } finally {
    if (when !== 'nobody listens') await flink.close()
  }
}

/** What is said of a savepoint that is taken over Flink's REST interface. */
export const SAVEPOINTS: Chapter = {
  title: "Savepoints over Flink's REST interface",
  write: async (page: Page): Promise<void> => {
    page.steady(/\b[0-9a-f]{32}\b(?<!4a1b2c3d4e5f60718293a4b5c6d7e8f9)/g, '0123456789abcdef0123456789abcdef')
    page.steady(/answer was there \([^)]*\)/g, 'answer was there (ECONNRESET)')
    page.steady(/\d+(\.\d+)? (ms|s)\b/g, '1.0 s')
    for (const [when, scene] of SCENES) await play(page, when, scene)
  },
}
