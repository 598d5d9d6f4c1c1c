import { disarm } from '../presentation/workflow-commands.ts'
import { printable } from '../presentation/printable.ts'
import type { Toolkit } from './toolkit.ts'

/** Makes a text from outside harmless as a line of the log. */
export function logText(text: string): string {
  return disarm(printable(text))
}

/** Prints one line. */
export function logLine(toolkit: Toolkit, text: string): void {
  toolkit.info(logText(text))
}
