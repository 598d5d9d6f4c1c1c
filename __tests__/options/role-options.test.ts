import type { IdentityTokens } from '../../src/options/identity-tokens.ts'
import type { OptionValues } from '../../src/options/option-specs.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'
import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { unnamed } from '../support/unnamed.ts'

const ROLE = 'arn:aws:iam::123456789012:role/path/flink-snapshots'
const tokens: IdentityTokens = {
  request: (audience) => Promise.resolve(`token for ${audience}`),
  keepSecret: () => undefined,
}

function read(values: OptionValues, of: IdentityTokens | undefined = tokens): RelocationRequest {
  return unnamed(
    readRelocationRequest(
      { source: 's3://old/sp/savepoint-1', target: 's3://new/sp', ...values },
      undefined,
      of,
    ),
  )
}

it('a role serves both sides unless the source has an identity of its own', async () => {
  const { targetS3, sourceS3 } = read({ 'role-to-assume': ROLE, 'role-audience': 'sts.amazonaws.com.cn' })
  expect(targetS3.role).toMatchObject({ arn: ROLE, sessionName: 'flink-snapshot' })
  expect(sourceS3.role?.arn).toBe(ROLE)
  expect(await targetS3.role?.identityToken()).toBe('token for sts.amazonaws.com.cn')
  expect(read({ 'role-to-assume': ROLE, 'source-profile': 'other' }).sourceS3).toEqual({ profile: 'other' })
  expect(read({ 'source-role-to-assume': ROLE, profile: 'other' })).toMatchObject({
    sourceS3: { role: { arn: ROLE } },
    targetS3: { profile: 'other' },
  })
})

it('what goes with a role may be said of one side', async () => {
  const { targetS3, sourceS3 } = read({
    'role-to-assume': ROLE,
    'role-session-name': 'both',
    'role-audience': 'for-both',
    'source-role-session-name': 'reader',
    'target-role-duration-seconds': '900',
    'target-role-audience': 'for-the-target',
  })
  expect(sourceS3.role).toMatchObject({ arn: ROLE, sessionName: 'reader' })
  expect(sourceS3.role?.durationSeconds).toBeUndefined()
  expect(targetS3.role).toMatchObject({ arn: ROLE, sessionName: 'both', durationSeconds: 900 })
  expect(await sourceS3.role?.identityToken()).toBe('token for for-both')
  expect(await targetS3.role?.identityToken()).toBe('token for for-the-target')
})

it.each<[OptionValues, string]>([
  [
    { 'role-to-assume': ROLE, 'access-key-id': 'id', 'secret-access-key': 'no' },
    'role-to-assume and access-key-id are both given: keep the role or the keys',
  ],
  [
    { 'role-to-assume': ROLE, profile: 'ops' },
    'role-to-assume and profile are both given: keep the role or the profile',
  ],
  [
    { 'source-role-to-assume': ROLE, 'source-profile': 'ops' },
    'source-role-to-assume and source-profile are both given',
  ],
  [{ 'role-to-assume': 'flink-snapshots' }, 'role-to-assume is "flink-snapshots": write the ARN of a role'],
  [{ 'role-to-assume': 'arn:aws:iam::123456789012:user/somebody' }, 'write the ARN of a role'],
  [
    { 'role-to-assume': ROLE, 'role-duration-seconds': '60' },
    'role-duration-seconds is "60": write a whole number from 900 to 43200',
  ],
  [{ 'role-to-assume': ROLE, 'role-session-name': 'a b' }, 'role-session-name is "a b": write 2 to 64'],
])('%j is refused: %s', (values, sentence) => {
  expect(() => read(values)).toThrow(sentence)
})

it('a face without tokens says what to do in place of a role', () => {
  expect(() =>
    readRelocationRequest({ source: 's3://a/b', target: 's3://c/d', 'role-to-assume': ROLE }),
  ).toThrow(
    'role-to-assume takes the OIDC token of a GitHub runner, and there is none here: set AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE',
  )
})
