import { formatLocation, resolveWithin, sameStore, type Location } from '../../../location/location.ts'
import { RelocationError } from '../../relocation-error.ts'
import { shorten } from '../../../text/quantities.ts'
import type { Placement } from './placement.ts'

/** A directory outside of the snapshot with files that it needs. */
export interface External {
  readonly directory: Location
  readonly references: number
  /** It belongs to file merging, or holds segments of its files. */
  readonly merged: boolean
}

type Choice = 'fail' | 'copy' | 'keep'

/**
 * Refuses files of which nobody said where they shall go.
 *
 * @throws RelocationError with the lines to add: rules of `path-map`, or of `read-map` for files in a store
 * that is not read, which no rule of `path-map` can bring
 */
export function refuseExternals(externals: readonly External[], placement: Placement, choice: Choice): void {
  if (externals.length === 0) return
  const source = placement.snapshot.from
  const unread = externals.filter(({ directory }) => !sameStore(directory.scheme, source.scheme))
  if (unread.length > 0) throw unreadable(unread, source)
  const merged = externals.some((external) => external.merged)
  throw new RelocationError(
    `${counted(externals)} outside of it, and nothing says where they go: add to path-map the lines below`
      + (merged
        ? ' (directories of a file-merging checkpoint are never kept or gathered)'
        : alternative(choice)),
    { details: shorten(externals.map(({ directory }) => suggestion(directory, placement))) },
  )
}

function unreadable(externals: readonly External[], source: Location): RelocationError {
  const schemes = [...new Set(externals.map(({ directory }) => directory.scheme))].join(', ')
  const merged = externals.some((external) => external.merged)
  const now = formatLocation({ ...source, path: '/where-they-are-now' })
  return new RelocationError(
    `${counted(externals)} in another kind of store (${schemes}) than the source, where nothing is read: copy them into the source's `
      + 'store by a tool of their own, and say in read-map where they are now, as in the lines below'
      + (merged ? '' : ', or set external-files to keep'),
    { details: shorten(externals.map(({ directory }) => `${formatLocation(directory)} => ${now}`)) },
  )
}

function counted(externals: readonly External[]): string {
  const references = externals.reduce((sum, external) => sum + external.references, 0)
  return references === 1
    ? 'a file of the snapshot lies'
    : `${references} files or directories of the snapshot lie`
}

/** What else than rules would do, where the choice that was made does not. */
function alternative(choice: Choice): string {
  switch (choice) {
    case 'fail':
      return ', or set external-files'
    case 'copy':
      return " (external-files: copy reaches only files in the source's own bucket)"
    case 'keep':
      return ' (external-files: keep is not for changelog state, whose files Flink may delete)'
  }
}

function suggestion(directory: Location, { home }: Placement): string {
  const to = resolveWithin(home.to, `external/${directory.authority}${directory.path}`)
  return `${formatLocation(directory)} => ${formatLocation(to)}`
}
