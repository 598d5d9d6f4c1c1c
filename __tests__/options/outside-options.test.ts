/** What is to be done where state points outside, as both faces read it. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ACTIONS } from '../../src/action/actions.ts'
import { runAction } from '../../src/action/run-action.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { parseLocation } from '../../src/location/location.ts'
import { readInspectionOptions } from '../../src/options/inspection-options.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { fakeToolkit } from '../support/fake-toolkit.ts'
import { sampleReport } from '../support/sample-report.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'outside-options-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

const PLACES = { source: 's3://old/savepoint-1', target: 's3://new/sp' }

interface Asked {
  readonly request?: RelocationRequest
  readonly told: string
}

async function act(action: 'relocate' | 'promote', inputs: Record<string, string>): Promise<Asked> {
  const requests: RelocationRequest[] = []
  const toolkit = fakeToolkit({ ...PLACES, ...inputs })
  await runAction(ACTIONS[action], {
    toolkit,
    env: { GITHUB_WORKSPACE: root, RUNNER_TEMP: root },
    signal: new AbortController().signal,
    commands: keeping(requests),
  })
  return { request: requests[0], told: [...toolkit.log, ...toolkit.failures].join('\n') }
}

async function type(...args: string[]): Promise<Asked> {
  const requests: RelocationRequest[] = []
  let told = ''
  const output = {
    write: (text: string) => {
      told += text
    },
  }
  await runCli(['relocate', PLACES.source, PLACES.target, ...args], {
    env: {},
    cwd: root,
    stdout: output,
    stderr: output,
    signal: new AbortController().signal,
    commands: keeping(requests),
  })
  return { request: requests[0], told }
}

function keeping(requests: RelocationRequest[]): ReturnType<typeof fakeCommands> {
  return fakeCommands({
    relocate: (request) => {
      requests.push(request)
      return Promise.resolve(sampleReport())
    },
  })
}

describe('outside-state', () => {
  it('is warn for a relocation, and fail for a promotion, which starts a job', async () => {
    expect((await act('relocate', {})).request?.outsideState).toBe('warn')
    expect((await type()).request?.outsideState).toBe('warn')
    expect((await act('promote', {})).request?.outsideState).toBe('fail')
    expect((await act('promote', { 'outside-state': 'warn' })).request?.outsideState).toBe('warn')
  })

  it('is refused where it is none of the three', () => {
    expect(() => readRelocationRequest({ ...PLACES, 'outside-state': 'never' })).toThrow(
      'outside-state is "never": write fail, warn or ignore',
    )
  })

  it.each([
    ['ignore', 'ignore'],
    // It knew of write-ahead sinks only, and these stop the run without it.
    ['fail', 'warn'],
  ])('is given as unrelocatable-state %s too, for one major version', async (former, now) => {
    const warning = 'unrelocatable-state is called outside-state now'
    for (const action of ['relocate', 'promote'] as const) {
      const { request, told } = await act(action, { 'unrelocatable-state': former })
      expect(request?.outsideState).toBe(now)
      expect(told).toContain(warning)
    }
    for (const args of [['--unrelocatable-state', former], [`--unrelocatable-state=${former}`]]) {
      const { request, told } = await type(...args)
      expect(request?.outsideState).toBe(now)
      expect(told).toContain(`--${warning.replace('called ', 'called --')}`)
    }
  })
})

describe('allow-outside', () => {
  it('takes places of any store, one a line', () => {
    const text = 's3a://out/x\n\n  hdfs://nn/y \n/data/out'
    expect(readRelocationRequest({ ...PLACES, 'allow-outside': text }).allowOutside).toEqual(
      ['s3a://out/x', 'hdfs://nn/y', '/data/out'].map(parseLocation),
    )
  })

  it('is refused with the line that is no place', () => {
    expect(() => readRelocationRequest({ ...PLACES, 'allow-outside': 's3://a\nout/x' })).toThrow(
      'allow-outside: "out/x" is a relative path',
    )
  })

  it('counts for a plan only', () => {
    expect(() => readInspectionOptions({ source: PLACES.source, 'allow-outside': 's3://out' })).toThrow(
      'allow-outside is "s3://out", which counts for the plan of a relocation only: give target too',
    )
  })
})

describe('state-reads', () => {
  it('is true unless it is turned off, on the command line by --no-state-reads as well', async () => {
    expect((await act('relocate', {})).request).not.toHaveProperty('stateReads')
    expect((await type('--state-reads')).request).not.toHaveProperty('stateReads')
    expect((await act('relocate', { 'state-reads': 'false' })).request?.stateReads).toBe(false)
    expect((await type('--no-state-reads')).request?.stateReads).toBe(false)
    expect((await type('--state-reads=false')).request?.stateReads).toBe(false)
    expect(readInspectionOptions({ source: '/x' }).request.stateReads).toBeUndefined()
    expect(readInspectionOptions({ source: '/x', 'state-reads': 'false' }).request.stateReads).toBe(false)
  })

  it('leaves other options that begin with no alone', async () => {
    expect((await type('--no-target')).told).toContain("unknown option '--no-target'")
  })
})
