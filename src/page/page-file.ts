import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { Examination } from '../examination/examine.ts'
import { renderPage } from './render-page.ts'

/** The page could not be written. */
export class PageFileError extends Error {
  override readonly name = 'PageFileError'
}

/**
 * Writes the HTML page of an examination to a local file, whole or not at all. A page that is there is replaced; a device, a pipe or a
 * directory is not: the page would take its place.
 *
 * @param path absolute
 * @throws PageFileError naming the file
 */
export async function writePage(examination: Examination, path: string): Promise<void> {
  const there = await stat(path).catch(() => undefined)
  if (there !== undefined && !there.isFile()) {
    throw new PageFileError(`the HTML page could not be written to ${path}, which is no regular file: name another one`)
  }
  const partial = `${path}.${process.pid}.partial`
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(partial, renderPage(examination))
    await rename(partial, path)
  } catch (error) {
    await rm(partial, { force: true }).catch(() => undefined)
    throw new PageFileError(
      `the HTML page could not be written to ${path}: name a file in a directory that can be written to`, { cause: error },
    )
  }
}
