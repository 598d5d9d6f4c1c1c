import { withoutUserInfo } from '../text/redact.ts'

/**
 * C0 and C1 control characters, line separators, and the characters that turn the direction of text around.
 */
const UNPRINTABLE = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g

const NAMES: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' }

/**
 * Makes text from outside (paths, names in `_metadata`, answers of servers) safe to print in one line: what
 * could begin a line of its own or steer a terminal is shown as an escape, users and passwords of URLs are
 * not shown.
 */
export function printable(text: string): string {
  return withoutUserInfo(text).replace(
    UNPRINTABLE,
    (character) => NAMES[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
