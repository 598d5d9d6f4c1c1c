import { systemCode } from '../../system-error.ts'

/** Node's code for what broke a connection. */
export function networkCodeOf(error: unknown): string | undefined {
  for (let at = error, depth = 0; typeof at === 'object' && at !== null && depth < 5; depth++) {
    const code = systemCode(at)
    if (code !== undefined) return code
    at = (at as { readonly cause?: unknown }).cause
  }
  return undefined
}
