import type { Command } from 'commander'
import { writePage } from '../presentation/page/page-file.ts'
import { refuseFiles } from '../presentation/files-verdict.ts'
import { inspectionLines } from '../presentation/inspection-lines.ts'
import { COMMAND_OPTIONS, type OptionValues } from '../options/option-specs.ts'
import { readInspectionOptions } from '../options/inspection-options.ts'
import { resolveLocalPath } from './arguments.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel, isOption } from './environment.ts'
import { settleArguments } from './settle-arguments.ts'
import { resolvePlace } from './place-argument.ts'
import { printJson, printLines } from './print.ts'
import { readSourceArgument } from './source-argument.ts'
import { addOptions, HELP, helpOf, presentationOf, subcommand, type Presentation } from './subcommand.ts'

/** Adds `inspect SOURCE`. */
export function addInspect(program: Command, deps: CliDependencies): void {
  const names = COMMAND_OPTIONS.inspect.filter((name) => name !== 'source' && isOption(name))
  const command = subcommand(program, 'inspect', 'show what is in a snapshot, and what its state points at')
    .argument('<SOURCE>', helpOf('source'))
    .addHelpText(
      'after',
      `
With --check-files the command fails where a file is missing, has another size or is archived, and where none could be looked
for; --fail-on outside also where one lies outside of the snapshot's own directory. The result is printed all the same.
With --target, what a relocation there would do is told too; nothing is written.
${HELP.credentials}\n${HELP.exit}`,
    )
  const read = addOptions(command, names)
  command.action(async (source: string) => {
    await runInspect({ ...read(), source }, presentationOf(command), deps)
  })
}

/** What a `_metadata` says, what state points at, and what the store says of its files when asked. */
async function runInspect(values: OptionValues, how: Presentation, deps: CliDependencies): Promise<void> {
  const settled = await settleArguments(
    {
      ...values,
      source: await readSourceArgument(values.source ?? '', deps),
      target:
        values.target === undefined
          ? undefined
          : resolvePlace(inspectLabel('target'), values.target, deps.cwd),
    },
    inspectLabel,
    'inspect',
    deps,
  )
  const { request, html, failOn } = readInspectionOptions(settled.values, settled.label)
  const inspection = await deps.commands.inspect(request, { signal: deps.signal })
  if (html !== undefined) await writePage(inspection, resolveLocalPath(html, deps.cwd))
  if (how.json) printJson(deps, inspection)
  else printLines(deps, inspectionLines(inspection))
  refuseFiles(inspection.files, failOn, inspectLabel('fail-on'))
}

/** The target is an option here, no argument. */
function inspectLabel(name: Parameters<typeof commandLineLabel>[0]): string {
  return name === 'target' ? '--target' : commandLineLabel(name)
}
