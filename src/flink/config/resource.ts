import { readFlatConfig } from './flat-config.ts'
import { FlinkConfigError } from './flink-config-error.ts'
import type { FlinkConfig } from './flink-config.ts'
import { configOfMap, parseYaml } from './yaml-config.ts'

/** What no configuration of Flink has, and every resource of Kubernetes: JSON is YAML too. */
const RESOURCE = [
  /^[ \t]*["']?apiVersion["']?[ \t]*:|[{,][ \t]*"apiVersion"[ \t]*:/m,
  /^[ \t]*["']?kind["']?[ \t]*:|[{,][ \t]*"kind"[ \t]*:/m,
]

/** The configuration files that a ConfigMap of Flink's holds, and how each is read. */
const FILES: Readonly<Record<string, (text: string) => FlinkConfig>> = {
  'flink-conf.yaml': readFlatConfig,
  'config.yaml': (text) => configOfMap(parseYaml(text)),
}

/**
 * Reads the configuration that stands in a resource of Kubernetes: in `spec.flinkConfiguration` of one of
 * the operator's (flat or nested keys), or in a file among the `data` of a ConfigMap.
 *
 * @returns `undefined` for a text that is no such resource
 * @throws FlinkConfigError for a resource in which no configuration stands, or more than one
 */
export function configInResource(text: string): FlinkConfig | undefined {
  if (!RESOURCE.every((pattern) => pattern.test(text))) return undefined
  const resource = parseYaml(text)
  const [version, kind] = [at(resource, 'apiVersion'), at(resource, 'kind')]
  if (typeof version !== 'string' || typeof kind !== 'string') return undefined
  if (kind === 'ConfigMap') return configInMap(at(resource, 'data'))
  const given =
    at(resource, 'spec', 'flinkConfiguration')
    ?? at(resource, 'spec', 'template', 'spec', 'flinkConfiguration')
  if (given !== undefined && given !== null) return configOfMap(given)
  throw new FlinkConfigError(
    version.startsWith('flink.apache.org/')
      ? `it is a ${kind} without flinkConfiguration: give the configuration file of the cluster`
      : `it is a ${kind} of Kubernetes, in which no configuration of Flink stands: give a FlinkDeployment, a ConfigMap with `
          + 'flink-conf.yaml or config.yaml, or such a file',
  )
}

function configInMap(data: unknown): FlinkConfig {
  const names = data instanceof Map ? [...data.keys()].filter((name) => typeof name === 'string') : []
  const [name, second] = names.filter((one) => one in FILES)
  if (name !== undefined && second !== undefined)
    throw new FlinkConfigError(
      `it is a ConfigMap that holds ${name} and ${second}, of which Flink reads one: keep that one`,
    )
  const text = name === undefined ? undefined : at(data, name)
  if (name === undefined || typeof text !== 'string') {
    throw new FlinkConfigError(
      `it is a ConfigMap that holds ${names.length === 0 ? 'nothing' : names.slice(0, 10).join(', ')}, and neither flink-conf.yaml nor config.yaml`,
    )
  }
  return FILES[name]?.(text) ?? { entries: new Map(), warnings: [] }
}

/** What stands in a mapping under a path of keys. */
function at(value: unknown, ...keys: readonly string[]): unknown {
  let found = value
  for (const key of keys) found = found instanceof Map ? found.get(key) : undefined
  return found
}
