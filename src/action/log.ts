import { printable } from '../face/printable.ts'
import type { Toolkit } from './toolkit.ts'

/**
 * Makes a text from outside harmless as a line of the log. The runner takes a line that begins with `::`, after any
 * blanks, and `##[` anywhere in a line, for a command to itself.
 */
export function logText(text: string): string {
  return printable(text).replace(/^(\s*):(?=:)/, '$1: ').replaceAll('##[', '## [')
}

/** Prints one line. */
export function logLine(toolkit: Toolkit, text: string): void {
  toolkit.info(logText(text))
}
