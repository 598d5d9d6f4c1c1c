/**
 * A text or an answer of Flink's names no snapshot to go on with, or several. The message is one short
 * sentence in Flink's own words as far as there are any, without the text itself.
 */
export class NoSnapshotError extends Error {
  override readonly name = 'NoSnapshotError'
}
