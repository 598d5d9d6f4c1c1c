import type { Headers } from '../../../platform/http/exchange.ts'
import type { GetAnswer, ObjectHead, ObjectRef } from '../s3-api.ts'
import { corrupt } from './answers.ts'
import type { OpenAnswer } from './exchange.ts'
import { headIn } from './headers.ts'

/** The answer to a GET, its body yet to be read. @throws S3Fault as {@link headOfRange} */
export function opened(
  object: ObjectRef,
  range: readonly [number, number] | undefined,
  { headers, body }: OpenAnswer,
): GetAnswer {
  try {
    return { head: headOfRange(object, range, headers), body }
  } catch (error) {
    void body.return()
    throw error
  }
}

/**
 * What the answer to a GET says of the object.
 *
 * @throws S3Fault where the answer is another range than the one that was asked for.
 */
export function headOfRange(
  object: ObjectRef,
  range: readonly [number, number] | undefined,
  headers: Headers,
): ObjectHead {
  const head = headIn(headers)
  const inRange = range === undefined || headers['content-range']?.startsWith(contentRangeOf(range)) === true
  if (head !== undefined && inRange) return head
  throw corrupt('GetObject', object, 'the answer to GET is not the range of bytes that was asked for')
}

/** How the range of the answer must begin. */
export function contentRangeOf([start, end]: readonly [number, number]): string {
  return `bytes ${start}-${end - 1}/`
}
