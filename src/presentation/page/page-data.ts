import type { Inspection } from '../../commands/inspect/inspect.ts'
import { groupReferences, type ReferenceGroup } from '../inspection-groups.ts'
import { finishedText, PLACE_TEXTS } from '../inspection-lines.ts'
import { stateTexts } from '../outside-lines.ts'
import { printable } from '../printable.ts'
import type { InspectedOperator } from '../../snapshot/summary.ts'
import { STATE_PLACES } from '../../snapshot/places.ts'
import type { PageGroup, PageModel, PageOperator } from './page-model.ts'

/** How much a page carries before it becomes too large for a browser. */
export interface PageLimits {
  readonly mostFiles: number
  readonly mostSubtasks: number
}

/** A page of these is some 30 MB. */
const LIMITS: PageLimits = { mostFiles: 300_000, mostSubtasks: 1_000_000 }

/** What the page's script needs of an inspection. Where something is left out it is the smallest. */
export function pageModelOf({ operators, references }: Inspection, limits: PageLimits = LIMITS): PageModel {
  return {
    places: STATE_PLACES.map((key) => ({ key, label: PLACE_TEXTS[key] })),
    operators: pageOperators(operators, limits.mostSubtasks),
    groups: pageGroups(groupReferences(references), limits.mostFiles),
  }
}

function pageOperators(operators: readonly InspectedOperator[], mostSubtasks: number): PageOperator[] {
  let left = mostSubtasks
  return [...operators]
    .sort((a, b) => b.stateBytes - a.stateBytes)
    .map((operator) => {
      const { name, uid, skew } = operator
      const indexes = Object.keys(operator.subtaskBytes).map(Number)
      left -= indexes.length
      return {
        id: operator.id,
        name: name && printable(name),
        uid: uid && printable(uid),
        parallelism: operator.parallelism,
        maxParallelism: operator.maxParallelism,
        subtasks: finishedText(operator),
        stateBytes: operator.stateBytes,
        coordinatorBytes: operator.coordinatorBytes,
        placeBytes: STATE_PLACES.map((place) => operator.bytesByPlace[place]),
        skew,
        states: stateTexts(operator).map(printable),
        subtaskBytes: left >= 0 ? Object.values(operator.subtaskBytes) : undefined,
        subtaskIndexes: left >= 0 && indexes.some((index, row) => index !== row) ? indexes : undefined,
      }
    })
}

function pageGroups(groups: readonly ReferenceGroup[], mostFiles: number): PageGroup[] {
  let left = mostFiles
  return groups.map(({ directory, kind, place, references, handles, bytes }) => {
    const files = [...references].sort((a, b) => b.bytes - a.bytes).slice(0, left)
    left -= files.length
    return {
      directory: printable(directory),
      kind,
      place: STATE_PLACES.indexOf(place),
      paths: references.length,
      handles,
      bytes,
      files:
        kind === 'directory'
          ? []
          : files.map(
              ({ path, bytes: size, count }) =>
                [
                  printable(kind === 'relative' ? path : path.slice(path.lastIndexOf('/') + 1)),
                  size,
                  count,
                ] as const,
            ),
    }
  })
}
