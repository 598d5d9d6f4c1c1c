import { resultLines } from '../presentation/relocation-result.ts'
import type { PlannedFile, RelocationReport } from '../commands/relocate/report.ts'
import { countOf } from '../text/quantities.ts'
import type { CliDependencies } from './dependencies.ts'
import { printJson, printLines, warningLines } from './print.ts'

/** What `relocate --json` prints, and the output `report` of the Action is the path of. */
export interface RelocationDocument extends Omit<RelocationReport, 'deleted' | 'plan'> {
  /** Files of the source that were deleted (`delete-source`); absent where the deletion failed. */
  readonly deleted?: number
  /** The source was to be deleted, and that failed, in part or as a whole; absent otherwise. */
  readonly deletionFailed?: true
  /** What is copied, without `_metadata`. */
  readonly plan: {
    /** The files of the snapshot, or of the shard. */
    readonly files: readonly PlannedFile[]
  }
}

/**
 * Prints the result of a relocation. With `delete-source` it is printed before anything is deleted, and
 * what became of the deletion after it; as JSON all of it is one document, whose last properties come then.
 */
export class RelocationPrinter {
  readonly #deps: CliDependencies
  readonly #json: boolean
  #committed: RelocationReport | undefined

  constructor(deps: CliDependencies, json: boolean) {
    this.#deps = deps
    this.#json = json
  }

  /** The snapshot is committed, and its source is going to be deleted. @throws when it cannot be printed */
  async committed(report: RelocationReport): Promise<void> {
    this.#committed = report
    if (this.#json) printJson(this.#deps, { ...report, ...LATER })
    else printLines(this.#deps, [...resultLines(report), ...warningLines(report.warnings)])
    await this.#deps.flush?.()
  }

  finish(report: RelocationReport): void {
    const before = this.#committed
    if (before === undefined) {
      if (this.#json) printJson(this.#deps, report)
      else printLines(this.#deps, [...resultLines(report), ...warningLines(report.warnings)])
      return
    }
    if (this.#json) printJson(this.#deps, lateOf(report))
    else
      printLines(this.#deps, [
        `Deleted at the source: ${countOf(report.deleted, 'file')}`,
        ...warningLines(report.warnings.slice(before.warnings.length)),
      ])
  }

  /** The deletion did not end well: how much of it was done is not known. */
  failed(): void {
    if (this.#committed === undefined || !this.#json) return
    const { durationMs, warnings } = this.#committed
    printJson(this.#deps, { durationMs, warnings, deletionFailed: true })
  }
}

/** Left out as long as the source is not deleted. */
const LATER = { durationMs: undefined, warnings: undefined, deleted: undefined, leftAtSource: undefined }

/** What is known of a report only when the source is deleted. */
function lateOf({
  durationMs,
  warnings,
  deleted,
  leftAtSource,
}: RelocationReport): Partial<RelocationReport> {
  return { durationMs, warnings, deleted, leftAtSource }
}
