import { escaped } from '../presentation/html.ts'
import { SEARCH_HEADING, searchFacts, searchLines, searchRow, seenText } from '../presentation/find-lines.ts'
import { COMMAND_OPTIONS } from '../options/option-specs.ts'
import { readSearchRequest } from '../options/find-options.ts'
import type { SearchReport } from '../commands/find/request.ts'
import type { Action, ActionContext } from './action.ts'
import { jobTokens } from './identity-tokens.ts'
import { refuseMasked } from './inputs.ts'
import { logLine, logText } from './log.ts'
import { setOutputs } from './outputs.ts'
import { appendSummary } from './summary.ts'

const OUTPUTS = [
  'snapshot-path',
  'metadata-path',
  'kind',
  'format',
  'checkpoint-id',
  'metadata-version',
  'claim-mode',
  'modified',
  'age-seconds',
  'listing',
] as const

/** Finds the newest complete snapshot: the action of `find/`. */
export const findAction: Action = {
  name: 'find',
  options: COMMAND_OPTIONS.find,
  outputs: OUTPUTS,
  run: async (context) => {
    const { inputs, narrator, signal, commands, toolkit, env } = context
    const request = readSearchRequest(inputs.values, inputs.label, jobTokens(toolkit, env))
    refuseMasked('directory', inputs.values.directory ?? '', inputs.masked)
    const report = await commands.find(request, {
      signal,
      onWarning: (text) => {
        narrator.warning(text)
      },
    })
    narrator.close()
    await giveOut(report, context)
  },
}

async function giveOut(report: SearchReport, { toolkit, env, inputs }: ActionContext): Promise<void> {
  for (const line of searchLines(report)) logLine(toolkit, line)
  setOutputs(toolkit, outputsOf(report), inputs.masked)
  if (!inputs.summary) return
  const warning = await appendSummary(renderSearch(report), env)
  if (warning !== undefined) toolkit.warning(logText(warning))
}

function outputsOf({ found, snapshots }: SearchReport): Record<(typeof OUTPUTS)[number], string> {
  return {
    'snapshot-path': found.path,
    'metadata-path': found.metadataPath,
    kind: found.kind,
    format: found.format ?? '',
    'checkpoint-id': found.checkpointId,
    'metadata-version': String(found.metadataVersion),
    'claim-mode': found.claimMode ?? '',
    modified: found.modified ?? '',
    'age-seconds': found.ageMs === undefined ? '' : String(Math.floor(found.ageMs / 1000)),
    listing: JSON.stringify(snapshots),
  }
}

/** The job summary of a search; every value is escaped. */
function renderSearch(report: SearchReport): string[] {
  const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
    `<tr>${texts.map((text) => `<${tag} align="left">${escaped(text)}</${tag}>`).join('')}</tr>`
  return [
    `${[
      '<h3>Flink snapshot found</h3>',
      `<p><code>${escaped(report.found.path)}</code></p>`,
      '<table>',
      ...searchFacts(report).map((fact) => cells('td', fact)),
      '</table>',
    ].join('\n')}\n\n`,
    `${[
      `<p>Snapshots in <code>${escaped(report.directory)}</code>: ${escaped(seenText(report))}</p>`,
      '<table>',
      cells('th', SEARCH_HEADING),
      ...report.snapshots.map((one) => cells('td', searchRow(one))),
      '</table>',
    ].join('\n')}\n\n`,
  ]
}
