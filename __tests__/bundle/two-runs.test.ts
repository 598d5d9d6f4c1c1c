/** Two real processes relocate different savepoints of one name to one local target at the same time. */
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runCli } from '../support/run-bundle.ts'
import { THOROUGH } from '../support/thorough.ts'
import { faultOfTwoRuns, metadataIn, sameNames, type Contents } from '../support/two-savepoints.ts'

const ROUNDS = THOROUGH ? 20 : 4

let root: string
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'two-runs-'))
})
afterEach(async () => {
  await rm(root, { recursive: true, force: true })
})

async function put(directory: string, files: Contents): Promise<void> {
  await mkdir(directory, { recursive: true })
  for (const [name, bytes] of files) await writeFile(join(directory, name), bytes)
  await writeFile(join(directory, '_metadata'), metadataIn(`file:${directory}`, files))
}

async function held(directory: string): Promise<Contents> {
  const names = await readdir(directory).catch(() => [])
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(directory, name))] as const)),
  )
}

it('two relocations to one local target at once, with overwrite: a success is told of what is there, and no mixture looks complete', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const sources = [sameNames(60, 20_000), sameNames(60, 20_000)]
    const target = join(root, String(round), 'to')
    const results = await Promise.all(
      sources.map(async (files, n) => {
        const source = join(root, String(round), String(n), 'savepoint-1')
        await put(source, files)
        return runCli(['relocate', source, target, '--overwrite'])
      }),
    )
    expect(faultOfTwoRuns(results, sources, await held(join(target, 'savepoint-1')))).toBe('')
  }
})
