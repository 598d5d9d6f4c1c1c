import { StorageError, type StorageErrorCode } from '../storage/storage-error.ts'
import { RelocationError } from '../commands/relocation-error.ts'
import { SnapshotReadError } from '../snapshot/read-snapshot.ts'
import { explainFailure, PROGRAM } from './failure.ts'

/**
 * The version of every JSON document for programs. It grows when a field goes away or means something else;
 * a new field does not change it.
 */
export const SCHEMA_VERSION = 1

/** What every JSON document for programs has; `docs/schemas/` describes each of them. */
export interface JsonDocument {
  /** The version of the document: 1. It grows when a field goes away or means something else. */
  readonly schemaVersion: typeof SCHEMA_VERSION
}

/** What `--json` prints where a command fails without a result. */
export interface FailureDocument extends JsonDocument {
  readonly error: JsonFailure
}

/** Why a command failed. Where it has a result all the same, this stands beside it. */
export interface JsonFailure {
  /** What kind of failure it is, for decisions by programs; take one that you do not know for `other`. */
  readonly code: FailureCode
  /** One sentence for people: what is wrong, with its name and value, and what to do. No contract. */
  readonly message: string
  /** Further lines for people: files, rules, what a server answered, causes. May be empty. */
  readonly details: readonly string[]
  /** What to do about every failure of this code, one sentence for people. */
  readonly advice: string
}

/**
 * What kind of failure it is, for decisions by programs. Further codes may come; take one that you do not
 * know for `other`.
 */
export type FailureCode = keyof typeof FAILURE_ADVICE

/** The codes, and what to do about each: general, where the message is about the case at hand. */
export const FAILURE_ADVICE = {
  usage: 'Correct the arguments; nothing was read or written.',
  'not-found': 'Check the path and the settings of its store: no snapshot, file or bucket is there.',
  'bad-snapshot': 'Take a new savepoint, or choose another checkpoint: this _metadata cannot be used.',
  'missing-files': 'Take a new savepoint, or choose another checkpoint: files of this one cannot be used.',
  refused: 'Change what the message names: the same command would be refused again.',
  different: 'Look at the result for what differs: the check that was asked for did not pass.',
  changed: 'See who else writes to the source or the target, then run the same command again.',
  credentials: 'Give keys that are valid now, by the environment or whatever else the AWS SDK finds.',
  'access-denied': 'Have the keys permitted what the message names, or give others.',
  unreachable: 'Check endpoint, network and certificates, then run the same command again.',
  savepoint: 'Look at the job in Flink before the next try: it may be stopped, or a savepoint under way.',
  'local-files': 'Check that the local path can be read and written and that its disk has space.',
  interrupted: 'Run the same command again: it continues from what is there.',
  internal: 'Please report this with the message and its details.',
  other: 'Read the message and its details.',
} as const

/** What the kinds of faults of a store come to. */
const STORAGE_CODES: Readonly<Record<StorageErrorCode, FailureCode>> = {
  'not-found': 'not-found',
  'no-such-bucket': 'not-found',
  'access-denied': 'access-denied',
  credentials: 'credentials',
  archived: 'missing-files',
  changed: 'changed',
  conflict: 'changed',
  throttled: 'unreachable',
  unreachable: 'unreachable',
  tls: 'unreachable',
  'clock-skew': 'credentials',
  'wrong-region': 'refused',
  unsupported: 'refused',
  'corrupt-answer': 'unreachable',
  'too-large': 'refused',
  local: 'local-files',
  other: 'other',
}

/**
 * By name, for rooms that this one does not know, and errors of another realm. A test knows all of them.
 */
export const CODES_BY_NAME: Readonly<Record<string, FailureCode>> = {
  CommanderError: 'usage',
  CommandTextError: 'usage',
  FlinkConfigError: 'usage',
  NoSnapshotError: 'usage',
  OptionError: 'usage',
  SearchError: 'not-found',
  MalformedTextError: 'bad-snapshot',
  MetadataFormatError: 'bad-snapshot',
  MetadataRewriteError: 'bad-snapshot',
  StateFormatError: 'bad-snapshot',
  UnsupportedMetadataError: 'bad-snapshot',
  FilesError: 'missing-files',
  InvalidCertificates: 'refused',
  InvalidProxy: 'refused',
  LocationError: 'refused',
  ServerSideRefusedError: 'refused',
  TermsNotMetError: 'refused',
  DifferenceError: 'different',
  DoubtError: 'changed',
  CredentialsUnavailable: 'credentials',
  RoleRefused: 'credentials',
  ConnectionFault: 'unreachable',
  HttpError: 'unreachable',
  ProxyFault: 'unreachable',
  S3Fault: 'unreachable',
  FlinkRefusal: 'savepoint',
  SavepointError: 'savepoint',
  OutputError: 'local-files',
  OutputLostError: 'local-files',
  PageFileError: 'local-files',
  JobFilesError: 'local-files',
  Interrupted: 'interrupted',
  SavepointInterrupted: 'interrupted',
  RestoreCommandError: 'other',
  AssertionError: 'internal',
  RangeError: 'internal',
  ReferenceError: 'internal',
  TypeError: 'internal',
}

/** Which kind of failure an error is. */
export function failureCode(error: unknown): FailureCode {
  if (error instanceof RelocationError) return error.code
  if (error instanceof StorageError) return STORAGE_CODES[error.code]
  if (error instanceof SnapshotReadError) return error.reason === 'not-found' ? 'not-found' : 'bad-snapshot'
  if (typeof error !== 'object' || error === null) return 'other'
  if ('syscall' in error) return 'local-files'
  return ('name' in error ? CODES_BY_NAME[String(error.name)] : undefined) ?? 'other'
}

/** An error as the property `error` of a document. Texts are as people see them, in one line each. */
export function jsonFailure(error: unknown): JsonFailure {
  const { sentence, lines } = explainFailure(error)
  const code = failureCode(error)
  return { code, message: sentence, details: code === 'usage' ? [] : lines, advice: FAILURE_ADVICE[code] }
}

/** An error that nobody caught, as it is told to people. */
export function unexpectedFailure(sentence: string, lines: readonly string[]): JsonFailure {
  const message = sentence.replace(`${PROGRAM}: `, '')
  return { code: 'internal', message, details: lines, advice: FAILURE_ADVICE.internal }
}

/** A result as a document for programs. */
export function jsonDocument<T extends object>(result: T): JsonDocument & T {
  return { schemaVersion: SCHEMA_VERSION, ...result }
}
