/**
 * Makes what users run: compiles src/ with tsc to build/, bundles it with ncc, and writes the licences of
 * what went into the bundle beside it, and the modules that start it as the command line or as an action.
 * The same input gives the same bytes; the suite `test:dist` compares them.
 *
 *   node scripts/bundle.ts [output directory, default dist]
 */
import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { MAIN_ACTION, SUB_ACTION_NAMES, type ActionName } from '../src/action/action-names.ts'

const ROOT = resolve(import.meta.dirname, '..')
const BUILD = join(ROOT, 'build')
const SHEBANG = '#!/usr/bin/env node\n'

/** The directory of the one bundle. */
export const BUNDLE = 'bundle'

/** undici's class for one connection. */
const CLIENT = 'lib/dispatcher/client.js'

/**
 * What that class has for others, and what stands in its place. Sockets are opened for HTTP/1.1 and nothing
 * else, and no body is a form; Node's own part of HTTP/2 alone takes as long to load as all else of undici.
 */
const LEFT_OUT: Readonly<Record<string, string>> = {
  'lib/dispatcher/client-h2.js': "module.exports = () => { throw new Error('HTTP/2 is left out') }\n",
  'lib/web/fetch/body.js':
    "exports.extractBody = () => { throw new Error('bodies of fetch are left out') }\n",
}

/** What the bundle has of YAML, in a file of its own. */
const YAML = 'yaml.cjs'

/** What starts the bundle: for each directory the name that the bundle gets. */
export const STARTERS: Readonly<Record<string, 'cli' | ActionName>> = {
  cli: 'cli',
  main: MAIN_ACTION,
  ...Object.fromEntries(SUB_ACTION_NAMES.map((name) => [name, name])),
}

/**
 * Builds the bundle, and the modules that start it.
 *
 * @param output the directory that gets one directory for the bundle and each module; those are replaced
 * @throws Error when the sources do not compile, ncc fails, or a bundled package has no licence
 */
export function bundle(output: string): void {
  rmSync(BUILD, { recursive: true, force: true })
  run('typescript/bin/tsc', ['-p', 'tsconfig.build.json'])
  narrowUndici(join(BUILD, 'node_modules', 'undici'))
  replaceModules()
  const directory = join(output, BUNDLE)
  rmSync(directory, { recursive: true, force: true })
  const packages = [...runNcc(join(BUILD, 'start.js'), directory), ...bundleYaml(directory)]
  writeFileSync(join(directory, 'licenses.txt'), licencesOf(packages))
  for (const [name, started] of Object.entries(STARTERS)) writeStarter(join(output, name), started)
}

/**
 * Puts others in place of the compiled modules that look around them as they run: package.json's version as
 * a text, and YAML from a file beside the bundle. In the bundle all of YAML would be parsed in every run,
 * for it is asked for without waiting.
 */
function replaceModules(): void {
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as PackageJson
  const modules = {
    'cli/version.js': `export const VERSION = ${JSON.stringify(version)}\n`,
    'platform/yaml.js':
      "import { createRequire } from 'node:module'\n"
      + 'const require = createRequire(import.meta.url)\n'
      + `export const yamlLibrary = () => require('./${YAML}')\n`,
    [`platform/${YAML}`]: "module.exports = require('yaml')\n",
  }
  for (const [path, code] of Object.entries(modules)) writeFileSync(join(BUILD, path), code)
}

/** Bundles YAML beside the bundle. @returns the directories of its packages */
function bundleYaml(directory: string): string[] {
  const own = join(BUILD, 'yaml')
  const packages = runNcc(join(BUILD, 'platform', YAML), own)
  copyFileSync(join(own, 'index.cjs'), join(directory, YAML))
  return packages
}

/**
 * undici's index evaluates all that undici is: fetch, WebSocket, caches, mocks. That takes twice as long as
 * the one class that is used, at the first request of each run, and no bundler may leave it out. For what
 * is compiled, undici is this class and what it requires, unchanged, without {@link LEFT_OUT}. Packages that
 * have an undici of their own do not see this one.
 *
 * @param directory gets the package. @throws Error when undici keeps its modules elsewhere
 */
export function narrowUndici(directory: string): void {
  const whole = join(ROOT, 'node_modules', 'undici')
  for (const module of [CLIENT, ...Object.keys(LEFT_OUT)]) {
    if (!existsSync(join(whole, module)))
      throw new Error(`undici has no ${module} any more: say in scripts/bundle.ts where that is now`)
  }
  mkdirSync(directory, { recursive: true })
  for (const part of ['package.json', 'LICENSE', 'lib'])
    cpSync(join(whole, part), join(directory, part), { recursive: true })
  for (const [module, code] of Object.entries(LEFT_OUT)) writeFileSync(join(directory, module), code)
  writeFileSync(join(directory, 'index.js'), `exports.Client = require('./${CLIENT}')\n`)
}

/** Writes the two lines that start the bundle. The command line's is a program, as package.json says. */
function writeStarter(directory: string, name: string): void {
  rmSync(directory, { recursive: true, force: true })
  mkdirSync(directory, { recursive: true })
  const path = join(directory, 'index.js')
  const code = `import { start } from '../${BUNDLE}/index.js'\nawait start('${name}')\n`
  writeFileSync(path, name === 'cli' ? SHEBANG + code : code)
  if (name === 'cli') chmodSync(path, 0o755)
  writeFileSync(join(directory, 'package.json'), '{ "type": "module" }\n')
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
