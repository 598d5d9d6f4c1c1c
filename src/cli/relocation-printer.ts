import { resultLines } from '../presentation/relocation-result.ts'
import type { RelocationReport } from '../commands/relocate/report.ts'
import { jsonPieces } from '../presentation/json-pieces.ts'
import { countOf } from '../text/quantities.ts'
import type { CliDependencies } from './dependencies.ts'
import { printJson, printLines, warningLines } from './print.ts'

/** What ends a JSON object, kept back as long as more may come. */
const END = '\n}\n'

/**
 * Prints the result of a relocation. With `delete-source` it is printed before anything is deleted, and what
 * became of the deletion after it; as JSON all of it is one document, whose last properties come then.
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
    if (this.#json) this.#printOpen(report)
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
    if (this.#json) this.#printRest(lateOf(report))
    else
      printLines(this.#deps, [
        `Deleted at the source: ${countOf(report.deleted, 'file')}`,
        ...warningLines(report.warnings.slice(before.warnings.length)),
      ])
  }

  /** The deletion did not end well: what was printed of the JSON becomes a document all the same. */
  failed(): void {
    if (this.#committed !== undefined && this.#json)
      this.#printRest({ warnings: this.#committed.warnings, deletionFailed: true })
  }

  #printOpen(report: RelocationReport): void {
    let kept = ''
    for (const piece of jsonPieces({ ...report, ...LATER })) {
      kept += piece
      this.#deps.stdout.write(kept.slice(0, -END.length))
      kept = kept.slice(-END.length)
    }
  }

  #printRest(late: object): void {
    const [, ...lines] = [...jsonPieces(late)].join('').split('\n')
    this.#deps.stdout.write(`,\n${lines.join('\n')}`)
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
