import { escaped } from '../presentation/html.ts'
import { savepointFacts, savepointLines } from '../presentation/savepoint-result.ts'
import type { SavepointReport } from '../commands/savepoint/request.ts'
import { COMMAND_OPTIONS } from '../options/option-specs.ts'
import { readSavepointRequest } from '../options/savepoint-options.ts'
import type { Action, ActionContext } from './action.ts'
import { createCommandRunner } from '../platform/run-command.ts'
import { refuseMasked, withoutInputs } from './inputs.ts'
import { logLine, logText } from './log.ts'
import { setOutputs } from './outputs.ts'
import { appendSummary } from './summary.ts'

const OUTPUTS = ['snapshot-path', 'job-id', 'trigger-id', 'duration-ms'] as const

/** Takes a savepoint of a running job. */
export const savepointAction: Action = {
  name: 'savepoint',
  options: COMMAND_OPTIONS.savepoint,
  outputs: OUTPUTS,
  run: async (context) => {
    const { inputs, narrator, signal, commands, env } = context
    const request = readSavepointRequest(inputs.values, inputs.label)
    if (request.by === 'rest') refuseMasked('target-directory', request.targetDirectory ?? '', inputs.masked)
    const report = await commands.savepoint(request, {
      narrator,
      signal,
      runCommand: createCommandRunner(withoutInputs(env)),
    })
    await giveOut(report, context)
  },
}

async function giveOut(report: SavepointReport, { toolkit, env, inputs }: ActionContext): Promise<void> {
  for (const line of savepointLines(report)) logLine(toolkit, line)
  const outputs: Record<(typeof OUTPUTS)[number], string> = {
    'snapshot-path': report.snapshotPath,
    'job-id': report.jobId ?? '',
    'trigger-id': report.triggerId ?? '',
    'duration-ms': String(report.durationMs),
  }
  setOutputs(toolkit, outputs, inputs.masked)
  if (!inputs.summary) return
  const warning = await appendSummary([renderSavepoint(report)], env)
  if (warning !== undefined) toolkit.warning(logText(warning))
}

function renderSavepoint(report: SavepointReport): string {
  const rows = savepointFacts(report).map(
    ([label, value]) => `<tr><th align="left">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
  )
  return `${['<h3>Flink savepoint taken</h3>', `<p><code>${escaped(report.snapshotPath)}</code></p>`, '<table>', ...rows, '</table>'].join('\n')}\n\n`
}
