import { formatLocation, parseLocation } from '../../../../src/location/location.ts'
import { parsePathMap } from '../../../../src/location/path-map.ts'
import type { Reference, Snapshot } from '../../../../src/metadata/snapshot.ts'
import {
  findFormerHomes,
  formerCandidates,
  givenFormerHome,
  movesByRules,
  readPlace,
} from '../../../../src/commands/relocate/plan/former-home.ts'
import { placeSnapshot, type Move, type Placement } from '../../../../src/commands/relocate/plan/placement.ts'
import { listedOf } from '../../../support/listed.ts'

const JOB = '00000000000000000000000000000abc'

const file = (path: string, sizeBytes: number, more: Partial<Reference> = {}): Reference => ({
  kind: 'file',
  path,
  offset: 0,
  byteLength: path.length,
  sizeIs: sizeBytes < 0 ? 'unknown' : 'exact',
  sizeBytes: Math.max(0, sizeBytes),
  stateBytes: 0,
  operator: 0,
  subtask: 0,
  incremental: false,
  changelog: false,
  ...more,
})
const snapshotOf = (...references: Reference[]): Snapshot => ({ references }) as unknown as Snapshot
const savepoint = placeSnapshot(parseLocation('s3://new/sp'), parseLocation('s3://target'), undefined)
const checkpoint = placeSnapshot(
  parseLocation(`s3://new/cp/${JOB}/chk-3`),
  parseLocation('s3://target'),
  undefined,
)

const find = (placement: Placement, snapshot: Snapshot, sizes: Record<string, number>): string[] =>
  findFormerHomes(formerCandidates(snapshot, placement), listedOf(sizes)).map(show)
const show = (move: Move): string => `${formatLocation(move.from)} -> ${formatLocation(move.to)}`

describe('a savepoint that was moved before', () => {
  const snapshot = snapshotOf(file('s3a://old/x/sp/a', 1), file('s3a://old/x/sp/b', 2))

  it('is found when every file of the former directory is here with the same size', () => {
    expect(
      find(savepoint, snapshot, { 's3://new/sp/a': 1, 's3://new/sp/b': 2, 's3://new/sp/more': 9 }),
    ).toEqual(['s3a://old/x/sp -> s3://new/sp'])
  })

  it.each([
    ['one is missing', { 's3://new/sp/a': 1 }],
    ['one has another size', { 's3://new/sp/a': 1, 's3://new/sp/b': 3 }],
    ['one lies deeper', { 's3://new/sp/a': 1, 's3://new/sp/x/b': 2 }],
  ])('is not found when %s', (_, sizes) => {
    expect(find(savepoint, snapshot, sizes)).toEqual([])
  })

  it('takes a file of unknown size by its name, a segment by its lower bound', () => {
    const odd = snapshotOf(
      file('s3://old/sp/a', -1),
      file('s3://old/sp/b', 10, { kind: 'segment', sizeIs: 'at-least' }),
    )
    expect(find(savepoint, odd, { 's3://new/sp/a': 77, 's3://new/sp/b': 11 })).toHaveLength(1)
    expect(find(savepoint, odd, { 's3://new/sp/a': 77, 's3://new/sp/b': 9 })).toEqual([])
  })

  it('is not looked for where nothing lies outside', () => {
    expect(
      formerCandidates(snapshotOf(file('s3a://new/sp/a', 1), file('a', 1, { kind: 'relative' })), savepoint),
    ).toEqual([])
  })
})

describe('a checkpoint that was moved before', () => {
  it('is found by its job directory', () => {
    const snapshot = snapshotOf(
      file(`s3://old/deep/${JOB}/shared/a`, 1),
      file(`s3://old/deep/${JOB}/chk-3/b`, 2),
    )
    expect(
      find(checkpoint, snapshot, { [`s3://new/cp/${JOB}/shared/a`]: 1, [`s3://new/cp/${JOB}/chk-3/b`]: 2 }),
    ).toEqual([`s3://old/deep/${JOB} -> s3://new/cp/${JOB}`])
  })
})

describe('moved-from', () => {
  const snapshot = snapshotOf(file('s3a://old/x/sp/a', 1))

  it('reads from the source what lay in the former home', () => {
    const moves = givenFormerHome(parseLocation('s3://old/x/sp/'), snapshot, savepoint)
    expect(formatLocation(readPlace(moves, parseLocation('s3a://old/x/sp/a'))!)).toBe('s3://new/sp/a')
    expect(readPlace(moves, parseLocation('s3a://old/x/sp2/a'))).toBeUndefined()
    expect(givenFormerHome(parseLocation('s3://old/x/sp/_metadata'), snapshot, savepoint).map(show)).toEqual([
      's3://old/x/sp -> s3://new/sp',
    ])
  })

  it('of a checkpoint may be its directory or its job directory', () => {
    const references = snapshotOf(file(`s3://old/${JOB}/shared/a`, 1))
    for (const given of [`s3://old/${JOB}`, `s3://old/${JOB}/chk-3`]) {
      const moves = givenFormerHome(parseLocation(given), references, checkpoint)
      expect(formatLocation(readPlace(moves, parseLocation(`s3://old/${JOB}/shared/a`))!)).toBe(
        `s3://new/cp/${JOB}/shared/a`,
      )
    }
  })

  it('of a checkpoint may be the root of checkpoints, of a savepoint the directory of savepoints', () => {
    const references = snapshotOf(file(`s3://old/cp/${JOB}/shared/a`, 1))
    const moves = givenFormerHome(parseLocation('s3://old/cp'), references, checkpoint)
    expect(moves.map(show)).toEqual([`s3://old/cp/${JOB} -> s3://new/cp/${JOB}`])
    expect(givenFormerHome(parseLocation('s3://old/x'), snapshot, savepoint).map(show)).toEqual([
      's3://old/x/sp -> s3://new/sp',
    ])
  })

  it('keeps its meaning where the former directory has one of its own name in it', () => {
    const references = snapshotOf(file('s3://old/sp/sp/a', 1))
    expect(givenFormerHome(parseLocation('s3://old/sp'), references, savepoint).map(show)).toEqual([
      's3://old/sp -> s3://new/sp',
    ])
  })

  it('takes rules for other places, of which the longest prefix counts', () => {
    const claimed = snapshotOf(file('s3://prod/sp/one/a', 1), file('s3://prod/sp/b', 1))
    const moves = movesByRules(
      parsePathMap('s3://prod => s3://replica\ns3://prod/sp/one => s3://archive/one'),
      claimed,
    )
    expect(moves.map(show)).toEqual(['s3://prod/sp/one -> s3://archive/one', 's3://prod/ -> s3://replica/'])
    expect(formatLocation(readPlace(moves, parseLocation('s3a://prod/sp/one/a'))!)).toBe('s3://archive/one/a')
    expect(formatLocation(readPlace(moves, parseLocation('s3a://prod/sp/b'))!)).toBe('s3://replica/sp/b')
  })

  it('refuses a rule that nothing needs', () => {
    expect(() => movesByRules(parsePathMap('s3://prod => s3://replica'), snapshot)).toThrow(
      /^read-map s3:\/\/prod\/ => s3:\/\/replica\/: nothing in _metadata lies there/,
    )
  })

  it('does not guess where a rule tells', () => {
    const rules = movesByRules(parsePathMap('s3://old/x => s3://archive'), snapshot)
    expect(formerCandidates(snapshot, savepoint)).toHaveLength(1)
    expect(formerCandidates(snapshot, savepoint, rules)).toEqual([])
  })

  it('is refused where nothing lies there, or it is no location', () => {
    expect(() => givenFormerHome(parseLocation('s3://elsewhere'), snapshot, savepoint)).toThrow(
      /moved-from s3:\/\/elsewhere\/: nothing in _metadata lies there/,
    )
  })
})
