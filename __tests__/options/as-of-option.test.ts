import { OptionError } from '../../src/options/option-error.ts'
import type { OptionValues } from '../../src/options/option-specs.ts'
import { readInspectionOptions } from '../../src/options/inspection-options.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'

const PLACES = { source: 's3://old/sp/savepoint-1', target: 's3://new/sp' }

const asOf = (text: string): string | undefined =>
  readRelocationRequest({ ...PLACES, 'as-of': text }).asOf?.toISOString()

function refusal(values: OptionValues): string {
  try {
    readRelocationRequest({ ...PLACES, ...values }, (name) => `--${name}`)
  } catch (error) {
    if (error instanceof OptionError) return error.message
    throw error
  }
  throw new Error('it was taken')
}

describe('as-of', () => {
  it.each([
    ['2026-03-20T03:00:00Z', '2026-03-20T03:00:00.000Z'],
    ['2026-03-20T03:00Z', '2026-03-20T03:00:00.000Z'],
    ['2026-03-20 03:00:00.5z', '2026-03-20T03:00:00.500Z'],
    ['2026-03-20T03:00:00.123456789Z', '2026-03-20T03:00:00.123Z'],
    ['2026-03-20T03:00:00+01:00', '2026-03-20T02:00:00.000Z'],
    ['2026-03-20T23:30:00-0530', '2026-03-21T05:00:00.000Z'],
    ['2024-02-29T00:00:00Z', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, time) => {
    expect(asOf(text)).toBe(time)
    expect(readInspectionOptions({ source: PLACES.source, 'as-of': text }).request.asOf?.toISOString()).toBe(
      time,
    )
  })

  it('is absent where it is not given', () => {
    expect(asOf('')).toBeUndefined()
  })

  it.each([
    [
      '2026-03-20T03:00:00',
      '--as-of is "2026-03-20T03:00:00", which does not say in which time zone: write 2026-03-20T03:00:00Z for UTC, or end it in an offset such as +01:00',
    ],
    [
      '2026-03-20 03:00',
      '--as-of is "2026-03-20 03:00", which does not say in which time zone: write 2026-03-20T03:00Z for UTC, or end it in an offset such as +01:00',
    ],
    ...[
      '2026-03-20',
      'yesterday',
      '1742439600',
      '2026-02-30T00:00:00Z',
      '2026-03-20T25:00:00Z',
      '2026-03-20T03:00:00+99:00',
      '20.03.2026 03:00Z',
    ].map((text): [string, string] => [
      text,
      `--as-of is ${JSON.stringify(text)}: write a date and time with its zone, such as 2026-11-20T03:00:00Z`,
    ]),
  ])('%s is refused', (text, sentence) => {
    expect(refusal({ 'as-of': text })).toBe(sentence)
  })

  it('in the future is refused, with the time of this machine', () => {
    expect(refusal({ 'as-of': '2999-01-01T00:00:00Z' })).toMatch(
      /^--as-of is "2999-01-01T00:00:00Z", which is in the future \(it is 2\d{3}-.*Z\): write a time at which the snapshot was there$/,
    )
  })

  it('of local files is refused', () => {
    expect(refusal({ source: '/tmp/savepoint-1', 'as-of': '2026-03-20T03:00:00Z' })).toBe(
      '--as-of is "2026-03-20T03:00:00Z", but the source is local, where no versions are kept: leave --as-of out',
    )
  })

  it('with delete-source is refused', () => {
    expect(refusal({ 'as-of': '2026-03-20T03:00:00Z', 'delete-source': 'true' })).toBe(
      '--as-of and --delete-source are both given: what a bucket was before is only read; leave one of them out',
    )
  })
})
