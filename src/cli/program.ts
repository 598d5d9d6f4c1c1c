import { Command } from 'commander'
import { PROGRAM } from '../presentation/failure.ts'
import { printable } from '../presentation/printable.ts'
import type { CliDependencies } from './dependencies.ts'
import { addCompletion } from './completion.ts'
import { addDiff } from './diff-command.ts'
import { addFind } from './find-command.ts'
import { addInspect } from './inspect-command.ts'
import { addRelocate } from './relocate-command.ts'
import { addRewrite } from './rewrite-command.ts'
import { addSavepoint } from './savepoint-command.ts'
import { adviceFor, HELP, HELP_OPTION, presentationOf, wrapped } from './subcommand.ts'
import { VERSION } from './version.ts'

/** The commands and their help. The parser ends by a CommanderError, never the process. */
export function createProgram(deps: CliDependencies): Command {
  const program = new Command(PROGRAM)
    .description(
      'Moves Apache Flink savepoints and checkpoints to another place, to restore jobs from there.',
    )
    .version(VERSION, '-V, --version', 'print the version')
    .helpOption(...HELP_OPTION)
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', wrapped(HELP.exit))
    .showHelpAfterError(adviceFor())
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
  program
    .command('version', { hidden: true })
    .description('print the version')
    .helpOption(...HELP_OPTION)
    .action(() => {
      deps.stdout.write(`${VERSION}\n`)
    })
  addCompletion(program, deps)
  return program
}

/**
 * What the parser says of wrong usage. The value of an option that it does not know may be a key, and is
 * not repeated.
 */
export function usageError(text: string): string {
  const shown = text
    // Nobody wrote this value: flags get it before they are parsed.
    .replace(/^(error: unknown option '[^=\n]*)=true'/, "$1'")
    .replace(/^(error: unknown option '[^=\n]*)=[\s\S]*'/, "$1=…'")
    .replace(/^error: /, '')
  return shown.trimEnd().split('\n').map(printable).join('\n')
}
