import type { S3Settings, Side } from '../../settings.ts'
import type { S3FaultFacts, Waited } from '../s3-api.ts'

/** Said once when a store that had answered is waited for. */
export function tellOutage(
  side: Side,
  settings: S3Settings,
  { operation, bucket, key }: S3FaultFacts,
  message: string,
  sinceMs: number,
  giveUpMs: number,
): string {
  const what = `s3://${bucket}${key === undefined ? '' : `/${key}`}`
  const last = operation === 'waiting' ? `${what}: ${message}` : `${operation} of ${what}: ${message}`
  return `nothing has succeeded at ${storeOf(side, settings)} since ${timeOf(sinceMs)} (${last}): waiting for it, for up to ${inWords(giveUpMs)}`
}

/** Said when it is there again, after {@link tellOutage}. */
export function tellReturn(side: Side, settings: S3Settings, sinceMs: number, nowMs: number): string {
  return `${storeOf(side, settings)} answers again after ${inWords(nowMs - sinceMs)}: going on`
}

/** What was done before a request was given up, to stand behind the sentence that says what is wrong. */
export function waitedInVain({ sinceMs, untilMs, tries, by }: Waited, message: string): string {
  const last = `the last ended with ${JSON.stringify(firstWords(message))}`
  const when = `from ${timeOf(sinceMs)} to ${timeOf(untilMs)}`
  if (by === 'request')
    return `; it was tried ${tries} times ${when}, while other requests succeeded; ${last}`
  return `; nothing at this store succeeded ${when} (${inWords(untilMs - sinceMs)}), in ${tries} tries of this request; ${last}`
}

/**
 * The first words of a page that a proxy or load balancer wrote, without its tags and what no terminal shows.
 */
export function firstWords(text: string): string {
  const plain = printable(text.slice(0, 4096).replaceAll(/<[^>]*>/g, ' '))
  return plain === '' ? printable(text) : plain
}

function printable(text: string): string {
  return text
    .replaceAll(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
}

/** The store as a person knows it. */
export function storeOf(side: Side, { endpoint }: S3Settings): string {
  return `the ${side} store ${endpoint ?? 'at AWS'}`
}

/** The time of day, as logs have it. */
function timeOf(ms: number): string {
  return `${new Date(ms).toISOString().slice(11, 19)} UTC`
}

/** A stretch of time, rounded. */
export function inWords(ms: number): string {
  const seconds = Math.round(ms / 1000)
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} minutes`
}
