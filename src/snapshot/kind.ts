import { isCheckpointName } from '../location/flink-names.ts'
import { nameOf, type Location } from '../location/location.ts'
import type { Snapshot } from '../metadata/snapshot.ts'

/** What a snapshot is, in the one vocabulary of inputs, outputs and reports. */
export type Kind = 'savepoint' | 'checkpoint'

/** The format of a savepoint (`SavepointFormatType`). */
export type SavepointFormat = 'canonical' | 'native'

/** What a snapshot is. A checkpoint has no `format`, nor a savepoint whose metadata does not tell it. */
export interface KindAndFormat {
  readonly kind: Kind
  readonly format?: SavepointFormat
}

/** By the name of its directory: that of a checkpoint, or any other, of a savepoint. */
export function kindByName(directory: Location): Kind {
  return isCheckpointName(nameOf(directory)) ? 'checkpoint' : 'savepoint'
}

/**
 * What a snapshot is: by its metadata where that tells (version 4 and later, and canonical savepoints
 * before), else by the name of its directory.
 */
export function kindAndFormatOf({ kind }: Pick<Snapshot, 'kind'>, directory: Location): KindAndFormat {
  switch (kind) {
    case 'savepoint-canonical':
      return { kind: 'savepoint', format: 'canonical' }
    case 'savepoint-native':
      return { kind: 'savepoint', format: 'native' }
    case 'checkpoint':
      return { kind: 'checkpoint' }
    case 'unknown':
      return { kind: kindByName(directory) }
  }
}
