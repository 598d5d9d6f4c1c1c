import { randomBytes } from 'node:crypto'

/** The former `_metadata`, kept beside the rewritten one when a snapshot is rewritten in its own place. */
export const FORMER_METADATA = '_metadata.before-relocation'

/** The source's `_metadata` while the source is being deleted: with it the next run finishes the deletion. */
export const DELETING_METADATA = '_metadata.deleting'

/** What is left in the place of a source that was deleted: where it went. */
export const RECEIPT = '_metadata.relocated.json'

const PROBE = '_metadata.probe-'

/** A name that nothing else has, for a probe that tells whether two names lead to one place. */
export function newProbeName(): string {
  return PROBE + randomBytes(8).toString('hex')
}

/** Whether a run left this, in the moment between writing a probe and deleting it. */
export function isProbeName(name: string): boolean {
  return name.startsWith(PROBE)
}

/** Names that this tool makes beside a snapshot and that are no part of it. */
export function isInternalName(name: string): boolean {
  return (
    name.startsWith(FORMER_METADATA) || name === DELETING_METADATA || name === RECEIPT || isProbeName(name)
  )
}
