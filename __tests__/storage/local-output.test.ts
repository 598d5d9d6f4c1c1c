/** Files that the user asked for, in directories where others plant links. */
import { execFileSync } from 'node:child_process'
import { chmodSync, lchownSync } from 'node:fs'
import { lstat, mkdir, mkdtemp, readdir, readFile, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Inspection } from '../../src/commands/inspect/inspect.ts'
import { PageFileError, writePage } from '../../src/presentation/page/page-file.ts'
import { makeJobFilesDirectory, writeJobFiles } from '../../src/job-files/write-job-files.ts'
import { requireOutputInside, writeOutputFile } from '../../src/storage/file/local-output.ts'
import { findPlantedLink } from '../../src/storage/file/planted-links.ts'
import { sampleInspection } from '../support/sample-inspection.ts'
import { sampleReport } from '../support/sample-report.ts'

const INSPECTION: Inspection = { ...sampleInspection(), claimMode: 'NO_CLAIM' }
const KEPT = 'as it was'

let root: string
beforeEach(async () => {
  root = await realpath(await mkdtemp(join(tmpdir(), 'local-output-')))
  await mkdir(join(root, 'out'))
  await writeFile(join(root, 'victim'), KEPT)
})
afterEach(async () => {
  expect(await readFile(join(root, 'victim'), 'utf8')).toBe(KEPT)
  await rm(root, { recursive: true })
})

const page = (): string => join(root, 'out/page.html')

describe('the HTML page', () => {
  it('does not go through a link under the name of a file in the making', async () => {
    // The name that earlier versions wrote to first.
    await symlink(join(root, 'victim'), `${page()}.${process.pid}.partial`)
    await writePage(INSPECTION, page())
    expect(await readFile(page(), 'utf8')).toContain('<!DOCTYPE html>')
  })

  it('does not go through, nor replace, a link in its place', async () => {
    await symlink(join(root, 'victim'), page())
    await expect(writePage(INSPECTION, page())).rejects.toThrow(PageFileError)
    await expect(writePage(INSPECTION, page())).rejects.toThrow(
      `the HTML page was not written: ${page()} is a symbolic link to ${join(root, 'victim')}`,
    )
    expect((await lstat(page())).isSymbolicLink()).toBe(true)
    expect(await readdir(join(root, 'out'))).toEqual(['page.html'])
  })

  it('does not replace a pipe', async () => {
    execFileSync('mkfifo', [page()])
    await expect(writePage(INSPECTION, page())).rejects.toThrow(
      'is no regular file but a device, a pipe or a socket',
    )
    expect((await lstat(page())).isFIFO()).toBe(true)
  })

  it('replaces a file whole, and leaves nothing beside it', async () => {
    await writeFile(page(), KEPT)
    await writePage(INSPECTION, page())
    expect(await readFile(page(), 'utf8')).toContain('<!DOCTYPE html>')
    expect(await readdir(join(root, 'out'))).toEqual(['page.html'])
  })
})

describe('resume files', () => {
  it('do not go through links', async () => {
    await symlink(join(root, 'victim'), join(root, 'out/config.yaml'))
    await expect(writeJobFiles(sampleReport(), join(root, 'out'))).rejects.toThrow(
      'holds config.yaml, which no earlier run wrote',
    )
    expect(await readdir(join(root, 'out'))).toEqual(['config.yaml'])
  })

  it('do not go through a link in the place of what an earlier run wrote', async () => {
    await writeFile(
      join(root, 'out/resume.json'),
      JSON.stringify({ snapshotPath: 's3://b/sp', files: ['config.yaml'] }),
    )
    await symlink(join(root, 'victim'), join(root, 'out/config.yaml'))
    await expect(writeJobFiles(sampleReport(), join(root, 'out'))).rejects.toThrow(
      'its resume files could not be written',
    )
    expect(await readdir(join(root, 'out'))).not.toContain('resume.json')
  })
})

// Links of others: who may give one away is root.
const asRoot = process.geteuid?.() === 0
const foreign = (link: string): void => {
  if (asRoot) lchownSync(link, 65_534, 65_534)
}

describe("another user's link in a directory that everybody can write to", () => {
  beforeEach(async () => {
    await mkdir(join(root, 'tmp'))
    await mkdir(join(root, 'away'))
    chmodSync(join(root, 'tmp'), 0o1777)
    await symlink(join(root, 'away'), join(root, 'tmp/mine'))
  })

  it('is not followed', async () => {
    foreign(join(root, 'tmp/mine'))
    const path = join(root, 'tmp/mine/deep/page.html')
    // Whoever is not root cannot make such a link, and finds that one's own is none.
    expect(await findPlantedLink(path)).toBe(asRoot ? join(root, 'tmp/mine') : undefined)
    if (!asRoot) return
    await expect(writeOutputFile(path, '')).rejects.toThrow(
      `is reached through the symbolic link ${join(root, 'tmp/mine')}, which another user made`,
    )
    await expect(makeJobFilesDirectory(join(root, 'tmp/mine/x'), 'job-files')).rejects.toThrow('job-files')
    expect(await readdir(join(root, 'away'))).toEqual([])
  })

  it("is not followed behind a link of one's own either", async () => {
    foreign(join(root, 'tmp/mine'))
    await symlink('tmp/mine', join(root, 'own'))
    expect(await findPlantedLink(join(root, 'own/page.html'))).toBe(
      asRoot ? join(root, 'tmp/mine') : undefined,
    )
  })

  it("is none where it is one's own, or the directory's owner made it, or nobody else can write", async () => {
    expect(await findPlantedLink(join(root, 'tmp/mine/x'))).toBeUndefined()
    await writeOutputFile(join(root, 'tmp/mine/x'), 'x')
    foreign(join(root, 'tmp/mine'))
    chmodSync(join(root, 'tmp'), 0o755)
    expect(await findPlantedLink(join(root, 'tmp/mine/x'))).toBeUndefined()
  })

  it('that circles is no reason to go on for ever', async () => {
    await symlink('circle', join(root, 'circle'))
    expect(await findPlantedLink(join(root, 'circle/x'))).toBeUndefined()
  })
})

describe('a path below the workspace', () => {
  it('is refused where a committed link leads out, and only there', async () => {
    await mkdir(join(root, 'work'))
    await symlink('../out', join(root, 'work/out'))
    await symlink('inner', join(root, 'work/docs'))
    const work = join(root, 'work')
    await expect(requireOutputInside(join(work, 'out/page.html'), work)).rejects.toThrow(
      `leads through a symbolic link to ${join(root, 'out/page.html')}, out of ${work}`,
    )
    await requireOutputInside(join(work, 'docs/page.html'), work)
    await requireOutputInside(join(work, 'new/page.html'), work)
    await requireOutputInside(join(root, 'out/page.html'), work)
  })
})
