/**
 * A setting is missing, malformed or contradicts another one. The message is a sentence that names the
 * setting, its value (never a secret's) and what to do. Thrown before anything is read or written; the
 * command line ends with 2.
 */
export class OptionError extends Error {
  override readonly name = 'OptionError'
}
