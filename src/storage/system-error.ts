/**
 * The code of an error that Node or the operating system raised (`ENOENT`), `undefined` for anything else.
 * Not by `instanceof`: inside a VM context (as of some test runners) Node's errors are not of that context's
 * `Error`.
 */
export function systemCode(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** The message of whatever was thrown. */
export function messageOf(error: unknown): string {
  if (typeof error === 'object' && error !== null && 'message' in error && typeof error.message === 'string')
    return error.message
  return String(error)
}
