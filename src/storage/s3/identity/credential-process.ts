import { AsyncLocalStorage } from 'node:async_hooks'
import { CollectedOutput, createCommandRunner } from '../../../platform/run-command.ts'
import { firstWords } from '../errors/explain-outage.ts'

type Done = (error: unknown, result?: { readonly stdout: string }) => void

/** For whom the SDK asks just now: its own functions take no signal. */
const askers = new AsyncLocalStorage<AbortSignal>()

/**
 * Lets the SDK's chain ask for keys. A `credential_process` that it runs for that is ended when the signal is
 * aborted: by itself the SDK would leave it running, and the process that waits for it.
 *
 * @throws what `ask` throws
 */
export async function endingPrograms<T>(signal: AbortSignal, ask: () => Promise<T>): Promise<T> {
  const { externalDataInterceptor } = await import('@smithy/core/config')
  // The SDK looks for another `exec` under this name, before it takes that of Node.
  externalDataInterceptor.interceptToken('exec', execute)
  return askers.run(signal, ask)
}

/** As `exec` of `node:child_process`, but that the command is repeated in no error: it may hold a secret. */
function execute(command: string, done: Done): void {
  const signal = askers.getStore() ?? new AbortController().signal
  const collected = new CollectedOutput(() => undefined)
  const run = createCommandRunner(process.env, { shell: true })
  const output = collected.add.bind(collected)
  run([command], { output, signal }).then((exitCode) => {
    if (exitCode === 0) done(null, { stdout: collected.textOf('stdout') })
    else done(new Error(failed(exitCode, collected.textOf('stderr'))))
  }, done)
}

function failed(exitCode: number, stderr: string): string {
  const told = stderr.trim() === '' ? '' : `: ${firstWords(stderr)}`
  return `credential_process ended with exit code ${exitCode}${told}`
}
