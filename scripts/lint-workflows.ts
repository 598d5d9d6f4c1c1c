/**
 * Checks workflows and action.yml with actionlint and zizmor, both at the versions of the lab. Nothing is
 * sent anywhere.
 */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { ensureTool } from './lab/tools.ts'

const ROOT = resolve(import.meta.dirname, '..')
const failed = [
  run(ensureTool('actionlint'), ['-shellcheck=', '-pyflakes=']),
  run(ensureTool('zizmor'), ['--offline', '--quiet', '.github', 'action.yml']),
].includes(false)
process.exitCode = failed ? 1 : 0

function run(program: string, args: readonly string[]): boolean {
  const { status, error } = spawnSync(program, args, { cwd: ROOT, stdio: 'inherit' })
  if (error !== undefined) throw error
  return status === 0
}
