import { createProgressPrinter } from '../presentation/progress.ts'
import type { Narrator, Phase, Progress } from '../commands/relocate/narrator.ts'
import { logLine, logText } from './log.ts'
import type { Toolkit } from './toolkit.ts'

/** Tells a run in the log of a workflow: a group for each phase, warnings as annotations. */
export interface ActionNarrator extends Narrator {
  /** Closes the open group, so that what follows is seen without unfolding. */
  close(): void
}

/** A narrator that speaks through the toolkit. */
export function createActionNarrator(toolkit: Toolkit): ActionNarrator {
  let open = false
  let print = createProgressPrinter((line) => {
    logLine(toolkit, line)
  })
  const close = (): void => {
    if (open) toolkit.endGroup()
    open = false
  }
  return {
    close,
    phase: (phase: Phase) => {
      close()
      toolkit.startGroup(phase)
      open = true
      print = createProgressPrinter((line) => {
        logLine(toolkit, line)
      })
    },
    info: (text) => {
      logLine(toolkit, text)
    },
    warning: (text) => {
      toolkit.warning(logText(text))
    },
    debug: (tell) => {
      if (toolkit.isDebug()) toolkit.debug(logText(tell()))
    },
    progress: (progress: Progress) => {
      print(progress)
    },
  }
}
