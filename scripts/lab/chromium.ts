/**
 * Finds Chromium for the browser suite: `CHROMIUM_PATH`, or where distributions put it. `node
 * scripts/lab/chromium.ts` makes sure of it: a root user of a Debian gets it by apt; anybody else is told
 * what to do. It is the one part of the lab that lies outside of the lab directory, for a browser needs the
 * libraries of its machine.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'

const PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
]

/** The executable. @throws Error that says how to come by one */
export function requireChromium(): string {
  const named = process.env['CHROMIUM_PATH'] ?? ''
  if (named !== '' && !isExecutable(named))
    throw new Error(`CHROMIUM_PATH is ${named}, which is no executable`)
  const found = named === '' ? PLACES.find(isExecutable) : named
  if (found !== undefined) return found
  throw new Error(
    `there is no Chromium at ${PLACES.join(', ')}: install it (apt-get install chromium), or name one in CHROMIUM_PATH`,
  )
}

/**
 * Installs Chromium by apt where there is none and that is possible.
 *
 * @throws Error as {@link requireChromium}, and with apt's own failure
 */
function ensureChromium(): void {
  try {
    requireChromium()
  } catch (error) {
    if (
      process.env['CHROMIUM_PATH'] !== undefined
      || process.getuid?.() !== 0
      || !isExecutable('/usr/bin/apt-get')
    )
      throw error
    console.error('lab: installing chromium by apt …')
    for (const args of [['update'], ['install', '--yes', '--no-install-recommends', 'chromium']]) {
      const { status } = spawnSync('apt-get', ['-qq', ...args], {
        stdio: ['ignore', 'ignore', 'inherit'],
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      })
      if (status !== 0)
        throw new Error(`apt-get ${args.join(' ')} failed with exit code ${status ?? 'none'}`, {
          cause: error,
        })
    }
    requireChromium()
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

if (import.meta.main) ensureChromium()
