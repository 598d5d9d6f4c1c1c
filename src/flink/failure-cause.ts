/** A name of a Java class that stands alone, or the colon that `Throwable.toString` writes after it. */
const CLASS_NAME = /^(?:[\w$]+\.)+([\w$]+)(?::\s+|$)/

/**
 * Where the message of a wrapped exception begins, for the message of a wrapper repeats the text of its
 * cause.
 */
const WRAPPED = /(?<![\w$.])(?:[\w$]+\.)+[\w$]*(?:Exception|Error|Throwable): /g

/** What is looked at of one message: enough for all that is told. */
const MOST_READ = 8_000

const MOST_CHARACTERS = 400

/**
 * Reduces what Flink says of a failure (a stack trace with `Caused by:`, or an exception's text with others
 * inside) to the innermost cause in Flink's own words, in one line of at most 400 characters. Empty where the
 * text is.
 */
export function innermostCause(text: string): string {
  const headings = causeHeadings(text)
  const messages = headings.map(plainMessage).filter((message) => message !== '')
  const innermost = messages.at(-1) ?? ''
  // A short one (`Hadoop is not in the classpath/dependencies.`, a bare class name) says little without what
  // it led to.
  const outer =
    innermost.length > SHORT
      ? undefined
      : messages.slice(0, -1).findLast((message) => isTelling(message, innermost))
  const told = outer === undefined ? innermost : `${outer} (${innermost})`
  return bounded(told.replace(/\s+/g, ' ').trim())
}

const SHORT = 60

/** What every failed attempt is introduced by says nothing of the cause. */
const INTRODUCTION = /^(?:Triggering a |Failed to trigger |Could not (?:stop|cancel) |Internal server error)/

function isTelling(message: string, innermost: string): boolean {
  return /\s/.test(message) && !INTRODUCTION.test(message) && !message.includes(innermost)
}

function bounded(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS - 1)}…` : text
}

/** The texts of the exception and of its causes, outermost first, without the lines of the stack. */
function causeHeadings(text: string): string[] {
  const headings: string[] = []
  let open = false
  for (const line of text.split(/\r?\n/)) {
    if (/^\s*(?:at [\w$.<>/@-]+[\w$>]\(|\.\.\. \d+ more)/.test(line)) {
      open = false
      continue
    }
    const cause = /^\s*(?:\[?CIRCULAR REFERENCE: ?|Caused by: )(.*)$/.exec(line)
    if (cause !== null) {
      headings.push(cause[1] ?? '')
      open = true
    } else if (headings.length === 0 && line.trim() !== '') {
      headings.push(line)
      open = true
    } else if (open) headings.push(`${headings.pop() ?? ''} ${line.trim()}`)
  }
  return headings
}

/**
 * The message of an exception without the names of the classes around it; the class where there is no
 * message.
 */
function plainMessage(heading: string): string {
  const text = heading.trim().slice(0, MOST_READ)
  const last = [...text.matchAll(WRAPPED)]
    .map((match) => match.index + match[0].length)
    .findLast((end) => end < text.length)
  const rest = text.slice(last ?? 0)
  const bare = CLASS_NAME.exec(rest)
  if (bare === null) return rest
  const after = rest.slice(bare[0].length)
  return after === '' ? (bare[1] ?? '') : after
}
