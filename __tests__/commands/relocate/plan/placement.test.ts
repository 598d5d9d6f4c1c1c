import { formatLocation, parseLocation } from '../../../../src/location/location.ts'
import {
  carry,
  earlierJobOf,
  isInPlace,
  placeSnapshot,
  refuseNested,
  type Placement,
} from '../../../../src/commands/relocate/plan/placement.ts'
import { RelocationError } from '../../../../src/commands/relocation-error.ts'

const JOB = '00000000000000000000000000000abc'
const EARLIER = '11111111111111111111111111111abc'

const place = (source: string, target: string, name?: string): Placement =>
  placeSnapshot(parseLocation(source), parseLocation(target), name)
const goesTo = (source: string, target: string, name?: string): string =>
  formatLocation(place(source, target, name).snapshot.to)

describe('a savepoint', () => {
  it('is placed under target by its own name, a trailing slash means nothing', () => {
    expect(goesTo('s3://a/sp/savepoint-1', 's3p://b/x')).toBe('s3p://b/x/savepoint-1')
    expect(goesTo('s3://a/sp/savepoint-1/', 's3p://b/x/')).toBe('s3p://b/x/savepoint-1')
    expect(goesTo('s3://a/savepoint-1', 's3://b')).toBe('s3://b/savepoint-1')
  })

  it('takes target-name in place of its own', () => {
    expect(goesTo('s3://a/sp/savepoint-1', 's3://b/x', 'release-7')).toBe('s3://b/x/release-7')
    expect(goesTo('s3://a', 's3://b/x', 'root')).toBe('s3://b/x/root')
  })

  it('in the root of a bucket needs a name', () => {
    expect(() => place('s3://a', 's3://b/x')).toThrow(
      /s3:\/\/a\/ is a root and has no name of its own: give target-name/,
    )
  })
})

describe('a directory called chk-N', () => {
  it('is placed in its job directory', () => {
    const placement = place(`s3://a/cp/${JOB}/chk-7`, 's3://b/x')
    expect(placement.shape).toBe('checkpoint')
    expect(formatLocation(placement.snapshot.to)).toBe(`s3://b/x/${JOB}/chk-7`)
    expect(formatLocation(placement.home.to)).toBe(`s3://b/x/${JOB}`)
  })

  it('takes target-name for its job directory', () => {
    expect(goesTo(`s3://a/cp/${JOB}/chk-7`, 's3://b/x', 'staging')).toBe('s3://b/x/staging/chk-7')
    expect(goesTo('s3://a/cp/my-job/chk-7', 's3://b/x', 'staging')).toBe('s3://b/x/staging/chk-7')
  })

  it('outside of a job directory needs a name', () => {
    expect(() => place('s3://a/cp/my-job/chk-7', 's3://b/x')).toThrow(RelocationError)
    expect(() => place('s3://a/chk-7', 's3://b/x')).toThrow(
      /does not lie in a job directory \(32 hex digits\): give target-name/,
    )
  })

  it('keeps the names of earlier jobs beside it', () => {
    const placement = place(`s3://a/cp/${JOB}/chk-7`, 's3://b/x', 'renamed')
    const file = parseLocation(`s3a://a/cp/${EARLIER}/shared/f`)
    const move = earlierJobOf(placement, file)
    expect(move && formatLocation(carry(move, file)!)).toBe(`s3://b/x/${EARLIER}/shared/f`)
    expect(earlierJobOf(placement, parseLocation('s3://a/cp/other/shared/f'))).toBeUndefined()
    expect(earlierJobOf(placement, parseLocation(`s3://a/other/${EARLIER}/shared/f`))).toBeUndefined()
    expect(earlierJobOf(placement, parseLocation(`s3://a/cp/${EARLIER}`))).toBeUndefined()
  })
})

describe('source and target in one another', () => {
  it.each([
    ['/a/sp', '/a/sp', /would go to \/a\/sp\/sp, which lies inside the source \/a\/sp/, undefined],
    ['/a/sp', '/a/sp/deeper', /lies inside/, undefined],
    [`/a/${JOB}/chk-1`, `/a/${JOB}`, /lies inside/, undefined],
    [`/a/b/${JOB}/chk-1`, '/', /contains/, 'a'],
  ])('are refused: %s to %s', (source, target, message, name) => {
    expect(() => {
      refuseNested(place(source, target, name))
    }).toThrow(message)
  })

  it('are fine side by side', () => {
    for (const beside of [place('/a/sp-1', '/a', 'sp-10'), place('/a/sp-1', '/a/sp-10')]) {
      expect(() => {
        refuseNested(beside)
      }).not.toThrow()
    }
  })

  it('are one place when they are equal', () => {
    expect(isInPlace(place('s3://a/x/sp', 's3a://a/x'))).toBe(true)
    expect(isInPlace(place('s3://a/x/sp', 's3a://a/y'))).toBe(false)
    refuseNested(place('s3://a/x/sp', 's3a://a/x'))
  })
})
