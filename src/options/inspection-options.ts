import type { FailOnFiles } from '../snapshot/check-files.ts'
import type { InspectionRequest } from '../commands/inspect/inspect.ts'
import { OptionError } from './option-error.ts'
import { createOptionReader, type OptionReader } from './option-reader.ts'
import type { OptionLabel, OptionName, OptionValues } from './option-specs.ts'
import { readSource } from './place-options.ts'
import { readRelocationRequest } from './relocation-options.ts'
import { readS3Settings } from './s3-options.ts'

/** What is to be looked at, where the page goes, and what of the result is a failure. */
export interface InspectionOptions {
  readonly request: InspectionRequest
  /** Path of the local file for the HTML page, as the user wrote it; absent where none is named. */
  readonly html?: string
  /** What of the files is a failure, where these are checked. */
  readonly failOn: FailOnFiles
}

/** Settings that shape a plan and mean nothing without a target. */
const OF_A_PLAN = [
  'target-name',
  'path-map',
  'read-map',
  'moved-from',
  'external-files',
  'claimed-savepoint',
  'outside-state',
  'allow-outside',
] as const satisfies readonly OptionName[]

/**
 * Turns settings as texts into a request. With a target, the plan of a relocation there belongs to it.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @throws OptionError naming the setting, its value and what to do
 */
export function readInspectionOptions(
  values: OptionValues,
  label: OptionLabel = (name) => name,
): InspectionOptions {
  const reader = createOptionReader(values, label)
  const source = readSource(reader)
  const html = reader.text('html')
  const checkFiles = reader.flag('check-files') ?? false
  const relocation = reader.text('target') === undefined ? undefined : readRelocationRequest(values, label)
  if (relocation === undefined) refusePlanWithoutTarget(reader, values)
  const stateReads = reader.flag('state-reads')
  return {
    request: {
      source,
      s3: readS3Settings(reader),
      checkFiles,
      ...(stateReads === false && { stateReads }),
      ...(relocation && { relocation }),
    },
    html,
    failOn: readFailOn(reader, checkFiles),
  }
}

/** Who wants a failure for missing files and has none looked for would take silence for an answer. */
function readFailOn(reader: OptionReader, checkFiles: boolean): FailOnFiles {
  const failOn = reader.choice('fail-on', ['missing', 'outside', 'never'])
  if (failOn === undefined || failOn === 'never' || checkFiles) return failOn ?? 'missing'
  throw new OptionError(
    `${reader.label('fail-on')} is ${failOn}, but no file is looked for: give ${reader.label('check-files')} too, or leave it out`,
  )
}

/** Defaults of action.yml come as if the user had written them, and are not held against anybody. */
function refusePlanWithoutTarget(reader: OptionReader, values: OptionValues): void {
  const given = OF_A_PLAN.find((name) => {
    const value = reader.text(name)
    return value !== undefined && value !== 'fail'
  })
  if (given === undefined) return
  throw new OptionError(
    `${reader.label(given)} is ${JSON.stringify(values[given])}, which counts for the plan of a relocation only: `
      + `give ${reader.label('target')} too, or leave it out`,
  )
}
