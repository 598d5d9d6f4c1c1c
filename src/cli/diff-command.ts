import type { Command } from 'commander'
import type { ComparedSnapshot } from '../commands/diff/diff.ts'
import { diffLines, refuseDifference } from '../presentation/diff-lines.ts'
import { createOptionReader } from '../options/option-reader.ts'
import { COMMAND_OPTIONS, type OptionValues } from '../options/option-specs.ts'
import { readSource } from '../options/place-options.ts'
import { readBothSides } from '../options/s3-options.ts'
import type { S3Settings } from '../storage/settings.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel, isOption } from './environment.ts'
import { resolvePlace } from './place-argument.ts'
import { printJson, printLines } from './print.ts'
import { settleArguments } from './settle-arguments.ts'
import { addOptions, HELP, presentationOf, subcommand, type Presentation } from './subcommand.ts'

/** Adds `diff A B`. */
export function addDiff(program: Command, deps: CliDependencies): void {
  const names = COMMAND_OPTIONS.diff.filter((name) => isOption(name))
  const command = subcommand(
    program,
    'diff',
    "show what changed between two snapshots, and whether one restores the other's job",
  )
    .argument('<A>', 'the earlier snapshot')
    .argument('<B>', 'the later snapshot')
    .addHelpText(
      'after',
      `
With --fail-on restore the command fails where Flink may refuse to restore the job of B from A, with --fail-on difference
where operators, their parallelism, files, what state points at or the metadata version differ. The result is printed all the same.
${HELP.bothCredentials} Here A is the source,
and B the target.
${HELP.exit}`,
    )
  const read = addOptions(command, names)
  command.action(async (a: string, b: string) => {
    await runDiff([a, b], read(), presentationOf(command), deps)
  })
}

async function runDiff(
  [a, b]: readonly [string, string],
  values: OptionValues,
  how: Presentation,
  deps: CliDependencies,
): Promise<void> {
  const settled = await settleArguments(values, commandLineLabel, 'diff', deps)
  const reader = createOptionReader(settled.values, settled.label)
  const failOn = reader.choice('fail-on', ['none', 'restore', 'difference']) ?? 'none'
  const { source, target } = readBothSides(reader)
  const stateReads = reader.flag('state-reads')
  const diff = await deps.commands.diff(compared('A', a, source, deps), compared('B', b, target, deps), {
    signal: deps.signal,
    ...(stateReads === false && { stateReads }),
  })
  if (how.json) printJson(deps, diff)
  else printLines(deps, diffLines(diff))
  refuseDifference(diff, failOn)
}

function compared(label: string, text: string, s3: S3Settings, { cwd }: CliDependencies): ComparedSnapshot {
  const reader = createOptionReader({ source: resolvePlace(label, text, cwd) }, () => label)
  return { location: readSource(reader), s3 }
}
