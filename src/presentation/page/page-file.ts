import type { Inspection } from '../../commands/inspect/inspect.ts'
import { writeOutputFile } from '../../storage/file/local-output.ts'
import { StorageError } from '../../storage/storage-error.ts'
import { renderPage } from './render-page.ts'

/** The page could not be written. */
export class PageFileError extends Error {
  override readonly name = 'PageFileError'
}

/**
 * Writes the HTML page of an inspection to a local file, whole or not at all. A file that is there is
 * replaced; a link or a device is not.
 *
 * @param path absolute
 * @throws PageFileError naming the file
 */
export async function writePage(inspection: Inspection, path: string): Promise<void> {
  try {
    await writeOutputFile(path, renderPage(inspection))
  } catch (error) {
    // Its sentence says everything.
    if (error instanceof StorageError)
      throw new PageFileError(`the HTML page was not written: ${error.message}`, { cause: error.cause })
    throw new PageFileError(
      `the HTML page could not be written to ${path}: name a file in a directory that can be written to`,
      { cause: error },
    )
  }
}
