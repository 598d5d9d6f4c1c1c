import { explainFailure, PROGRAM } from '../face/failure.ts'
import { endOf } from '../face/interruption.ts'
import { resultLines } from '../face/result.ts'
import type { Narrator } from '../relocation/narrator.ts'
import type { RelocationReport } from '../relocation/report.ts'
import type { RelocationRequest } from '../relocation/request.ts'
import { readInputs, type Inputs } from './inputs.ts'
import { logLine, logText } from './log.ts'
import { createActionNarrator } from './narrator.ts'
import { outputsOf, setOutputs, writeReport } from './outputs.ts'
import { writeSummary } from './summary.ts'
import type { Toolkit } from './toolkit.ts'

/** What the Action works with; `main.ts` gives the real ones. */
export interface ActionDependencies {
  readonly toolkit: Toolkit
  readonly env: NodeJS.ProcessEnv
  readonly signal: AbortSignal
  readonly relocate: (
    request: RelocationRequest,
    context: { readonly narrator: Narrator; readonly signal: AbortSignal },
  ) => Promise<RelocationReport>
}

/** Runs the Action from reading its inputs to its outputs or its one sentence of failure. @returns the exit code */
export async function runAction(dependencies: ActionDependencies): Promise<number> {
  const { toolkit, env, signal, relocate } = dependencies
  const narrator = createActionNarrator(toolkit)
  try {
    const inputs = readInputs(toolkit, env)
    const report = await relocate(inputs.request, { narrator, signal })
    narrator.close()
    await giveOut(report, inputs, toolkit, env)
    return 0
  } catch (error) {
    narrator.close()
    const end = endOf(error, signal)
    const { sentence, lines } = explainFailure(end.error)
    toolkit.setFailed(logText(`${PROGRAM}: ${sentence}`))
    for (const line of lines) logLine(toolkit, `  ${line}`)
    return end.exitCode
  }
}

async function giveOut(
  report: RelocationReport,
  inputs: Inputs,
  toolkit: Toolkit,
  env: NodeJS.ProcessEnv,
): Promise<void> {
  for (const line of resultLines(report)) logLine(toolkit, line)
  setOutputs(toolkit, outputsOf(report, await writeReport(report, env)), inputs.masked)
  if (!inputs.summary) return
  const warning = await writeSummary(report, env)
  if (warning !== undefined) toolkit.warning(logText(warning))
}
