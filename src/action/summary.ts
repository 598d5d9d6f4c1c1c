import { appendFile, stat } from 'node:fs/promises'
import { explainFailure } from '../face/failure.ts'
import { printable } from '../face/printable.ts'
import { factsOf, outcomeOf } from '../face/result.ts'
import { claimSentence, operatorLine, startCommands } from '../face/start-job.ts'
import type { RelocationReport } from '../relocation/report.ts'

/** GitHub refuses a step's summary beyond this. */
const MOST_BYTES = 1024 * 1024

const MOST_WARNINGS = 50
const MOST_TEXT = 4_000

/**
 * The job summary. All of it is HTML with every value escaped: paths come from users and from `_metadata`, and in
 * Markdown they could become links, images or headings.
 */
export function renderSummary(report: RelocationReport): string {
  const title = report.dryRun ? 'Dry run of a snapshot relocation' : 'Flink snapshot relocated'
  const lines = [
    `<h3>${title}</h3>`,
    `<p>${escaped(outcomeOf(report))} <code>${escaped(report.savepointPath)}</code></p>`,
    '<table>',
    ...factsOf(report).map(([label, value]) => row(label, value)),
    '</table>',
  ]
  if (report.warnings.length > 0) lines.push(...warningLines(report.warnings))
  if (!report.dryRun) {
    lines.push(
      '<p>Start the job from it:</p>',
      ...startCommands(report).map(({ flinkVersions, command }) => (
        `<pre><code>${escaped(command)}</code></pre>${flinkVersions === undefined ? '' : ` (Flink ${flinkVersions})`}`
      )),
      ...claimLines(report),
      '<p>With the Flink Kubernetes operator, in <code>spec.job</code>:</p>',
      `<pre><code>${escaped(operatorLine(report.savepointPath))}</code></pre>`,
    )
  }
  return `${lines.join('\n')}\n\n`
}

function claimLines(report: RelocationReport): string[] {
  const sentence = claimSentence(report)
  return sentence === undefined ? [] : [`<p>${escaped(sentence)}</p>`]
}

function row(label: string, value: string): string {
  const shown = label === 'from' || label === 'to' ? `<code>${escaped(value)}</code>` : escaped(value)
  return `<tr><th align="left">${escaped(label)}</th><td>${shown}</td></tr>`
}

function warningLines(warnings: readonly string[]): string[] {
  const lines = [`<p>Warnings: ${warnings.length}</p>`, '<ul>']
  lines.push(...warnings.slice(0, MOST_WARNINGS).map((warning) => `<li>${escaped(warning)}</li>`))
  if (warnings.length > MOST_WARNINGS) {
    lines.push(`<li>and ${warnings.length - MOST_WARNINGS} more, in the report</li>`)
  }
  lines.push('</ul>')
  return lines
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\'': '&#39;',
}

function escaped(text: string): string {
  const short = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text
  return printable(short).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}

/**
 * Appends the summary to the step's file. Without GITHUB_STEP_SUMMARY (an old server, another runner) there is none.
 *
 * @returns a warning when it could not be written, for a missing summary is no reason to fail a step
 */
export async function writeSummary(report: RelocationReport, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  const path = env['GITHUB_STEP_SUMMARY'] ?? ''
  if (path === '') return undefined
  const text = renderSummary(report)
  try {
    const before = await stat(path).then(({ size }) => size, () => 0)
    if (before + Buffer.byteLength(text) > MOST_BYTES) {
      return 'the job summary was left out, for with it the step\'s summary would pass GitHub\'s limit of 1 MiB'
    }
    await appendFile(path, text)
    return undefined
  } catch (error) {
    return `the job summary could not be written: ${explainFailure(error).sentence}`
  }
}
