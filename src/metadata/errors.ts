/**
 * The bytes are no `_metadata`, or a broken one. The message names the byte offset, what was expected and
 * what was found; it does not name the file, which only the caller knows.
 */
export class MetadataFormatError extends Error {
  override readonly name = 'MetadataFormatError'
  /** Byte offset in the file at which the reader could not go on. */
  readonly offset: number

  constructor(message: string, offset: number, options?: ErrorOptions) {
    super(message, options)
    this.offset = offset
  }
}

/**
 * Why a `_metadata` that is not broken is refused all the same: `version-1` (Flink 1.2 and older),
 * `legacy-state` (version 2 with state of Flink 1.1), `changelog-1.14` (the experimental changelog backend,
 * which no other release reads), `version-7` (a proposal that no release writes), `unknown-version` (anything
 * else).
 */
export type UnsupportedReason =
  'version-1' | 'legacy-state' | 'changelog-1.14' | 'version-7' | 'unknown-version'

/** A `_metadata` that this codec knows by name and refuses. The message says what to do. */
export class UnsupportedMetadataError extends Error {
  override readonly name = 'UnsupportedMetadataError'
  readonly reason: UnsupportedReason
  /** The metadata version that the file states. */
  readonly version: number

  constructor(message: string, reason: UnsupportedReason, version: number) {
    super(message)
    this.reason = reason
    this.version = version
  }
}

/**
 * A path cannot be written into `_metadata`. The message names the path as it stands and what it would
 * become.
 */
export class MetadataRewriteError extends Error {
  override readonly name = 'MetadataRewriteError'
  /** The path as it stands in the file. */
  readonly path: string

  constructor(message: string, path: string) {
    super(message)
    this.path = path
  }
}
