import { Command } from 'commander'
import { PROGRAM } from '../face/failure.ts'
import type { CliDependencies } from './dependencies.ts'
import { addDiff } from './diff-command.ts'
import { addFind } from './find-command.ts'
import { addInspect } from './inspect-command.ts'
import { addRelocate } from './relocate-command.ts'
import { addRewrite } from './rewrite-command.ts'
import { addSavepoint } from './savepoint-command.ts'
import { HELP } from './subcommand.ts'
import { VERSION } from './version.ts'

/** The commands and their help. The parser ends by a CommanderError, never the process. */
export function createProgram(deps: CliDependencies): Command {
  const program = new Command(PROGRAM)
    .description('Moves Apache Flink savepoints and checkpoints to another place, to restore jobs from there.')
    .version(VERSION, '--version', 'print the version')
    .helpOption('--help', 'print this help')
    .helpCommand(false)
    .addHelpText('after', HELP.exit)
    .allowExcessArguments(false)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => { deps.stdout.write(text) },
      writeErr: (text) => { deps.stderr.write(text) },
      outputError: (text, write) => { write(text.replace(/^error: /, `${PROGRAM}: `)) },
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
