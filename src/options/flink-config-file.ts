import { open } from 'node:fs/promises'
import { basename, resolve } from 'node:path'
import { FlinkConfigError } from '../flink/config/flink-config-error.ts'
import { readFlinkConfig, type FlinkConfig } from '../flink/config/flink-config.ts'
import { OptionError } from './option-error.ts'

/** A configuration file of Flink that was read. */
export interface OpenedConfig {
  /** How messages call it. */
  readonly name: string
  /** As the user wrote it. */
  readonly path: string
  readonly config: FlinkConfig
}

/** Real files have some hundred lines. */
const MOST_BYTES = 1024 * 1024

/**
 * Reads a configuration file.
 *
 * @param label what the setting that names it is called
 * @param written its path, as the user wrote it
 * @param directory what relative paths count from
 * @throws OptionError for what is no such file
 */
export async function openFlinkConfig(
  label: string,
  written: string,
  directory: string,
): Promise<OpenedConfig> {
  const path = resolve(directory, written)
  const name = `${label} ${JSON.stringify(written)}`
  const text = await readText(path, name)
  return { name, path: written, config: told({ name }, () => readFlinkConfig(basename(path), text)) }
}

/**
 * Runs a step on a file; what is wrong with the file is told under the name of its setting.
 *
 * @throws OptionError in the place of a FlinkConfigError
 */
export function told<T>({ name }: Pick<OpenedConfig, 'name'>, step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (!(error instanceof FlinkConfigError)) throw error
    throw new OptionError(`${name}: ${error.message}`, { cause: error })
  }
}

async function readText(path: string, name: string): Promise<string> {
  try {
    await using file = await open(path, 'r')
    const found = await file.stat()
    if (!found.isFile())
      throw new OptionError(`${name} is no file: give the path of a flink-conf.yaml or config.yaml`)
    if (found.size > MOST_BYTES) {
      throw new OptionError(
        `${name} has ${found.size} bytes, more than a configuration of Flink has: check that it is the right file`,
      )
    }
    return await file.readFile('utf8')
  } catch (error) {
    if (error instanceof OptionError) throw error
    throw new OptionError(
      `${name} cannot be read: check the path; relative ones count from the working directory`,
      { cause: error },
    )
  }
}
