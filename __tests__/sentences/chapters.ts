import { ACTIONS } from './actions.ts'
import type { Chapter } from './book.ts'
import { COMMAND_LINE, RESULTS } from './command-line.ts'
import { ENCOUNTERS } from './encounters.ts'
import { FLINK_TEXTS } from './flink-texts.ts'
import { IDENTITIES } from './identities.ts'
import { LIMITS } from './limits.ts'
import { LOCAL_FILES } from './local-files.ts'
import { OPTIONS } from './options.ts'
import { PLANS } from './plans.ts'
import { PROXIES } from './proxies.ts'
import { RELOCATIONS } from './relocations.ts'
import { SAVEPOINTS } from './savepoints.ts'
import { SEARCH } from './searches.ts'
import { SNAPSHOTS } from './snapshots.ts'
import { STORES } from './stores.ts'
import { VERDICTS } from './verdicts.ts'

/** The book, in the order in which a person meets what it tells of. */
export const CHAPTERS: readonly Chapter[] = [
  ...COMMAND_LINE,
  ...OPTIONS,
  FLINK_TEXTS,
  ...SNAPSHOTS,
  ...PLANS,
  ...RELOCATIONS,
  ...ENCOUNTERS,
  ...LIMITS,
  ...LOCAL_FILES,
  ...STORES,
  ...PROXIES,
  ...IDENTITIES,
  SEARCH,
  SAVEPOINTS,
  ...VERDICTS,
  RESULTS,
  ACTIONS,
]
