import type { S3Settings } from '../../src/storage/settings.ts'

/** A request without what the user calls the settings of its sides, for tests of what these are. */
export function unnamed<T extends { readonly sourceS3: S3Settings; readonly targetS3: S3Settings }>(
  request: T,
): T {
  return { ...request, sourceS3: withoutNames(request.sourceS3), targetS3: withoutNames(request.targetS3) }
}

/** The settings of one side, likewise. */
export function withoutNames(settings: S3Settings): S3Settings {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => name !== 'names'))
}
