import { factsOf, outcomeOf } from '../face/result.ts'
import { claimSentence, operatorLine, startCommands } from '../face/start-job.ts'
import type { RelocationReport } from '../relocation/report.ts'
import { escaped } from '../face/html.ts'

const MOST_WARNINGS = 50

/** The job summary of a relocation. */
export function renderRelocation(report: RelocationReport): string {
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
