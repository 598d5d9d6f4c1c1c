import { innermostCause } from './failure-cause.ts'
import { isPath, pathFinding, type Finding } from './finding.ts'
import { createSentence, plainText, type Sentence } from './plain-text.ts'
import { readWrittenPath } from './written-path.ts'

/** What one of the sentences of Flink's command line means for its job. */
type Meaning = 'begun' | 'completed' | 'stored' | 'detached' | 'failed' | 'created' | 'disposed' | 'checkpoint' | 'ended'

/**
 * The sentences of `flink savepoint`, `stop`, `cancel` and `checkpoint`, from `CliFrontend` of Flink 1.8 to 2.3 (sources of
 * `flink-clients`), and of the exceptions that they print. `#` stands for a job's id, `*` for one word.
 */
const SENTENCES: readonly (Sentence & { readonly meaning: Meaning })[] = ([
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
  ['disposed', 'Disposing savepoint \''],
  ['checkpoint', 'You can resume your program from this checkpoint with the run command'],
  ['ended', 'Cancelled job #'],
  ['ended', 'Stopped job #'],
] as const).map(([meaning, words]) => ({ meaning, ...createSentence(words) }))

/** One sentence that was found: where it stands, and the job and the word in it. */
interface Told {
  readonly meaning: Meaning
  readonly begin: number
  readonly end: number
  readonly jobId: string | undefined
  readonly word: string | undefined
}

/** What Flink's command line told, in its order. Empty for a text without any of its sentences. */
export function findInCliOutput(text: string): Finding[] {
  const plain = plainText(text)
  const told = findSentences(plain)
  const outcomes = new Map<string, Finding>()
  const paths: Finding[] = []
  let job = ''
  for (const [index, one] of told.entries()) {
    job = one.jobId ?? job
    const rest = plain.slice(one.end, told[index + 1]?.begin)
    const next = told.find((later) => later.begin > one.begin && later.meaning !== 'failed' && later.meaning !== 'created')
    const finding = findingOf(one, rest, plain.slice(one.begin, next?.begin))
    // What was told last of a job counts: a second attempt may go well. That a job has ended says nothing of a savepoint.
    if (!isAside(one.meaning) || !outcomes.has(job)) outcomes.set(job, finding)
    if (!isPath(finding)) continue
    outcomes.delete('')
    paths.push(finding)
  }
  return [...paths, ...[...outcomes.values()].filter((finding) => !isPath(finding))]
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
  // `Cancelled job X. Savepoint stored in Y.` is two sentences; `Could not cancel job X` twice at one place is one.
  return found.filter((one, index) => index === 0 || one.begin >= (found[index - 1]?.end ?? 0))
}

function findingOf({ meaning, jobId, word }: Told, rest: string, fromHere: string): Finding {
  const job = jobId === undefined ? 'the job' : `job ${jobId}`
  switch (meaning) {
    case 'completed': return pathOf(rest, 'Savepoint completed. Path:')
    case 'stored': return pathOf(rest, 'Savepoint stored in')
    case 'begun': return { reason: `the text tells that a savepoint of ${job} was triggered, but not how it ended: wait for it` }
    case 'detached': return {
      reason: `the savepoint was only triggered (detached, trigger id ${word ?? 'unknown'}), its path is not known yet: `
        + 'leave -detached out, or ask /jobs/<job>/savepoints/<trigger id>',
    }
    case 'failed': return { reason: failureReason(fromHere) }
    case 'created': return { reason: innermostCause(fromHere.split('\n', 1)[0] ?? '') }
    case 'disposed': return { reason: 'the text tells of a savepoint that was disposed of' }
    case 'checkpoint': return {
      reason: 'flink checkpoint tells no path, only a number: look for the checkpoint in the job\'s checkpoint directory',
    }
    case 'ended': return { reason: `${job} was ended without a savepoint: use flink stop` }
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
