import { factsOf, NEXT_OF_SHARD, outcomeOf, provedSentence } from '../presentation/relocation-result.ts'
import { claimSentence, operatorLine, startCommands } from '../presentation/start-job.ts'
import { escaped } from '../presentation/html.ts'
import { isRestorable, type RelocationReport } from '../commands/relocate/report.ts'
import { shardName } from '../commands/relocate/shard.ts'

const MOST_WARNINGS = 50

/** The job summary of a relocation. */
export function renderRelocation(report: RelocationReport): string {
  const lines = [
    `<h3>${titleOf(report)}</h3>`,
    `<p>${escaped(outcomeOf(report))} <code>${escaped(report.snapshotPath)}</code></p>`,
    '<table>',
    ...factsOf(report).map(([label, value]) => row(label, value)),
    '</table>',
  ]
  const proved = provedSentence(report)
  if (proved !== undefined) lines.push(`<p>${escaped(proved)}</p>`)
  if (report.warnings.length > 0) lines.push(...warningLines(report.warnings))
  if (report.outcome === 'shard-copied') lines.push(`<p>${escaped(NEXT_OF_SHARD)}</p>`)
  if (isRestorable(report)) {
    lines.push(
      '<p>Start the job from it:</p>',
      ...startCommands(report).map(
        ({ flinkVersions, command }) =>
          `<pre><code>${escaped(command)}</code></pre>${flinkVersions === undefined ? '' : ` (Flink ${flinkVersions})`}`,
      ),
      ...claimLines(report),
      '<p>With the Flink Kubernetes operator, in <code>spec.job</code>:</p>',
      `<pre><code>${escaped(operatorLine(report.snapshotPath))}</code></pre>`,
    )
  }
  return `${lines.join('\n')}\n\n`
}

function titleOf({ dryRun, shard }: RelocationReport): string {
  if (dryRun) return 'Dry run of a snapshot relocation'
  return shard === undefined ? 'Flink snapshot relocated' : `Flink snapshot: ${shardName(shard)} copied`
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
