import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseWrittenLocation, sameLocation } from '../../../src/location/location.ts'
import type { FlinkLab } from '../flink/flink-lab.ts'
import { differencesFromFlink, dump } from '../oracle.ts'
import type { Endpoint } from '../servers.ts'
import { inspect } from './bundle.ts'
import type { Place } from './places.ts'

/**
 * Where `inspect` of the bundle, or the codec, says something else of a snapshot than Flink's own classes of
 * the release that wrote it.
 *
 * @param snapshot its URI, in that place
 */
export async function differencesOf(
  lab: FlinkLab,
  server: Endpoint,
  place: Place,
  snapshot: string,
): Promise<string[]> {
  const bytes = await place.read(`${snapshot}/_metadata`)
  const directory = await mkdtemp(path.join(tmpdir(), 'flink-matrix-oracle-'))
  try {
    await writeFile(path.join(directory, '_metadata'), bytes)
    const [flink] = await dump(lab, [directory])
    if (flink === undefined) throw new Error(`Flink gave nothing for ${snapshot}`)
    const report = await inspect(server, snapshot)
    const elsewhere = sameLocation(parseWrittenLocation(report.path), parseWrittenLocation(snapshot))
      ? []
      : [`path: ${report.path}`]
    return [...elsewhere, ...differencesFromFlink(bytes, flink, report)]
  } finally {
    await rm(directory, { recursive: true, force: true })
  }
}
