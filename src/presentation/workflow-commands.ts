/**
 * Makes text from outside harmless in the log of a GitHub job. The runner takes a line that begins with `::`,
 * after any blanks, and `##[` anywhere in a line, for a command to itself, whichever stream it comes from.
 */
export function disarm(text: string): string {
  return text.replace(/^([^\S\n]*):(?=:)/gm, '$1: ').replaceAll('##[', '## [')
}

/**
 * The same for JSON, which stays valid and equal in meaning: within a text, where alone this can stand, `#`
 * may be written as an escape.
 */
export function disarmJson(json: string): string {
  return json.replaceAll('##[', '\\u0023#[')
}
