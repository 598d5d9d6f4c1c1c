/** @jest-environment ./__tests__/support/plain-global.ts */
import { file, keyGroups, metadata, operator, subtask } from '../support/metadata-builder.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { THOROUGH } from '../support/thorough.ts'
import { openLab, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const FIRST = { a: Buffer.from('first a'), b: Buffer.from('first b'), only: Buffer.from('first only') }
/** Of the same sizes, so that both runs write the very same `_metadata`. */
const ALIKE = { a: Buffer.from('other a'), b: Buffer.from('other b'), only: Buffer.from('other only') }
const UNLIKE = { a: Buffer.from('another a'), b: Buffer.from('other b'), more: Buffer.from('more') }

type Files = Readonly<Record<string, Buffer>>

function metadataOf(files: Files, home: string): Buffer {
  const subtasks = Object.entries(files).map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) }),
  )
  return Buffer.from(metadata(6, [operator(6, {}, subtasks)]))
}

/** Whether the target is whole and of these files. */
function isWhole(files: Files): boolean {
  return (
    lab.held('_metadata')?.equals(metadataOf(files, 's3://target/moved/savepoint-1')) === true
    && Object.entries(files).every(([name, bytes]) => lab.held(name)?.equals(bytes) === true)
  )
}

interface Gate {
  readonly opened: Promise<void>
  readonly open: () => void
}

function gate(): Gate {
  let open = (): void => undefined
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

interface Ending {
  readonly first: boolean
  readonly second: boolean
  readonly reasons: readonly string[]
  /** Requests of each run. */
  readonly counts: readonly [number, number]
}

/**
 * Runs two relocations of savepoints of one name to one target: the first one up to its request `k`, then
 * the second one up to its request `j`, then the first one to its end, then the second one.
 */
async function interleave(
  k: number,
  j: number,
  others: Files,
  overwrite: boolean,
  streamed: boolean,
): Promise<Ending> {
  lab = await openLab({ files: FIRST, streamed })
  for (const [name, bytes] of Object.entries(others))
    lab.from.buckets.put('source', `other/savepoint-1/${name}`, bytes)
  lab.from.buckets.put(
    'source',
    'other/savepoint-1/_metadata',
    metadataOf(others, 's3://source/other/savepoint-1'),
  )
  const counts: [number, number] = [0, 0]
  const stopped = gate()
  const firstGoesOn = gate()
  const secondGoesOn = gate()
  const s3 = (endpoint: string, accessKeyId: string): RelocationRequest['sourceS3'] => ({
    endpoint,
    region: 'us-east-1',
    credentials: { accessKeyId, secretAccessKey: 'secret' },
  })
  let second: Promise<boolean> | undefined
  const reasons: string[] = []
  const settle = (run: Promise<unknown>): Promise<boolean> =>
    run.then(
      () => true,
      (error: unknown) => {
        reasons.push(String(error))
        return false
      },
    )
  const startSecond = (): Promise<boolean> =>
    settle(
      lab.relocate({
        overwrite,
        source: 's3://source/other/savepoint-1',
        sourceS3: s3(lab.from.endpoint, 'second'),
        targetS3: s3(lab.to.endpoint, 'second'),
      }),
    )
  const hold = async ({ accessKeyId }: { readonly accessKeyId?: string | undefined }): Promise<void> => {
    if (accessKeyId === 'second') {
      if (counts[1]++ < j) return
      stopped.open()
      await secondGoesOn.opened
    } else if (counts[0]++ >= k) {
      if (second === undefined) {
        second = startSecond()
        void second.then(() => {
          stopped.open()
        })
        void stopped.opened.then(() => {
          firstGoesOn.open()
        })
      }
      await firstGoesOn.opened
    }
  }
  lab.from.onRequest = hold
  lab.to.onRequest = hold
  const first = await settle(lab.relocate({ overwrite }))
  secondGoesOn.open()
  return { first, second: await (second ?? startSecond()), reasons, counts }
}

/** 1 tries every pair, which takes nine times as long. */
const STEP = THOROUGH ? 1 : 3

/** The two orders of every so-manieth pair of requests; what is asserted holds for each. */
async function everyWay(
  others: Files,
  overwrite: boolean,
  streamed: boolean,
  check: (ending: Ending, at: string) => void,
): Promise<void> {
  let [ofFirst, ofSecond] = [Infinity, Infinity]
  for (let k = 0; k <= ofFirst; k += STEP) {
    ofSecond = Infinity
    for (let j = k % (2 * STEP) === 0 ? 0 : 1; j <= ofSecond; j += STEP) {
      const ending = await interleave(k, j, others, overwrite, streamed)
      check(ending, `first stopped at ${k}, second at ${j}: ${JSON.stringify(ending)}`)
      await lab.close()
      ofFirst = ending.counts[0]
      ofSecond = ending.counts[1]
    }
  }
}

describe.each([
  ['server-side', false],
  ['streamed', true],
])('two runs to one target at the same time, %s', (_, streamed) => {
  it.each<[string, Files, boolean]>([
    ['with overwrite, of the same _metadata', ALIKE, true],
    ['with overwrite, of another _metadata', UNLIKE, true],
    ['without overwrite, of the same _metadata', ALIKE, false],
    ['without overwrite, of another _metadata', UNLIKE, false],
  ])(
    '%s: never end in a mixture that looks complete, and no two successes in anything but one of them whole',
    async (_name, others, overwrite) => {
      let [successes, ways] = [0, 0]
      await everyWay(others, overwrite, streamed, (ending, at) => {
        ways++
        const [isFirst, isSecond] = [isWhole(FIRST), isWhole(others)]
        if (lab.held('_metadata') !== undefined) expect([at, isFirst || isSecond]).toEqual([at, true])
        if (ending.first || ending.second) successes++
        if (ending.first && ending.second) expect([at, isFirst || isSecond]).toEqual([at, true])
        else if (ending.first || ending.second) {
          // The one that failed may have written over the other's files after that one had told its
          // success: then it says so, and nothing looks complete.
          const told = lab.told.some((text) =>
            /was set aside as _metadata.before-relocation.*, for files of two runs lie there/.test(text),
          )
          expect([
            at,
            (ending.first ? isFirst : isSecond) || (told && lab.held('_metadata') === undefined),
          ]).toEqual([at, true])
        }
      })
      expect(ways).toBeGreaterThan(20)
      expect(successes).toBeGreaterThan(ways / 2)
    },
    240_000,
  )
})
