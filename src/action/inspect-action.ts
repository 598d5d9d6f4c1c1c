import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import type { Inspection } from '../commands/inspect/inspect.ts'
import { filesCheckText, refuseFiles } from '../presentation/files-verdict.ts'
import { inspectionLines } from '../presentation/inspection-lines.ts'
import { readInspectionOptions } from '../options/inspection-options.ts'
import { COMMAND_OPTIONS } from '../options/option-specs.ts'
import { writePage } from '../presentation/page/page-file.ts'
import { requireOutputInside } from '../storage/file/local-output.ts'
import type { Action, ActionContext } from './action.ts'
import { jobTokens } from './identity-tokens.ts'
import { refuseMasked } from './inputs.ts'
import { renderInspection } from './inspection-summary.ts'
import { logLine, logText } from './log.ts'
import { setOutputs, writeReport } from './outputs.ts'
import { appendSummary } from './summary.ts'

const OUTPUTS = [
  'kind',
  'format',
  'metadata-version',
  'checkpoint-id',
  'claim-mode',
  'state-bytes',
  'operators',
  'references',
  'missing-files',
  'unchecked-files',
  'relocation-possible',
  'html',
  'report',
] as const

/** A log is for a first look; the page and the report have all operators. */
const LOGGED_OPERATORS = 25

/** Shows what is in a snapshot: the action of `inspect/`. */
export const inspectAction: Action = {
  name: 'inspect',
  options: COMMAND_OPTIONS.inspect,
  outputs: OUTPUTS,
  run: async (context) => {
    const { inputs, narrator, signal, commands, toolkit, env } = context
    const { request, html, failOn } = readInspectionOptions(
      inputs.values,
      inputs.label,
      jobTokens(toolkit, env),
    )
    refuseMasked('html', html ?? '', inputs.masked)
    if (html !== undefined && !isAbsolute(html))
      await requireOutputInside(pagePath(html, env), workspaceOf(env))
    const inspection = await commands.inspect(request, { signal })
    narrator.close()
    await giveOut(inspection, html, context)
    refuseFiles(inspection.files, failOn, inputs.label('fail-on'))
  },
}

async function giveOut(
  inspection: Inspection,
  html: string | undefined,
  { toolkit, env, inputs }: ActionContext,
): Promise<void> {
  for (const line of inspectionLines(inspection, { mostOperators: LOGGED_OPERATORS })) logLine(toolkit, line)
  const { files } = inspection
  if (files !== undefined && files.problems.length === 0 && files.notChecked > 0) {
    toolkit.warning(logText(`files of ${inspection.path}: ${filesCheckText(files)}`))
  }
  const page = pagePath(html, env)
  await writePage(inspection, page)
  const report = await writeReport(inspection, env, `the snapshot ${inspection.path} was read`)
  setOutputs(toolkit, outputsOf(inspection, page, report), inputs.masked)
  if (!inputs.summary) return
  const warning = await appendSummary(renderInspection(inspection), env)
  if (warning !== undefined) toolkit.warning(logText(warning))
}

/** A relative path counts from the workspace, as everywhere in a workflow. */
function pagePath(html: string | undefined, env: NodeJS.ProcessEnv): string {
  if (html !== undefined) return resolve(workspaceOf(env), html)
  const directory = env['RUNNER_TEMP']?.trim() ?? ''
  return join(directory === '' ? tmpdir() : directory, `flink-snapshot-${randomUUID()}.html`)
}

function workspaceOf(env: NodeJS.ProcessEnv): string {
  return resolve(env['GITHUB_WORKSPACE']?.trim() ?? '')
}

function outputsOf(
  inspection: Inspection,
  page: string,
  report: string,
): Record<(typeof OUTPUTS)[number], string> {
  const { files, relocation } = inspection
  return {
    kind: inspection.kind,
    format: inspection.format ?? '',
    'metadata-version': String(inspection.metadataVersion),
    'checkpoint-id': inspection.checkpointId,
    'claim-mode': inspection.claimMode ?? '',
    'state-bytes': String(inspection.stateBytes),
    operators: String(inspection.operators.length),
    references: String(inspection.references.length),
    'missing-files': files === undefined ? '' : String(files.problems.length),
    'unchecked-files': files === undefined ? '' : String(files.notChecked),
    'relocation-possible': relocation === undefined ? '' : String(relocation.possible),
    html: page,
    report: report,
  }
}
