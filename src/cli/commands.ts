import { printable } from '../face/printable.ts'
import { resultLines } from '../face/result.ts'
import { formatCount } from '../text/quantities.ts'
import { LocationError, parseLocation, type Location } from '../location/location.ts'
import { OptionError } from '../options/option-error.ts'
import { createOptionReader } from '../options/option-reader.ts'
import type { OptionValues } from '../options/option-specs.ts'
import { readPathMap, readSource } from '../options/place-options.ts'
import { readRelocationRequest } from '../options/relocation-options.ts'
import { readS3Settings } from '../options/s3-options.ts'
import type { RewriteReport } from '../relocation/rewrite-file.ts'
import { resolveDotPath, resolveLocalPath } from './arguments.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel, readEnvironment } from './environment.ts'
import { inspectLines } from './inspect-text.ts'
import { createTerminalNarrator } from './terminal.ts'

/** How the result is wanted. */
export interface Presentation {
  readonly json: boolean
  readonly debug: boolean
}

/** `relocate SOURCE TARGET`: the story on standard error, the result on standard output. */
export async function runRelocate(values: OptionValues, how: Presentation, deps: CliDependencies): Promise<void> {
  const request = readRelocationRequest({
    ...values,
    ...readEnvironment(deps.env),
    source: resolveDotPath(values.source ?? '', deps.cwd),
    target: resolveDotPath(values.target ?? '', deps.cwd),
  }, commandLineLabel)
  const narrator = createTerminalNarrator(deps.stderr, how)
  try {
    const report = await deps.relocate(request, { narrator, signal: deps.signal })
    narrator.close()
    if (how.json) printJson(deps, report)
    else printLines(deps, [...resultLines(report), ...warningLines(report.warnings)])
  } finally {
    narrator.close()
  }
}

/** `inspect SOURCE`: what a `_metadata` says; no state file is read. */
export async function runInspect(values: OptionValues, how: Presentation, deps: CliDependencies): Promise<void> {
  const source = resolveDotPath(values.source ?? '', deps.cwd)
  const reader = createOptionReader({ ...values, source }, commandLineLabel)
  const location = parseLocation(readSource(reader))
  const inspection = await deps.inspect(location, readS3Settings(reader), deps.signal)
  if (how.json) printJson(deps, inspection)
  else printLines(deps, inspectLines(inspection))
}

/** `rewrite IN OUT --path-map …`: a local `_metadata` with other prefixes in it, whatever their schemes. */
export async function runRewrite(
  paths: { readonly input: string; readonly output: string },
  values: OptionValues,
  how: Presentation,
  deps: CliDependencies,
): Promise<void> {
  const reader = createOptionReader(values, commandLineLabel)
  const rules = readPathMap(reader)
  if (rules.length === 0) {
    throw new OptionError('--path-map is required: give at least one --path-map \'old-prefix => new-prefix\'')
  }
  const input = localFile('IN', paths.input, deps.cwd)
  const output = localFile('OUT', paths.output, deps.cwd)
  const overwrite = reader.flag('overwrite') ?? false
  const result = await deps.rewrite(input, output, rules, { overwrite, signal: deps.signal })
  if (how.json) printJson(deps, result)
  else printLines(deps, rewriteLines(result))
}

function localFile(label: string, text: string, cwd: string): Location {
  try {
    const location = parseLocation(resolveLocalPath(text, cwd))
    if (location.scheme === 'file' && location.authority === '') return location
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new OptionError(`${label}: ${error.message}`, { cause: error })
  }
  throw new OptionError(
    `${label} is ${JSON.stringify(text)}: rewrite works on local files only; `
    + 'fetch _metadata with the store\'s own tool first, and put the result back with it',
  )
}

function rewriteLines(result: RewriteReport): string[] {
  return [
    `Written to ${result.output}`,
    `  from             ${result.input}`,
    `  metadata         version ${result.metadataVersion}`,
    `  URIs rewritten   ${formatCount(result.urisRewritten)}`,
    `  left unchanged   ${formatCount(result.urisUnchanged)}`,
    ...warningLines(result.warnings),
  ].map(printable)
}

function warningLines(warnings: readonly string[]): string[] {
  if (warnings.length === 0) return []
  return ['Warnings:', ...warnings.map((warning) => printable(`  ${warning}`))]
}

function printJson(deps: CliDependencies, value: unknown): void {
  deps.stdout.write(`${JSON.stringify(value, null, 2)}\n`)
}

function printLines(deps: CliDependencies, lines: readonly string[]): void {
  deps.stdout.write(`${lines.join('\n')}\n`)
}
