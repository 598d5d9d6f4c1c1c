import { ACTIONS } from './actions.ts'
import type { Chapter } from './book.ts'
import { COMMAND_LINE, RESULTS } from './command-line.ts'
import { FLINK_TEXTS } from './flink-texts.ts'
import { OPTIONS } from './options.ts'
import { OUTSIDE } from './outside.ts'
import { PLANS } from './plans.ts'
import { RELOCATIONS } from './relocations.ts'
import { SAVEPOINTS } from './savepoints.ts'
import { SEARCH } from './searches.ts'
import { SNAPSHOTS } from './snapshots.ts'
import { STORES } from './stores.ts'

/** The book, in the order in which a person meets what it tells of. */
export const CHAPTERS: readonly Chapter[] = [
  ...COMMAND_LINE,
  ...OPTIONS,
  FLINK_TEXTS,
  ...SNAPSHOTS,
  ...PLANS,
  ...OUTSIDE,
  ...RELOCATIONS,
  ...STORES,
  SEARCH,
  SAVEPOINTS,
  RESULTS,
  ACTIONS,
]
