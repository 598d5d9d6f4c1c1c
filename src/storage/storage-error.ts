import type { Location } from '../location/location.ts'

/** What kind of fault a store met, for decisions in code. People read the message. */
export type StorageErrorCode =
  | 'not-found'
  | 'no-such-bucket'
  | 'access-denied'
  | 'credentials'
  | 'archived'
  | 'changed'
  | 'conflict'
  | 'throttled'
  | 'unreachable'
  | 'tls'
  | 'clock-skew'
  | 'wrong-region'
  | 'unsupported'
  | 'corrupt-answer'
  | 'too-large'
  | 'local'
  | 'other'

/** Facts of a failed request, where known. */
export interface StorageErrorFacts {
  readonly code: StorageErrorCode
  /** S3's name of the operation (`CopyObject`), or the system call of a file store. */
  readonly operation: string
  readonly location?: Location
  readonly status?: number
  /** S3's own error code (`SlowDown`). */
  readonly s3Code?: string
  readonly requestId?: string
}

/**
 * A store failed for good: the message is one sentence that names the object and what to do; `cause` is the
 * raw fault.
 */
export class StorageError extends Error {
  override readonly name = 'StorageError'
  readonly facts: StorageErrorFacts

  constructor(message: string, facts: StorageErrorFacts, options?: ErrorOptions) {
    super(message, options)
    this.facts = facts
  }

  /** Short for `facts.code`. */
  get code(): StorageErrorCode {
    return this.facts.code
  }
}
