/**
 * Makes what users run: compiles src/ with tsc to build/, bundles each entry with ncc, and writes the
 * licences of what went into the bundle beside it. The same input gives the same bytes; the suite `test:dist`
 * compares them.
 *
 *   node scripts/bundle.ts [output directory, default dist]
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { SUB_ACTION_NAMES, type SubActionName } from '../src/action/action-names.ts'

const ROOT = resolve(import.meta.dirname, '..')
const BUILD = join(ROOT, 'build')
const SHEBANG = '#!/usr/bin/env node\n'

/** The bundles by the name of their directory; each is made from `build/<name>.js`. */
export const BUNDLES = ['main', 'cli'] as const

/**
 * Builds all bundles, and the modules that start the first one as another action.
 *
 * @param output the directory that gets one directory for each bundle and module; those are replaced
 * @throws Error when the sources do not compile, ncc fails, or a bundled package has no licence
 */
export function bundle(output: string): void {
  rmSync(BUILD, { recursive: true, force: true })
  run('typescript/bin/tsc', ['-p', 'tsconfig.build.json'])
  narrowUndici(join(BUILD, 'node_modules', 'undici'))
  for (const name of BUNDLES) {
    const directory = join(output, name)
    rmSync(directory, { recursive: true, force: true })
    const packages = runNcc(join(BUILD, `${name}.js`), directory)
    writeFileSync(join(directory, 'licenses.txt'), licencesOf(packages))
    if (name === 'cli') makeExecutable(join(directory, 'index.js'))
  }
  for (const name of SUB_ACTION_NAMES) writeStarter(join(output, name), name)
}

/**
 * undici's index evaluates all that undici is: fetch, WebSocket, caches, mocks. That takes twice as long as
 * the two classes that are used, at the first request of each run, and no bundler may leave it out. For what
 * is compiled, undici is these two and what they require, whole and unchanged; packages that have an undici
 * of their own do not see this one.
 *
 * @param directory gets the package. @throws Error when undici keeps the classes elsewhere
 */
export function narrowUndici(directory: string): void {
  const whole = join(ROOT, 'node_modules', 'undici')
  mkdirSync(directory, { recursive: true })
  for (const file of ['package.json', 'LICENSE']) copyFileSync(join(whole, file), join(directory, file))
  const exported = Object.entries({ Client: 'client', Pool: 'pool' }).map(([name, file]) => {
    const path = join(whole, 'lib', 'dispatcher', `${file}.js`)
    if (!existsSync(path)) throw new Error(`undici keeps ${name} elsewhere: say where in scripts/bundle.ts`)
    return `exports.${name} = require(${JSON.stringify(relative(directory, path))})\n`
  })
  writeFileSync(join(directory, 'index.js'), exported.join(''))
}

/**
 * The runner starts an action's `main` without arguments: the name of a sub-action is put where one would
 * stand.
 */
function writeStarter(directory: string, name: SubActionName): void {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  writeFileSync(
    join(directory, 'index.js'),
    `process.argv[2] = '${name}'\nawait import('../main/index.js')\n`,
  )
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }\n')
}

function makeExecutable(path: string): void {
  const code = readFileSync(path, 'utf8')
  if (!code.startsWith('#!')) writeFileSync(path, SHEBANG + code)
  chmodSync(path, 0o755)
}

/** Bundles one entry. @returns the directories of all packages that went into the bundle. */
function runNcc(entry: string, output: string): string[] {
  const scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-bundle-'))
  try {
    const stats = join(scratch, 'stats.json')
    // No cache: what an earlier build left must not decide what this one gives.
    run('@vercel/ncc/dist/ncc/cli.js', [
      'build',
      entry,
      '--out',
      output,
      '--target',
      'es2022',
      '--no-cache',
      '--quiet',
      '--stats-out',
      stats,
    ])
    const { modules } = JSON.parse(readFileSync(stats, 'utf8')) as { modules: readonly StatsModule[] }
    return packagesOf(modules)
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

/** The part of webpack's statistics that is read here. Modules that were joined into one are nested. */
interface StatsModule {
  readonly nameForCondition?: string | null
  readonly modules?: readonly StatsModule[]
}

/** ncc's own list of licences misses joined modules, nearly all of them in a bundle of ES modules. */
function packagesOf(modules: readonly StatsModule[]): string[] {
  const found = new Set<string>()
  const visit = (module: StatsModule): void => {
    const path = module.nameForCondition?.replaceAll('\\', '/') ?? ''
    const directory = /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]
    if (directory !== undefined) found.add(directory)
    module.modules?.forEach(visit)
  }
  modules.forEach(visit)
  return [...found]
}

interface PackageJson {
  readonly name: string
  readonly version: string
  readonly license?: string
}

function licencesOf(directories: readonly string[]): string {
  const entries = directories.map((directory) => {
    const { name, version, license } = JSON.parse(
      readFileSync(join(directory, 'package.json'), 'utf8'),
    ) as PackageJson
    if (license === undefined)
      throw new Error(`${name} ${version} went into the bundle and its package.json names no license`)
    const files = readdirSync(directory)
      .filter((file) => /^(licen[cs]e|notice)(\.|$)/i.test(file))
      .sort()
    const texts = files.map((file) =>
      readFileSync(join(directory, file), 'utf8').replaceAll('\r\n', '\n').trim(),
    )
    return { key: `${name}@${version}`, text: [`${name} ${version}`, license, ...texts].join('\n\n') }
  })
  const unique = new Map(entries.map(({ key, text }) => [key, text]))
  const sorted = [...unique].sort(([a], [b]) => (a < b ? -1 : 1))
  return `${sorted.map(([, text]) => text).join(`\n\n${'-'.repeat(80)}\n\n`)}\n`
}

function run(script: string, args: readonly string[]): void {
  const path = join(ROOT, 'node_modules', script)
  if (!existsSync(path)) throw new Error(`${path} is missing: run npm ci first`)
  const { status, error } = spawnSync(process.execPath, [path, ...args], { cwd: ROOT, stdio: 'inherit' })
  if (error !== undefined) throw error
  if (status !== 0) throw new Error(`${script} failed with exit code ${status ?? 'none'}`)
}

if (import.meta.main) bundle(resolve(process.argv[2] ?? join(ROOT, 'dist')))
