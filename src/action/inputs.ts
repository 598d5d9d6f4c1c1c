import { OptionError } from '../options/option-error.ts'
import { OPTION_SPECS, type OptionName } from '../options/option-specs.ts'
import { parseFlag } from '../options/option-reader.ts'
import { readRelocationRequest } from '../options/relocation-options.ts'
import type { RelocationRequest } from '../relocation/request.ts'
import type { Toolkit } from './toolkit.ts'

/** A value that the runner masks, and where it came from. */
export interface MaskedValue {
  readonly name: string
  readonly value: string
}

/** Everything that the Action was given, read once. */
export interface Inputs {
  readonly request: RelocationRequest
  /** Whether a job summary is wanted. */
  readonly summary: boolean
  readonly masked: readonly MaskedValue[]
}

/** The environment's secrets, which the SDK's default chain would use. */
const SECRET_VARIABLES = ['AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'] as const

/**
 * Reads all inputs. Secret keys and session tokens are masked as they are read, before anything can fail; bucket,
 * endpoint, region and key id are not, for the runner drops every output that contains a masked value.
 *
 * @throws OptionError naming the input, its value and what to do
 */
export function readInputs(toolkit: Toolkit, env: NodeJS.ProcessEnv): Inputs {
  const values: Partial<Record<OptionName, string>> = {}
  const masked: MaskedValue[] = []
  const mask = (name: string, value: string): void => {
    if (value === '') return
    toolkit.setSecret(value)
    masked.push({ name, value })
  }
  for (const name of SECRET_VARIABLES) mask(name, env[name]?.trim() ?? '')
  for (const { name, form } of OPTION_SPECS) {
    const value = toolkit.getInput(name)
    if (form === 'secret') mask(name, value)
    values[name] = value
  }
  const summary = toolkit.getInput('summary')
  const request = readRelocationRequest(values)
  refuseMaskedPlaces(request, masked)
  return { request, summary: summary === '' || parseFlag('summary', summary), masked }
}

/** What stands in `target` comes back in outputs, where the runner would drop it: better said before any work is done. */
function refuseMaskedPlaces(request: RelocationRequest, masked: readonly MaskedValue[]): void {
  for (const [name, text] of [['target', request.target], ['target-name', request.targetName ?? '']] as const) {
    const hit = masked.find(({ value }) => text.includes(value))
    if (hit === undefined) continue
    throw new OptionError(
      `${name} contains the value of ${hit.name}, which is masked: the runner would drop the outputs that tell `
      + 'where the snapshot is; choose another name or another secret',
    )
  }
}
