import type { FlinkConfig } from './flink-config.ts'

/**
 * Reads `flink-conf.yaml` as `GlobalConfiguration.loadLegacyYAMLResource` does: one `key: value` for each
 * line, everything after a `#` is a comment wherever it stands, no quotes and no escapes, of two equal keys
 * the later one counts. What is no such line is left out.
 */
export function readFlatConfig(text: string): FlinkConfig {
  const entries = new Map<string, string>()
  const warnings: string[] = []
  for (const [index, line] of text.split(/\r\n|[\n\r]/).entries()) {
    const content = trimmed(/^[^#]*/.exec(line)?.[0] ?? '')
    if (content === '') continue
    const end = content.indexOf(': ')
    const key = trimmed(content.slice(0, Math.max(0, end)))
    const value = trimmed(content.slice(end + 2))
    if (end < 0)
      warnings.push(
        `line ${index + 1} is no "key: value" (a blank after the colon is needed), so Flink leaves it out`,
      )
    else if (key === '' || value === '')
      warnings.push(`line ${index + 1} has no key or no value, so Flink leaves it out`)
    else {
      // A map keeps the place of the first, the value of the last.
      entries.set(key, value)
    }
  }
  return { entries, warnings }
}

/**
 * Java's `String.trim`: everything up to the blank, and no other white space. By hand: a pattern would try a
 * run of blanks inside the text from each of its places.
 */
function trimmed(text: string): string {
  let [begin, end] = [0, text.length]
  while (begin < end && text.charCodeAt(begin) <= 0x20) begin += 1
  while (begin < end && text.charCodeAt(end - 1) <= 0x20) end -= 1
  return text.slice(begin, end)
}
