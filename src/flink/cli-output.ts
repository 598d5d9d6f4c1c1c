import { innermostCause } from './failure-cause.ts'
import { isPath, pathFinding, type Finding } from './finding.ts'
import { createSentence, plainText, type Sentence } from './plain-text.ts'
import { readWrittenPath } from './written-path.ts'

/** What one of the sentences of Flink's command line means for its job. */
type Meaning =
  'begun' | 'completed' | 'stored' | 'detached' | 'failed' | 'created' | 'disposed' | 'checkpoint' | 'ended'

/**
 * The sentences of `flink savepoint`, `stop`, `cancel` and `checkpoint`, from `CliFrontend` of Flink 1.8 to
 * 2.3 (sources of `flink-clients`), and of the exceptions that they print. `#` stands for a job's id, `*` for
 * one word.
 */
const SENTENCES: readonly (Sentence & { readonly meaning: Meaning })[] = (
  [
    ['begun', 'Triggering savepoint for job #'],
    ['begun', 'Triggering savepoint in detached mode for job #'],
    ['begun', 'Triggering stop-with-savepoint for job #'],
    ['begun', 'Triggering stop-with-savepoint in detached mode for job #'],
    ['begun', 'Suspending job "#" with a savepoint'],
    ['begun', 'Suspending job "#" with a * savepoint'],
    ['begun', 'Draining job "#" with a savepoint'],
    ['begun', 'Draining job "#" with a * savepoint'],
    ['begun', 'Cancelling job # with savepoint to'],
    ['begun', 'Cancelling job # with * savepoint to'],
    ['completed', 'Savepoint completed. Path:'],
    ['stored', 'Savepoint stored in'],
    ['detached', 'Successfully trigger manual savepoint, triggerId: *'],
    ['detached', 'Successfully trigger stop-with-savepoint in detached mode, triggerId: *'],
    ['failed', 'Triggering a savepoint for the job # failed'],
    ['failed', 'Triggering a detached savepoint for the job # failed'],
    ['failed', 'Failed to trigger a savepoint for the job #'],
    ['failed', 'Could not stop with a savepoint job "#"'],
    ['failed', 'Could not stop with a detached savepoint job "#"'],
    ['failed', 'Could not cancel job #'],
    ['failed', 'Could not stop the job #'],
    ['failed', 'The program finished with the following exception:'],
    ['created', 'A savepoint has been created at:'],
    ['disposed', "Disposing savepoint '"],
    ['checkpoint', 'You can resume your program from this checkpoint with the run command'],
    ['ended', 'Cancelled job #'],
    ['ended', 'Stopped job #'],
  ] as const
).map(([meaning, words]) => ({ meaning, ...createSentence(words) }))

/** One sentence that was found: where it stands, and the job and the word in it. */
interface Told {
  readonly meaning: Meaning
  readonly begin: number
  readonly end: number
  readonly jobId: string | undefined
  readonly word: string | undefined
}

/**
 * Who reads them shows one. A failure's text may reach to the end of the whole: it is read for a few only.
 */
const MOST_REASONS = 20

/** What Flink's command line told, in its order. Empty for a text without any of its sentences. */
export function findInCliOutput(text: string): Finding[] {
  const plain = plainText(text)
  const told = findSentences(plain)
  const outcomes = new Map<string, Finding | (() => Finding)>()
  const paths: Finding[] = []
  const ends = failureEnds(told)
  let job = ''
  for (const [index, one] of told.entries()) {
    job = one.jobId ?? job
    const path = pathIn(one, plain.slice(one.end, told[index + 1]?.begin))
    // What was told last of a job counts: a second attempt may go well. That a job has ended says nothing of
    // a savepoint.
    if (!isAside(one.meaning) || !outcomes.has(job)) {
      outcomes.set(job, path ?? (() => ({ reason: reasonOf(one, plain.slice(one.begin, ends[index])) })))
    }
    if (path === undefined || !isPath(path)) continue
    outcomes.delete('')
    paths.push(path)
  }
  const others = [...outcomes.values()].filter((outcome) => typeof outcome === 'function' || !isPath(outcome))
  return [
    ...paths,
    ...others.slice(0, MOST_REASONS).map((outcome) => (typeof outcome === 'function' ? outcome() : outcome)),
  ]
}

/**
 * For each sentence where the next one stands that tells of something else than a failure, `undefined` for
 * the end of the text.
 */
function failureEnds(told: readonly Told[]): (number | undefined)[] {
  const ends: (number | undefined)[] = []
  let next: number | undefined
  for (let index = told.length - 1; index >= 0; index -= 1) {
    ends[index] = next
    const { meaning, begin } = told[index] as Told
    if (meaning !== 'failed' && meaning !== 'created') next = begin
  }
  return ends
}

function isAside(meaning: Meaning): boolean {
  return meaning === 'ended' || meaning === 'disposed'
}

/** The id of the job that Flink's command line spoke of, `undefined` for none or several. */
export function findJobId(text: string): string | undefined {
  const found = new Set(findSentences(plainText(text)).flatMap(({ jobId }) => jobId ?? []))
  const [jobId] = found
  return found.size === 1 ? jobId : undefined
}

/** The trigger id that a detached command printed, `undefined` for none. */
export function findTriggerId(text: string): string | undefined {
  return findSentences(plainText(text)).find(({ meaning }) => meaning === 'detached')?.word
}

function findSentences(plain: string): Told[] {
  const found = SENTENCES.flatMap(({ meaning, find }) => find(plain).map((match) => ({ meaning, ...match })))
  found.sort((a, b) => a.begin - b.begin || b.end - a.end)
  // `Cancelled job X. Savepoint stored in Y.` is two sentences; `Could not cancel job X` twice at one place
  // is one.
  return found.filter((one, index) => index === 0 || one.begin >= (found[index - 1]?.end ?? 0))
}

/** What one of the two sentences says that end in a path; `undefined` for the others. */
function pathIn({ meaning }: Told, rest: string): Finding | undefined {
  if (meaning === 'completed') return pathOf(rest, 'Savepoint completed. Path:')
  return meaning === 'stored' ? pathOf(rest, 'Savepoint stored in') : undefined
}

function reasonOf({ meaning, jobId, word }: Told, fromHere: string): string {
  const job = jobId === undefined ? 'the job' : `job ${jobId}`
  switch (meaning) {
    case 'detached':
      return (
        `the savepoint was only triggered (detached, trigger id ${word ?? 'unknown'}), its path is not known yet: `
        + 'leave -detached out, or ask /jobs/<job>/savepoints/<trigger id>'
      )
    case 'failed':
      return failureReason(fromHere)
    case 'created':
      return innermostCause(fromHere.split('\n', 1)[0] ?? '')
    case 'disposed':
      return 'the text tells of a savepoint that was disposed of'
    case 'checkpoint':
      return "flink checkpoint tells no path, only a number: look for the checkpoint in the job's checkpoint directory"
    case 'ended':
      return `${job} was ended without a savepoint: use flink stop`
    case 'begun':
    case 'completed':
    case 'stored':
      return `the text tells that a savepoint of ${job} was triggered, but not how it ended: wait for it`
  }
}

function failureReason(text: string): string {
  const trace = text.replace(/^The program finished with the following exception:\s*/, '')
  const cause = innermostCause(trace)
  return `Flink took no savepoint: ${cause === '' ? 'the program finished with an exception that is not in the text' : cause}`
}

function pathOf(rest: string, sentence: string): Finding {
  const written = readWrittenPath(rest)
  if ('broken' in written) return { reason: `after '${sentence}' ${written.broken}` }
  return pathFinding(written.path, `Flink's line '${sentence}'`)
}
