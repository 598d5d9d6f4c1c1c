/** Servers that answer with what they were sent, and where secrets must not turn up. */
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openLab, type Lab } from '../faults/lab.ts'
import { runAction, runCli, type RunOptions } from '../support/run-bundle.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'

const TOKEN = 'FwoGZXIvYXdzEKH//////////wEaDExampleToken+/='
const SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
const credentials = { accessKeyId: 'alice', secretAccessKey: SECRET, sessionToken: TOKEN }

describe.each(['a message', 'a page that is no XML', 'a code'])(
  'a server that quotes the token in %s',
  (where) => {
    let lab: Lab
    beforeEach(async () => {
      lab = await openLab()
      const quoted = `your token was ${TOKEN} (${encodeURIComponent(TOKEN)}), signed with ${SECRET}`
      lab.from.fault({
        operation: 'GetObject',
        fault:
          where === 'a message'
            ? { status: 400, code: 'Teapot', message: quoted }
            : where === 'a code'
              ? { status: 400, code: `Teapot${TOKEN}`, message: 'no' }
              : { status: 400, code: 'Teapot', body: `<html>${quoted}</html>` },
      })
    })
    afterEach(async () => {
      await lab.close()
    })

    it('does not get it into the sentence, nor into what led to it', async () => {
      const s3 = { endpoint: lab.from.endpoint, region: 'us-east-1', credentials }
      const thrown: unknown = await lab.relocate({ sourceS3: s3, targetS3: s3 }).then(
        () => undefined,
        (error: unknown) => error,
      )
      const told: string[] = []
      for (let at = thrown; at instanceof Error; at = at.cause) told.push(at.message, JSON.stringify(at))
      expect(told.join('\n')).toContain('_metadata')
      for (const secret of [TOKEN, encodeURIComponent(TOKEN), SECRET])
        expect(told.join('\n')).not.toContain(secret)
    })
  },
)

describe('a token that stands where a long answer is cut', () => {
  let lab: Lab
  beforeEach(async () => {
    lab = await openLab()
  })
  afterEach(async () => {
    await lab.close()
  })

  const long = `${TOKEN}${'0123456789abcdef'.repeat(40)}`
  it.each([0, 100, 190, 199, 210, 980])(
    'after %i characters is not told, nor is a part of it',
    async (before) => {
      for (const fault of [
        { status: 400, code: 'Teapot', body: `<html>${'x'.repeat(before)}${long}</html>` },
        {
          status: 400,
          code: 'Teapot',
          message: `${'x'.repeat(before)}${Buffer.from(long).toString('base64')} ${long}`,
        },
      ]) {
        lab.from.fault({ operation: 'GetObject', fault })
        const s3 = {
          endpoint: lab.from.endpoint,
          region: 'us-east-1',
          credentials: { ...credentials, sessionToken: long },
        }
        const thrown: unknown = await lab.relocate({ sourceS3: s3, targetS3: s3 }).then(
          () => undefined,
          (error: unknown) => error,
        )
        expect(String(thrown)).toContain('_metadata')
        for (const secret of [long.slice(0, 12), Buffer.from(long).toString('base64').slice(0, 12)])
          expect(String(thrown)).not.toContain(secret)
      }
    },
  )
})

describe('a proxy that quotes what it was sent', () => {
  const former = { ...process.env }
  let proxy: Server
  beforeEach(async () => {
    proxy = createServer((request, response) => {
      const header = request.headers['proxy-authorization'] ?? 'nothing'
      response
        .writeHead(400)
        .end(`<html>bad request: ${header}, ${Buffer.from(header.slice(6), 'base64').toString()}</html>`)
    })
    await once(proxy.listen(0, '127.0.0.1'), 'listening')
    const { port } = proxy.address() as AddressInfo
    Object.assign(process.env, { http_proxy: `http://me:pr%2Fxy-word@127.0.0.1:${port}`, no_proxy: '' })
  })
  afterEach(async () => {
    process.env = former
    await new Promise((resolve) => proxy.close(resolve))
  })

  it('does not get its password into the sentence', async () => {
    const lab = await openLab()
    try {
      const s3 = { endpoint: 'http://store.example:9000', region: 'us-east-1', credentials }
      const thrown: unknown = await lab.relocate({ sourceS3: s3, targetS3: s3 }).then(
        () => undefined,
        (error: unknown) => error,
      )
      expect(String(thrown)).toContain('bad request: Basic ***, ***')
    } finally {
      await lab.close()
    }
  })
})

describe('the bundles', () => {
  let fake: FakeS3
  beforeEach(async () => {
    fake = await startFakeS3({ buckets: ['source', 'target'] })
  })
  afterEach(async () => {
    await fake.close()
  })

  const places = ['s3://source/flink/savepoint-1', 's3://target/moved'] as const
  const env = (): RunOptions => ({
    env: {
      AWS_ACCESS_KEY_ID: 'alice',
      AWS_SECRET_ACCESS_KEY: SECRET,
      AWS_SESSION_TOKEN: TOKEN,
      AWS_REGION: 'us-east-1',
      RUNNER_DEBUG: '1',
    },
  })

  it('do not print a token that a server quotes, in the log of a step least of all', async () => {
    fake.fault({ fault: { status: 400, code: 'Teapot', message: `your token was ${TOKEN}` } })
    const step = await runAction({ source: places[0], target: places[1], endpoint: fake.endpoint }, env())
    const line = await runCli(['relocate', ...places, '--endpoint', fake.endpoint, '--debug'], env())

    expect([step.exitCode, line.exitCode]).toEqual([1, 1])
    const shown = [step.everything.replaceAll(/^::add-mask::.*$/gm, ''), line.stdout, line.stderr].join('\n')
    expect(shown).toContain('Teapot')
    expect(shown).not.toContain(TOKEN)
    expect(shown).not.toContain(SECRET)
  })

  it('do not repeat the password of an endpoint that has one', async () => {
    const endpoint = fake.endpoint.replace('//', '//admin:hunter2@')
    const step = await runAction({ source: places[0], target: places[1], endpoint }, env())
    const line = await runCli(['relocate', ...places, '--endpoint', endpoint], env())

    expect([step.exitCode, line.exitCode]).toEqual([1, 2])
    expect([step.everything, line.stderr].join('\n')).toContain('contains a user or password')
    expect([step.everything, line.stdout, line.stderr].join('\n')).not.toContain('hunter2')
    expect(fake.log).toEqual([])
  })

  it('refuse keys as arguments, without repeating them', async () => {
    const line = await runCli(['relocate', ...places, `--secret-access-key=${SECRET}`], env())
    expect(line.exitCode).toBe(2)
    expect(line.stderr).toContain('AWS_SECRET_ACCESS_KEY')
    expect(line.stderr).not.toContain(SECRET)
  })
})
