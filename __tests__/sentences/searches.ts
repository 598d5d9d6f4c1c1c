import { findSnapshot } from '../../src/commands/find/find.ts'
import type { SearchReport, SearchRequest } from '../../src/commands/find/request.ts'
import { parseLocation } from '../../src/location/location.ts'
import { searchLines } from '../../src/presentation/find-lines.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { file, keyGroups, metadata, properties, single } from '../support/metadata-builder.ts'
import type { Chapter, Page } from './book.ts'

const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
const HOUR = 3_600_000
const NOON = Date.parse('2026-01-02T12:00:00Z')
const CHECKPOINT = metadata(4, [], { checkpointId: 9n, properties: properties('checkpoint') })
const SAVEPOINT = metadata(4, [], { checkpointId: 7n, properties: properties('savepoint-canonical') })
const naming = (path: string): Uint8Array => single(4, { managedKeyed: keyGroups(3, file(path, 5)) })

/** Where something lies, how many hours after noon it was written, and its bytes. */
type Lying = readonly (readonly [key: string, hours: number, bytes?: Uint8Array])[]

const SEARCHES: readonly (readonly [when: string, lying: Lying, request?: Partial<SearchRequest>])[] = [
  ['nothing is there', []],
  ['no savepoint of the job is there', [], { kind: 'savepoint', jobId: JOB }],
  [
    'none is complete',
    [
      [`${JOB}/chk-9/a`, 0],
      [`${JOB}/chk-8/_metadata`, 0, Buffer.from('broken')],
    ],
  ],
  [
    'the newest is too old',
    [['sp/savepoint-4a1b2c-0123456789ab/_metadata', 0, SAVEPOINT]],
    { maxAgeMs: HOUR },
  ],
  ['a savepoint', [['sp/savepoint-4a1b2c-0123456789ab/_metadata', 0, SAVEPOINT]]],
  [
    'checkpoints and savepoints, one of them unfinished',
    [
      [`${JOB}/chk-9/_metadata`, 1, CHECKPOINT],
      [`${JOB}/chk-10/a`, 2],
      ['savepoint-4a1b2c-0123456789ab/_metadata', 0, SAVEPOINT],
    ],
  ],
  [
    'more than are listed',
    [
      [`${JOB}/chk-9/_metadata`, 1, CHECKPOINT],
      ['savepoint-4a1b2c-0123456789ab/_metadata', 0, SAVEPOINT],
    ],
    { mostListed: 1 },
  ],
  [
    'the newest is broken, the next lacks a file',
    [
      [`${JOB}/chk-9/_metadata`, 0, CHECKPOINT],
      [`${JOB}/chk-10/_metadata`, 1, naming(`s3://bucket/flink/${JOB}/shared/lost`)],
      [`${JOB}/chk-11/_metadata`, 2, Buffer.from('broken')],
    ],
  ],
  ['files elsewhere', [['sp/one/_metadata', 0, naming('s3://elsewhere/x')]]],
  ['files that nobody looks for', [['sp/one/_metadata', 0, naming('s3://b/x')]], { complete: 'metadata' }],
]

async function search(
  fake: FakeS3,
  request: Partial<SearchRequest>,
  warnings: string[] = [],
): Promise<SearchReport> {
  return findSnapshot(
    {
      directory: parseLocation('s3://bucket/flink'),
      s3: {
        endpoint: fake.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' },
      },
      kind: 'any',
      complete: 'files',
      mostListed: 20,
      ...request,
    },
    {
      signal: new AbortController().signal,
      onWarning: (text) => void warnings.push(text),
      nowMs: NOON + 24 * HOUR,
    },
  )
}

async function withBucket(lying: Lying, use: (fake: FakeS3) => Promise<void>): Promise<void> {
  const fake = await startFakeS3()
  try {
    for (const [key, hours, bytes = Buffer.from('state')] of lying) {
      fake.buckets.now = () => new Date(NOON + hours * HOUR)
      fake.buckets.put('bucket', `flink/${key}`, Buffer.from(bytes))
    }
    await use(fake)
  } finally {
    await fake.close()
  }
}

async function searches(page: Page): Promise<void> {
  for (const [when, lying, request = {}] of SEARCHES) {
    await withBucket(lying, async (fake) => {
      const warnings: string[] = []
      const report = await search(fake, request, warnings).catch((failure: unknown) => failure as Error)
      if (report instanceof Error) {
        await page.fails(when, () => {
          throw report
        })
      } else page.say(when, [...warnings.map((text) => `warning: ${text}`), ...searchLines(report)])
    })
  }
}

/** What a search says of what it sees. */
export const SEARCH: Chapter = { title: 'Searches for the newest snapshot', write: searches }
