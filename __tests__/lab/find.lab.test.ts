/**
 * From a directory of checkpoints on a real server to a relocated snapshot on another one, with nothing
 * named but the configurations of both clusters.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { ACTION_BUNDLE, runAction } from '../support/run-bundle.ts'
import { sampleAt, type Sample } from '../support/sample-savepoint.ts'
import { labServers, listKeys, newBucket, putObject, serverCalled, uploadSample, type Server } from './s3.ts'

const FIND = resolve(ACTION_BUNDLE, '..', '..', 'find', 'index.js')
const JOB = '4686cdf502a036b70600000000000000'
const servers = labServers()

let scratch: string
beforeEach(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'find-lab-'))
})
afterEach(() => rm(scratch, { recursive: true }))
afterAll(() => {
  for (const { client } of servers) client.destroy()
})

/** As a cluster has it: the endpoint without scheme, for the hadoop plugin. */
function flatConfig(server: Server, directory: string): string {
  const url = new URL(server.endpoint)
  return [
    `s3.endpoint: ${url.host}`,
    `fs.s3a.connection.ssl.enabled: ${url.protocol === 'https:'}`,
    's3.path.style.access: true',
    `s3.access-key: ${server.accessKeyId}`,
    `s3.secret-key: ${server.secretAccessKey}`,
    `fs.s3a.endpoint.region: ${server.region}`,
    `state.checkpoints.dir: ${directory}`,
  ].join('\n')
}

function nestedConfig(server: Server, directory: string): string {
  return [
    's3:',
    `  endpoint: ${server.endpoint}`,
    '  path-style-access: true',
    `  region: ${server.region}`,
    `  access-key: "${server.accessKeyId}"`,
    `  secret-key: "${server.secretAccessKey}"`,
    'execution.checkpointing:',
    `  savepoint-dir: ${directory}`,
  ].join('\n')
}

describe.each([
  ['minio-a', 'minio-b'],
  ['seaweedfs', 'minio-a'],
  ['minio-b', 'seaweedfs'],
])('from %s to %s', (fromName, toName) => {
  const [from, to] = [serverCalled(servers, fromName), serverCalled(servers, toName)]

  it('finds the newest checkpoint and relocates it', async () => {
    const [source, target] = [await newBucket(from, 'source'), await newBucket(to, 'target')]
    const home = `s3://${source}/cp/${JOB}/chk-7`
    const sample: Sample = sampleAt(home)
    await uploadSample(from, source, `cp/${JOB}/chk-7`, sample)
    await uploadSample(from, source, `cp/${JOB}/chk-6`, sampleAt(`s3://${source}/cp/${JOB}/chk-6`))
    await putObject(from, source, `cp/${JOB}/chk-8/unfinished`, Buffer.from('x'))
    await putObject(from, source, `cp/${JOB}/shared/file`, Buffer.from('x'))
    await writeFile(join(scratch, 'flink-conf.yaml'), flatConfig(from, `s3a://${source}/cp`))
    await writeFile(join(scratch, 'config.yaml'), nestedConfig(to, `s3://${target}/sp`))
    const env = { GITHUB_WORKSPACE: scratch }

    const found = await runAction(
      { 'source-flink-config': 'flink-conf.yaml', complete: 'files' },
      { bundle: FIND, env },
    )
    expect(found.stdout).not.toMatch(/^::error/m)
    expect(found.outputs).toMatchObject({
      'snapshot-path': `s3a://${source}/cp/${JOB}/chk-7`,
      'checkpoint-id': '1',
    })
    expect(found.stdout).toContain('chk-8')

    const moved = await runAction(
      {
        source: found.outputs['snapshot-path']!,
        'source-flink-config': 'flink-conf.yaml',
        'target-flink-config': 'config.yaml',
      },
      { env },
    )
    expect(moved.stdout).not.toMatch(/^::error/m)
    expect(moved.outputs['snapshot-path']).toBe(`s3://${target}/sp/${JOB}/chk-7`)
    expect(await listKeys(to, target)).toHaveLength(sample.files.size + 1)
    for (const { everything } of [found, moved]) {
      const shown = everything.replaceAll(/^::add-mask::.*$/gm, '')
      for (const { secretAccessKey } of [from, to]) expect(shown).not.toContain(secretAccessKey)
    }
  })
})
