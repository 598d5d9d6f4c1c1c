/** @jest-environment ./__tests__/support/one-realm.ts */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { patterned } from '../storage/bytes-source.ts'
import { openLab, PART, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

describe('integrity', () => {
  it.each([
    ['server-side', false],
    ['streamed', true],
  ])(
    '%s uploads are created without a checksum algorithm, which breaks part copies of MinIO and poisons objects of versitygw',
    async (_, streamed) => {
      lab = await openLab({ streamed })
      await lab.relocate()
      const created = lab.to.log.filter(({ operation }) => operation === 'CreateMultipartUpload')
      expect(created.length).toBeGreaterThan(0)
      for (const { headers } of created)
        expect(Object.keys(headers).filter((name) => name.includes('checksum'))).toEqual([])
    },
  )

  it('a byte flipped between the source and here is caught by the ETag, and read again', async () => {
    lab = await openLab({ streamed: true })
    lab.from.fault({ operation: 'GetObject', key: /small$/, times: 1, fault: { flipAt: 3 } })
    await lab.relocate()
    lab.expectWhole()
    expect(
      lab.from.log.filter(({ operation, key }) => operation === 'GetObject' && key.endsWith('small')),
    ).toHaveLength(2)
  })

  it('bytes that come otherwise each time end the run', async () => {
    lab = await openLab({ streamed: true })
    for (const flipAt of [1, 2])
      lab.from.fault({ operation: 'GetObject', key: /small$/, times: 1, fault: { flipAt } })
    expect(await lab.failure()).toMatch(
      /flink\/savepoint-1\/small gave other bytes each time that it was read/,
    )
    lab.expectNoSavepoint()
  })

  describe('on the way to a local file', () => {
    let root: string
    beforeEach(async () => {
      root = await mkdtemp(join(tmpdir(), 'flink-snapshot-integrity-'))
    })
    afterEach(() => rm(root, { recursive: true }))
    const looked = (): number =>
      lab.from.log.filter(({ operation, key }) => operation === 'GetObject' && key.endsWith('small')).length

    it('a flipped byte is caught by the ETag, and read again', async () => {
      lab = await openLab()
      lab.from.fault({ operation: 'GetObject', key: /small$/, times: 1, fault: { flipAt: 3 } })
      await lab.relocate({ target: root })
      for (const [name, bytes] of lab.files)
        expect((await readFile(join(root, 'savepoint-1', name))).equals(bytes)).toBe(true)
      expect(looked()).toBe(2)
    })

    it('bytes that come otherwise each time end the run', async () => {
      lab = await openLab()
      for (const flipAt of [1, 2])
        lab.from.fault({ operation: 'GetObject', key: /small$/, times: 1, fault: { flipAt } })
      expect(await lab.failure({ target: root })).toMatch(
        /flink\/savepoint-1\/small gave other bytes each time that it was read/,
      )
      expect(await readdir(join(root, 'savepoint-1'))).not.toContain('_metadata')
      expect(await readdir(join(root, 'savepoint-1'))).not.toContain('small')
    })

    it('an ETag that is no MD5 is found to be none', async () => {
      lab = await openLab({ from: { opaqueEtags: true } })
      await lab.relocate({ target: root })
      for (const [name, bytes] of lab.files)
        expect((await readFile(join(root, 'savepoint-1', name))).equals(bytes)).toBe(true)
    })
  })

  it.each(['small', 'large'])(
    'a byte of %s flipped between here and the target is caught by what the target stored',
    async (name) => {
      lab = await openLab({ streamed: true })
      let flips = 0
      lab.to.damage = ({ operation, key, body }) => {
        if (!['PutObject', 'UploadPart'].includes(operation) || !key.endsWith(name) || flips++ >= 2)
          return body
        const damaged = Buffer.from(body)
        damaged[damaged.length - 1]! ^= 1
        return damaged
      }
      await lab.relocate()
      lab.expectWhole()
      expect(flips).toBeGreaterThan(2)
    },
  )

  const KMS = { targetWrite: { sse: 'aws:kms' } } as const

  it.each([
    ['refuses', 'small', {}],
    ['refuses', 'large', {}],
    ['tells', 'small', { tellsChecksums: true }],
    ['tells', 'large', { tellsChecksums: true }],
  ])(
    'a flipped byte where a key service makes ETags opaque is caught by the CRC-32 that the target %s: %s',
    async (_, name, to) => {
      lab = await openLab({ streamed: true, to })
      let flips = 0
      lab.to.damage = ({ operation, key, body }) => {
        if (!['PutObject', 'UploadPart'].includes(operation) || !key.endsWith(name) || flips++ >= 2)
          return body
        const damaged = Buffer.from(body)
        damaged[damaged.length - 1]! ^= 1
        return damaged
      }
      await lab.relocate(KMS)
      lab.expectWhole()
      expect(flips).toBeGreaterThan(2)
    },
  )

  it('a byte flipped between the source and here is caught also where the target has opaque ETags', async () => {
    lab = await openLab({ streamed: true })
    lab.from.fault({ operation: 'GetObject', key: /small$/, times: 1, fault: { flipAt: 3 } })
    await lab.relocate(KMS)
    lab.expectWhole()
  })

  const NO_CHECKSUMS = { notImplementedHeaders: /^x-amz-checksum-/ }

  it('a store that refuses to be told checksums is told none after the first, and compared by its ETags', async () => {
    lab = await openLab({
      streamed: true,
      to: NO_CHECKSUMS,
      files: { a: patterned(10), b: patterned(20), c: patterned(30) },
    })
    let flips = 0
    lab.to.damage = ({ operation, headers, key, body }) => {
      const stored =
        operation === 'PutObject' && key.endsWith('/a') && headers['x-amz-checksum-crc32'] === undefined
      return stored && flips++ === 0 ? Buffer.from(body).fill(0, 0, 1) : body
    }
    await lab.relocate({ concurrency: 1 })
    lab.expectWhole()
    expect(flips).toBe(2)
    const told = lab.to.log.filter(({ headers }) => headers['x-amz-checksum-crc32'] !== undefined)
    expect(told.map(({ operation, status }) => [operation, status])).toEqual([['PutObject', 501]])
  })

  it.each([
    ['refuses what differs', {}, /BadDigest/],
    ['tells what it got', { tellsChecksums: true }, /the store has the CRC-32 \S+, what was sent has/],
    ['knows no checksums', NO_CHECKSUMS, /is not the MD5/],
  ])('a target that damages what it stores, for ever, ends the run: it %s', async (_, to, says) => {
    lab = await openLab({ streamed: true, to })
    lab.to.damage = ({ operation, key, body }) =>
      operation === 'UploadPart' && key.endsWith('large') ? Buffer.from(body).fill(0, 0, 1) : body
    expect(await lab.failure()).toMatch(says)
    lab.expectNoSavepoint()
  })

  it.each([
    ['server-side', false],
    ['streamed', true],
  ])(
    '%s: strict reads again what neither size nor ETag shows, and copies it once more',
    async (_, streamed) => {
      lab = await openLab({ streamed })
      const flip = (): void => {
        const bytes = Buffer.from(lab.held('large')!)
        bytes[PART + 1]! ^= 1
        lab.put('large', bytes)
      }
      const onPhase = (phase: string): void => {
        if (phase === 'Verify') flip()
      }
      const report = await lab.relocate({ verify: 'strict' }, { onPhase })
      lab.expectWhole()
      expect(lab.told).toContainEqual(
        '1 file in the target has other content than the source: copied once more',
      )
      expect(report.proved).toEqual({ etag: 0, checksum: 0, bytes: 3, sizeOnly: 0 })
    },
  )

  it.each([
    ['server-side', false],
    ['streamed', true],
  ])('%s: strict removes what is wrong a second time, and the next run copies it', async (_, streamed) => {
    lab = await openLab({ streamed })
    let phase = ''
    lab.to.onRequest = ({ operation, bucket }) => {
      if (phase !== 'Verify' || bucket !== 'target' || !['ListObjectsV2', 'HeadObject'].includes(operation))
        return
      if (lab.held('large') !== undefined) lab.put('large', patterned(3 * PART + 500, 99))
    }
    const onPhase = (now: string): void => {
      phase = now
    }
    const sentence = await lab.failure({ verify: 'strict' }, { onPhase })
    expect(sentence).toMatch(
      /^1 file was copied and had other content than the source each time; it was removed, and _metadata was not written/,
    )
    expect(sentence).toMatch(/moved\/savepoint-1\/large has other content than .*flink\/savepoint-1\/large/)
    lab.expectNoSavepoint()
    expect(lab.placed).toEqual(['empty', 'small'])
    lab.to.onRequest = () => undefined
    await lab.relocate({ verify: 'strict' })
    lab.expectWhole()
  })

  it('strict does not replace what was there before without overwrite, and says how', async () => {
    lab = await openLab()
    await lab.relocate()
    lab.put('large', patterned(3 * PART + 500, 99))
    expect(await lab.failure({ verify: 'strict' })).toMatch(
      /^1 file that the target held before this run has other content than the source.*set overwrite to true to copy/,
    )
    await lab.relocate({ verify: 'strict', overwrite: true })
    lab.expectWhole()
  })

  it('a copy that lies about its size is seen in the listing', async () => {
    lab = await openLab({ files: { a: patterned(100), b: patterned(200) } })
    lab.from.fault({
      operation: 'CopyObject',
      key: /\/a$/,
      times: 1,
      fault: { okBody: '<CopyObjectResult><ETag>&quot;abc&quot;</ETag></CopyObjectResult>', undone: true },
    })
    lab.put('a', Buffer.from('old content'))
    expect(await lab.failure({ overwrite: true })).toMatch(
      /moved\/savepoint-1\/a has 11 bytes, its source has 100/,
    )
    lab.expectNoSavepoint()
  })
})
