/**
 * A text is no single command that can be run without a shell. The message is a sentence without the
 * command's name.
 */
export class CommandTextError extends Error {
  override readonly name = 'CommandTextError'
}

/** What a shell would take for more than words, and what to do about it. */
const SHELL_ONLY: readonly (readonly [pattern: RegExp, what: string])[] = [
  [/^\|/, 'a pipe (|)'],
  [/^&/, 'an ampersand (&, &&)'],
  [/^;/, 'a semicolon (;)'],
  [/^[<>]/, 'a redirection (< or >)'],
  [/^[()]/, 'a parenthesis'],
  [/^`/, 'a command substitution (`…`)'],
  [/^\$\(/, 'a command substitution ($(…))'],
  [/^\$/, 'a variable ($…)'],
]

const ADVICE =
  'the command is run without a shell: put it into single quotes if it is meant literally, '
  + 'take variables from the workflow (${{ env.NAME }}), or call a script'

/**
 * Splits a command into its words, by the rules of a POSIX shell for quotes and backslashes and nothing else:
 * words are separated by blanks; single quotes keep everything; within double quotes a backslash keeps `"`,
 * `\`, `$` and the backquote; outside it keeps the next character, and at the end of a line it joins the next
 * one to it.
 *
 * @throws CommandTextError for an empty text, quotes without end, several lines, an assignment before the
 * command, and for what
 *   only a shell can do, since it would silently become an argument
 */
export function splitCommand(text: string): [program: string, ...args: string[]] {
  const reader = new WordReader(text.trim().replace(/\\\r?\n/g, ' '))
  const [program, ...args] = reader.words()
  if (program === undefined || program === '') throw new CommandTextError('names no program')
  if (/^[A-Za-z_]\w*=/.test(program)) {
    throw new CommandTextError(
      `begins with ${JSON.stringify(program.replace(/=.*/s, '=…'))}, which only a shell understands: set it in env`,
    )
  }
  return [program, ...args]
}

class WordReader {
  readonly #text: string
  #at = 0

  constructor(text: string) {
    this.#text = text
  }

  words(): string[] {
    const words: string[] = []
    for (;;) {
      this.#skipBlanks()
      if (this.#at >= this.#text.length) return words
      words.push(this.#word())
    }
  }

  #skipBlanks(): void {
    while (/[ \t\r\n]/.test(this.#text.charAt(this.#at))) {
      if (this.#text.charAt(this.#at) === '\n') {
        throw new CommandTextError(
          'has several lines: give one command, and end a line that goes on with a backslash',
        )
      }
      this.#at += 1
    }
  }

  #word(): string {
    let word = ''
    while (this.#at < this.#text.length && !/[ \t\r\n]/.test(this.#text.charAt(this.#at))) {
      const character = this.#text.charAt(this.#at)
      if (character === "'") word += this.#singleQuoted()
      else if (character === '"') word += this.#doubleQuoted()
      else word += this.#plain(character)
    }
    return word
  }

  #plain(character: string): string {
    this.#refuseShell()
    this.#at += 1
    if (character !== '\\') return character
    const kept = this.#text.charAt(this.#at)
    if (kept === '') throw new CommandTextError('ends with a backslash')
    this.#at += 1
    return kept
  }

  #singleQuoted(): string {
    const end = this.#text.indexOf("'", this.#at + 1)
    if (end < 0) throw new CommandTextError('has a single quote without its end')
    const quoted = this.#text.slice(this.#at + 1, end)
    this.#at = end + 1
    return quoted
  }

  #doubleQuoted(): string {
    let quoted = ''
    for (this.#at += 1; this.#at < this.#text.length; this.#at += 1) {
      const character = this.#text.charAt(this.#at)
      if (character === '"') {
        this.#at += 1
        return quoted
      }
      if (character === '\\' && /["\\$`]/.test(this.#text.charAt(this.#at + 1))) {
        this.#at += 1
        quoted += this.#text.charAt(this.#at)
        continue
      }
      if (character === '$' || character === '`') this.#refuseShell()
      quoted += character
    }
    throw new CommandTextError('has a double quote without its end')
  }

  #refuseShell(): void {
    const rest = this.#text.slice(this.#at, this.#at + 2)
    const found = SHELL_ONLY.find(([pattern]) => pattern.test(rest))
    if (found !== undefined) throw new CommandTextError(`contains ${found[1]} that is not quoted; ${ADVICE}`)
  }
}
