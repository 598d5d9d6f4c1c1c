#!/usr/bin/env node
import { flushed } from './cli/flushed.ts'
import { runCli } from './cli/run-cli.ts'
import { abortOnSignals } from './face/interruption.ts'
import { useCases } from './use-cases.ts'

// A reader that goes away (`| head`) must not end a relocation halfway.
for (const stream of [process.stdout, process.stderr]) {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
}

process.exitCode = await runCli(process.argv.slice(2), {
  env: process.env,
  cwd: process.cwd(),
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  flush: () => flushed(process.stdout),
  signal: abortOnSignals(process),
  useCases,
})
