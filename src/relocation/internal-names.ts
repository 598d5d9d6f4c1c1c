/** The former `_metadata`, kept beside the rewritten one when a snapshot is rewritten in its own place. */
export const FORMER_METADATA = '_metadata.before-relocation'

/** Names that this tool makes beside a snapshot and that are no part of it. */
export function isInternalName(name: string): boolean {
  return name.startsWith(FORMER_METADATA)
}
