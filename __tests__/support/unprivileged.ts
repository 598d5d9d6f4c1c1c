/**
 * Runs a relocation in a process of its own that is not root, whoever runs the tests: root is refused
 * nothing.
 */
import { execFile } from 'node:child_process'
import { chownSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { requestOf } from './text-request.ts'

/** `nobody` on Linux and in containers; any user but root does. */
const NOBODY = 65_534

/** Gives a file or directory to the user that {@link relocateUnprivileged} runs as. */
export function giveAway(path: string): void {
  if (process.geteuid?.() === 0) chownSync(path, NOBODY, NOBODY)
}

/** @returns what the run wrote: its outcome, or the sentence of its failure, and its warnings */
export function relocateUnprivileged(
  source: string,
  target: string,
): Promise<{ readonly end: string; readonly warnings: string[] }> {
  return new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', fileURLToPath(import.meta.url), source, target],
      (error, stdout, stderr) => {
        if (error === null) resolve(JSON.parse(stdout) as { end: string; warnings: string[] })
        else reject(new Error(stderr, { cause: error }))
      },
    )
  })
}

async function main([source = '', target = '']: string[]): Promise<void> {
  const { relocate } = await import('../../src/commands/relocate/relocate.ts')
  await import('../../src/storage/file/file-store.ts')
  if (process.geteuid?.() === 0) {
    process.setgroups?.([NOBODY])
    process.setegid?.(NOBODY)
    process.seteuid?.(NOBODY)
  }
  const warnings: string[] = []
  const narrator = {
    phase() {
      /* quiet */
    },
    info() {
      /* quiet */
    },
    debug() {
      /* quiet */
    },
    progress() {
      /* quiet */
    },
    warning: (text: string) => {
      warnings.push(text)
    },
  }
  const end = await relocate(requestOf({ source, target }), {
    narrator,
    signal: new AbortController().signal,
  }).then(
    ({ outcome }) => outcome,
    (error: unknown) => (error as Error).message,
  )
  process.stdout.write(JSON.stringify({ end, warnings }))
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main(process.argv.slice(2))
