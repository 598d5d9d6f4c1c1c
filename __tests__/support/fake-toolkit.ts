import type { Toolkit } from '../../src/action/toolkit.ts'

/** A toolkit that remembers. `log` holds all calls in order, as `name: text`. */
export interface FakeToolkit extends Toolkit {
  readonly log: string[]
  readonly outputs: Map<string, string>
  readonly secrets: string[]
  readonly failures: string[]
}

/** A toolkit over the given inputs. */
export function fakeToolkit(inputs: Readonly<Record<string, string>> = {}): FakeToolkit {
  const log: string[] = []
  const outputs = new Map<string, string>()
  const secrets: string[] = []
  const failures: string[] = []
  return {
    log,
    outputs,
    secrets,
    failures,
    getInput: (name) => {
      log.push(`input: ${name}`)
      return (inputs[name] ?? '').trim()
    },
    setSecret: (secret) => {
      log.push('mask')
      secrets.push(secret)
    },
    getIdToken: (audience) => {
      log.push(`id token: ${audience}`)
      return Promise.reject(new Error('this toolkit has no tokens'))
    },
    setOutput: (name, value) => {
      outputs.set(name, value)
    },
    setFailed: (message) => {
      log.push(`failed: ${message}`)
      failures.push(message)
    },
    info: (message) => {
      log.push(`info: ${message}`)
    },
    debug: (message) => {
      log.push(`debug: ${message}`)
    },
    isDebug: () => true,
    warning: (message) => {
      log.push(`warning: ${message}`)
    },
    startGroup: (name) => {
      log.push(`group: ${name}`)
    },
    endGroup: () => {
      log.push('endgroup')
    },
  }
}
