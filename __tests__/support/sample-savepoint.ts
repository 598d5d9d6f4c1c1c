/**
 * A savepoint that Flink 1.10 wrote, with absolute URIs, and what it looks like in another place. The paths
 * are replaced with the builder, which knows nothing of the code under test.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from './metadata-builder.ts'

/** The directory of the fixture. */
export const SAMPLE = resolve(
  import.meta.dirname,
  '..',
  '..',
  'fixtures',
  'snapshots',
  'flink1.10-rocksdb-savepoint',
  'snapshot',
)

/** Where Flink wrote it: what its `_metadata` names. */
export const SAMPLE_HOME = 'file:/tmp/flink-snapshots/source/savepoint-4686cd-f502a036b706'

/** File names of the state and their bytes. */
export type Files = ReadonlyMap<string, Buffer>

/** A snapshot as it stands in some place. */
export interface Sample {
  readonly metadata: Buffer
  /** Without `_metadata`. */
  readonly files: Files
}

/** The fixture as it is. */
export function readSample(): Sample {
  const names = readdirSync(SAMPLE).filter((name) => name !== '_metadata')
  const files = new Map(names.map((name) => [name, readFileSync(join(SAMPLE, name))]))
  return { metadata: readFileSync(join(SAMPLE, '_metadata')), files }
}

/**
 * The sample as Flink would have written it to another place, its files called otherwise.
 *
 * @param home the new directory as a URI
 * @param rename gives the new name of the file with this index
 */
export function sampleAt(
  home: string,
  rename: (name: string, index: number) => string = (name) => name,
): Sample {
  const { metadata, files } = readSample()
  const renamed = new Map<string, Buffer>()
  let moved = metadata
  for (const [index, [name, bytes]] of [...files].entries()) {
    const newName = rename(name, index)
    renamed.set(newName, bytes)
    moved = replacePath(moved, `${SAMPLE_HOME}/${name}`, `${home}/${newName}`)
  }
  return { metadata: moved, files: renamed }
}

/** `_metadata` with its files in another directory, under the same names. */
export function rehome({ metadata, files }: Sample, from: string, to: string): Buffer {
  return [...files.keys()].reduce(
    (bytes, name) => replacePath(bytes, `${from}/${name}`, `${to}/${name}`),
    metadata,
  )
}

function replacePath(bytes: Buffer, from: string, to: string): Buffer {
  const [before, after] = [from, to].map((path) =>
    Buffer.from(
      build((sink) => {
        sink.utf(path)
      }),
    ),
  )
  const parts: Buffer[] = []
  let start = 0
  for (let at = bytes.indexOf(before!); at >= 0; at = bytes.indexOf(before!, start)) {
    parts.push(bytes.subarray(start, at), after!)
    start = at + before!.length
  }
  if (parts.length === 0) throw new Error(`the sample does not name ${from}`)
  return Buffer.concat([...parts, bytes.subarray(start)])
}
