import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseLocation } from '../../src/location/location.ts'
import { openS3Store } from '../../src/storage/s3/s3-store.ts'
import type { AssumedRole, S3Settings } from '../../src/storage/settings.ts'
import { quickRetry } from '../storage/quick-retry.ts'
import { startFakeS3 } from '../support/fake-s3/server.ts'
import { FakeSts } from '../support/fake-sts.ts'
import { inScratch, type Chapter, type Page } from './book.ts'
import { credentials, withVariables } from './store-calls.ts'

const TOKEN = [
  '{}',
  '{"sub":"repo:octo-org/octo-repo","aud":"sts.amazonaws.com","iss":"https://issuer.example"}',
  '',
]
  .map((part) => Buffer.from(part).toString('base64url'))
  .join('.')
const role = (identityToken: () => Promise<string>): AssumedRole => ({
  arn: 'arn:aws:iam::123456789012:role/flink',
  sessionName: 'flink-snapshot',
  identityToken,
  onSecret: () => undefined,
})

/** A store as it is opened with the environment and profiles, asked for one object. */
async function ask(
  settings: S3Settings,
  warnings: string[] = [],
  uri = 's3://bucket/sp/_metadata',
): Promise<void> {
  const location = parseLocation(uri)
  const store = await openS3Store(settings, location, {
    side: 'source',
    retry: quickRetry(),
    onWarning: (text) => void warnings.push(text),
  })
  try {
    await store.stat(location)
  } finally {
    store.close()
  }
}

const REFUSED_ROLES: readonly (readonly [when: string, code: string, message: string])[] = [
  ['a role that trusts another', 'AccessDenied', 'Not authorized to perform sts:AssumeRoleWithWebIdentity'],
  ['an issuer that the account does not know', 'InvalidIdentityToken', 'No OpenIDConnect provider found'],
  ['a token that is too old', 'ExpiredTokenException', 'Token expired'],
  ['a session that is too long', 'ValidationError', 'DurationSeconds exceeds the MaxSessionDuration'],
  ['something else', 'Strange', 'out of order'],
]

async function roles(page: Page): Promise<void> {
  const fake = await startFakeS3()
  for (const [when, code, message] of REFUSED_ROLES) {
    const sts = await new FakeSts({ refusal: { code, message } }).listen()
    await withVariables(sts.env, () =>
      page.fails(when, () =>
        ask({ endpoint: fake.endpoint, region: 'us-east-1', role: role(() => Promise.resolve(TOKEN)) }),
      ),
    )
    await sts.close()
  }
  const none = role(() => Promise.reject(new Error('the runner gives none')))
  await page.fails('no token', () => ask({ endpoint: fake.endpoint, region: 'us-east-1', role: none }))
  await fake.close()
}

const REACH: readonly (readonly [
  when: string,
  config: string,
  settings: S3Settings,
  env?: Readonly<Record<string, string>>,
  uri?: string,
])[] = [
  ['a services section that is not there', '[default]\nservices = ours\n', { credentials }],
  ['an invalid endpoint in a profile', '[default]\nendpoint_url = minio:9000\n', { credentials }],
  [
    'an endpoint of the environment with a password',
    '',
    { credentials },
    { AWS_ENDPOINT_URL: 'http://me:hush@minio:9000' },
  ],
  ['aws, and a place in another store', '', { atAws: true, credentials }, {}, 'gs://b/x'],
  [
    'aws, and a profile of another server',
    '[default]\nendpoint_url = http://a:1\n',
    { atAws: true, credentials },
  ],
  ['a scheme of several stores', '', { credentials }, {}, 'cos://b/x'],
  ['a store whose endpoint goes by region', '', { credentials }, {}, 'oss://b/x'],
  [
    'certificates of a profile that are not there',
    '[default]\nca_bundle = /nonexistent.pem\n',
    { endpoint: 'https://localhost:1', credentials },
  ],
  [
    'a server of a profile at which nobody listens',
    '[profile ours]\nendpoint_url = http://127.0.0.1:1\naws_access_key_id = a\naws_secret_access_key = b\n',
    { profile: 'ours' },
  ],
  [
    'a server of the environment at which nobody listens',
    '',
    { credentials },
    { AWS_ENDPOINT_URL_S3: 'http://127.0.0.1:1' },
  ],
  [
    'a profile that is not there',
    '',
    { profile: 'nobody', endpoint: 'http://127.0.0.1:1', region: 'us-east-1' },
  ],
  [
    'a program of a profile that fails',
    "[profile ours]\ncredential_process = sh -c 'echo log in first >&2; exit 3'\n",
    { profile: 'ours', endpoint: 'http://127.0.0.1:1', region: 'us-east-1' },
  ],
]

async function profiles(page: Page): Promise<void> {
  page.steady('127.0.0.1:1:', '127.0.0.1:9000:')
  await inScratch(page, async (directory) => {
    const config = join(directory, 'config')
    const files = { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: '/nonexistent' }
    for (const [when, text, settings, env, uri] of REACH) {
      await writeFile(config, text)
      await withVariables({ ...files, AWS_EC2_METADATA_DISABLED: 'true', ...env }, () =>
        page.fails(when, () => ask(settings, [], uri)),
      )
    }
    const fake = await startFakeS3()
    await writeFile(config, '[profile ops]\nuse_dualstack_endpoint = true\n')
    const warnings: string[] = []
    const env = {
      AWS_PROFILE: 'ops',
      AWS_ACCESS_KEY_ID: 'a',
      AWS_SECRET_ACCESS_KEY: 'b',
      AWS_USE_FIPS_ENDPOINT: 'true',
    }
    await withVariables({ ...files, ...env }, () =>
      ask({ endpoint: fake.endpoint, region: 'us-east-1' }, warnings).catch(() => undefined),
    )
    page.say('a profile and keys in the environment, and hosts of Amazon elsewhere', warnings)
    await fake.close()
  })
}

/** What is said of who signs, and where requests go. */
export const IDENTITIES: readonly Chapter[] = [
  { title: 'Roles', write: (page) => withVariables({}, () => roles(page)) },
  { title: 'Profiles, and where requests go', write: profiles },
]
