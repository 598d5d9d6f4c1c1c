/**
 * Bundles script and style of the page from src/presentation/page/browser/ into page-assets.ts beside it,
 * so that the page is one file and the program needs none beside its own:
 *
 *   node scripts/page-assets.ts
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..')
const BROWSER = resolve(ROOT, 'src/presentation/page/browser')

/** The generated module. */
export const ASSETS = resolve(ROOT, 'src/presentation/page/page-assets.ts')

/** The text of the generated module. @throws Error where the sources do not compile */
export function pageAssets(): string {
  const script = bundled('main.ts', '--bundle', '--format=iife', '--target=es2022')
  const style = bundled('page.css')
  return [
    '// Made from src/presentation/page/browser/ by scripts/page-assets.ts (npm run page:assets). Not edited by hand.',
    '',
    '/** What the page runs. */',
    `export const PAGE_SCRIPT = ${JSON.stringify(script)}`,
    '',
    '/** How the page looks. */',
    `export const PAGE_STYLE = ${JSON.stringify(style)}`,
    '',
  ].join('\n')
}

function bundled(source: string, ...options: readonly string[]): string {
  const esbuild = resolve(ROOT, 'node_modules/esbuild/bin/esbuild')
  const args = [resolve(BROWSER, source), '--minify', '--charset=ascii', '--log-level=warning', ...options]
  const { status, error, stdout, stderr } = spawnSync(esbuild, args, { cwd: ROOT, encoding: 'utf8' })
  if (error !== undefined) throw new Error(`${esbuild} cannot be run: run npm ci first`, { cause: error })
  // Its warnings are as good as errors: nobody reads them later.
  if (status !== 0 || stderr !== '') throw new Error(`${source} does not compile: ${stderr}`)
  return stdout.trim()
}

if (import.meta.main) writeFileSync(ASSETS, pageAssets())
