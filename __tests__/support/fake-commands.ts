import type { Commands } from '../../src/commands/commands.ts'

const unexpected = (name: string) => (): never => {
  throw new Error(`${name} was not to be called`)
}

/** Commands of which a test brings those that it expects; any other one fails the test. */
export function fakeCommands(expected: Partial<Commands>): Commands {
  return {
    relocate: unexpected('relocate'),
    inspect: unexpected('inspect'),
    diff: unexpected('diff'),
    find: unexpected('find'),
    savepoint: unexpected('savepoint'),
    rewrite: unexpected('rewrite'),
    ...expected,
  }
}
