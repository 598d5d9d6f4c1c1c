/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import { PERSONAS } from '../support/fake-s3/personas.ts'
import type { FakeS3Options } from '../support/fake-s3/server.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const SSE = /^x-amz-server-side-encryption/
const CLASS = /^x-amz-storage-class$/
const files = { a: patterned(10), b: patterned(20), c: patterned(30), large: patterned(3 * PART + 5) }
const AES = { targetWrite: { sse: 'AES256' } } as const

/** The header of each object of the relocated savepoint. */
const kept = (header: string): (string | undefined)[] =>
  lab.to.buckets.entries('target').map(([, { headers }]) => headers[header])
const heads = (): number =>
  lab.to.log.filter(({ operation, bucket }) => operation === 'HeadObject' && bucket === 'target').length

async function open(options: FakeS3Options, streamed = false): Promise<void> {
  lab = await openLab({ streamed, files, from: options, to: options })
}

describe('encryption that was asked for', () => {
  it.each([
    ['a store that ignores it on copies', { forgets: { headers: SSE, of: 'copies' } }],
    ['Ceph', PERSONAS['Ceph']!],
  ] as const)('of %s: objects are streamed, and encrypted', async (_, options) => {
    await open(options)
    const report = await lab.relocate(AES)
    lab.expectWhole()
    expect(kept('x-amz-server-side-encryption')).toEqual(Array(5).fill('AES256'))
    expect(report.warnings).toEqual([
      expect.stringMatching(
        /^objects are streamed .*target-sse is AES256, but the store keeps s3:\/\/target\/moved\/savepoint-1\/\S+ without encryption; it was removed$/,
      ),
    ])
    expect(lab.to.log.filter(({ operation }) => operation === 'CopyObject')).toHaveLength(1)
  })

  it.each([
    ['ignores it everywhere', { forgets: { headers: SSE, of: 'all' } }, false],
    ['ignores it everywhere', { forgets: { headers: SSE, of: 'all' } }, true],
    ['is Garage', PERSONAS['Garage']!, true],
  ] as const)(
    'of a store that %s: the run ends with the first object, which is removed',
    async (_, options, streamed) => {
      await open(options, streamed)
      expect(await lab.failure(AES)).toMatch(
        /^target-sse is AES256, but the store keeps s3:\/\/target\/moved\/savepoint-1\/a without encryption; it was removed: choose a target that does what is asked, or leave that input out/,
      )
      expect(lab.placed).toEqual([])
      expect(lab.to.log.filter(({ operation }) => operation === 'PutObject')).toHaveLength(1)
    },
  )

  it('and _metadata of a savepoint without files is looked at too', async () => {
    lab = await openLab({ files: {}, from: { forgets: { headers: SSE, of: 'all' } } })
    expect(await lab.failure(AES)).toMatch(
      /^target-sse is AES256, but the store keeps s3:\/\/target\/moved\/savepoint-1\/_metadata without encryption; it was removed/,
    )
    expect(lab.placed).toEqual([])
  })

  it('that cannot be removed is told to be there', async () => {
    await open({ forgets: { headers: SSE, of: 'all' } }, true)
    lab.to.fault({ operation: 'DeleteObject', fault: { status: 403, code: 'AccessDenied' } })
    expect(await lab.failure(AES)).toMatch(/without encryption; it could not be removed and is there still/)
  })

  it.each([
    [false, { CopyObject: 1, CompleteMultipartUpload: 1 }],
    [true, { CompleteMultipartUpload: 1 }],
  ])(
    'is looked at once for each kind of write whose answers do not tell (streamed: %s)',
    async (streamed, kinds) => {
      await open({}, streamed)
      const looks = async (more: object): Promise<number> => {
        const before = heads()
        await lab.relocate(more)
        return heads() - before
      }
      const without = await looks({ targetName: 'plain' })
      const asked = await looks({ targetName: 'encrypted', ...AES })
      expect(asked - without).toBe(Object.values(kinds).reduce((sum, count) => sum + count, 0))
    },
  )

  it('costs nothing where the answers tell', async () => {
    await open({ tellsEncryption: true })
    await lab.relocate({ targetName: 'plain' })
    const before = heads()
    await lab.relocate({ targetName: 'encrypted', ...AES })
    expect(heads() - before).toBe(before)
  })

  it('that may not be looked at is warned of', async () => {
    lab = await openLab({ files: { a: files.a } })
    lab.from.fault({
      operation: 'HeadObject',
      key: /moved\/savepoint-1\/a$/,
      times: 1,
      fault: { status: 403 },
    })
    lab.from.fault({
      operation: 'GetObject',
      key: /moved\/savepoint-1\/a$/,
      times: 1,
      fault: { status: 403, code: 'AccessDenied' },
    })
    expect((await lab.relocate(AES)).warnings).toEqual([
      expect.stringMatching(
        /^whether the store does what target-sse and target-storage-class ask for was not seen/,
      ),
    ])
  })
})

describe('a key of a key service', () => {
  const ARN = 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab'
  const tell = (key: string): void => {
    lab.to.fault({
      operation: 'PutObject',
      fault: { answerHeaders: { 'x-amz-server-side-encryption-aws-kms-key-id': key } },
    })
  }
  const KMS = (kmsKeyId: string): object => ({ targetWrite: { sse: 'aws:kms', kmsKeyId } })

  it.each([
    ['the ARN for the ARN', ARN, ARN],
    ['the ARN for an id', '1234abcd-12ab-34cd-56ef-1234567890ab', ARN],
    ['the ARN for an alias', 'alias/flink', ARN],
    ['the ARN for the ARN of an alias', 'arn:aws:kms:eu-central-1:111122223333:alias/flink', ARN],
    ['an ARN of MinIO for its name', 'my-key', 'arn:aws:kms:my-key'],
  ])('is told in another form: %s', async (_, asked, told) => {
    lab = await openLab({ streamed: true, files: { a: files.a } })
    tell(told)
    await lab.relocate(KMS(asked))
    lab.expectWhole()
  })

  it('that is another one ends the run', async () => {
    lab = await openLab({ streamed: true, files: { a: files.a } })
    tell(ARN.replace('1234abcd', '9999abcd'))
    expect(await lab.failure(KMS(ARN))).toMatch(
      /^target-kms-key-id is arn:aws:kms:\S+, but the store keeps \S+ with the key arn:aws:kms:\S+key\/9999abcd\S+; it was removed/,
    )
    expect(lab.placed).toEqual([])
  })

  it('is not AES256', async () => {
    lab = await openLab({ streamed: true, files: { a: files.a } })
    lab.to.fault({
      operation: 'PutObject',
      fault: { answerHeaders: { 'x-amz-server-side-encryption': 'AES256' } },
    })
    expect(await lab.failure(KMS(ARN))).toMatch(
      /^target-sse is aws:kms, but the store keeps \S+ with AES256; it was removed/,
    )
  })
})

describe('a storage class that was asked for', () => {
  const IA = { targetWrite: { storageClass: 'STANDARD_IA' } }

  it('and is ignored on copies is had by streaming', async () => {
    await open({ forgets: { headers: CLASS, of: 'copies' } })
    await lab.relocate(IA)
    lab.expectWhole()
    expect(kept('x-amz-storage-class')).toEqual(Array(5).fill('STANDARD_IA'))
  })

  it('and is ignored everywhere ends the run', async () => {
    await open({ forgets: { headers: CLASS, of: 'all' } })
    expect(await lab.failure(IA)).toMatch(
      /^target-storage-class is STANDARD_IA, but the store keeps \S+\/a in the class STANDARD; it was removed/,
    )
    expect(lab.placed).toEqual([])
  })

  it('and is the usual one is not looked for', async () => {
    await open({ forgets: { headers: CLASS, of: 'all' } })
    await lab.relocate({ targetWrite: { storageClass: 'STANDARD' } })
    lab.expectWhole()
  })
})
