import { createRequire } from 'node:module'
import type * as Yaml from 'yaml'

const require = createRequire(import.meta.url)

/** YAML's reader and writer, loaded when it is first asked for: most runs need none, and start sooner. */
export function yamlLibrary(): typeof Yaml {
  return require('yaml') as typeof Yaml
}
