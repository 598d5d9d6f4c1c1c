import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { SnapshotSummary } from '../../../src/snapshot/summary.ts'
import type { RelocationReport } from '../../../src/commands/relocate/report.ts'
import type { Endpoint } from '../servers.ts'

/** The command line under test: `FLINK_SNAPSHOT_BUNDLE`, or the committed bundle. */
export const BUNDLE = path.resolve(
  process.env['FLINK_SNAPSHOT_BUNDLE']
    ?? path.join(import.meta.dirname, '..', '..', '..', 'dist', 'cli', 'index.js'),
)

const TIMEOUT_MS = 300_000

/** What a run of `relocate` came to. */
export type Relocation =
  { readonly ok: true; readonly report: RelocationReport } | { readonly ok: false; readonly said: string }

/** Names the bytes of the bundle, twelve hex digits. */
export function bundleHash(): string {
  const directory = path.join(path.dirname(BUNDLE), '..', 'bundle')
  const hash = createHash('sha256')
  for (const name of readdirSync(directory)
    .filter((each) => /\.c?js$/.test(each))
    .sort()) {
    hash.update(name).update(readFileSync(path.join(directory, name)))
  }
  return hash.digest('hex').slice(0, 12)
}

/** Runs `relocate` in a process of its own, as a user does, with the server for `s3:` on both sides. */
export async function relocate(
  server: Endpoint,
  source: string,
  target: string,
  args: readonly string[],
): Promise<Relocation> {
  const { ok, said, stdout } = await run(server, [
    'relocate',
    source,
    target,
    '--json',
    '--verify',
    'strict',
    ...serverArgs(server, source),
    ...args,
  ])
  return ok ? { ok, report: JSON.parse(stdout) as RelocationReport } : { ok, said }
}

/** What `inspect --json` says of a snapshot. @throws Error with what it said when it failed. */
export async function inspect(server: Endpoint, snapshot: string): Promise<SnapshotSummary> {
  const { ok, said, stdout } = await run(server, [
    'inspect',
    snapshot,
    '--json',
    ...serverArgs(server, snapshot),
  ])
  if (!ok) throw new Error(`inspect ${snapshot} failed: ${said}`)
  return JSON.parse(stdout) as SnapshotSummary
}

function serverArgs({ endpoint, region }: Endpoint, snapshot: string): string[] {
  return snapshot.startsWith('s3:')
    ? ['--endpoint', endpoint, '--region', region, '--force-path-style', 'true']
    : []
}

function run(
  server: Endpoint,
  args: readonly string[],
): Promise<{ ok: boolean; said: string; stdout: string }> {
  const env = {
    ...process.env,
    AWS_ACCESS_KEY_ID: server.accessKeyId,
    AWS_SECRET_ACCESS_KEY: server.secretAccessKey,
  }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUNDLE, ...args], {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      timeout: TIMEOUT_MS,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text
    })
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text
    })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      resolve({
        ok: code === 0,
        said: `${stderr}${signal === null ? '' : `ended by ${signal}`}`.trim(),
        stdout,
      })
    })
  })
}
