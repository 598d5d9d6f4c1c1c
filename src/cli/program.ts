import { Command } from 'commander'
import { PROGRAM } from '../presentation/failure.ts'
import { printable } from '../presentation/printable.ts'
import type { CliDependencies } from './dependencies.ts'
import { addDiff } from './diff-command.ts'
import { addFind } from './find-command.ts'
import { addInspect } from './inspect-command.ts'
import { addRelocate } from './relocate-command.ts'
import { addRewrite } from './rewrite-command.ts'
import { addSavepoint } from './savepoint-command.ts'
import { HELP, presentationOf } from './subcommand.ts'
import { VERSION } from './version.ts'

/** The commands and their help. The parser ends by a CommanderError, never the process. */
export function createProgram(deps: CliDependencies): Command {
  const program = new Command(PROGRAM)
    .description(
      'Moves Apache Flink savepoints and checkpoints to another place, to restore jobs from there.',
    )
    .version(VERSION, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', HELP.exit)
    .allowExcessArguments(false)
    .hook('preAction', (_, command) => {
      deps.json.wanted = presentationOf(command).json
    })
    .exitOverride()
    .configureOutput({
      writeOut: (text) => {
        deps.stdout.write(text)
      },
      writeErr: (text) => {
        deps.stderr.write(text)
      },
      outputError: (text, write) => {
        write(`${PROGRAM}: ${usageError(text)}\n`)
      },
      getOutHelpWidth: () => deps.stdout.columns ?? 110,
      getErrHelpWidth: () => deps.stderr.columns ?? 110,
    })
  addRelocate(program, deps)
  addFind(program, deps)
  addInspect(program, deps)
  addDiff(program, deps)
  addRewrite(program, deps)
  addSavepoint(program, deps)
  return program
}

/**
 * What the parser says of wrong usage. The value of an option that it does not know may be a key, and is
 * not repeated.
 */
export function usageError(text: string): string {
  const shown = text.replace(/^(error: unknown option '[^=\n]*)=[\s\S]*'/, "$1=…'").replace(/^error: /, '')
  return shown.trimEnd().split('\n').map(printable).join('\n')
}
