/**
 * Two savepoints whose files have the same names, and what is true of a target to which both were relocated
 * at once.
 */
import { randomBytes } from 'node:crypto'
import type { ProcessResult } from './run-bundle.ts'
import { file, keyGroups, metadata, operator, subtask } from './metadata-builder.ts'

/** Files by name. */
export type Contents = ReadonlyMap<string, Buffer>

/** Files of the same names each time, each time with other bytes. */
export function sameNames(count: number, sizeBytes: number): Contents {
  return new Map(Array.from({ length: count }, (_, n) => [`file-${n}`, randomBytes(sizeBytes)]))
}

/** `_metadata` as Flink would have written it in the directory, a URI. */
export function metadataIn(home: string, files: Contents): Buffer {
  const subtasks = [...files].map(([name, { length }], n) =>
    subtask(6, n, { managedKeyed: keyGroups(3, file(`${home}/${name}`, length)) }),
  )
  return Buffer.from(metadata(6, [operator(6, {}, subtasks)]))
}

/**
 * @param there what the target holds now, `_metadata` included
 * @returns what is wrong, `''` where all is well: a success was told of what is there, and nothing looks
 * complete that is a mixture.
 */
export function faultOfTwoRuns(
  results: readonly ProcessResult[],
  sources: readonly Contents[],
  there: Contents,
): string {
  const isWhole = (files: Contents): boolean =>
    [...files].every(([name, bytes]) => there.get(name)?.equals(bytes) === true)
  const whole = sources.map((files) => there.has('_metadata') && isWhole(files))
  const told = results.map(({ exitCode }) => exitCode === 0)
  const says = results.map(({ exitCode, stdout, stderr }) => `${exitCode}: ${stdout}${stderr}`).join('\n')
  if (there.has('_metadata') && !whole.includes(true)) return `a mixture looks complete\n${says}`
  if (!told.includes(true) || told.some((ok, n) => ok && whole[n])) return ''
  const setAside = !there.has('_metadata') && /was set aside as .*for files of two runs lie there/.test(says)
  return setAside ? '' : `a success was told of what is not there\n${says}`
}
