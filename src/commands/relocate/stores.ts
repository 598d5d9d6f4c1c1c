import type { Location } from '../../location/location.ts'
import type { ObjectStore, Transfer } from '../../storage/object-store.ts'
import { openStore, type S3Tuning } from '../../storage/open-store.ts'
import { haveOneHome, openTransfer } from '../../storage/transfer.ts'
import type { Narrator } from './narrator.ts'
import type { RelocationRequest } from './request.ts'

/** Both ends of a relocation, opened. */
export interface Stores {
  readonly from: Location
  readonly to: Location
  readonly source: ObjectStore
  readonly target: ObjectStore
  readonly transfer: Transfer
  /**
   * Both ends are one file system or one S3: equal locations are one place, but for accounts with buckets
   * of their own.
   */
  readonly oneStore: boolean
}

/**
 * Opens both ends; the caller closes them.
 *
 * @throws StorageError where a scheme or setting cannot be served
 */
export async function openStores(
  request: RelocationRequest,
  warn: (text: string) => void,
  narrator: Narrator,
  tuning?: S3Tuning,
): Promise<Stores> {
  const { source: from, target: to } = request
  const options = {
    concurrency: request.concurrency,
    onNotice: (text: string) => {
      narrator.info(text)
    },
    onWarning: warn,
    tuning,
  }
  const { pathMap, readMap = [], claimedSavepoints } = request
  const read = [...pathMap.map((rule) => rule.from), ...readMap.map((rule) => rule.to), ...claimedSavepoints]
  const source = await openStore(from, 'source', request.sourceS3, undefined, { ...options, named: read })
  const { requestPayer, customerKey } = request.sourceS3
  const copySource = { ...(requestPayer && { requestPayer }), ...(customerKey && { customerKey }) }
  const targetS3 = { ...request.targetS3, copySource }
  const target = await openStore(to, 'target', targetS3, request.targetWrite, {
    ...options,
    named: pathMap.map((rule) => rule.to),
  })
  const transfer = openTransfer(source, target, { onNotice: warn, streamed: request.transfer === 'streamed' })
  return { from, to, source, target, transfer, oneStore: haveOneHome(source, target) }
}
