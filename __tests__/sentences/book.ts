/** One file in which everything that the program says stands once, made by having it said. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Sentences that belong together, said one after another. */
export interface Chapter {
  readonly title: string
  readonly write: (page: Page) => Promise<void> | void
}

/** Gathers the sentences of one chapter. */
export class Page {
  readonly #lines: string[] = []
  readonly #told = new Set<string>()
  readonly #steady: [RegExp | string, string][] = [[/(127\.0\.0\.1|localhost|\[::1\]):\d{4,5}\b/g, '$1:9000']]

  /** Has what differs from run to run printed as something that does not. */
  steady(what: RegExp | string, as: string): void {
    this.#steady.unshift([what, as])
  }

  /** Prints what is said where this is so. */
  say(when: string, said: string | readonly string[]): void {
    const text = typeof said === 'string' ? said : said.join('\n')
    const steady = this.#steadied(text.trimEnd())
    this.#lines.push(
      `* ${this.#steadied(when)}`,
      ...steady.split('\n').map((line) => (line === '' ? '' : `    ${line}`)),
    )
  }

  /** Prints the lines that this has not printed before: what every run tells would hide the rest. */
  sayNew(when: string, lines: readonly string[]): void {
    const fresh = lines.map((line) => this.#steadied(line)).filter((line) => !this.#told.has(line))
    for (const line of fresh) this.#told.add(line)
    this.say(when, fresh)
  }

  /** What was to fail and did not. */
  readonly unrefused: string[] = []

  /**
   * Prints the sentence with which it fails.
   *
   * @param more what else is printed of the failure
   */
  async fails(
    when: string,
    act: () => unknown,
    more: (failure: unknown) => readonly string[] = () => [],
  ): Promise<void> {
    let failure: unknown
    try {
      await act()
    } catch (error) {
      failure = error
    }
    if (failure === undefined) this.unrefused.push(when)
    else {
      const details = detailsOf(failure).map((detail) => `- ${detail}`)
      this.say(when, [messageOf(failure), ...details, ...more(failure)])
    }
  }

  #steadied(text: string): string {
    return this.#steady.reduce((so, [what, as]) => so.replaceAll(what, as), text)
  }

  get text(): string {
    return this.#lines.join('\n')
  }
}

/** By shape: an error of Node's own realm is none of the sandbox's. */
function messageOf(failure: unknown): string {
  return typeof failure === 'object' && failure !== null && 'message' in failure
    ? String(failure.message)
    : String(failure)
}

/** The lines that stand below the sentence of a failure. */
function detailsOf(failure: unknown): readonly string[] {
  const details =
    typeof failure === 'object' && failure !== null && 'details' in failure ? failure.details : []
  return Array.isArray(details) ? details.map(String) : []
}

/** The whole book, with a heading for each chapter. */
export async function bookOf(chapters: readonly Chapter[]): Promise<string> {
  const texts: string[] = []
  const faults: string[] = []
  for (const chapter of chapters) {
    try {
      texts.push(await textOf(chapter))
    } catch (error) {
      faults.push(String(error))
    }
  }
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return texts.join('\n')
}

/** One chapter as it stands in the book. @throws Error when something succeeded that was to fail */
export async function textOf({ title, write }: Chapter): Promise<string> {
  const page = new Page()
  await write(page)
  if (page.unrefused.length > 0) throw new Error(`${title}: did not fail: ${page.unrefused.join('; ')}`)
  return `${title}\n${'='.repeat(title.length)}\n\n${page.text}\n`
}

/** The same on every machine: the path stands in `_metadata` and in tables, whose sizes are printed. */
const SCRATCH_LENGTH = 80

/** Runs with a directory of its own, which is gone afterwards. */
export async function inScratch(page: Page, use: (scratch: string) => Promise<void>): Promise<void> {
  const random = 'XXXXXX'.length
  const prefix = join(tmpdir(), 'sentences-').padEnd(SCRATCH_LENGTH - random, '-')
  const scratch = await mkdtemp(prefix)
  page.steady(scratch, '/data')
  try {
    await use(scratch)
  } finally {
    await rm(scratch, { recursive: true, force: true })
  }
}
