import type { Certainty, OutsideKind } from './types.ts'

/** What one entry of a state says. */
export interface Found {
  readonly kind: OutsideKind
  readonly certainty: Certainty
  /** Whether a restored job goes on with what is there. */
  readonly uncommitted: boolean
  /** As they are written. */
  readonly paths: readonly string[]
  /** Names of other things: transactional ids, ids of tables and jobs. */
  readonly ids: readonly string[]
}

/**
 * Reads one entry of a state. Nothing found says that the entry is understood and points at nothing.
 *
 * @throws StateFormatError where the entry is in another format.
 */
export type EntryReader = (entry: Uint8Array) => readonly Found[]

/** A state that may point outside of the snapshot, by its name. */
export interface StateRow {
  /** The name under which operators register it. */
  readonly name: string
  /** What it is taken for where its entries are not read, or not understood. */
  readonly kind: OutsideKind
  /** What it is taken for in an operator that has another state of this name too. */
  readonly beside: { readonly name: string; readonly kind: OutsideKind } | undefined
  /**
   * What the name alone says of a state with entries that were not read: `likely` where nobody else uses the
   * name, `unknown` where others do, `nothing` where nearly all who use it point nowhere.
   */
  readonly byName: 'likely' | 'unknown' | 'nothing'
  /**
   * What is said of entries that were read and not understood: `likely` where they are in a format that is
   * not read here, `nothing` where many others use the name.
   */
  readonly notUnderstood: 'likely' | 'unknown' | 'nothing'
  /** Whether it holds what is not committed, as far as the name tells. */
  readonly uncommitted: boolean
  /** Tried one after the other. */
  readonly readers: readonly EntryReader[]
}

/** A finding that is sure, with paths. */
export function sure(kind: OutsideKind, uncommitted: boolean, paths: readonly string[]): Found {
  return { kind, certainty: 'sure', uncommitted, paths, ids: [] }
}
