/** @jest-environment ./__tests__/support/one-realm.ts */
import type { FakeS3Options } from '../support/fake-s3/server.ts'
import type { FakeRequest } from '../support/fake-s3/request.ts'
import { openLab, type Lab } from './lab.ts'

let lab: Lab
afterEach(() => lab.close())

const commits = ({ operation, key }: FakeRequest): boolean =>
  operation === 'PutObject' && key.endsWith('_metadata')

/** Holds the first commit of each run until both are about to commit. */
function holdCommits(): void {
  let waiting = 0
  let open = (): void => undefined
  const both = new Promise<void>((resolve) => {
    open = resolve
  })
  lab.to.onRequest = (request) => {
    if (!commits(request)) return undefined
    if (++waiting === 2) open()
    return both
  }
}

/** Two runs to one target, whose results are different savepoints of the same files. */
async function race(options: FakeS3Options = {}): Promise<PromiseSettledResult<unknown>[]> {
  lab = await openLab({ from: options })
  holdCommits()
  return Promise.allSettled([lab.relocate(), lab.relocate({ references: 'relative' })])
}

describe('two relocations to one target', () => {
  it('with different results: exactly one wins, the loser says so', async () => {
    const [a, b] = await race()
    const lost = [a!, b!].filter((one) => one.status === 'rejected')
    expect(lost).toHaveLength(1)
    expect(String(lost[0]!.reason)).toMatch(
      /another run wrote a different .*_metadata meanwhile; it was left alone.*only one relocation write to a target/,
    )
    const absolute = lab.metadataAt('s3://target/moved/savepoint-1')
    expect(lab.held('_metadata')?.equals(absolute)).toBe(a!.status === 'fulfilled')
    for (const [name, bytes] of lab.files) expect(lab.held(name)?.equals(bytes)).toBe(true)
  })

  it('with the same result: both end well', async () => {
    lab = await openLab()
    holdCommits()
    await Promise.all([lab.relocate(), lab.relocate()])
    lab.expectWhole()
    expect(lab.told.filter((text) => text.startsWith('another run wrote the same'))).toHaveLength(1)
  })

  it('both with overwrite: what lies there is one of the two, whole, and who ends well is who wrote it', async () => {
    lab = await openLab()
    lab.put('_metadata', lab.metadataAt('s3://elsewhere/savepoint-1'))
    holdCommits()
    const settled = await Promise.allSettled([
      lab.relocate({ overwrite: true }),
      lab.relocate({ overwrite: true, references: 'relative' }),
    ])
    const absolute = lab.held('_metadata')!.equals(lab.metadataAt('s3://target/moved/savepoint-1'))
    expect(settled[absolute ? 0 : 1].status).toBe('fulfilled')
    for (const one of settled) {
      if (one.status === 'rejected')
        expect(String(one.reason)).toMatch(
          /reads back with other bytes than were written: do not restore from it|another run wrote a different/,
        )
    }
    for (const [name, bytes] of lab.files) expect(lab.held(name)?.equals(bytes)).toBe(true)
  })

  it('on a store that ignores conditions: whoever ends well is warned, and what lies there is one of the two, whole', async () => {
    const settled = await race({ ignoreConditions: true })
    const won = settled.filter((one) => one.status === 'fulfilled')
    expect(lab.told.filter((text) => text.includes('ignores conditional writes'))).toHaveLength(won.length)
    for (const one of settled) {
      if (one.status === 'rejected')
        expect(String(one.reason)).toMatch(
          /reads back with other bytes than were written: do not restore from it/,
        )
    }
    const there = lab.held('_metadata')!
    const absolute = lab.metadataAt('s3://target/moved/savepoint-1')
    expect(there.equals(absolute) || !there.includes('s3://')).toBe(true)
  })
})

describe('the look at _metadata behind the commit', () => {
  const isAt = ({ operation, bucket, key }: FakeRequest, wanted: string): boolean =>
    operation === wanted && bucket === 'target' && key.endsWith('/_metadata')

  /** Does something between the reading back and the look. */
  function afterReadBack(act: () => void): void {
    let readBack = false
    lab.to.onRequest = (request) => {
      if (isAt(request, 'GetObject')) readBack = true
      else if (readBack && isAt(request, 'HeadObject')) act()
    }
  }

  it('takes what was read back for proof while it is that object, and reads it once', async () => {
    lab = await openLab()
    await lab.relocate()
    lab.expectWhole()
    expect(lab.to.log.filter((request) => isAt(request, 'GetObject'))).toHaveLength(1)
  })

  it('reads what another run has written since, and is content with the same bytes', async () => {
    lab = await openLab()
    lab.to.buckets.now = () => new Date('2026-01-01T00:00:00Z')
    afterReadBack(() => {
      lab.to.buckets.now = () => new Date('2026-01-01T00:00:09Z')
      lab.put('_metadata', lab.held('_metadata')!)
    })
    await lab.relocate()
    lab.expectWhole()
    expect(lab.to.log.filter((request) => isAt(request, 'GetObject'))).toHaveLength(2)
  })

  it.each<[string, () => void]>([
    [
      'wrote a different',
      () => {
        lab.put('_metadata', Buffer.from(lab.held('_metadata')!.map((byte) => byte ^ 1)))
      },
    ],
    [
      'deleted',
      () => {
        lab.to.buckets.delete('target', 'moved/savepoint-1/_metadata')
      },
    ],
  ])('sees that another run %s one', async (what, act) => {
    lab = await openLab()
    afterReadBack(act)
    expect(await lab.failure()).toMatch(new RegExp(`another run ${what} .*_metadata right after this one`))
  })
})

describe('the commit', () => {
  it.each<[string, number]>([
    ['once', 1],
    ['four times', 4],
  ])('knows its own PUT whose answer was lost %s', async (_, times) => {
    lab = await openLab()
    lab.from.fault({ operation: 'PutObject', key: /_metadata$/, times, fault: { lostAnswer: true } })
    expect(await lab.relocate()).toMatchObject({ outcome: 'relocated', warnings: [] })
    lab.expectWhole()
  })

  it('does not take the different _metadata of another for its own after a lost answer', async () => {
    lab = await openLab()
    const other = lab.metadataAt('s3://elsewhere')
    lab.from.onRequest = (request) => {
      if (commits(request)) lab.put('_metadata', other)
    }
    lab.from.fault({ operation: 'PutObject', key: /_metadata$/, times: 1, fault: { reset: true } })
    expect(await lab.failure()).toMatch(/another run wrote a different/)
    expect(lab.held('_metadata')?.equals(other)).toBe(true)
  })

  it('on a store that ignores conditions succeeds and warns', async () => {
    lab = await openLab({ from: { ignoreConditions: true } })
    expect((await lab.relocate()).warnings).toEqual([expect.stringContaining('ignores conditional writes')])
    lab.expectWhole()
  })

  it.each([
    [501, 'NotImplemented'],
    [400, 'InvalidArgument'],
  ])('on a store that does not know conditions (%d %s) succeeds and warns', async (status, code) => {
    lab = await openLab()
    lab.from.fault({
      operation: 'PutObject',
      when: ({ headers }) => headers['if-none-match'] !== undefined,
      fault: { status, code },
    })
    expect((await lab.relocate()).warnings).toEqual([expect.stringContaining('ignores conditional writes')])
    lab.expectWhole()
  })

  it('is tried again after 409, a conflict of two conditional writes', async () => {
    lab = await openLab()
    lab.from.fault({
      operation: 'PutObject',
      key: /_metadata$/,
      times: 2,
      fault: { status: 409, code: 'ConditionalRequestConflict' },
    })
    await lab.relocate()
    lab.expectWhole()
  })

  it('that meets 409 for ever ends the run without a savepoint, and the next one goes on', async () => {
    lab = await openLab()
    lab.from.fault({
      operation: 'PutObject',
      key: /_metadata$/,
      fault: { status: 409, code: 'ConditionalRequestConflict' },
    })
    expect(await lab.failure({ deleteSource: true })).toMatch(/_metadata/)
    lab.expectNoSavepoint()
    expect(lab.from.buckets.entries('source')).toHaveLength(lab.files.size + 1)
    lab.from.faults.clear()
    expect(await lab.relocate()).toMatchObject({ outcome: 'relocated', filesCopied: 0 })
    lab.expectWhole()
  })

  it('whose read-back differs ends the run, and says not to restore from it', async () => {
    lab = await openLab()
    lab.from.fault({ operation: 'GetObject', key: /^moved\/.*_metadata$/, fault: { flipAt: 9 } })
    expect(await lab.failure({ deleteSource: true })).toMatch(
      /reads back with other bytes than were written: do not restore from it/,
    )
    expect(lab.from.buckets.entries('source')).toHaveLength(lab.files.size + 1)
  })

  it('that cannot be read back ends the run, and the next one says that it is there', async () => {
    lab = await openLab()
    lab.from.fault({
      operation: 'GetObject',
      key: /^moved\/.*_metadata$/,
      fault: { status: 403, code: 'AccessDenied' },
    })
    expect(await lab.failure()).toMatch(/was written but could not be read back, so nothing is proved/)
    lab.from.faults.clear()
    expect(await lab.relocate()).toMatchObject({ outcome: 'already-there' })
    lab.expectWhole()
  })
})
