/**
 * Colours and other sequences with which programs steer a terminal (ECMA-48: CSI, OSC, and escapes of two
 * characters).
 */
const ESCAPES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|[@-Z\\^_])/g

/** The time that GitHub writes before every line of a downloaded log. */
const LOG_TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z /gm

/** The text of a terminal or a log without colours and times, its lines ended by `\n`. */
export function plainText(text: string): string {
  return text
    .replace(/^\ufeff/, '')
    .replace(ESCAPES, '')
    .replace(/\r\n?/g, '\n')
    .replace(LOG_TIME, '')
}

/** One place where a sentence stands. */
export interface SentenceMatch {
  readonly begin: number
  readonly end: number
  readonly jobId: string | undefined
  readonly word: string | undefined
}

/** A sentence that can be looked for. */
export interface Sentence {
  readonly find: (plain: string) => SentenceMatch[]
}

/**
 * A sentence that is found wherever it stands in a line, also where a terminal broke it over lines.
 *
 * @param words the sentence; `#` stands for a job's id (32 hex digits), `*` for one word
 */
export function createSentence(words: string): Sentence {
  const parts = Array.from(words, (character) => {
    if (character === '#') return '(?<job>(?:[0-9a-f]\\n?){31}[0-9a-f])'
    if (character === '*') return '(?<word>[A-Za-z0-9_-]+)'
    if (character === ' ') return '(?: ?\\n ?| )'
    return character.replace(/[.*+?^${}()|[\]\\/]/, '\\$&')
  })
  // A break may stand between any two characters, but a blank brings its own.
  const pattern = new RegExp(
    parts
      .map((part, index) =>
        index === 0 || part.startsWith('(?: ') || parts[index - 1]?.startsWith('(?: ') ? part : `\\n?${part}`,
      )
      .join(''),
    'g',
  )
  return {
    find: (plain) =>
      [...plain.matchAll(pattern)].map((match) => ({
        begin: match.index,
        end: match.index + match[0].length,
        jobId: match.groups?.['job']?.replaceAll('\n', ''),
        word: match.groups?.['word'],
      })),
  }
}
