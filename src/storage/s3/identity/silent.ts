const ignore = (): void => undefined

/**
 * Takes what the SDK would write to the console: of retries that are not its own, and of keys beside a
 * profile.
 */
export const SILENT = { trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore }
