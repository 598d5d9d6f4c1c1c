import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import type { RelocationReport } from '../../../src/relocation/report.ts'
import type { Endpoint } from '../servers.ts'

/** The command line under test: `FLINK_SNAPSHOT_BUNDLE`, or the committed bundle. */
export const BUNDLE = path.resolve(process.env['FLINK_SNAPSHOT_BUNDLE']
  ?? path.join(import.meta.dirname, '..', '..', '..', 'dist', 'cli', 'index.js'))

const RELOCATION_TIMEOUT_MS = 120_000

/** What a run of `relocate` came to. */
export type Relocation = { readonly ok: true, readonly report: RelocationReport } | { readonly ok: false, readonly said: string }

/** Names the bytes of the bundle, twelve hex digits. */
export function bundleHash(): string {
  const directory = path.dirname(BUNDLE)
  const hash = createHash('sha256')
  for (const name of readdirSync(directory).filter((each) => each.endsWith('.js')).sort()) {
    hash.update(name).update(readFileSync(path.join(directory, name)))
  }
  return hash.digest('hex').slice(0, 12)
}

/** Runs `relocate` in a process of its own, as a user does, with the server for `s3:` on both sides. */
export function relocate(server: Endpoint, source: string, target: string, args: readonly string[]): Promise<Relocation> {
  const s3 = source.startsWith('s3:')
    ? ['--endpoint', server.endpoint, '--region', server.region, '--force-path-style', 'true']
    : []
  const env = { ...process.env, AWS_ACCESS_KEY_ID: server.accessKeyId, AWS_SECRET_ACCESS_KEY: server.secretAccessKey }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [BUNDLE, 'relocate', source, target, '--json', '--verify', 'strict', ...s3, ...args], {
      env, stdio: ['ignore', 'pipe', 'pipe'], timeout: RELOCATION_TIMEOUT_MS,
    })
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => { stdout += text })
    child.stderr.setEncoding('utf8').on('data', (text: string) => { stderr += text })
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve({ ok: true, report: JSON.parse(stdout) as RelocationReport })
      else resolve({ ok: false, said: `${stdout}${stderr}${signal === null ? '' : `ended by ${signal}`}`.trim() })
    })
  })
}
