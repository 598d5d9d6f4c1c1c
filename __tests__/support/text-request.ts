import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { parseLocation } from '../../src/location/location.ts'

/** A request whose places are texts, as tests write them. */
type WholeRequest = Omit<RelocationRequest, 'source' | 'target' | 'movedFrom'> & {
  readonly source: string
  readonly target: string
  readonly movedFrom?: string
}

/** What a test says of a request: the places, and what is not as it is by default. */
export type TextRequest = Pick<WholeRequest, 'source' | 'target'> & Partial<WholeRequest>

/** Every setting as it is by default. */
const DEFAULTS: Omit<WholeRequest, 'source' | 'target'> = {
  pathMap: [],
  claimedSavepoints: [],
  references: 'preserve',
  outsideState: 'warn',
  externalFiles: 'fail',
  overwrite: false,
  deleteSource: false,
  dryRun: false,
  verify: 'fast',
  sourceS3: {},
  targetS3: {},
  targetWrite: {},
}

/** The request that the texts make. */
export function requestOf(texts: TextRequest): RelocationRequest {
  const { source, target, movedFrom, ...rest } = { ...DEFAULTS, ...texts }
  return {
    ...rest,
    source: parseLocation(source),
    target: parseLocation(target),
    movedFrom: movedFrom === undefined ? undefined : parseLocation(movedFrom),
  }
}
