import { describeOperator } from '../metadata/warnings.ts'
import type { FileProblem } from './check-files.ts'

/** A file that is not what `_metadata` says, and whose state it is, in one line. */
export function problemText(file: FileProblem): string {
  const { path, problem, expectedBytes, foundBytes } = file
  const user = userText(file)
  if (problem !== 'wrong-size') return `${problem}: ${path}${user}`
  return `wrong size: ${path} has ${foundBytes ?? 0} bytes, its handles say ${expectedBytes ?? 0}${user}`
}

function userText({ operator, subtask, otherHandles }: FileProblem): string {
  if (operator === undefined) return ''
  const of = subtask === undefined ? '' : `, subtask ${subtask}`
  const more = otherHandles === undefined ? '' : `, and ${otherHandles} more ${otherHandles === 1 ? 'handle' : 'handles'}`
  return ` (operator ${describeOperator(operator)}${of}${more})`
}
