import { outsideReport, outsideSentence, unreadSentences } from '../../src/snapshot/outside/outside-report.ts'
import { UNREAD_WORDS } from '../../src/snapshot/outside/outside-words.ts'
import {
  OUTSIDE_KINDS,
  type Outside,
  type OutsideKind,
  type UnreadReason,
} from '../../src/snapshot/outside/outside.ts'
import { parseMetadata } from '../../src/metadata/snapshot.ts'
import type { Lab } from '../faults/lab.ts'
import {
  inLine,
  metadata,
  operator,
  partitionable,
  relativeFile,
  subtask,
  type Part,
} from '../support/metadata-builder.ts'
import { bucketEntry, localRecoverable } from '../support/state-builder.ts'
import type { Chapter, Page } from './book.ts'
import { chapterOf, type Scenes } from './scenes.ts'

const withWriter = (stream: Part): Uint8Array =>
  metadata(6, [
    operator(6, { name: 'files: Writer' }, [
      subtask(6, 0, {
        managedOperator: partitionable([{ name: 'writer_raw_states', offsets: [0] }], stream),
      }),
    ]),
  ])
const IN_PROGRESS = withWriter(
  inLine('n', bucketEntry({ path: 'file:/out', open: localRecoverable('/out/part-0') })),
)
/** The file is one of the lab's savepoint. */
const IN_A_FILE = withWriter(relativeFile('small', 12))

const [OPERATOR] = parseMetadata(IN_PROGRESS).operators

function found(kind: OutsideKind, uncommitted: boolean): Outside {
  const pathless = kind === 'kafka-transactions'
  return {
    kind,
    operator: OPERATOR!,
    subtasks: [0, 1, 2],
    state: 'state',
    certainty: kind.startsWith('sink-') ? 'unknown' : pathless ? 'likely' : 'sure',
    uncommitted,
    entries: 3,
    paths: pathless ? [] : ['s3://out/a', 's3://out/b'],
    pathCount: pathless ? 0 : 7,
    ids: pathless ? ['prefix-0'] : [],
  }
}

function words(page: Page): void {
  for (const kind of OUTSIDE_KINDS) {
    const { findings } = outsideReport({ findings: [found(kind, true), found(kind, false)], unread: [] })
    const [goingOn = '', settled = ''] = findings.map(outsideSentence)
    page.say(kind, goingOn)
    if (settled !== goingOn) page.say(`${kind}, with nothing left to do`, settled)
  }
  for (const reason of Object.keys(UNREAD_WORDS) as UnreadReason[]) {
    const one = { operator: OPERATOR!, state: 'writer_raw_states', subtasks: [0], reason }
    const message = reason === 'failed' ? { message: 'the store says why' } : {}
    const others = reason === 'left-out' ? [{ ...one, state: 'another' }] : []
    const { unread } = outsideReport({ findings: [], unread: [{ ...one, ...message }, ...others] })
    page.say(`not read: ${reason}`, unreadSentences(unread))
  }
}

const put =
  (bytes: Uint8Array) =>
  (lab: Lab): void => {
    lab.from.buckets.put('source', 'flink/savepoint-1/_metadata', Buffer.from(bytes))
  }

const RUNS: Scenes = [
  ['output in progress', { before: put(IN_PROGRESS), tells: true }],
  ['output in progress, and it is to fail', { before: put(IN_PROGRESS), request: { outsideState: 'fail' } }],
  [
    'state that is not to be read, and it is to fail',
    { before: put(IN_A_FILE), request: { outsideState: 'fail', stateReads: false } },
  ],
  [
    'state that cannot be read',
    {
      before: (lab) => {
        put(IN_A_FILE)(lab)
        lab.from.fault({
          operation: 'GetObject',
          key: 'flink/savepoint-1/small',
          fault: { status: 403, code: 'AccessDenied' },
        })
      },
      tells: true,
    },
  ],
]

/** What is said of state that points at something outside of the snapshot. */
export const OUTSIDE: readonly Chapter[] = [
  { title: 'What state points at', write: words },
  chapterOf('State that points outside of what is relocated', RUNS),
]
