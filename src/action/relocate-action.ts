import { resultLines } from '../face/result.ts'
import { COMMAND_OPTIONS } from '../options/option-specs.ts'
import { readRelocationRequest } from '../options/relocation-options.ts'
import type { RelocationReport } from '../relocation/report.ts'
import type { RelocationRequest } from '../relocation/request.ts'
import { shardName } from '../relocation/shard.ts'
import type { Action, ActionContext } from './action.ts'
import { relocationDiagram } from './diagrams.ts'
import { refuseMasked, type Inputs } from './inputs.ts'
import { logLine, logText } from './log.ts'
import { setOutputs, writeReport } from './outputs.ts'
import { renderRelocation } from './relocation-summary.ts'
import { appendSummary } from './summary.ts'

const OUTPUTS = [
  'savepoint-path', 'metadata-path', 'kind', 'metadata-version', 'checkpoint-id', 'claim-mode',
  'files-copied', 'files-skipped', 'bytes-copied', 'uris-rewritten', 'report',
] as const

/** Relocates a snapshot: the action at the top of the repository. */
export const relocateAction: Action = {
  options: COMMAND_OPTIONS.relocate,
  outputs: OUTPUTS,
  run: async (context) => {
    const { inputs, narrator, signal, useCases } = context
    const report = await useCases.relocate(readRequest(inputs), { narrator, signal })
    narrator.close()
    await giveOut(report, context)
  },
}

function readRequest({ values, masked }: Inputs): RelocationRequest {
  const request = readRelocationRequest(values)
  refuseMasked('target', request.target, masked)
  refuseMasked('target-name', request.targetName ?? '', masked)
  return request
}

async function giveOut(report: RelocationReport, { toolkit, env, inputs }: ActionContext): Promise<void> {
  for (const line of resultLines(report)) logLine(toolkit, line)
  const done = report.shard === undefined ? `the snapshot is at ${report.savepointPath}` : `${shardName(report.shard)} is done`
  const reportPath = await writeReport(report, env, done)
  setOutputs(toolkit, outputsOf(report, reportPath), inputs.masked)
  if (!inputs.summary) return
  const warning = await appendSummary(renderSections(report), env)
  if (warning !== undefined) toolkit.warning(logText(warning))
}

function renderSections(report: RelocationReport): string[] {
  const diagram = relocationDiagram(report)
  return [renderRelocation(report), ...(diagram === undefined ? [] : [`${diagram}\n\n`])]
}

function outputsOf(report: RelocationReport, reportPath: string): Record<(typeof OUTPUTS)[number], string> {
  return {
    // Of one shard nothing can be restored, and a step that starts a job must not be led to believe so.
    'savepoint-path': report.shard === undefined ? report.savepointPath : '',
    'metadata-path': report.shard === undefined ? report.metadataPath : '',
    'kind': report.kind,
    'metadata-version': String(report.metadataVersion),
    'checkpoint-id': report.checkpointId,
    'claim-mode': report.claimMode ?? '',
    'files-copied': String(report.filesCopied),
    'files-skipped': String(report.filesSkipped),
    'bytes-copied': String(report.bytesCopied),
    'uris-rewritten': String(report.urisRewritten),
    'report': reportPath,
  }
}
