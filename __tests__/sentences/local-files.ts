import { execFileSync } from 'node:child_process'
import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { inspectSnapshot } from '../../src/commands/inspect/inspect.ts'
import { relocate } from '../../src/commands/relocate/relocate.ts'
import { parseLocation } from '../../src/location/location.ts'
import { makeJobFilesDirectory, writeJobFiles } from '../../src/job-files/write-job-files.ts'
import { fileError } from '../../src/storage/file/file-errors.ts'
import { createFileStore } from '../../src/storage/file/file-store.ts'
import { writeOutputFile } from '../../src/storage/file/local-output.ts'
import { sampleReport } from '../support/sample-report.ts'
import { requestOf, type TextRequest } from '../support/text-request.ts'
import { inScratch, type Chapter, type Page } from './book.ts'
import { handle, JOB, keyed } from './scenes.ts'

/** What the system may say of a call. */
const SYSTEM = [
  ...['ENOENT', 'ENOTDIR', 'EEXIST', 'EISDIR', 'EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'EFBIG'],
  ...['ENAMETOOLONG', 'EMFILE', 'ENFILE', 'EIO', 'ESTALE', 'ELOOP', 'EBUSY'],
]

function faults(page: Page): void {
  for (const code of SYSTEM) {
    const fault = Object.assign(new Error(code), { code, syscall: 'open' })
    page.say(code, (fileError(fault, 'open', parseLocation('/data/file')) as Error).message)
  }
}

/** Runs on a disk of its own. */
class Disk {
  readonly told: string[] = []
  readonly #root: string

  constructor(root: string) {
    this.#root = root
  }

  at(path: string): string {
    return join(this.#root, path)
  }

  async put(path: string, content: string | Uint8Array = 'state'): Promise<void> {
    await mkdir(dirname(this.at(path)), { recursive: true })
    await writeFile(this.at(path), content)
  }

  async link(to: string, path: string): Promise<void> {
    await mkdir(dirname(this.at(path)), { recursive: true })
    await symlink(this.at(to), this.at(path))
  }

  /** A checkpoint with files of these names in `shared`, and its source. */
  async checkpoint(home: string, ...names: string[]): Promise<string> {
    const shared = this.at(`${home}/${JOB}/shared`)
    await this.put(
      `${home}/${JOB}/chk-7/_metadata`,
      keyed(...names.map((name) => handle(`file:${shared}/${name}`))),
    )
    return this.at(`${home}/${JOB}/chk-7`)
  }

  async relocate(request: Partial<TextRequest>): Promise<void> {
    const tell = (text: string): void => void this.told.push(text)
    const silent = (): void => undefined
    const narrator = { phase: silent, info: tell, debug: silent, progress: silent, warning: tell }
    await relocate(requestOf({ source: '', target: this.at('new'), ...request }), {
      narrator,
      signal: new AbortController().signal,
    })
  }
}

async function links(page: Page, disk: Disk): Promise<void> {
  await disk.put('elsewhere/a')
  await disk.put('elsewhere/directory/b')
  const inFile = await disk.checkpoint('linked', 'a')
  await disk.link('elsewhere/a', `linked/${JOB}/shared/a`)
  await page.fails('a file that is a link out of the job directory', () => disk.relocate({ source: inFile }))
  page.say('what was said', disk.told.splice(0))
  const inDirectory = await disk.checkpoint('below', 'd/b')
  await disk.link('elsewhere/directory', `below/${JOB}/shared/d`)
  await page.fails('a directory that is one', () => disk.relocate({ source: inDirectory }))
  page.say('what was said', disk.told.splice(0))
  const good = await disk.checkpoint('good', 'a')
  await disk.put(`good/${JOB}/shared/a`)
  await disk.link('elsewhere', `new/${JOB}/shared`)
  await page.fails('a target with a link out of it', () => disk.relocate({ source: good }))
  await disk.put(`output/there/keep`)
  await disk.link('output/there/keep', 'output/link')
  await page.fails('a link where a file is to be written', () => writeOutputFile(disk.at('output/link'), 'x'))
  await page.fails('a directory there', () => writeOutputFile(disk.at('output/there'), 'x'))
  execFileSync('mkfifo', [disk.at('output/pipe')])
  await page.fails('a pipe there', () => writeOutputFile(disk.at('output/pipe'), 'x'))
}

async function places(page: Page, disk: Disk): Promise<void> {
  const store = createFileStore()
  const read = (path: string): Promise<unknown> => store.read(parseLocation(disk.at(path)), { maxBytes: 3 })
  await disk.put('long')
  await page.fails('a file that is too long', () => read('long'))
  await page.fails('a directory for a file', () => read('.'))
  await page.fails('a host in a path', () => store.stat({ scheme: 'file', authority: 'data', path: '/x' }))
  await page.fails('a directory that is not there', () =>
    inspectSnapshot(
      { source: parseLocation(disk.at('none')), s3: {}, checkFiles: false },
      { signal: new AbortController().signal },
    ),
  )
}

async function jobFiles(page: Page, disk: Disk): Promise<void> {
  await disk.put('file')
  await page.fails('a directory below a file', () => makeJobFilesDirectory(disk.at('file/x'), 'job-files'))
  await disk.put('taken/resume.json')
  await page.fails('names that are taken', () => makeJobFilesDirectory(disk.at('taken'), 'job-files'))
  await page.fails('names that are taken meanwhile', () => writeJobFiles(sampleReport(), disk.at('taken')))
  await page.fails('a place that is gone', () => writeJobFiles(sampleReport(), disk.at('file/x')))
}

const onDisk =
  (write: (page: Page, disk: Disk) => Promise<void>) =>
  (page: Page): Promise<void> =>
    inScratch(page, (scratch) => write(page, new Disk(scratch)))

/** What is said of local files. */
export const LOCAL_FILES: readonly Chapter[] = [
  { title: 'What the system says of local files', write: faults },
  { title: 'Symbolic links', write: onDisk(links) },
  { title: 'Local places', write: onDisk(places) },
  { title: 'Files that start a job', write: onDisk(jobFiles) },
]
