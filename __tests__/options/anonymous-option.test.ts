import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSearchRequest } from '../../src/options/find-options.ts'
import { readInspectionOptions } from '../../src/options/inspection-options.ts'
import type { OptionValues } from '../../src/options/option-specs.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'
import { settleOptions } from '../../src/options/settle-options.ts'
import { withoutNames } from '../support/unnamed.ts'

const PLACES = { source: 's3://old/savepoint-1', target: 's3://new/sp' }
const KEYS = { 'access-key-id': 'id', 'secret-access-key': 'hush' }
const read = (values: OptionValues): ReturnType<typeof readRelocationRequest> =>
  readRelocationRequest({ ...PLACES, ...values })

it('is said of the source alone, or of both where the target is no S3', () => {
  expect(read({ 'source-anonymous': 'true', ...KEYS })).toMatchObject({
    sourceS3: { anonymous: true },
    targetS3: { credentials: { accessKeyId: 'id' } },
  })
  expect(withoutNames(read({ 'source-anonymous': 'true', ...KEYS }).sourceS3)).toEqual({ anonymous: true })
  expect(withoutNames(read({ anonymous: 'true', target: '/backups' }).sourceS3)).toEqual({ anonymous: true })
})

it('is taken back by one side, and by keys of its own', () => {
  const ofBoth = { anonymous: 'true', target: '/backups' }
  expect(withoutNames(read({ ...ofBoth, 'source-anonymous': 'false' }).sourceS3)).toEqual({})
  expect(withoutNames(read({ ...ofBoth, 'source-profile': 'ops' }).sourceS3)).toEqual({ profile: 'ops' })
  expect(read({ anonymous: 'true', 'target-profile': 'ops' })).toMatchObject({
    sourceS3: { anonymous: true },
    targetS3: { profile: 'ops' },
  })
})

it('is taken by a search and an inspection', () => {
  expect(withoutNames(readSearchRequest({ directory: 's3://b/flink', anonymous: 'true' }).s3)).toEqual({
    anonymous: true,
  })
  expect(
    withoutNames(readInspectionOptions({ source: PLACES.source, anonymous: 'true' }).request.s3),
  ).toEqual({ anonymous: true })
})

it.each<[OptionValues, string]>([
  [
    { anonymous: 'true' },
    'anonymous is true, but nothing is written to target without keys: set source-anonymous in its place',
  ],
  [
    { 'target-anonymous': 'true' },
    'target-anonymous is true, but nothing is written to target without keys: leave it out',
  ],
  [
    { anonymous: 'true', ...KEYS },
    'anonymous is true and access-key-id is given: keep one of them, for nobody signs requests that are anonymous',
  ],
  [
    { 'source-anonymous': 'true', 'source-profile': 'ops' },
    'source-anonymous is true and source-profile is given: keep one of them',
  ],
  [
    { 'source-anonymous': 'true', 'delete-source': 'true' },
    'delete-source and source-anonymous are both true, but nothing is deleted without keys',
  ],
  [{ 'source-anonymous': 'yes' }, 'source-anonymous is "yes": write true or false'],
])('%j is refused: %s', (values, sentence) => {
  expect(() => read(values)).toThrow(sentence)
})

it('an inspection that plans a relocation to S3 needs keys for that', () => {
  expect(() => readInspectionOptions({ ...PLACES, anonymous: 'true' })).toThrow(
    'anonymous is true, but nothing is written to target without keys: leave one of them out',
  )
})

describe('beside a configuration of Flink', () => {
  let directory: string
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'flink-config-'))
    writeFileSync(join(directory, 'flink.yaml'), 's3.access-key: id\ns3.secret-key: hush\n')
  })
  afterEach(() => {
    rmSync(directory, { recursive: true })
  })
  const settled = async (anonymous: string): Promise<OptionValues> => {
    const values = { directory: 's3://b/flink', 'flink-config': 'flink.yaml', anonymous }
    return (await settleOptions(values, { command: 'find', label: (name) => name, directory, env: {} }))
      .values
  }

  it('no keys of it are taken', async () => {
    expect((await settled('true'))['access-key-id']).toBeUndefined()
    expect((await settled('false'))['access-key-id']).toBe('id')
  })
})
