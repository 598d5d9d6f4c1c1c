import type { FlinkConfig } from './flink-config.ts'
import type { ConfigValue } from './spellings.ts'

/** CheckpointingOptions of Flink 2.3: the key, then those that came before it, in Flink's own order. */
const KEYS = {
  savepoint: [
    'execution.checkpointing.savepoint-dir',
    'state.savepoints.dir',
    'savepoints.state.backend.fs.dir',
  ],
  checkpoint: ['execution.checkpointing.dir', 'state.checkpoints.dir', 'state.backend.fs.checkpointdir'],
} as const

/**
 * The default directory of savepoints or checkpoints. The marker of entropy injection (`s3.entropy.key`) is
 * taken out, as Flink does for the path of `_metadata`.
 */
export function snapshotDirectoryOf(config: FlinkConfig, kind: keyof typeof KEYS): ConfigValue | undefined {
  const key = KEYS[kind].find((one) => config.entries.has(one))
  const value = key === undefined ? undefined : config.entries.get(key)
  if (key === undefined || value === undefined) return undefined
  const marker = config.entries.get('s3.entropy.key')
  return { key, value: marker === undefined ? value : value.replace(marker, '') }
}
