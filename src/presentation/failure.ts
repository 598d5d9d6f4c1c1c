import { SavepointError } from '../commands/savepoint/request.ts'
import { RelocationError } from '../commands/relocation-error.ts'
import { SearchError } from '../commands/find/request.ts'
import { StorageError } from '../storage/storage-error.ts'
import { printable } from './printable.ts'

/** A failure for people: one sentence, and under it its details and what led to it, outermost first. */
export interface Failure {
  readonly sentence: string
  readonly lines: readonly string[]
}

/** The name under which Action and command line speak. */
export const PROGRAM = 'flink-snapshot'

const MOST_CAUSES = 10

/** Faults that no input should be able to cause: they are ours to repair. */
const BUGS: ReadonlySet<string> = new Set(['TypeError', 'RangeError', 'ReferenceError', 'AssertionError'])

const NO_DIRECTORY =
  'the working directory does not exist any more: change into another one, or give absolute paths'

/** Tells an error in one line, with its chain of causes. All texts are printable. */
export function explainFailure(error: unknown): Failure {
  if (isError(error) && 'syscall' in error && error.syscall === 'uv_cwd')
    return { sentence: NO_DIRECTORY, lines: [] }
  if (isError(error) && BUGS.has(error.name)) {
    const what = `unexpected ${error.name}: ${error.message}`
    return {
      sentence: printable(`${what}; this is a bug, please report it with these lines`),
      lines: [...stackOf(error), ...causesOf(error, what)],
    }
  }
  const details = hasDetails(error) ? error.details.map(printable) : []
  const facts = error instanceof StorageError ? factsOf(error) : []
  const sentence = messageOf(error)
  return { sentence: printable(sentence), lines: [...details, ...facts, ...causesOf(error, sentence)] }
}

function hasDetails(error: unknown): error is RelocationError | SavepointError | SearchError {
  return error instanceof RelocationError || error instanceof SavepointError || error instanceof SearchError
}

/**
 * By shape, not by class: an error of another realm (a worker, a test's sandbox) and a DOMException are
 * errors too.
 */
function isError(value: unknown): value is Error {
  return (
    typeof value === 'object'
    && value !== null
    && 'name' in value
    && typeof value.name === 'string'
    && 'message' in value
    && typeof value.message === 'string'
  )
}

function messageOf(error: unknown): string {
  if (!isError(error)) return String(error)
  return error.message === '' ? error.name : error.message
}

/** What a server answered, where the sentence itself does not say it. */
function factsOf({ facts, message }: StorageError): string[] {
  const parts: string[] = []
  if (facts.status !== undefined) parts.push(`status ${facts.status}`)
  if (facts.s3Code !== undefined) parts.push(facts.s3Code)
  if (facts.requestId !== undefined) parts.push(`request id ${facts.requestId}`)
  if (parts.length === 0 || (facts.requestId !== undefined && message.includes(facts.requestId))) return []
  return [printable(`${facts.operation}: ${parts.join(', ')}`)]
}

function stackOf(error: Error): string[] {
  return (error.stack ?? '')
    .split('\n')
    .slice(1, 6)
    .map((line) => printable(line.trim()))
}

/**
 * The chain of causes, bounded: it may branch, and nothing forbids a circle. What was said already, by the
 * sentence or by a cause before, is not said again.
 */
function causesOf(error: unknown, sentence: string): string[] {
  const said = [sentence]
  const lines: string[] = []
  let seen = 0
  const visit = (from: unknown): void => {
    if (!isError(from)) return
    const next: unknown[] = 'errors' in from && Array.isArray(from.errors) ? from.errors.slice(0, 3) : []
    if (from.cause !== undefined) next.push(from.cause)
    for (const cause of next) {
      if (seen++ >= MOST_CAUSES) return
      const message = messageOf(cause)
      if (!said.some((one) => one.includes(message))) {
        lines.push(printable(`caused by ${isError(cause) ? `${cause.name}: ${message}` : message}`))
        said.push(message)
      }
      visit(cause)
    }
  }
  visit(error)
  return lines
}
