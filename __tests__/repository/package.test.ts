/** What `npm install -g flink-snapshot` and `npx flink-snapshot` get. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, readdirSync, realpathSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { STARTERS } from '../../scripts/bundle.ts'
import { readSample, SAMPLE } from '../support/sample-savepoint.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')
const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as { version: string }

let scratch: string
beforeEach(() => {
  scratch = realpathSync(mkdtempSync(join(tmpdir(), 'flink-snapshot-package-')))
})
afterEach(() => {
  rmSync(scratch, { recursive: true })
})

const run = (program: string, args: readonly string[]): string =>
  execFileSync(program, args, { cwd: scratch, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })

it('is one package, which installs without a registry, says its version, and relocates', () => {
  const [packed] = JSON.parse(
    run('npm', ['pack', ROOT, '--json', '--ignore-scripts', '--pack-destination', scratch]),
  ) as { filename: string; files: { path: string }[] }[]
  expect(packed!.files.map(({ path }) => path)).toEqual(
    expect.arrayContaining(['LICENSE', 'README.md', 'dist/bundle/licenses.txt']),
  )
  const prefix = join(scratch, 'prefix')
  run('npm', ['install', '--global', '--offline', '--prefix', prefix, join(scratch, packed!.filename)])
  expect(readdirSync(join(prefix, 'lib', 'node_modules'))).toEqual(['flink-snapshot'])
  expect(readdirSync(join(prefix, 'lib', 'node_modules', 'flink-snapshot'))).not.toContain('node_modules')

  const program = join(prefix, 'bin', 'flink-snapshot')
  expect(run(program, ['--version'])).toBe(`${version}\n`)
  run(program, ['relocate', SAMPLE, join(scratch, 'target')])
  expect(readdirSync(join(scratch, 'target', 'snapshot')).sort()).toEqual(
    [...readSample().files.keys(), '_metadata'].sort(),
  )
}, 120_000)

it('has nothing that npm would install beside it', () => {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as object
  expect(
    Object.keys(manifest).filter((key) => /dependencies$/i.test(key) && key !== 'devDependencies'),
  ).toEqual([])
  const lock = JSON.parse(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version?: string; dev?: boolean; devOptional?: boolean }>
  }
  const { '': own, ...others } = lock.packages
  expect(own!.version).toBe(version)
  expect(
    Object.entries(others).flatMap(([path, { dev, devOptional }]) =>
      dev === true || devOptional === true ? [] : [path],
    ),
  ).toEqual([])
})

it.each(Object.entries(STARTERS))('dist/%s starts the one bundle as %s', (directory, name) => {
  const path = join(ROOT, 'dist', directory, 'index.js')
  const lines = readFileSync(path, 'utf8').trimEnd().split('\n')
  const start = ["import { start } from '../bundle/index.js'", `await start('${name}')`]
  expect(lines).toEqual(name === 'cli' ? ['#!/usr/bin/env node', ...start] : start)
  if (name === 'cli') expect(statSync(path).mode & 0o111).toBe(0o111)
})
