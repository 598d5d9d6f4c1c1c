import type { Location } from '../location/location.ts'
import type { RelocationRequest } from '../commands/relocate/request.ts'
import { refuseAnonymousDeletion, refuseAnonymousTarget } from './anonymous-option.ts'
import type { IdentityTokens } from './identity-tokens.ts'
import { OptionError } from './option-error.ts'
import { createOptionReader, type OptionReader } from './option-reader.ts'
import type { OptionLabel, OptionValues } from './option-specs.ts'
import {
  readClaimedSavepoints,
  readMovedFrom,
  readPathMap,
  readReadMap,
  readSource,
  readTakenFrom,
  readTarget,
  readTargetName,
} from './place-options.ts'
import { readBothSides, readWriteSettings, WRITE_OPTIONS } from './s3-options.ts'
import { readShard } from './shard-option.ts'

/**
 * Turns settings as texts into a request. Everything that can be judged without looking at a store is
 * judged here.
 *
 * @param label what a setting is called in messages; the plain name by default
 * @param tokens what roles are taken with; without them a role is refused
 * @throws OptionError naming the setting, its value and what to do
 */
export function readRelocationRequest(
  values: OptionValues,
  label: OptionLabel = (name) => name,
  tokens?: IdentityTokens,
): RelocationRequest {
  const reader = createOptionReader(values, label, tokens)
  const source = readSource(reader)
  const takenFrom = readTakenFrom(reader)
  const target = readTarget(reader)
  const targetName = readTargetName(reader)
  const shard = readShard(reader)
  const expectPlan = readExpectPlan(reader)
  const movedFrom = readMovedFrom(reader)
  const readMap = readReadMap(reader)
  const concurrency = reader.count('concurrency', 1, 1024)
  const transfer = reader.choice('transfer', ['auto', 'streamed'])
  const sides = readBothSides(reader)
  refuseAnonymousTarget(reader, target, sides.target)
  refuseAnonymousDeletion(reader, source, sides.source)
  const targetWrite = readWriteSettings(reader)
  refuseWriteSettingsOfFiles(reader, target)
  return {
    source,
    takenFrom,
    target,
    targetName,
    pathMap: readPathMap(reader),
    movedFrom,
    readMap,
    externalFiles: reader.choice('external-files', ['fail', 'copy', 'keep']) ?? 'fail',
    claimedSavepoints: readClaimedSavepoints(reader),
    references: reader.choice('references', ['preserve', 'relative']) ?? 'preserve',
    unrelocatableState: reader.choice('unrelocatable-state', ['fail', 'ignore']) ?? 'fail',
    overwrite: reader.flag('overwrite') ?? false,
    deleteSource: reader.flag('delete-source') ?? false,
    dryRun: reader.flag('dry-run') ?? false,
    expectPlan,
    verify: reader.choice('verify', ['fast', 'strict']) ?? 'fast',
    ...(transfer === 'streamed' && { transfer }),
    shard,
    concurrency,
    sourceS3: sides.source,
    targetS3: sides.target,
    targetWrite,
  }
}

function readExpectPlan(reader: OptionReader): string | undefined {
  const text = reader.text('expect-plan')
  if (text === undefined || /^[0-9a-f]{64}$/.test(text)) return text
  throw new OptionError(
    `${reader.label('expect-plan')} is ${JSON.stringify(text)}: write the 64 hex digits that a dry run gives as `
      + 'plan-fingerprint',
  )
}

/** Who asked for encryption must not get plain local files without a word. */
function refuseWriteSettingsOfFiles(reader: OptionReader, target: Location): void {
  if (target.scheme !== 'file') return
  const given = [...WRITE_OPTIONS, 'target-sse-customer-key' as const].find(
    (name) => reader.text(name) !== undefined,
  )
  if (given === undefined) return
  throw new OptionError(
    `${reader.label(given)} is given but ${reader.label('target')} is the local ${JSON.stringify(reader.text('target'))}: `
      + `it counts for S3 only, so leave ${reader.label(given)} out`,
  )
}
