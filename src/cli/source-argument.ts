import { CollectedBytes } from '../platform/collected-bytes.ts'
import { OptionError } from '../options/option-error.ts'
import type { CliDependencies } from './dependencies.ts'
import { resolvePlace } from './place-argument.ts'

/** Far more than anything that names a snapshot; who pipes the snapshot itself is told so. */
const MOST_BYTES = 8 * 1024 * 1024

/**
 * The text of SOURCE: as it was typed, a local path made absolute, or, where it is `-`, what is piped into
 * the command.
 *
 * @throws OptionError for `-` with nothing behind it, or with more than a text that names a snapshot; as
 * {@link resolvePlace}
 */
export async function readSourceArgument(text: string, { cwd, stdin }: CliDependencies): Promise<string> {
  if (text.trim() !== '-') return resolvePlace('SOURCE', text, cwd)
  const collected = new CollectedBytes()
  for await (const chunk of stdin ?? []) {
    collected.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    if (collected.byteLength > MOST_BYTES) {
      throw new OptionError('SOURCE is -, but what comes in is too long to be a text that names a snapshot')
    }
  }
  const piped = collected.toText()
  if (piped.trim() !== '') return piped
  throw new OptionError(
    'SOURCE is -, but nothing came in: pipe the output of flink savepoint into this command, for example',
  )
}
