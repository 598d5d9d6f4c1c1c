import { Argument, type Command, type Option } from 'commander'
import type { CliDependencies } from './dependencies.ts'
import { HELP_OPTION, wrapped } from './subcommand.ts'

const SHELLS = ['bash', 'zsh', 'fish'] as const

/** What a shell completes: a command, or an option of one. */
interface Word {
  readonly name: string
  readonly help: string
}

/** A command with its options. */
interface CompletedCommand extends Word {
  readonly options: readonly Word[]
}

/** Adds `completion SHELL`, which prints what makes a shell complete commands and options. */
export function addCompletion(program: Command, deps: CliDependencies): void {
  program
    .command('completion')
    .description('print a completion script for a shell')
    .helpOption(...HELP_OPTION)
    .addArgument(new Argument('<SHELL>', 'the shell').choices(SHELLS))
    .addHelpText(
      'after',
      wrapped(
        `bash: source <(${program.name()} completion bash)`,
        `zsh: source <(${program.name()} completion zsh), after compinit`,
        `fish: ${program.name()} completion fish | source`,
      ),
    )
    .action((shell: (typeof SHELLS)[number]) => {
      deps.stdout.write(SCRIPTS[shell](program.name(), commandsOf(program)))
    })
}

function commandsOf(program: Command): CompletedCommand[] {
  const help = program.createHelp()
  return help
    .visibleCommands(program)
    .map((command) => ({
      name: command.name(),
      help: firstLine(command.description()),
      options: help.visibleOptions(command).flatMap(wordOf),
    }))
}

function wordOf({ long, description }: Option): Word[] {
  return long === undefined ? [] : [{ name: long, help: firstLine(description) }]
}

/** What no shell of the three takes for syntax. */
function firstLine(text: string): string {
  return text.replace(/(?: \(default|[;:]).*$/s, '').replace(/["'`\\$[\]]/g, '')
}

/** By shell. Where a value or a path is wanted all three offer files. */
const SCRIPTS: Readonly<
  Record<(typeof SHELLS)[number], (program: string, commands: readonly CompletedCommand[]) => string>
> = {
  bash: (program, commands) => {
    const name = `_${program.replaceAll('-', '_')}`
    return [
      `${name}() {`,
      '  local current=${COMP_WORDS[COMP_CWORD]} words=',
      `  if ((COMP_CWORD == 1)); then words='${namesOf(commands)}'; fi`,
      '  if [[ $current == -* ]]; then',
      '    case ${COMP_WORDS[1]} in',
      ...commands.map((command) => `      ${command.name}) words='${namesOf(command.options)}' ;;`),
      '    esac',
      '  fi',
      '  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")',
      '}',
      `complete -o default -F ${name} ${program}`,
      '',
    ].join('\n')
  },
  zsh: (program, commands) => {
    const name = `_${program}`
    return [
      `#compdef ${program}`,
      `${name}() {`,
      '  local -a words_here',
      '  if ((CURRENT == 2)); then',
      `    words_here=(${commands.map(described).join(' ')})`,
      '    _describe command words_here',
      '    return',
      '  fi',
      '  if [[ $PREFIX == -* ]]; then',
      '    case $words[2] in',
      ...commands.map(
        (command) => `      ${command.name}) words_here=(${command.options.map(described).join(' ')}) ;;`,
      ),
      '    esac',
      '    _describe option words_here',
      '    return',
      '  fi',
      '  _files',
      '}',
      `compdef ${name} ${program}`,
      '',
    ].join('\n')
  },
  fish: (program, commands) =>
    [
      ...commands.map(
        ({ name, help }) => `complete -c ${program} -n __fish_use_subcommand -a ${name} -d '${help}'`,
      ),
      ...commands.flatMap((command) =>
        command.options.map(
          ({ name, help }) =>
            `complete -c ${program} -n '__fish_seen_subcommand_from ${command.name}' -l ${name.slice(2)} -d '${help}'`,
        ),
      ),
      '',
    ].join('\n'),
}

function namesOf(words: readonly Word[]): string {
  return words.map(({ name }) => name).join(' ')
}

function described({ name, help }: Word): string {
  return `'${name}:${help}'`
}
