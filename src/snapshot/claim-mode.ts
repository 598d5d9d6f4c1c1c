import type { Snapshot } from '../metadata/snapshot.ts'

/** Who owns the snapshot after a restore, in Flink's words (`RestoreMode`, later `RecoveryClaimMode`). */
export type ClaimMode = 'CLAIM' | 'NO_CLAIM'

/**
 * The mode in which a job restores from the relocated snapshot and goes on. CLAIM where changelog handles
 * occur (codes 8 and 14): with NO_CLAIM, Flink's default, such a job restores and fails at its first
 * checkpoint. `undefined` for metadata version 2, whose readers (up to 1.14) know no such option.
 */
export function claimModeOf(snapshot: Snapshot): ClaimMode | undefined {
  if (snapshot.version === 2) return undefined
  return snapshot.hasChangelog ? 'CLAIM' : 'NO_CLAIM'
}
