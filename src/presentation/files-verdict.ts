import { archiveAdvice } from '../storage/archives.ts'
import { type FailOnFiles, type FileProblem, type FilesCheck, problemText } from '../snapshot/check-files.ts'
import { countOf, formatCount } from '../text/quantities.ts'

/** The snapshot's files are not as the user wants them. */
export class FilesError extends Error {
  override readonly name = 'FilesError'
}

/** Whether the check found all that it looked for, something that cannot be used, or does not know. */
export function filesMood({ checked, notChecked, problems }: FilesCheck): 'good' | 'bad' | 'unknown' {
  if (problems.length > 0) return 'bad'
  return checked > 0 && notChecked === 0 ? 'good' : 'unknown'
}

const PROBLEM_TEXTS: Readonly<Record<FileProblem['problem'], string>> = {
  missing: 'missing',
  'wrong-size': 'of the wrong size',
  archived: 'archived',
}

/** What became of the files in a few words. What was not looked for is never called good. */
export function filesCheckText({ checked, notChecked, problems }: FilesCheck): string {
  if (checked === 0) {
    return notChecked === 0
      ? 'none to look for: all state is in _metadata'
      : `not looked for: all ${formatCount(notChecked)} lie elsewhere`
  }
  const parts = Object.entries(PROBLEM_TEXTS).flatMap(([kind, text]) => {
    const count = problems.filter(({ problem }) => problem === kind).length
    return count === 0 ? [] : [`${formatCount(count)} ${text}`]
  })
  const some = notChecked === 0 ? 'all ' : ''
  const found =
    parts.length === 0
      ? `${some}${formatCount(checked)} are there`
      : `${parts.join(', ')} of ${formatCount(checked)}`
  return notChecked === 0 ? found : `${found}; ${formatCount(notChecked)} elsewhere were not looked for`
}

/**
 * Ends what looked at a snapshot where its files are not as the user wants them.
 *
 * @param label what the setting `fail-on` is called
 * @throws FilesError with the first file and what to do
 */
export function refuseFiles(files: FilesCheck | undefined, failOn: FailOnFiles, label: string): void {
  if (files === undefined || failOn === 'never') return
  const [first] = files.problems
  if (first !== undefined) {
    const also =
      files.notChecked === 0 ? '' : ` (and ${countOf(files.notChecked, 'file')} elsewhere not looked for)`
    throw new FilesError(
      `${formatCount(files.problems.length)} of ${countOf(files.checked, 'file')} cannot be used${also}, such as ${problemText(first)}: `
        + `${adviceOn(files.problems)}; with ${label} never this is told only`,
    )
  }
  if (files.checked === 0 && files.notChecked > 0) {
    throw new FilesError(
      `no file was looked for: all ${formatCount(files.notChecked)} lie in another bucket or directory than the snapshot. Was it copied by `
        + `another tool? relocate gives its paths the new place; with ${label} never this is told only`,
    )
  }
  if (failOn === 'outside' && files.outside > 0) {
    throw new FilesError(
      `${countOf(files.outside, 'file')} of the snapshot ${files.outside === 1 ? 'lies' : 'lie'} outside of its own directory`
        + `${files.notChecked === 0 ? '' : `, ${formatCount(files.notChecked)} of them not looked for`}: a job restored from it needs those `
        + 'places too; relocate with external-files copy brings them together',
    )
  }
}

function adviceOn(problems: readonly FileProblem[]): string {
  return problems.every(({ problem }) => problem === 'archived')
    ? archiveAdvice(problems.map(({ archive }) => archive ?? 'archived'))
    : 'take a new savepoint, or choose another checkpoint'
}
