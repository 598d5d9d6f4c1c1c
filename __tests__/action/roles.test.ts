/**
 * Roles that are taken with the job's token, by the real toolkit and SDK, against a token endpoint and an
 * STS of the tests'.
 */
import { resolve } from 'node:path'
import { openLab, type Lab } from '../faults/lab.ts'
import { accessKeyOf, FakeSts, SUBJECT, type FakeStsOptions } from '../support/fake-sts.ts'
import { runAction, type StepResult } from '../support/run-bundle.ts'

const MAIN = resolve(import.meta.dirname, '..', '..', 'src', 'main.ts')
const READER = 'arn:aws:iam::111111111111:role/reader'
const WRITER = 'arn:aws:iam::222222222222:role/flink/writer'
const TIMEOUT_MS = 60_000

let lab: Lab
let sts: FakeSts

async function open(options: FakeStsOptions = {}): Promise<void> {
  sts = await new FakeSts(options).listen()
  lab = await openLab({
    streamed: true,
    from: { users: { [accessKeyOf(READER)]: {} } },
    to: { users: { [accessKeyOf(WRITER)]: {} } },
  })
}

afterEach(async () => {
  await Promise.all([lab.close(), sts.close()])
})

function run(inputs: Record<string, string> = {}, env: NodeJS.ProcessEnv = sts.env): Promise<StepResult> {
  return runAction(
    {
      source: 's3://source/flink/savepoint-1',
      'source-endpoint': lab.from.endpoint,
      'source-role-to-assume': READER,
      target: 's3://target/moved',
      endpoint: lab.to.endpoint,
      'role-to-assume': WRITER,
      region: 'us-east-1',
      ...inputs,
    },
    { bundle: MAIN, env },
  )
}

it(
  'each side gets the keys of its own role, and no token or key is shown',
  async () => {
    await open()
    const step = await run({ 'role-session-name': 'release-7', 'role-duration-seconds': '900' })
    expect([step.exitCode, step.stderr, step.outputs['snapshot-path']]).toEqual([
      0,
      '',
      's3://target/moved/savepoint-1',
    ])
    lab.expectWhole()
    expect(sts.audiences).toEqual(['sts.amazonaws.com', 'sts.amazonaws.com'])
    expect(sts.assumptions.map(({ roleArn }) => roleArn).sort()).toEqual([READER, WRITER])
    expect(sts.assumptions).toEqual(
      [0, 1].map(
        () => expect.objectContaining({ sessionName: 'release-7', durationSeconds: '900' }) as unknown,
      ),
    )
    const unmasked = step.everything.replace(/^::add-mask::.*$/gm, '')
    expect(sts.secrets).toHaveLength(6)
    for (const secret of sts.secrets) {
      expect(step.stdout).toContain(`::add-mask::${secret}\n`)
      expect(unmasked).not.toContain(secret)
    }
  },
  TIMEOUT_MS,
)

it.each([
  [
    'InvalidIdentityToken',
    "Couldn't retrieve verification key from your identity provider, please reference AssumeRoleWithWebIdentity documentation for requirements",
  ],
  [
    'IDPCommunicationError',
    'The request could not be fulfilled because the identity provider could not be reached',
  ],
])(
  'an issuer that STS could not ask (%s) is asked for again',
  async (code, message) => {
    await open({ refusal: { code, message, times: 2 } })
    const step = await run()
    expect([step.exitCode, step.stderr]).toEqual([0, ''])
    lab.expectWhole()
  },
  TIMEOUT_MS,
)

it(
  'keys that run out are renewed, each time with a new token',
  async () => {
    await open({ validMs: 4 * 60_000 })
    const step = await run()
    expect(step.exitCode).toBe(0)
    lab.expectWhole()
    const tokens = sts.assumptions.map(({ token }) => token)
    expect(tokens.length).toBeGreaterThan(2)
    expect(new Set(tokens).size).toBe(tokens.length)
  },
  TIMEOUT_MS,
)

it(
  'a role without prefix serves both sides, and the keys of the environment neither',
  async () => {
    await open()
    await Promise.all([lab.close(), sts.close()])
    sts = await new FakeSts().listen()
    lab = await openLab({ from: { users: { [accessKeyOf(WRITER)]: {} } } })
    const step = await run(
      { 'source-role-to-assume': '', 'source-endpoint': '', endpoint: lab.from.endpoint },
      { ...sts.env, AWS_ACCESS_KEY_ID: 'SOMEBODY-ELSE', AWS_SECRET_ACCESS_KEY: 'else' },
    )
    expect([step.exitCode, step.stderr]).toEqual([0, ''])
    expect(new Set(sts.assumptions.map(({ roleArn }) => roleArn))).toEqual(new Set([WRITER]))
  },
  TIMEOUT_MS,
)

it(
  'a job that may not ask for a token is told which permission it lacks, before anything is asked of anybody',
  async () => {
    await open()
    const step = await run({}, { ...sts.env, ACTIONS_ID_TOKEN_REQUEST_URL: '' })
    expect(step.exitCode).toBe(1)
    expect(step.stdout).toMatch(
      /role-to-assume needs the OIDC token of the job, .*add "permissions: id-token: write" to the job/,
    )
    expect([sts.assumptions, lab.from.log, lab.to.log]).toEqual([[], [], []])
  },
  TIMEOUT_MS,
)

it(
  'a refusal of STS is one sentence, with what the token says of the job',
  async () => {
    const message = 'Not authorized to perform sts:AssumeRoleWithWebIdentity'
    await open({ refusal: { code: 'AccessDenied', message } })
    const step = await run()
    expect(step.exitCode).toBe(1)
    const [sentence = ''] = /^::error::.*$/m.exec(step.stdout) ?? []
    for (const part of [READER, message, 'its trust policy must allow sts:AssumeRoleWithWebIdentity'])
      expect(sentence).toContain(part)
    expect(sentence).toContain(`the subject ${SUBJECT} and the audience sts.amazonaws.com`)
    expect(sts.assumptions).toHaveLength(1)
    for (const secret of sts.secrets)
      expect(step.everything.replace(/^::add-mask::.*$/gm, '')).not.toContain(secret)
  },
  TIMEOUT_MS,
)

it(
  'a token endpoint that gives none is told as it is',
  async () => {
    await open()
    const step = await run({}, { ...sts.env, ACTIONS_ID_TOKEN_REQUEST_TOKEN: "another job's" })
    expect(step.exitCode).toBe(1)
    expect(step.stdout).toMatch(/::error::.*reader cannot be taken, for no identity token was given out: /)
    expect(sts.assumptions).toEqual([])
  },
  TIMEOUT_MS,
)

describe.each([
  ['find', { directory: 's3://source/flink' }, /s3:\/\/source\/flink\/savepoint-1/],
  ['inspect', { source: 's3://source/flink/savepoint-1', 'check-files': 'true' }, /savepoint/],
] as const)('%s', (action, what, shows) => {
  const look = (inputs: Record<string, string> = {}, env: NodeJS.ProcessEnv = sts.env): Promise<StepResult> =>
    runAction(
      { ...what, endpoint: lab.from.endpoint, region: 'us-east-1', 'role-to-assume': READER, ...inputs },
      { bundle: MAIN, action, env },
    )

  it(
    'takes a role with the token of the job, as a relocation does, and shows no token or key',
    async () => {
      await open()
      const step = await look({ 'role-session-name': 'nightly', 'role-audience': 'sts.amazonaws.com.cn' })
      expect([step.exitCode, step.stderr]).toEqual([0, ''])
      expect(step.stdout).toMatch(shows)
      expect(sts.audiences).toEqual(['sts.amazonaws.com.cn'])
      expect(sts.assumptions).toMatchObject([{ roleArn: READER, sessionName: 'nightly' }])
      expect(new Set(lab.from.log.map(({ accessKeyId }) => accessKeyId))).toEqual(
        new Set([accessKeyOf(READER)]),
      )
      const unmasked = step.everything.replace(/^::add-mask::.*$/gm, '')
      expect(sts.secrets).toHaveLength(3)
      for (const secret of sts.secrets) expect(unmasked).not.toContain(secret)
    },
    TIMEOUT_MS,
  )

  it(
    'tells a job that may not ask for a token which permission it lacks',
    async () => {
      await open()
      const step = await look({}, { ...sts.env, ACTIONS_ID_TOKEN_REQUEST_TOKEN: '' })
      expect(step.exitCode).toBe(1)
      expect(step.stdout).toMatch(
        /role-to-assume needs the OIDC token of the job, .*add "permissions: id-token: write" to the job/,
      )
      expect([sts.assumptions, lab.from.log]).toEqual([[], []])
    },
    TIMEOUT_MS,
  )
})

it(
  'an inspection that plans a relocation takes the role for both ends of it',
  async () => {
    await open()
    const user = { [accessKeyOf(WRITER)]: {} }
    await lab.close()
    lab = await openLab({ from: { users: user } })
    const step = await runAction(
      {
        source: 's3://source/flink/savepoint-1',
        target: 's3://target/moved',
        endpoint: lab.from.endpoint,
        region: 'us-east-1',
        'role-to-assume': WRITER,
      },
      { bundle: MAIN, action: 'inspect', env: sts.env },
    )
    expect([step.exitCode, step.stderr, step.outputs['relocation-possible']]).toEqual([0, '', 'true'])
    expect(new Set(lab.from.log.map(({ accessKeyId }) => accessKeyId))).toEqual(
      new Set([accessKeyOf(WRITER)]),
    )
  },
  TIMEOUT_MS,
)
