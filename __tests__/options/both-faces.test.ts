/** The two faces look for a setting in the same places, in the same order. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { relocateAction } from '../../src/action/relocate-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { fakeToolkit } from '../support/fake-toolkit.ts'
import { sampleReport } from '../support/sample-report.ts'
import { unnamed } from '../support/unnamed.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'both-faces-'))
  for (const name of ['both', 'source', 'target'])
    writeFileSync(
      join(root, `${name}.yaml`),
      `s3.endpoint: http://${name}:1\ns3.access-key: ${name}\ns3.secret-key: hush-hush\ns3.region: ${name}-1\n`,
    )
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

const PLACES = { source: 's3://old/savepoint-1', target: 's3://new/sp' }

/** The request that a face makes of settings, without what is the same for all. */
type Asked = Pick<RelocationRequest, 'sourceS3' | 'targetS3'>

const FACES: Record<string, (settings: Record<string, string>, env: NodeJS.ProcessEnv) => Promise<Asked>> = {
  Action: (settings, env) =>
    asked(async (commands, signal) => {
      const toolkit = fakeToolkit({ ...PLACES, ...settings })
      await runAction(relocateAction, {
        toolkit,
        env: { ...env, GITHUB_WORKSPACE: root, RUNNER_TEMP: root },
        signal,
        commands,
      })
      return toolkit.failures.join()
    }),
  'command line': (settings, env) =>
    asked(async (commands, signal) => {
      let told = ''
      const output = {
        write: (text: string) => {
          told += text
        },
      }
      const options = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, value])
      const code = await runCli(['relocate', PLACES.source, PLACES.target, ...options], {
        env,
        cwd: root,
        stdout: output,
        stderr: output,
        signal,
        commands,
      })
      return code === 0 ? '' : told
    }),
}

async function asked(
  run: (commands: ReturnType<typeof fakeCommands>, signal: AbortSignal) => Promise<string>,
): Promise<Asked> {
  const requests: RelocationRequest[] = []
  const commands = fakeCommands({
    relocate: (request) => {
      requests.push(request)
      return Promise.resolve(sampleReport())
    },
  })
  expect(await run(commands, new AbortController().signal)).toBe('')
  const { sourceS3, targetS3 } = unnamed(requests[0]!)
  return { sourceS3, targetS3 }
}

const keys = (accessKeyId: string): { credentials: object } => ({
  credentials: { accessKeyId, secretAccessKey: 'hush-hush' },
})
const AMBIENT = { AWS_ACCESS_KEY_ID: 'ambient', AWS_SECRET_ACCESS_KEY: 'hush-hush' }
const OF_SOURCE = { SOURCE_AWS_ACCESS_KEY_ID: 'variable', SOURCE_AWS_SECRET_ACCESS_KEY: 'hush-hush' }

describe.each(Object.entries(FACES))('the %s', (_, face) => {
  it('takes what an option says before the configuration of Flink', async () => {
    const settings = { 'flink-config': 'both.yaml', endpoint: 'http://given:1', 'source-region': 'given-1' }
    expect(await face(settings, {})).toEqual({
      sourceS3: { endpoint: 'http://given:1', region: 'given-1', ...keys('both') },
      targetS3: { endpoint: 'http://given:1', region: 'both-1', ...keys('both') },
    })
  })

  it('takes keys of the configuration of Flink before those of the environment', async () => {
    const { sourceS3, targetS3 } = await face({ 'flink-config': 'both.yaml' }, AMBIENT)
    expect([sourceS3, targetS3]).toMatchObject([keys('both'), keys('both')])
    const own = await face({ 'source-flink-config': 'source.yaml' }, { ...AMBIENT, ...OF_SOURCE })
    expect(own.sourceS3).toMatchObject(keys('source'))
    expect(own.targetS3).toEqual({})
  })

  it('takes what is said of one side before what is said of both', async () => {
    const own = await face({ 'flink-config': 'both.yaml', profile: 'mine' }, OF_SOURCE)
    expect(own.sourceS3).toMatchObject(keys('variable'))
    expect(own.targetS3).toMatchObject({ profile: 'mine', endpoint: 'http://both:1' })
    const file = await face({ endpoint: 'http://given:1', 'source-flink-config': 'source.yaml' }, {})
    expect([file.sourceS3.endpoint, file.targetS3.endpoint]).toEqual(['http://source:1', 'http://given:1'])
  })

  it('leaves to the AWS SDK what nobody said', async () => {
    expect(await face({}, AMBIENT)).toEqual({ sourceS3: {}, targetS3: {} })
  })
})
