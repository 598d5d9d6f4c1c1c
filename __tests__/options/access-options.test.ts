import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readInputs } from '../../src/action/inputs.ts'
import { relocateAction } from '../../src/action/relocate-action.ts'
import { readSearchRequest } from '../../src/options/find-options.ts'
import type { OptionValues } from '../../src/options/option-specs.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'
import { settleOptions, type SettleContext } from '../../src/options/settle-options.ts'
import { fakeToolkit } from '../support/fake-toolkit.ts'
import { withoutNames } from '../support/unnamed.ts'

const PLACES = { source: 's3a://old/savepoint-1', target: 's3a://new/sp' }
const KEY = Buffer.alloc(32, 'k').toString('base64')
const OTHER = Buffer.alloc(32, 'o').toString('base64')
const read = (values: OptionValues): ReturnType<typeof readRelocationRequest> =>
  readRelocationRequest({ ...PLACES, ...values })

describe('request-payer', () => {
  it('is of both sides, or of one', () => {
    const both = read({ 'request-payer': 'requester' })
    expect([both.sourceS3, both.targetS3].map(withoutNames)).toEqual([
      { requestPayer: 'requester' },
      { requestPayer: 'requester' },
    ])
    const one = read({ 'source-request-payer': 'requester', 'source-profile': 'ops' })
    expect([one.sourceS3, one.targetS3].map(withoutNames)).toEqual([
      { profile: 'ops', requestPayer: 'requester' },
      {},
    ])
  })

  it('has one value', () => {
    expect(() => read({ 'request-payer': 'true' })).toThrow('request-payer is "true": write requester')
  })
})

describe('sse-customer-key', () => {
  it('is of both sides, or of one, with its MD5', () => {
    const { sourceS3, targetS3 } = read({ 'sse-customer-key': KEY, 'target-sse-customer-key': OTHER })
    expect(sourceS3.customerKey).toEqual({ key: KEY, md5: 'mT2HRsMGJ5IX5C+0rreZ8Q==' })
    expect(targetS3.customerKey?.key).toBe(OTHER)
    expect(readSearchRequest({ directory: 's3://b/x', 'sse-customer-key': KEY }).s3.customerKey?.key).toBe(
      KEY,
    )
  })

  it.each([
    'a-key',
    KEY.slice(0, -1),
    Buffer.alloc(16).toString('base64'),
    KEY.replace('=', 'A='),
    `${KEY.slice(1)}!`,
  ])('that is no base64 of 32 bytes is refused, and not repeated: %s', (value) => {
    const refused = (): unknown => read({ 'source-sse-customer-key': value })
    expect(refused).toThrow('source-sse-customer-key is not the base64 of 32 bytes')
    expect(refused).not.toThrow(value)
  })

  it.each<[OptionValues, string]>([
    [
      { 'sse-customer-key': KEY, 'target-sse': 'AES256' },
      'target-sse and sse-customer-key are both given, and an object is encrypted in one way: keep one of them',
    ],
    [
      { 'target-sse-customer-key': KEY, target: '/backups' },
      'target-sse-customer-key is given but target is the local "/backups"',
    ],
  ])('%j is refused', (values, sentence) => {
    expect(() => read(values)).toThrow(sentence)
  })
})

it('keys are masked as the Action reads them, those of the environment too', () => {
  const toolkit = fakeToolkit({ 'source-sse-customer-key': KEY })
  readInputs(toolkit, { TARGET_S3_SSE_CUSTOMER_KEY: OTHER }, relocateAction)
  expect(toolkit.secrets).toEqual(expect.arrayContaining([KEY, OTHER]))
  expect(toolkit.log.filter((line) => line.includes(KEY))).toEqual([])
})

describe('what the environment and a configuration of Flink say', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'flink-config-'))
    writeFileSync(
      join(directory, 'flink.yaml'),
      `fs.s3a.encryption.algorithm: SSE-C\nfs.s3a.encryption.key: ${KEY}\n`,
    )
  })
  afterEach(() => {
    rmSync(directory, { recursive: true })
  })
  const settle = async (
    values: OptionValues,
    more: Partial<SettleContext> = {},
  ): Promise<{ values: OptionValues; masked: string[]; told: string }> => {
    const masked: string[] = []
    const settled = await settleOptions(
      { ...PLACES, ...values },
      {
        command: 'relocate',
        label: (name) => name,
        directory,
        env: {},
        onSecret: (_, value) => masked.push(value),
        ...more,
      },
    )
    return { values: settled.values, masked, told: [...settled.notes, ...settled.warnings].join('\n') }
  }

  it('S3A reads and writes with its key, which is masked', async () => {
    const { values, masked, told } = await settle({ 'flink-config': 'flink.yaml' })
    expect(values).toMatchObject({ 'source-sse-customer-key': KEY, 'target-sse-customer-key': KEY })
    expect(masked).toContain(KEY)
    expect(told).toContain('source-sse-customer-key is taken from fs.s3a.encryption.key')
    expect(told).not.toContain(KEY)
    expect(told).not.toContain('not honoured')
  })

  it('a way of encryption that is asked for counts before that of a file', async () => {
    const { values } = await settle({ 'flink-config': 'flink.yaml', 'target-sse': 'AES256' })
    expect(values['target-sse-customer-key']).toBeUndefined()
    writeFileSync(join(directory, 'kms.yaml'), 's3.sse.type: sse-s3\n')
    const own = await settle({ 'flink-config': 'kms.yaml', 'sse-customer-key': KEY })
    expect(own.values['target-sse']).toBeUndefined()
  })

  it('the variables of a side count before those of both', async () => {
    const env = { S3_SSE_CUSTOMER_KEY: KEY, TARGET_S3_SSE_CUSTOMER_KEY: OTHER }
    const { values } = await settle({}, { env })
    const { sourceS3, targetS3 } = readRelocationRequest(values)
    expect([sourceS3.customerKey?.key, targetS3.customerKey?.key]).toEqual([KEY, OTHER])
    const search = await settle({ directory: 's3://b/x' }, { env, command: 'find' })
    expect(search.values['sse-customer-key']).toBe(KEY)
  })
})
