import type { ReadSnapshot } from '../../snapshot/read-snapshot.ts'
import type { Ends } from './look/same-place.ts'
import type { HealedSource } from './delete-source/healed-source.ts'
import type { Narrator } from './narrator.ts'
import type { Placement } from './plan/placement.ts'
import type { RelocationReport } from './report.ts'
import type { RelocationRequest } from './request.ts'
import type { Stores } from './stores.ts'

/** What all phases of one relocation share. None of them changes it. */
export interface Run {
  readonly request: RelocationRequest
  readonly stores: Stores
  readonly narrator: Narrator
  readonly signal: AbortSignal
  /** Tells a warning, and keeps it for the report. */
  readonly warn: (text: string) => void
  /** All warnings so far. */
  readonly warnings: readonly string[]
  /** By `performance.now()`. */
  readonly startedMs: number
  /** Told when the snapshot is committed and its source not yet deleted. */
  readonly onCommitted?: (report: RelocationReport) => Promise<void>
  /** The source as it was, where an earlier run had begun to delete it. */
  readonly resumed?: HealedSource
}

/** A run and the snapshot that it begins with. */
export interface Started {
  readonly run: Run
  readonly read: ReadSnapshot
}

/** Both ends of a run, with the places of its snapshot. */
export function endsOf({ stores: { source, target } }: Run, placement: Placement): Ends {
  return { source, target, placement }
}
