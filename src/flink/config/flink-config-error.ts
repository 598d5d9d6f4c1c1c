/**
 * A Flink configuration file cannot be read, or says two things at once. The message names the line or key,
 * never a sensitive value.
 */
export class FlinkConfigError extends Error {
  override readonly name = 'FlinkConfigError'
}
