/** @jest-environment ./__tests__/support/one-realm.ts */
import { getEventListeners } from 'node:events'
import { createServer as createTlsServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import type { S3Tuning } from '../../src/storage/open-store.ts'
import { patterned } from '../storage/bytes-source.ts'
import { THOROUGH } from '../support/thorough.ts'
import { eventually } from '../support/eventually.ts'
import type { FaultKind } from '../support/fake-s3/faults.ts'
import { HandClock } from '../support/hand-clock.ts'
import { makeCertificate } from '../support/self-signed.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
const servers: Server[] = []
afterEach(async () => {
  await lab.close()
  for (const server of servers.splice(0)) {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
})

const WRITES = [
  'CopyObject',
  'CreateMultipartUpload',
  'UploadPartCopy',
  'CompleteMultipartUpload',
  'PutObject',
  'UploadPart',
] as const

describe.each([
  ['server-side', false],
  ['streamed', true],
])('%s', (_, streamed) => {
  it.each<[string, FaultKind]>([
    ['reset before headers', { reset: true }],
    ['an answer that is lost', { lostAnswer: true }],
    ['reset in the body', { truncateAfter: 30 }],
  ])('%s on every kind of write is tried again', async (__, fault) => {
    lab = await openLab({ streamed })
    for (const operation of WRITES) lab.to.fault({ operation, times: 1, fault })
    await lab.relocate()
    for (const [name, bytes] of lab.files) expect(lab.held(name)?.equals(bytes)).toBe(true)
    expect(lab.placed).toContain('_metadata')
  })

  it('a creation of an upload whose answer was lost is told of, for nobody knows its id', async () => {
    lab = await openLab({ streamed })
    lab.to.fault({ operation: 'CreateMultipartUpload', times: 1, fault: { lostAnswer: true } })
    expect((await lab.relocate()).warnings).toEqual([
      expect.stringMatching(
        /^an unfinished multipart upload of s3:\/\/target\/moved\/savepoint-1\/large was left.*AbortIncompleteMultipartUpload/,
      ),
    ])
    expect([lab.to.buckets.unfinished, lab.placed.includes('_metadata')]).toEqual([1, true])
  })

  it('a creation of an upload that did not happen is not', async () => {
    lab = await openLab({ streamed })
    lab.to.fault({ operation: 'CreateMultipartUpload', times: 1, fault: { reset: true } })
    expect((await lab.relocate()).warnings).toEqual([])
    lab.expectWhole()
  })

  it('reset on a reused socket is tried again', async () => {
    lab = await openLab({
      streamed,
      files: Object.fromEntries(Array.from({ length: 12 }, (_, n) => [`file-${n}`, patterned(100 + n)])),
    })
    lab.to.fault({ when: ({ reused }) => reused, times: 4, fault: { reset: true } })
    lab.from.fault({ when: ({ reused }) => reused, times: 4, fault: { reset: true } })
    await lab.relocate({ concurrency: 2 })
    expect(lab.from.log.some(({ reused }) => reused)).toBe(true)
    for (const [name, bytes] of lab.files) expect(lab.held(name)?.equals(bytes)).toBe(true)
  })

  it('reset while listing and looking is tried again', async () => {
    lab = await openLab({ streamed })
    for (const operation of ['ListObjectsV2', 'HeadObject', 'GetObject'] as const) {
      lab.from.fault({ operation, times: 2, fault: { reset: true } })
      lab.from.fault({ operation, times: 2, fault: { truncateAfter: 5 } })
    }
    await lab.relocate()
    lab.expectWhole()
  })

  it('no request waits for a 100-continue that never comes', async () => {
    lab = await openLab({ streamed })
    await lab.relocate()
    expect([...lab.from.log, ...lab.to.log].filter(({ headers }) => headers['expect'] !== undefined)).toEqual(
      [],
    )
  })
})

describe('silence', () => {
  // The limits are those in earnest: 60 s, and 300 s for copies.
  let clock: HandClock
  let tuning: S3Tuning
  beforeEach(() => {
    clock = new HandClock()
    tuning = { silenceClock: clock }
  })
  const ONE_AT_ONCE = { concurrency: 1 }
  const silent = (stall: 'head' | 'body', seconds: number): FaultKind => ({
    stall,
    stalled: () => {
      clock.forward(seconds)
    },
  })

  it('a stalled body is continued', async () => {
    lab = await openLab({ streamed: true, files: { big: patterned(20 * PART) } })
    lab.from.fault({ operation: 'GetObject', key: /big$/, times: 3, fault: silent('body', 61) })
    await lab.relocate(ONE_AT_ONCE, { tuning })
    lab.expectWhole()
  })

  it('a body that drips slowly is no stalled one', async () => {
    lab = await openLab({ streamed: true, files: { slow: patterned(900) } })
    let starts = 0
    let heard = 0
    lab.from.fault({
      operation: 'GetObject',
      key: /slow$/,
      fault: {
        drip: {
          bytes: 25,
          between: async () => {
            if (await clock.forwardOnceHeard(starts, 50)) heard++
            starts = clock.starts
          },
        },
      },
    })
    await lab.relocate(ONE_AT_ONCE, { tuning })
    lab.expectWhole()
    expect(
      lab.from.log.filter(({ operation, key }) => operation === 'GetObject' && key.endsWith('slow')),
    ).toHaveLength(1)
    expect(heard).toBeGreaterThan(3)
  })

  it.each(['CopyObject', 'UploadPartCopy', 'CompleteMultipartUpload'] as const)(
    'a %s silent for 70 s is waited for',
    async (operation) => {
      lab = await openLab()
      lab.from.fault({
        operation,
        times: 1,
        fault: {
          later: () => {
            clock.forward(70)
            return Promise.resolve()
          },
        },
      })
      await lab.relocate(ONE_AT_ONCE, { tuning })
      lab.expectWhole()
      expect([clock.nowMs, lab.retry.waits]).toEqual([70_000, []])
    },
  )

  it.each(['CopyObject', 'UploadPartCopy', 'CompleteMultipartUpload'] as const)(
    'whitespace keep-alives of %s are signs of life, however long it takes',
    async (operation) => {
      lab = await openLab()
      let starts = clock.starts
      lab.from.fault({
        operation,
        times: 1,
        fault: {
          blanks: {
            more: async () => {
              await clock.forwardOnceHeard(starts, 200)
              starts = clock.starts
              return clock.nowMs < 1_200_000
            },
          },
        },
      })
      await lab.relocate(ONE_AT_ONCE, { tuning })
      lab.expectWhole()
      expect([clock.nowMs, lab.retry.waits]).toEqual([1_200_000, []])
    },
  )

  it('whitespace keep-alives that end in an error are an error', async () => {
    lab = await openLab()
    const error =
      '<?xml version="1.0"?>\n      \n<Error><Code>InternalError</Code><Message>no</Message></Error>\n'
    lab.from.fault({ operation: 'CompleteMultipartUpload', times: 1, fault: { okBody: error, undone: true } })
    await lab.relocate()
    lab.expectWhole()
    expect(lab.retry.waits).toHaveLength(1)
  })

  it('a copy that is silent for ever is given up and leaves no savepoint', async () => {
    lab = await openLab()
    lab.from.fault({ operation: 'CopyObject', fault: silent('head', 301) })
    expect(await lab.failure(ONE_AT_ONCE, { tuning })).toMatch(/did not answer in time, several times/)
    lab.expectNoSavepoint()
  })
})

it('resets by the thousand leave no listener and no connection behind', async () => {
  const count = THOROUGH ? 1000 : 200
  lab = await openLab({
    files: Object.fromEntries(Array.from({ length: count }, (_, n) => [`file-${n}`, Buffer.from(`${n}`)])),
  })
  const signal = new AbortController().signal
  const resets = new Map<string, number>()
  lab.from.fault({
    operation: 'CopyObject',
    when: ({ key }) => {
      const seen = resets.get(key) ?? 0
      resets.set(key, seen + 1)
      return seen < 10
    },
    fault: { reset: true },
  })
  const before = sockets()
  // All that wait put one clock forward: to it, sixteen waits side by side are one that is sixteen times as
  // long.
  await lab.relocate({ concurrency: 16 }, { signal, tuning: { retry: { outageGiveUpMs: Infinity } } })
  lab.expectWhole()
  expect(lab.from.log.filter(({ status }) => status === 0)).toHaveLength(10 * count)
  expect(getEventListeners(signal, 'abort')).toEqual([])
  await lab.close()
  expect(await eventually(() => sockets() <= before)).toBe(true)
}, 120_000)

/** Open connections of this process, both ends of those to the fake. */
const sockets = (): number =>
  process.getActiveResourcesInfo().filter((name) => name === 'TCPSocketWrap').length

describe('no way to the target', () => {
  const target = (endpoint: string): Parameters<Lab['relocate']>[0] => ({
    targetS3: {
      endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: 'bob', secretAccessKey: 'secret' },
    },
  })

  it('DNS failure: says which name and input', async () => {
    lab = await openLab()
    expect(await lab.failure(target('http://no-such-host.invalid:9000'))).toMatch(
      /no-such-host\.invalid.*cannot be resolved: check endpoint/,
    )
  })

  it('connection refused: says where nothing listens', async () => {
    lab = await openLab()
    expect(await lab.failure(target('http://127.0.0.1:1'))).toMatch(
      /nothing listens at http:\/\/127\.0\.0\.1:1: check endpoint/,
    )
  })

  it('connection refused after it had answered is an outage that is waited for', async () => {
    lab = await openLab()
    const other = await openLab()
    const began = lab.retry.now()
    const failed = lab.failure(target(other.from.endpoint), {
      onPhase: (phase) => {
        if (phase === 'Copy') void other.close()
      },
    })
    expect(await failed).toMatch(
      /nothing listens.*nothing at this store succeeded from \S+ UTC to \S+ UTC \(\d minutes\), in \d+ tries.*"connect ECONNREFUSED/,
    )
    expect(lab.retry.now() - began).toBeGreaterThanOrEqual(5 * 60_000)
  })

  it('TLS failure: says what to trust', async () => {
    lab = await openLab()
    const server = createTlsServer(makeCertificate({ hosts: ['localhost'] }))
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, resolve))
    const endpoint = `https://localhost:${(server.address() as AddressInfo).port}`
    expect(await lab.failure(target(endpoint))).toMatch(
      /not issued by a trusted certificate authority: .*AWS_CA_BUNDLE/,
    )
  })
})
