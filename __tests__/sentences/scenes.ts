import { openLab, type Lab, type LabOptions, type RunOptions } from '../faults/lab.ts'
import { file, keyGroups, metadata, operator, subtask, type Part } from '../support/metadata-builder.ts'
import type { TextRequest } from '../support/text-request.ts'
import type { Chapter, Page } from './book.ts'

/** The name of a job directory. */
export const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
/** Where the lab's savepoint lies. */
export const HOME = 's3://source/flink/savepoint-1'

/** A run of the lab, and what is special about it. */
export interface Scene {
  readonly lab?: LabOptions
  readonly request?: Partial<TextRequest>
  readonly run?: RunOptions | ((lab: Lab) => RunOptions)
  /** What is done to the stores before the run. */
  readonly before?: (lab: Lab) => void | Promise<void>
  /** The run succeeds; what it tells is printed. */
  readonly tells?: true
  /** The run fails; what it tells is printed as well. */
  readonly warns?: true
}

/** The scenes of a chapter. */
export type Scenes = readonly (readonly [when: string, scene: Scene])[]

/** A `_metadata` with a subtask for each state. */
export const keyed = (...parts: Part[]): Buffer =>
  Buffer.from(
    metadata(6, [
      operator(
        6,
        { parallelism: parts.length },
        parts.map((part, n) => subtask(6, n, { managedKeyed: part })),
      ),
    ]),
  )
/** State in a file. */
export const handle = (path: string, size = 5): Part => keyGroups(3, file(path, size))
/** Another `_metadata` for the savepoint. */
export const holding =
  (...parts: Part[]) =>
  (lab: Lab): void => {
    lab.from.buckets.put('source', 'flink/savepoint-1/_metadata', keyed(...parts))
  }
/** Places an object in the source's bucket. */
export const at =
  (key: string, bytes: string | Buffer = 'state') =>
  (lab: Lab): void => {
    lab.from.buckets.put('source', key, Buffer.from(bytes))
  }
/** Places a checkpoint in the source's bucket. */
export const checkpoint =
  (key: string, ...parts: Part[]) =>
  (lab: Lab): void => {
    lab.from.buckets.put('source', `${key}/_metadata`, keyed(...parts))
  }
/** One step after another. */
export const both =
  (...steps: ((lab: Lab) => void)[]) =>
  (lab: Lab): void => {
    for (const step of steps) step(lab)
  }

/** Has this done as soon as a phase begins. */
export const during =
  (wanted: string, act: (lab: Lab) => void) =>
  (lab: Lab): RunOptions => ({
    onPhase: (phase) => {
      if (phase === wanted) act(lab)
    },
  })
/** Has this done when the report is told, before the source is deleted. */
export const committed =
  (act: (lab: Lab) => void) =>
  (lab: Lab): RunOptions => ({
    onCommitted: () => {
      act(lab)
      return Promise.resolve()
    },
  })
/** A file of the target that somebody changed. */
export const spoil =
  (name: string, bytes = 'b small file') =>
  (lab: Lab): void => {
    lab.put(name, Buffer.from(bytes))
  }
async function play(page: Page, scenes: Scenes): Promise<void> {
  page.steady(/\d+(\.\d+)? (ms|s)\b/g, '1.0 s')
  page.steady(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '2026-01-02T10:00:00.000Z')
  page.steady(/[0-9a-f]{64}/g, '0123456789abcdef'.repeat(4))
  page.steady(/probe-[0-9a-f]+/g, 'probe-0123456789abcdef')
  page.steady(/request id \S+?(?=[,;)\s]|$)/g, 'request id 4711')
  page.steady(/n{100,}/g, 'nnn...')
  for (const [when, scene] of scenes) {
    const lab = await openLab(scene.lab)
    try {
      await scene.before?.(lab)
      if (scene.tells === true) page.sayNew(when, await linesOf(lab, scene))
      else {
        lab.told.length = 0
        await page.fails(when, () => lab.relocate(scene.request, runOf(lab, scene)))
        if (scene.warns === true) page.sayNew('what was said', lab.told)
      }
    } finally {
      await lab.close()
    }
  }
}

function runOf(lab: Lab, { run }: Scene): RunOptions | undefined {
  return typeof run === 'function' ? run(lab) : run
}

async function linesOf(lab: Lab, scene: Scene): Promise<string[]> {
  lab.told.length = 0
  const { warnings } = await lab.relocate(scene.request, runOf(lab, scene))
  return lab.told.map((text) => (warnings.includes(text) ? `warning: ${text}` : text))
}

/** A chapter of scenes. */
export const chapterOf = (title: string, scenes: Scenes): Chapter => ({
  title,
  write: (page) => play(page, scenes),
})
