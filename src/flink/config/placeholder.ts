import { FlinkConfigError } from './flink-config-error.ts'
import type { ConfigValue } from './spellings.ts'

/** What a shell, the entry point of a container or a chart fills in. */
const PLACEHOLDER = /\$\{[^}]{0,200}\}|\{\{.{0,200}?\}\}/s

/**
 * Refuses a value that is not filled in yet: it would be taken for a host, a key, or a bucket.
 *
 * @throws FlinkConfigError naming the key and the placeholder, and nothing else of the value
 */
export function refusePlaceholder({ key, value }: ConfigValue): void {
  const [placeholder] = PLACEHOLDER.exec(value) ?? []
  if (placeholder === undefined) return
  throw new FlinkConfigError(
    `${key} has the placeholder ${placeholder}, which is filled in elsewhere: give the file as Flink gets it, or the setting as an input`,
  )
}
