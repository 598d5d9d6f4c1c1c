import type { Location } from '../location/location.ts'
import { OptionError } from './option-error.ts'
import type { OptionReader } from './option-reader.ts'

/** Date and time of ISO 8601, whose zone may be missing, for the sentence. */
const TIME = /^(\d{4}-\d{2}-\d{2})[T ](\d{2}:\d{2})(:\d{2})?(\.\d{1,9})?(?:(Z)|([+-])(\d{2}):?(\d{2}))?$/i

/**
 * The time as of which the source is read.
 *
 * @param nowMs the clock's time, in milliseconds since 1970
 * @throws OptionError for what is no time or has no zone, for the future, and where the source keeps no
 * versions
 */
export function readAsOf(reader: OptionReader, source: Location, nowMs = Date.now()): Date | undefined {
  const text = reader.text('as-of')
  if (text === undefined) return undefined
  const begin = `${reader.label('as-of')} is ${JSON.stringify(text)}`
  const time = parseTime(text)
  if (time === 'no zone') {
    throw new OptionError(
      `${begin}, which does not say in which time zone: write ${text.replace(' ', 'T')}Z for UTC, or end it in an offset such as +01:00`,
    )
  }
  if (time === undefined)
    throw new OptionError(`${begin}: write a date and time with its zone, such as 2026-11-20T03:00:00Z`)
  if (time.getTime() > nowMs) {
    throw new OptionError(
      `${begin}, which is in the future (it is ${new Date(nowMs).toISOString()}): write a time at which the snapshot was there`,
    )
  }
  if (source.scheme === 'file') {
    throw new OptionError(
      `${begin}, but the source is local, where no versions are kept: leave ${reader.label('as-of')} out`,
    )
  }
  return time
}

/**
 * Of what was at some time nothing can be deleted.
 *
 * @throws OptionError
 */
export function refuseDeletionAsOf(reader: OptionReader, asOf: Date | undefined): void {
  if (asOf === undefined || reader.flag('delete-source') !== true) return
  throw new OptionError(
    `${reader.label('as-of')} and ${reader.label('delete-source')} are both given: what a bucket was before is only read; leave one of them `
      + 'out',
  )
}

function parseTime(text: string): Date | 'no zone' | undefined {
  const [, date, minutes, seconds = ':00', fraction = '', utc, sign, hours = '00', rest = '00'] =
    TIME.exec(text) ?? []
  if (date === undefined || minutes === undefined) return undefined
  const local = new Date(`${date}T${minutes}${seconds}${fraction.slice(0, 4)}Z`)
  // The 30th of February would be taken for a day in March.
  if (Number.isNaN(local.getTime()) || !local.toISOString().startsWith(date)) return undefined
  if (utc === undefined && sign === undefined) return 'no zone'
  const [offsetHours, offsetMinutes] = [Number(hours), Number(rest)]
  if (offsetHours > 14 || offsetMinutes > 59) return undefined
  const offsetMs = (offsetHours * 60 + offsetMinutes) * 60_000
  return new Date(local.getTime() - (sign === '-' ? -offsetMs : offsetMs))
}
