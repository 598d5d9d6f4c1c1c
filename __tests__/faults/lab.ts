/**
 * A savepoint on the fake S3 and its relocation, quick and with small parts. Nothing of the code under test
 * builds it.
 */
import { setTimeout as delay } from 'node:timers/promises'
import type { Narrator, Phase } from '../../src/commands/relocate/narrator.ts'
import { relocate } from '../../src/commands/relocate/relocate.ts'
import type { RelocationReport } from '../../src/commands/relocate/report.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import type { S3Tuning } from '../../src/storage/open-store.ts'
import { patterned } from '../storage/bytes-source.ts'
import { quickRetry } from '../storage/quick-retry.ts'
import { startFakeS3, type FakeS3, type FakeS3Options } from '../support/fake-s3/server.ts'
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import { requestOf, type TextRequest } from '../support/text-request.ts'

// Loading the SDK takes seconds on a busy machine; no test should count them.
beforeAll(async () => {
  await import('../../src/storage/s3/s3-store.ts')
}, 60_000)

/** Objects larger than this go in parts. */
export const PART = 1000

/** What a lab is made of. */
export interface LabOptions {
  /** Source and target are two servers, so that objects are streamed. */
  readonly streamed?: boolean
  readonly files?: Readonly<Record<string, Buffer>>
  readonly from?: FakeS3Options
  readonly to?: FakeS3Options
}

/** What a run may be told besides its request. */
export interface RunOptions {
  readonly signal?: AbortSignal
  readonly onPhase?: (phase: Phase) => void
  readonly tuning?: S3Tuning
  readonly onCommitted?: (report: RelocationReport) => Promise<void>
}

/** Three files: one that is copied whole, one in parts, and an empty one. */
const FILES = { small: Buffer.from('a small file'), large: patterned(3 * PART + 500), empty: Buffer.alloc(0) }

/** Opens a lab; the caller closes it. */
export async function openLab(options: LabOptions = {}): Promise<Lab> {
  const buckets = ['source', 'target']
  const from = await startFakeS3({ buckets, ...options.from })
  const to = options.streamed === true ? await startFakeS3({ buckets, ...options.to }) : from
  return new Lab(from, to, options.files ?? FILES)
}

/**
 * Servers, a savepoint at `s3://source/flink/savepoint-1`, and runs that relocate it to
 * `s3://target/moved`.
 */
export class Lab {
  readonly from: FakeS3
  readonly to: FakeS3
  readonly files: ReadonlyMap<string, Buffer>
  /** What the runs told, warnings and notices alike. */
  readonly told: string[] = []
  readonly retry = quickRetry()

  constructor(from: FakeS3, to: FakeS3, files: Readonly<Record<string, Buffer>>) {
    this.from = from
    this.to = to
    this.files = new Map(Object.entries(files))
    for (const [name, bytes] of this.files) from.buckets.put('source', `flink/savepoint-1/${name}`, bytes)
    from.buckets.put(
      'source',
      'flink/savepoint-1/_metadata',
      this.metadataAt('s3://source/flink/savepoint-1'),
    )
  }

  /** `_metadata` of the savepoint as Flink would have written it there. */
  metadataAt(home: string): Buffer {
    const subtasks = [...this.files].map(([name, { length }], n) =>
      subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) }),
    )
    return Buffer.from(metadata(6, [operator(6, {}, subtasks)]))
  }

  relocate(more: Partial<TextRequest> = {}, run: RunOptions = {}): Promise<RelocationReport> {
    const s3 = (fake: FakeS3, accessKeyId: string): RelocationRequest['sourceS3'] => ({
      endpoint: fake.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId, secretAccessKey: 'secret' },
    })
    const parts = { copyWholeBytes: PART, copyPartBytes: PART, putWholeBytes: PART, uploadPartBytes: PART }
    return relocate(
      requestOf({
        source: 's3://source/flink/savepoint-1',
        target: 's3://target/moved',
        sourceS3: s3(this.from, 'alice'),
        targetS3: s3(this.to, 'bob'),
        ...more,
      }),
      {
        narrator: new Teller(this.told, run.onPhase),
        signal: run.signal ?? new AbortController().signal,
        onCommitted: run.onCommitted,
        tuning: {
          ...run.tuning,
          parts: { ...parts, ...run.tuning?.parts },
          retry: { ...this.retry, ...run.tuning?.retry },
        },
      },
    )
  }

  /** The sentence of a run that fails. */
  async failure(more: Partial<TextRequest> = {}, run: RunOptions = {}): Promise<string> {
    try {
      await this.relocate(more, run)
    } catch (error) {
      return [(error as Error).message, ...((error as { details?: string[] }).details ?? [])].join('\n')
    }
    throw new Error('the run did not fail')
  }

  /** The keys of the target's bucket, without the directory. */
  get placed(): string[] {
    return this.to.buckets.entries('target').map(([key]) => key.replace('moved/savepoint-1/', ''))
  }

  /** The bytes of a file of the relocated savepoint. */
  held(name: string): Buffer | undefined {
    return this.to.buckets.find('target', `moved/savepoint-1/${name}`)?.bytes
  }

  put(name: string, bytes: Buffer): void {
    this.to.buckets.put('target', `moved/savepoint-1/${name}`, bytes)
  }

  /** The target is the savepoint, byte for byte, and no upload is left over. */
  expectWhole(): void {
    for (const [name, bytes] of this.files)
      expect([name, this.held(name)?.equals(bytes)]).toEqual([name, true])
    expect(this.held('_metadata')?.equals(this.metadataAt('s3://target/moved/savepoint-1'))).toBe(true)
    expect(this.placed).toEqual([...this.files.keys(), '_metadata'].sort())
    expect(this.to.buckets.unfinished).toBe(0)
  }

  /** Nothing that could be taken for a savepoint is there, and no upload is left over. */
  expectNoSavepoint(): void {
    expect(this.placed).not.toContain('_metadata')
    expect(this.to.buckets.unfinished).toBe(0)
  }

  async close(): Promise<void> {
    await this.from.close()
    if (this.to !== this.from) await this.to.close()
  }
}

class Teller implements Narrator {
  readonly #told: string[]
  readonly #onPhase: (phase: Phase) => void

  constructor(told: string[], onPhase: (phase: Phase) => void = () => undefined) {
    this.#told = told
    this.#onPhase = onPhase
  }

  phase(phase: Phase): void {
    this.#onPhase(phase)
  }
  info(text: string): void {
    this.#told.push(text)
  }
  warning(text: string): void {
    this.#told.push(text)
  }
  debug(): void {
    /* too much */
  }
  progress(): void {
    /* too much */
  }
}

/** A clock that runs so many times as fast, and waits that are as much shorter. */
export function fastClock(factor: number): Pick<ReturnType<typeof quickRetry>, 'now' | 'sleep'> {
  const started = performance.now()
  return {
    now: () => (performance.now() - started) * factor,
    sleep: async (ms, signal) => {
      await delay(ms / factor, undefined, signal === undefined ? {} : { signal })
    },
  }
}
