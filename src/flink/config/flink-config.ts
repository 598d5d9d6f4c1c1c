import { readFlatConfig } from './flat-config.ts'
import { FlinkConfigError } from './flink-config-error.ts'
import { configInResource } from './resource.ts'
import { readYamlConfig } from './yaml-config.ts'

/** Several times what a configuration has in which all options of Flink are set. */
const MOST_CHARACTERS = 256 * 1024

/** The keys of a configuration file and their values, as Flink's `GlobalConfiguration` loads them. */
export interface FlinkConfig {
  readonly entries: ReadonlyMap<string, string>
  /** What Flink leaves out with a warning, as sentences without values. */
  readonly warnings: readonly string[]
}

/**
 * Reads a configuration file of Flink by the parser that Flink itself takes for it: a file whose name ends
 * in `flink-conf.yaml` is flat lines (the only format up to Flink 1.18, still read by 1.19 and 1.20), any
 * other one, as `config.yaml`, is YAML 1.2. A resource of Kubernetes is read for the configuration in it,
 * whatever the file is called.
 *
 * @throws FlinkConfigError for what Flink would not load, and for what is larger or deeper than any real
 * file
 */
export function readFlinkConfig(fileName: string, text: string): FlinkConfig {
  if (text.length > MOST_CHARACTERS) {
    throw new FlinkConfigError(
      `${text.length} characters are more than a configuration of Flink has: check that it is the right file`,
    )
  }
  const resource = configInResource(text)
  if (resource !== undefined) return resource
  return /flink-conf\.yaml$/.test(fileName) ? readFlatConfig(text) : readYamlConfig(text)
}
