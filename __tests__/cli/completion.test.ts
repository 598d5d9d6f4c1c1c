import { execFileSync } from 'node:child_process'
import { runCli } from '../../src/cli/run-cli.ts'
import { fakeCommands } from '../support/fake-commands.ts'

async function script(shell: string): Promise<string> {
  let stdout = ''
  const code = await runCli(['completion', shell], {
    env: {},
    cwd: '/',
    stdin: undefined,
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: () => undefined },
    signal: new AbortController().signal,
    commands: fakeCommands({}),
  })
  expect(code).toBe(0)
  return stdout
}

/** What bash itself offers for the words, the last of which is begun. */
async function offeredByBash(...words: readonly string[]): Promise<string[]> {
  const program = [
    await script('bash'),
    `COMP_WORDS=(flink-snapshot ${words.map((word) => `'${word}'`).join(' ')}) COMP_CWORD=${words.length}`,
    '_flink_snapshot',
    'printf "%s\\n" "${COMPREPLY[@]}"',
  ].join('\n')
  return execFileSync('bash', ['-euc', program], { encoding: 'utf8' }).split('\n').filter(Boolean)
}

describe('in bash', () => {
  it('completes commands', async () => {
    expect(await offeredByBash('re')).toEqual(['relocate', 'rewrite'])
  })

  it('completes the options of the command', async () => {
    expect(await offeredByBash('relocate', 's3://a/b', '--target-s')).toEqual(
      expect.arrayContaining(['--target-sse', '--target-storage-class']),
    )
    expect(await offeredByBash('inspect', '--check')).toEqual(['--check-files'])
  })

  it('leaves paths to the shell', async () => {
    expect(await offeredByBash('relocate', '/tm')).toEqual([])
  })
})

it.each(['zsh', 'fish'])('the script for %s has every command and option', async (shell) => {
  const text = await script(shell)
  for (const word of [
    'relocate',
    'inspect',
    'find',
    'diff',
    'rewrite',
    'savepoint',
    'check-files',
    'max-age',
  ])
    expect(text).toContain(word)
})
