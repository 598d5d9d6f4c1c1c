import { disarmJson } from '../presentation/workflow-commands.ts'
import { printable } from '../presentation/printable.ts'
import { jsonPieces } from '../presentation/json-pieces.ts'
import type { CliDependencies } from './dependencies.ts'

/** The result for programs. A piece ends between two texts, never within one. */
export function printJson(deps: CliDependencies, value: object): void {
  for (const piece of jsonPieces(value)) deps.stdout.write(disarmJson(piece))
}

/** The result for people; the lines are printable already. */
export function printLines(deps: CliDependencies, lines: readonly string[]): void {
  deps.stdout.write(`${lines.join('\n')}\n`)
}

/** Warnings below a result; no line where there are none. */
export function warningLines(warnings: readonly string[]): string[] {
  if (warnings.length === 0) return []
  return ['Warnings:', ...warnings.map((warning) => printable(`  ${warning}`))]
}
