/** What the bundle loads for a small snapshot: that takes longer than to move it. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { FakeS3 } from '../support/fake-s3/server.ts'
import { CLI_BUNDLE, runCli } from '../support/run-bundle.ts'
import { sampleAt } from '../support/sample-savepoint.ts'

const BUNDLE = join(dirname(CLI_BUNDLE), '..', 'bundle')

/** Notes which files are loaded, and at the end which modules of Node's own. */
const NOTING = `
import { registerHooks } from 'node:module'
import { writeFileSync } from 'node:fs'
const files = []
registerHooks({
  load(url, context, next) {
    if (url.startsWith('file:')) files.push(url.slice(url.lastIndexOf('/') + 1))
    return next(url, context)
  },
})
process.on('exit', () => {
  const natives = process.moduleLoadList.filter((name) => name.startsWith('NativeModule ')).map((name) => name.slice(13))
  writeFileSync(process.env.NOTED, JSON.stringify({ files, natives }))
})`

/** What tells the packages of the bundle apart. */
const MARKS = {
  undici: 'class Client extends DispatcherBase',
  'the SDK': 'class CredentialsProviderError ',
  "the SDK's client": 'class S3Client ',
  "GitHub's toolkit": 'class OidcClient ',
} as const

const KEYS = { AWS_ACCESS_KEY_ID: 'alice', AWS_SECRET_ACCESS_KEY: 'secret' }

let scratch: string
let s3: FakeS3

beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'flink-snapshot-start-'))
  s3 = await new FakeS3({ buckets: ['source', 'target'] }).listen()
  const { metadata, files } = sampleAt('s3://source/sp')
  for (const [name, bytes] of [...files, ['_metadata', metadata] as const])
    s3.buckets.put('source', `sp/${name}`, bytes)
})
afterEach(async () => {
  await s3.close()
  rmSync(scratch, { recursive: true })
})

interface Noted {
  readonly packages: readonly string[]
  readonly codeBytes: number
  readonly natives: readonly string[]
}

/** Relocates by the bundle, and tells what was loaded for it. */
async function loadedFor(places: readonly string[], env: NodeJS.ProcessEnv): Promise<Noted> {
  const noted = join(scratch, 'noted.json')
  const { exitCode, stderr } = await runCli(['relocate', ...places], {
    env: {
      NODE_OPTIONS: `--disable-warning=ExperimentalWarning --import data:text/javascript,${encodeURIComponent(NOTING)}`,
      NOTED: noted,
      ...env,
    },
  })
  expect([exitCode, stderr]).toEqual([0, expect.stringContaining('_metadata written and read back')])
  const { files, natives } = JSON.parse(readFileSync(noted, 'utf8')) as {
    readonly files: readonly string[]
    readonly natives: readonly string[]
  }
  const texts = readdirSync(BUNDLE)
    .filter((name) => files.includes(name))
    .map((name) => readFileSync(join(BUNDLE, name), 'utf8'))
  return {
    packages: Object.entries(MARKS).flatMap(([name, mark]) =>
      texts.some((text) => text.includes(mark)) ? [name] : [],
    ),
    codeBytes: texts.reduce((sum, text) => sum + text.length, 0),
    natives,
  }
}

it('tells the packages of the bundle by what stands in them', () => {
  const all = readdirSync(BUNDLE)
    .map((name) => readFileSync(join(BUNDLE, name), 'utf8'))
    .join('\n')
  expect(Object.values(MARKS).filter((mark) => !all.includes(mark))).toEqual([])
})

it('moves local files without anything of S3', async () => {
  const { metadata, files } = sampleAt(`file:${scratch}/sp`)
  await mkdir(join(scratch, 'sp'))
  for (const [name, bytes] of [...files, ['_metadata', metadata] as const])
    await writeFile(join(scratch, 'sp', name), bytes)
  const { packages, codeBytes, natives } = await loadedFor([`${scratch}/sp`, `${scratch}/moved`], {})
  expect(packages).toEqual([])
  expect(codeBytes).toBeLessThan(1_150_000)
  expect(natives.filter((name) => /^(https?2?|tls|v8)$/.test(name))).toEqual([])
})

it.each<[string, NodeJS.ProcessEnv]>([
  ['of both sides', KEYS],
  [
    'of each side',
    {
      SOURCE_AWS_ACCESS_KEY_ID: 'alice',
      SOURCE_AWS_SECRET_ACCESS_KEY: 'secret',
      TARGET_AWS_ACCESS_KEY_ID: 'bob',
      TARGET_AWS_SECRET_ACCESS_KEY: 'secret',
    },
  ],
])('moves objects of one endpoint with keys %s without the SDK, TLS and HTTP/2', async (_, keys) => {
  const { packages, codeBytes, natives } = await loadedFor(
    ['s3://source/sp', 's3://target/', '--endpoint', s3.endpoint],
    keys,
  )
  expect(packages).toEqual(['undici'])
  expect(codeBytes).toBeLessThan(1_800_000)
  expect(natives).toContain('net')
  expect(natives.filter((name) => /^(https|http2|tls)$/.test(name))).toEqual([])
})
