import type { SearchReport } from '../../src/commands/find/request.ts'

/** What a search found: a checkpoint, beside one that is unfinished. */
export function sampleSearch(changes: Partial<SearchReport> = {}): SearchReport {
  const job = 'a'.repeat(32)
  const path = `s3://bucket/cp/${job}/chk-7`
  return {
    directory: 's3://bucket/cp',
    found: {
      path,
      metadataPath: `${path}/_metadata`,
      kind: 'checkpoint',
      metadataVersion: 4,
      checkpointId: '7',
      claimMode: 'CLAIM',
      modified: '2020-01-01T12:00:00.000Z',
      ageMs: 90_500,
      stateBytes: 2048,
    },
    snapshots: [
      {
        path,
        name: 'chk-7',
        kind: 'checkpoint',
        job,
        checkpointId: '7',
        modified: '2020-01-01T12:00:00.000Z',
        metadataBytes: 900,
        state: 'complete',
      },
      {
        path: `s3://bucket/cp/${job}/chk-8`,
        name: 'chk-8',
        kind: 'checkpoint',
        job,
        checkpointId: '8',
        state: 'unfinished',
      },
    ],
    seen: 5,
    unfinished: 1,
    warnings: [],
    ...changes,
  }
}
