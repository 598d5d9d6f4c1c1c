import type { RelocationRequest } from '../../src/commands/relocate/request.ts'
import { parseLocation } from '../../src/location/location.ts'

/** A request whose places are texts, as tests write them. */
export type TextRequest = Omit<RelocationRequest, 'source' | 'target' | 'movedFrom'> & {
  readonly source: string
  readonly target: string
  readonly movedFrom?: string
}

/** The request that the texts make. */
export function requestOf({ source, target, movedFrom, ...rest }: TextRequest): RelocationRequest {
  return {
    ...rest,
    source: parseLocation(source),
    target: parseLocation(target),
    movedFrom: movedFrom === undefined ? undefined : parseLocation(movedFrom),
  }
}
