/** @jest-environment ./__tests__/support/one-realm.ts */
/** What a store refuses is told with the setting that counted, as each face calls it. */
import { relocateAction } from '../../src/action/relocate-action.ts'
import { runAction } from '../../src/action/run-action.ts'
import { runCli } from '../../src/cli/run-cli.ts'
import { commands } from '../../src/commands/commands.ts'
import { openLab, type Lab } from '../faults/lab.ts'
import { fakeToolkit } from '../support/fake-toolkit.ts'

let lab: Lab
beforeEach(async () => {
  lab = await openLab()
})
afterEach(() => lab.close())

const PLACES = { source: 's3://source/flink/savepoint-1', target: 's3://target/moved' }
const KEYS = { 'access-key-id': 'alice', 'secret-access-key': 'hush-hush' }
const ownKeys = (side: string): Record<string, string> =>
  Object.fromEntries(Object.entries(KEYS).map(([name, value]) => [`${side}-${name}`, value]))
const signal = new AbortController().signal

/** The sentence with which a relocation by each face ends. */
const FACES: Record<string, (settings: Record<string, string>) => Promise<string>> = {
  Action: async (settings) => {
    const toolkit = fakeToolkit({ ...PLACES, ...settings })
    await runAction(relocateAction, { toolkit, env: {}, signal, commands })
    return toolkit.failures.join()
  },
  'command line': async (settings) => {
    let told = ''
    const stream = {
      write: (text: string) => {
        told += text
      },
    }
    const env: Record<string, string> = {}
    const args = ['relocate', PLACES.source, PLACES.target]
    for (const [name, value] of Object.entries(settings)) {
      const variable = /^(?:(source|target)-)?((?:access|secret).*)$/.exec(name)
      if (variable === null) args.push(`--${name}`, value)
      else
        env[[variable[1], 'aws', variable[2]].filter(Boolean).join('_').replaceAll('-', '_').toUpperCase()] =
          value
    }
    await runCli(args, { env, cwd: '/', stdout: stream, stderr: stream, signal, commands })
    return told
  },
}

const unknownIn = (bucket: string): void => {
  lab.from.fault({
    when: (request) => request.bucket === bucket,
    fault: { status: 403, code: 'InvalidAccessKeyId' },
  })
}

it.each([
  [
    'Action',
    'the key of target-access-key-id is unknown to the store: check it, and that target-endpoint is',
  ],
  [
    'command line',
    'the key of TARGET_AWS_ACCESS_KEY_ID is unknown to the store: check it, and that --target-endpoint is',
  ],
])('settings of the target alone, by the %s', async (face, sentence) => {
  unknownIn('target')
  const settings = { 'target-endpoint': lab.to.endpoint, endpoint: lab.from.endpoint, region: 'us-east-1' }
  expect(await FACES[face]!({ ...settings, ...ownKeys('source'), ...ownKeys('target') })).toContain(sentence)
})

it.each([
  ['Action', 'the key of source-access-key-id is unknown to the store: check it, and that endpoint is'],
  [
    'command line',
    'the key of SOURCE_AWS_ACCESS_KEY_ID is unknown to the store: check it, and that --endpoint is',
  ],
])('keys of the source alone, and an endpoint of both sides, by the %s', async (face, sentence) => {
  unknownIn('source')
  const settings = {
    endpoint: lab.from.endpoint,
    region: 'us-east-1',
    ...ownKeys('source'),
    ...ownKeys('target'),
  }
  expect(await FACES[face]!(settings)).toContain(sentence)
})

it.each([
  ['Action', 'set source-region (or region) to the region of the bucket'],
  ['command line', 'set --source-region (or --region) to the region of the bucket'],
])('a region that nobody gave, by the %s', async (face, sentence) => {
  lab.from.fault({ fault: { status: 301, code: 'PermanentRedirect' } })
  expect(
    await FACES[face]!({ endpoint: lab.from.endpoint, ...ownKeys('source'), ...ownKeys('target') }),
  ).toContain(sentence)
})
