import { printable } from '../presentation/printable.ts'
import type { CliDependencies } from './dependencies.ts'

/** The result for programs, or more properties of it. */
export function printJson({ json }: CliDependencies, properties: object): void {
  json.print(properties)
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
