/** @jest-environment ./__tests__/support/one-realm.ts */
import { patterned } from '../storage/bytes-source.ts'
import { Buckets } from '../support/fake-s3/buckets.ts'
import { PERSONAS } from '../support/fake-s3/personas.ts'
import type { Operation } from '../support/fake-s3/request.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const statuses = (...operations: readonly Operation[]): number[] =>
  lab.to.log.filter(({ operation }) => operations.includes(operation)).map(({ status }) => status)

/** As rclone (an upload's root) and S3Proxy (that of part copies) have it, and further so. */
const RENAMED = { roots: (name: string) => (name === 'CopyPartResult' ? 'CopyObjectResult' : `Own${name}`) }

/** The file at the source as if it had been uploaded in parts of 400 bytes. */
function uploadInParts(name: string): void {
  const bytes = lab.files.get(name)!
  const sizes = Array.from({ length: Math.ceil(bytes.length / 400) }, (_, n) =>
    Math.min(400, bytes.length - n * 400),
  )
  const etag = `${'0123456789abcdef'.repeat(2)}-${sizes.length}`
  lab.from.buckets.put('source', `flink/savepoint-1/${name}`, bytes, {}, etag, sizes)
}

describe('on Swift, which refuses the pin of what was uploaded in parts', () => {
  const files = { first: patterned(900), second: patterned(901, 2), large: patterned(4 * PART, 3) }

  it('the server copies it all the same, and it is looked at whether it is still what was planned', async () => {
    lab = await openLab({ files, from: PERSONAS['Swift']! })
    for (const name of Object.keys(files)) uploadInParts(name)
    expect((await lab.relocate()).transferMode).toBe('server-side')
    lab.expectWhole()
    // Once for small ones: from then on the condition is left out.
    expect(statuses('CopyObject').filter((status) => status === 412)).toEqual([412])
    expect(statuses('PutObject').filter((status) => status === 200)).toHaveLength(1)
    expect(lab.told.filter((text) => /streamed/.test(text))).toEqual([])
  })

  it.each(['first', 'large'])('%s, which changes while it is copied, ends the run', async (name) => {
    lab = await openLab({ files, from: PERSONAS['Swift']! })
    for (const each of Object.keys(files)) uploadInParts(each)
    lab.from.onRequest = ({ operation, headers }) => {
      const unpinned = headers['x-amz-copy-source-if-match'] === undefined
      if (/Copy$|^Copy/.test(operation) && headers['x-amz-copy-source']?.endsWith(name) === true && unpinned)
        lab.from.buckets.put(
          'source',
          `flink/savepoint-1/${name}`,
          patterned(files[name as 'first'].length, 9),
        )
    }
    expect(await lab.failure()).toMatch(
      new RegExp(`^s3://source/flink/savepoint-1/${name} is no longer the object that was planned`),
    )
    lab.expectNoSavepoint()
  })

  it('what it copied, and lists under another ETag than it is read by, is found again, read and copied on', async () => {
    lab = await openLab({ files, from: PERSONAS['Swift']! })
    for (const name of Object.keys(files)) uploadInParts(name)
    await lab.relocate()
    // Nothing had to be read to know that the copies are this run's.
    expect(
      lab.from.log.filter(({ operation, key }) => operation === 'GetObject' && /first|second/.test(key)),
    ).toEqual([])
    lab.from.buckets.delete('target', 'moved/savepoint-1/_metadata')
    await lab.relocate({ verify: 'strict' })
    lab.expectWhole()

    const on = { source: 's3://target/moved/savepoint-1', target: 's3://source/on' }
    for (const transfer of ['auto', 'streamed']) {
      if (transfer === 'streamed')
        lab.from.fault({ operation: 'CopyObject', fault: { status: 501, code: 'NotImplemented' } })
      await lab.relocate({ ...on, targetName: transfer })
      for (const [name, bytes] of Object.entries(files))
        expect([
          name,
          lab.from.buckets.find('source', `on/${transfer}/${name}`)?.bytes.equals(bytes),
        ]).toEqual([name, true])
    }
  })

  it('what changed after it was listed so ends the run', async () => {
    lab = await openLab({ files, from: PERSONAS['Swift']! })
    for (const name of Object.keys(files)) uploadInParts(name)
    await lab.relocate()
    lab.from.fault({ operation: 'CopyObject', fault: { status: 501, code: 'NotImplemented' } })
    lab.from.onRequest = ({ operation, key }) => {
      if (operation === 'GetObject' && key.endsWith('/first'))
        lab.from.buckets.put('target', 'moved/savepoint-1/first', patterned(900, 9))
    }
    expect(await lab.failure({ source: 's3://target/moved/savepoint-1', target: 's3://source/on' })).toMatch(
      /^s3:\/\/target\/moved\/savepoint-1\/first is no longer the object that was planned/,
    )
  })
})

const NO_STREAMS = 'streamed through this machine'
const large = { large: patterned(4 * PART, 3), small: patterned(30) }

describe('answers under names of their own', () => {
  it.each(['streamed', 'server-side'])('%s: the roots of documents are not looked at', async (mode) => {
    lab = await openLab({ streamed: mode === 'streamed', files: large, from: RENAMED, to: RENAMED })
    expect((await lab.relocate()).transferMode).toBe(mode)
    lab.expectWhole()
    expect((await lab.relocate({ deleteSource: true })).deleted).toBe(3)
    expect(lab.told.filter((text) => text.includes(NO_STREAMS))).toEqual([])
  })

  it.each([
    ['a page of a proxy', '<html><body><p>Please log in</p></body></html>'],
    ['nothing', ''],
    ['an empty document', '<Result/>'],
  ])('but %s is neither a listing, nor an upload, a copy or a deletion', async (_, okBody) => {
    const once = { transientAttempts: 1, outageGiveUpMs: 0 }
    for (const operation of ['ListObjectsV2', 'CreateMultipartUpload', 'CopyObject'] as const) {
      lab = await openLab({ files: large })
      lab.from.fault({ operation, fault: { okBody, undone: true } })
      expect(await lab.failure({}, { tuning: { retry: once } })).toMatch(
        new RegExp(`answered "success" without what that promises .*\\(${operation}, status 200`),
      )
      lab.expectNoSavepoint()
      await lab.close()
    }
  })
})

describe('a store that copies no parts', () => {
  it.each([
    ['answers nothing (rclone)', { okBody: '', undone: true }],
    ['stores an empty part in place of the copy, and says 200', { okBody: '' }],
    ['asks for a length (gofakes3)', { status: 411, code: 'MissingContentLength' }],
    ['says 501', { status: 501, code: 'NotImplemented' }],
  ])(
    'and %s gets large objects by streams, small ones it copies, and no upload is left',
    async (_, fault) => {
      lab = await openLab({ files: large })
      lab.from.fault({ operation: 'UploadPartCopy', fault })
      await lab.relocate({ verify: 'strict' })
      lab.expectWhole()
      expect(lab.told.filter((text) => text.includes(NO_STREAMS))).toEqual([
        expect.stringMatching(/^large objects are streamed/),
      ])
      expect(statuses('CopyObject')).toEqual([200])
    },
  )
})

describe('a store that refuses headers that it does not know', () => {
  const REFUSALS = [
    [501, 'NotImplemented'],
    [400, 'InvalidArgument'],
    [400, 'NotImplemented'],
    [400, 'InvalidRequest'],
  ] as const
  const HEADERS = [
    ['the directive for tags', /^x-amz-tagging-directive$/, false],
    ['checksums', /^x-amz-checksum-/, true],
    ['user metadata', /^x-amz-meta-/, true],
    ['user metadata of copies in parts', /^x-amz-meta-/, false],
    ['MD5s', /^content-md5$/, true],
    ['the condition on the source of a copy', /^x-amz-copy-source-if-match$/, false],
    ['conditions of a PUT', /^if-none-match$/, true],
    ['all of these', /^(x-amz-(tagging|checksum|meta)-.*|content-md5|if-none-match)$/, true],
    [
      'all of these, when it copies',
      /^(x-amz-(tagging|checksum|meta|copy-source-if)-.*|content-md5|if-none-match)$/,
      false,
    ],
  ] as const

  it.each(HEADERS.flatMap((header) => REFUSALS.map((refusal) => [...header, ...refusal] as const)))(
    '%s (%s, streamed: %s; %i %s) gets the same without them',
    async (_, names, streamed, status, code) => {
      const files = { ...large, more: patterned(3 * PART + 7, 8), tiny: patterned(3) }
      // Deletions of many need the MD5, and there is another way: one by one.
      const to = { refusesHeaders: { names, status, code }, opaqueEtags: true }
      lab = await openLab({ streamed, files, from: to, to })
      expect((await lab.relocate({ verify: 'strict' })).transferMode).toBe(
        streamed ? 'streamed' : 'server-side',
      )
      lab.expectWhole()
      expect((await lab.relocate()).outcome).toBe('already-there')
      const before = lab.to.log.length
      await lab.relocate({ targetName: 'again', verify: 'strict', concurrency: 1 })
      // A run has learnt it from its first objects.
      expect(lab.to.log.slice(before).filter(({ status: got }) => got === status).length).toBeLessThanOrEqual(
        12,
      )
    },
  )

  it('is not asked without them for a reason that stays', async () => {
    lab = await openLab({ streamed: true, files: large })
    lab.to.fault({
      operation: 'PutObject',
      fault: { status: 400, code: 'InvalidArgument', message: 'no such class' },
    })
    expect(await lab.failure()).toMatch(/no such class/)
    expect(statuses('PutObject').length).toBeLessThanOrEqual(5)
  })

  it('asks a store that refuses to tell checksums (S3Proxy: 501) for none, and remembers it', async () => {
    const refusesHeaders = { names: /^x-amz-checksum-mode$/, status: 501, code: 'NotImplemented' }
    lab = await openLab({ files: { ...large, other: patterned(40, 5) }, from: { refusesHeaders } })
    // They lie there already, in other parts: only a look at them tells what they are.
    for (const name of ['small', 'other', 'large']) {
      const bytes = lab.files.get(name)!
      lab.from.buckets.put('target', `moved/savepoint-1/${name}`, bytes, {}, `${'ab'.repeat(16)}-2`)
    }
    await lab.relocate({ overwrite: true, concurrency: 1 })
    lab.expectWhole()
    expect(statuses('HeadObject').filter((status) => status === 501)).toHaveLength(1)
  })
})

describe('one endpoint with two sets of buckets', () => {
  const files = { ...large, other: patterned(40, 5) }

  /** The target's account has buckets of its own. */
  async function openTenants(...buckets: readonly string[]): Promise<Buckets> {
    lab = await openLab({ files })
    const own = new Buckets()
    for (const bucket of buckets) own.create(bucket)
    // Nothing of the one has the time of the other.
    own.now = () => new Date(Date.now() + 5000)
    lab.from.tenants.set('bob', own)
    return own
  }

  const held = (buckets: Buckets, bucket: string, directory: string): unknown[] =>
    [...Object.entries(files)].map(([name, bytes]) => [
      name,
      buckets.find(bucket, `${directory}/${name}`)?.bytes.equals(bytes),
    ])
  const whole = Object.keys(files).map((name) => [name, true])

  it.each([
    ['has no bucket of the source’s name', ['target']],
    ['has another bucket of the source’s name', ['source', 'target']],
  ])('where the target %s: the first copy turns all to streams, with one line', async (_, buckets) => {
    const own = await openTenants(...buckets)
    const report = await lab.relocate({ verify: 'strict' })
    expect([report.transferMode, held(own, 'target', 'moved/savepoint-1')]).toEqual(['streamed', whole])
    expect(lab.told.filter((text) => /streamed through/.test(text))).toEqual([
      expect.stringMatching(/^objects are streamed .* buckets of their own/),
    ])
    expect(lab.from.count('CopyObject')).toBe(1)
  })

  it('where another object has the source’s name there', async () => {
    const own = await openTenants('source', 'target')
    own.put('source', 'flink/savepoint-1/small', patterned(30, 9))
    expect((await lab.relocate()).transferMode).toBe('streamed')
    expect(held(own, 'target', 'moved/savepoint-1')).toEqual(whole)
  })

  it('equal names are two places', async () => {
    const own = await openTenants('source')
    const metadata = lab.from.buckets.find('source', 'flink/savepoint-1/_metadata')!.bytes
    expect((await lab.relocate({ target: 's3://source/flink' })).outcome).toBe('relocated')
    expect(held(own, 'source', 'flink/savepoint-1')).toEqual(whole)
    expect(own.find('source', 'flink/savepoint-1/_metadata')?.bytes.equals(metadata)).toBe(true)
    expect((await lab.relocate({ target: 's3://source/flink', deleteSource: true })).deleted).toBe(4)
    expect(held(own, 'source', 'flink/savepoint-1')).toEqual(whole)
  })

  it('the looks that tell them apart are counted by a dry run', async () => {
    lab = await openLab({ files })
    const look = async (accessKeyId: string): Promise<[estimated: number, sent: number]> => {
      const before = lab.from.log.length
      const targetS3 = {
        endpoint: lab.from.endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId, secretAccessKey: 'secret' },
      }
      const report = await lab.relocate({ dryRun: true, target: 's3://source/moved', targetS3 })
      return [report.estimatedRequests ?? 0, lab.from.log.length - before]
    }
    const [one, two] = [await look('alice'), await look('bob')]
    expect(two[1] - one[1]).toBe(2)
    expect(two[0] - one[0]).toBe(2)
  })

  it('a deletion between equal names that was cut off is finished by the next run', async () => {
    const own = await openTenants('source')
    const request = { target: 's3://source/flink', deleteSource: true }
    let cut = true
    lab.from.fault({
      operation: ['DeleteObject', 'DeleteObjects'],
      when: ({ key, body }) => cut && (key.endsWith('/small') || body.includes('/small')),
      fault: { status: 403, code: 'AccessDenied' },
    })
    await expect(lab.relocate(request)).rejects.toThrow()
    expect(lab.from.buckets.find('source', 'flink/savepoint-1/_metadata')).toBeUndefined()
    cut = false
    await lab.relocate(request)
    expect(held(own, 'source', 'flink/savepoint-1')).toEqual(whole)
    expect(
      Object.keys(files).filter((name) => lab.from.buckets.find('source', `flink/savepoint-1/${name}`)),
    ).toEqual([])
  })

  it.each([
    ['of one user', 'alice'],
    ['of two users of one account', 'bob'],
  ])('a deletion that was cut off is not finished into the source itself, %s', async (_, user) => {
    lab = await openLab({ files })
    let cut = true
    lab.from.fault({
      operation: ['DeleteObject', 'DeleteObjects'],
      when: ({ operation, key }) =>
        cut && (operation === 'DeleteObjects' || /\/(small|large|other)$/.test(key)),
      fault: { status: 403, code: 'AccessDenied' },
    })
    await expect(lab.relocate({ deleteSource: true })).rejects.toThrow()
    cut = false
    const targetS3 = {
      endpoint: lab.from.endpoint,
      region: 'us-east-1',
      credentials: { accessKeyId: user, secretAccessKey: 'secret' },
    }
    const left = lab.from.buckets.entries('source').map(([key]) => key)
    await lab.failure({ target: 's3://source/flink', deleteSource: true, targetS3 })
    expect(lab.from.buckets.entries('source').map(([key]) => key)).toEqual(left)
  })

  it('equal names of two users of one account are one place', async () => {
    lab = await openLab({ files })
    expect(await lab.failure({ target: 's3://source/flink' })).toMatch(
      /^source and target are the same place/,
    )
    expect(lab.from.log.filter(({ operation }) => /^(Put|Copy|Delete)/.test(operation))).toEqual([])
  })

  it('a source that is gone is missing, not hidden', async () => {
    lab = await openLab({ files })
    lab.from.onRequest = ({ operation }) => {
      if (operation === 'CopyObject') lab.from.buckets.delete('source', 'flink/savepoint-1/small')
    }
    expect(await lab.failure()).toMatch(
      /^s3:\/\/source\/flink\/savepoint-1\/small was there when this run began and is gone/,
    )
    expect(lab.told.filter((text) => text.includes(NO_STREAMS))).toEqual([])
  })

  it('transfer: streamed is what is asked for, from the first object on', async () => {
    lab = await openLab({ files })
    expect((await lab.relocate({ transfer: 'streamed' })).transferMode).toBe('streamed')
    lab.expectWhole()
    expect([lab.from.count('CopyObject'), lab.from.count('UploadPartCopy')]).toEqual([0, 0])
    expect(await lab.failure({ transfer: 'streamed', target: 's3://source/flink' })).toMatch(
      /^source and target are the same place/,
    )
  })
})
