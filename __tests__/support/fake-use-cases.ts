import type { UseCases } from '../../src/commands/use-cases.ts'

const unexpected = (name: string) => (): never => { throw new Error(`${name} was not to be called`) }

/** Use cases of which a test brings those that it expects; any other one fails the test. */
export function fakeUseCases(expected: Partial<UseCases>): UseCases {
  return {
    relocate: unexpected('relocate'),
    inspect: unexpected('inspect'),
    compare: unexpected('compare'),
    find: unexpected('find'),
    savepoint: unexpected('savepoint'),
    rewrite: unexpected('rewrite'),
    ...expected,
  }
}
