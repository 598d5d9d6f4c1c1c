import { LocationError, parseLocation, type Location } from '../../location/location.ts'
import type { ObjectStore, Transfer } from '../../storage/object-store.ts'
import { openStore, type S3Tuning } from '../../storage/open-store.ts'
import { haveOneHome, openTransfer } from '../../storage/transfer.ts'
import type { Narrator } from './narrator.ts'
import { RelocationError } from '../relocation-error.ts'
import type { RelocationRequest } from './request.ts'

/** Both ends of a relocation, opened. */
export interface Stores {
  readonly from: Location
  readonly to: Location
  readonly source: ObjectStore
  readonly target: ObjectStore
  readonly transfer: Transfer
  /**
   * Both ends are one file system or one S3: equal locations are one place, but for accounts with buckets of
   * their own.
   */
  readonly oneStore: boolean
}

/**
 * Opens both ends; the caller closes them.
 *
 * @throws RelocationError naming the input that is no location; StorageError where a scheme or setting cannot
 * be served.
 */
export async function openStores(
  request: RelocationRequest,
  warn: (text: string) => void,
  narrator: Narrator,
  tuning?: S3Tuning,
): Promise<Stores> {
  const from = parseInput('source', request.source)
  const to = parseInput('target', request.target)
  const options = {
    ...(request.concurrency !== undefined && { concurrency: request.concurrency }),
    onNotice: (text: string) => {
      narrator.info(text)
    },
    onWarning: warn,
    ...(tuning && { tuning }),
  }
  const { pathMap, movedRules = [], claimedSavepoints } = request
  const read = [
    ...pathMap.map((rule) => rule.from),
    ...movedRules.map((rule) => rule.to),
    ...claimedSavepoints,
  ]
  const source = await openStore(from, 'source', request.sourceS3, undefined, { ...options, named: read })
  const target = await openStore(to, 'target', request.targetS3, request.targetWrite, {
    ...options,
    named: pathMap.map((rule) => rule.to),
  })
  const transfer = openTransfer(source, target, { onNotice: warn, streamed: request.transfer === 'streamed' })
  return { from, to, source, target, transfer, oneStore: haveOneHome(source, target) }
}

function parseInput(input: string, text: string): Location {
  try {
    return parseLocation(text)
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new RelocationError(`${input}: ${error.message}`, { cause: error })
  }
}
