/** Savepoints of real Flink: over its REST interface, and by its own command line, whose output is read. */
import { existsSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createCommandRunner } from '../../../src/platform/run-command.ts'
import { findJobId, findTriggerId } from '../../../src/flink/cli-output.ts'
import type { RestSavepointRequest, SavepointReport } from '../../../src/commands/savepoint/request.ts'
import { savepointsOf } from '../../../src/commands/savepoint/rest/progress.ts'
import { findSnapshot } from '../../../src/flink/snapshot-text.ts'
import { takeSavepoint } from '../../../src/commands/savepoint/savepoint.ts'
import { RestCluster } from './rest-cluster.ts'

let told: string[] = []
const narrator = {
  info: (text: string): void => {
    told.push(text)
  },
  warning: (text: string): void => {
    told.push(`warning: ${text}`)
  },
}

const runCommand = createCommandRunner(process.env)

const exists = (savepoint: string): boolean =>
  existsSync(`${savepoint.replace(/^file:(\/\/)?/, '')}/_metadata`)
const atLeast = (version: string, minor: number): boolean => {
  const [major = 0, given = 0] = version.split('.').map(Number)
  return major > 1 || given >= minor
}

describe.each(['1.14.6', '1.20.1', '2.3.0'])('Flink %s', (version) => {
  const modern = atLeast(version, 15)
  let flink: RestCluster
  beforeAll(async () => {
    flink = await RestCluster.start(version)
  }, 400_000)
  afterAll(async () => {
    await flink.close()
  })
  beforeEach(() => {
    told = []
  })

  const directory = (): string => `file://${flink.scratch}/my savepoints`
  const take = (request: Partial<RestSavepointRequest> & { jobId: string }): Promise<SavepointReport> =>
    takeSavepoint(
      {
        by: 'rest',
        endpoint: { url: flink.url },
        stop: false,
        drain: false,
        targetDirectory: directory(),
        timeoutMs: 120_000,
        ...request,
      },
      { narrator, runCommand, signal: new AbortController().signal },
    )

  it('takes a savepoint, the job goes on; then stops the job with one', async () => {
    const jobId = await flink.submit()
    const report = await take({ jobId })
    expect(report).toMatchObject({
      jobId,
      flinkVersion: version,
      triggerId: expect.stringMatching(/^[0-9a-f]{32}$/) as string,
    })
    expect(report.snapshotPath).toMatch(
      new RegExp(`/my savepoints/savepoint-${jobId.slice(0, 6)}-[0-9a-f]{12}$`),
    )
    expect(exists(report.snapshotPath)).toBe(true)
    expect(await flink.state(jobId)).toBe('RUNNING')

    const stopped = await take({ jobId, stop: true })
    expect(exists(stopped.snapshotPath)).toBe(true)
    expect(await flink.state(jobId)).toBe('FINISHED')

    // What REST answers of it, and of the job's checkpoints, is read as a source too.
    const status = await fetch(`${flink.url}/jobs/${jobId}/savepoints/${report.triggerId ?? ''}`)
    expect(findSnapshot(await status.text()).path).toBe(report.snapshotPath)
    const statistics = await fetch(`${flink.url}/jobs/${jobId}/checkpoints`)
    expect(findSnapshot(await statistics.text()).path).toBe(stopped.snapshotPath)
  })

  it('drains a job, and takes native savepoints since 1.15', async () => {
    const jobId = await flink.submit()
    if (modern) expect(exists((await take({ jobId, format: 'native' })).snapshotPath)).toBe(true)
    else
      await expect(take({ jobId, format: 'native' })).rejects.toThrow(
        `Flink ${version} writes canonical savepoints only`,
      )
    const drained = await take({ jobId, stop: true, drain: true, format: 'canonical' })
    expect(exists(drained.snapshotPath)).toBe(true)
    expect(await flink.state(jobId)).toBe('FINISHED')
  })

  it("says in Flink's words why there is no savepoint", async () => {
    await expect(take({ jobId: 'f'.repeat(32) })).rejects.toThrow(
      /^Flink took no savepoint: .*[Jj]ob \(?f{32}\)?/,
    )
    const jobId = await flink.submit()
    await expect(take({ jobId, targetDirectory: 'file:///proc/nowhere' })).rejects.toThrow(
      /^Flink took no savepoint: .*\/proc\/nowhere/,
    )
    await expect(take({ jobId, targetDirectory: 'nosuchscheme://x/y' })).rejects.toThrow(
      /^Flink took no savepoint: .*nosuchscheme/,
    )
    const nowhere = {
      by: 'rest',
      endpoint: { url: flink.url },
      jobId,
      stop: false,
      drain: false,
      timeoutMs: 60_000,
    } as const
    await expect(
      takeSavepoint(nowhere, { narrator, runCommand, signal: new AbortController().signal }),
    ).rejects.toThrow(
      /^Flink took no savepoint: Config key \[(state\.savepoints\.dir|execution\.checkpointing\.savepoint-dir)\] is not set\. Property \[target-directory\] must be provided\.$/,
    )
    expect(await flink.state(jobId)).toBe('RUNNING')
  })

  it('takes one savepoint only when the answer to the trigger is lost', async () => {
    const jobId = await flink.submit()
    const proxy = await openForgetfulProxy(flink.url)
    try {
      const report = await take({ jobId, endpoint: { url: proxy.url } })
      expect(exists(report.snapshotPath)).toBe(true)
      expect(proxy.lost()).toBe(1)
      expect(told.join('\n')).toContain('the trigger had no answer')
      const statistics: unknown = await (await fetch(`${flink.url}/jobs/${jobId}/checkpoints`)).json()
      expect(savepointsOf(statistics).map(({ path }) => path)).toEqual([report.snapshotPath])
    } finally {
      await proxy.close()
    }
  })

  it('prints by its own command line what is read as it stands', async () => {
    const jobId = await flink.submit()
    const savepoint = await flink.flink('savepoint', jobId, directory())
    expect([savepoint.code, exists(findSnapshot(savepoint.stdout).path)]).toEqual([0, true])
    expect(findJobId(savepoint.stdout)).toBe(jobId)

    const stop = await flink.flink('stop', '--savepointPath', directory(), jobId)
    expect([stop.code, exists(findSnapshot(stop.stdout).path)]).toEqual([0, true])
    expect(findJobId(stop.stdout)).toBe(jobId)

    const cancelled = await flink.submit()
    const cancel = await flink.flink('cancel', '-s', directory(), cancelled)
    expect([cancel.code, exists(findSnapshot(cancel.stdout).path)]).toEqual([0, true])
    expect(findJobId(cancel.stdout)).toBe(cancelled)
  })

  it('prints by its own command line what is refused with its reason', async () => {
    const jobId = await flink.submit()
    const failed = await flink.flink('savepoint', jobId, 'file:///proc/nowhere')
    expect(failed.code).toBe(1)
    expect(() => findSnapshot(failed.stdout + failed.stderr)).toThrow(
      /^Flink took no savepoint: .*\/proc\/nowhere/,
    )
    const gone = await flink.flink('stop', '--savepointPath', directory(), 'f'.repeat(32))
    expect(gone.code).toBe(1)
    expect(() => findSnapshot(gone.stdout + gone.stderr)).toThrow(/^Flink took no savepoint: .*f{32}/)
    if (atLeast(version, 20)) {
      const detached = await flink.flink('savepoint', '-detached', jobId, directory())
      expect(findTriggerId(detached.stdout)).toMatch(/^[0-9a-f]{32}$/)
      expect(() => findSnapshot(detached.stdout)).toThrow('the savepoint was only triggered (detached')
    }
    const cancel = await flink.flink('cancel', jobId)
    expect(() => findSnapshot(cancel.stdout)).toThrow(`job ${jobId} was ended without a savepoint`)
  })

  it('is run as a command, its output told', async () => {
    const jobId = await flink.submit()
    const command = await flink.command('stop', '--savepointPath', directory(), jobId)
    const runCommand = createCommandRunner(await flink.environment())
    const report = await takeSavepoint(
      { by: 'command', command },
      { narrator, runCommand, signal: new AbortController().signal },
    )
    expect(report).toMatchObject({ jobId })
    expect(exists(report.snapshotPath)).toBe(true)
    expect(told).toContain(`Savepoint completed. Path: ${report.snapshotPath}`)
  })
})

interface Proxy {
  readonly url: string
  readonly lost: () => number
  readonly close: () => Promise<void>
}

/** Passes everything on, and loses the answer to the first trigger. */
async function openForgetfulProxy(target: string): Promise<Proxy> {
  let lost = 0
  const server: Server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const body = Buffer.concat(chunks)
        void fetch(`${target}${request.url ?? ''}`, {
          method: request.method ?? 'GET',
          ...(body.length > 0 && { body, headers: { 'content-type': 'application/json' } }),
        }).then(async (answer) => {
          const text = await answer.text()
          if (request.method === 'POST' && lost === 0) {
            lost += 1
            request.socket.destroy()
            return
          }
          response.writeHead(answer.status, { 'content-type': 'application/json' })
          response.end(text)
        })
      })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    lost: () => lost,
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => {
        server.close(resolve)
      })
    },
  }
}
