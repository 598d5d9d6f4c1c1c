import { printable } from '../presentation/printable.ts'
import { createProgressPrinter, fractionDone, progressLine } from '../presentation/progress.ts'
import type { Narrator, Phase, Progress } from '../commands/relocate/narrator.ts'

/** A stream to people or programs; `process.stdout` and `process.stderr` are such. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean
  readonly columns?: number
}

/** Tells a run on standard error: a live bar on a terminal, plain lines otherwise. */
export interface TerminalNarrator extends Narrator {
  /** Removes the live bar, so that what follows begins on a line of its own. */
  close(): void
}

const REDRAW_MS = 100
const BAR_WIDTH = 20

/**
 * A narrator over a stream.
 *
 * @param options.debug whether per-file lines are wanted
 * @param options.quiet whether warnings alone are wanted
 */
export function createTerminalNarrator(
  output: Output,
  options: { readonly debug: boolean; readonly quiet: boolean },
): TerminalNarrator {
  const bar = output.isTTY === true && !options.quiet ? createBar(output) : undefined
  const line = (text: string): void => {
    bar?.clear()
    output.write(`${printable(text)}\n`)
  }
  const story = options.quiet ? () => undefined : line
  const newPrinter = (): ((progress: Progress) => void) =>
    createProgressPrinter((text) => {
      story(`  ${text}`)
    })
  let print = newPrinter()
  return {
    close: () => {
      bar?.clear()
    },
    phase: (phase: Phase) => {
      story(phase)
      print = newPrinter()
    },
    info: (text) => {
      story(`  ${text}`)
    },
    warning: (text) => {
      line(`  warning: ${text}`)
    },
    debug: (tell) => {
      if (options.debug) story(`  ${tell()}`)
    },
    progress: (progress) => {
      if (bar === undefined || fractionDone(progress) === 1) print(progress)
      else bar.draw(progress)
    },
  }
}

interface Bar {
  draw(progress: Progress): void
  clear(): void
}

function createBar(output: Output): Bar {
  let drawn = false
  let lastMs = -REDRAW_MS
  return {
    draw: (progress) => {
      if (progress.filesTotal === 0) return
      if (drawn && Math.abs(progress.elapsedMs - lastMs) < REDRAW_MS) return
      lastMs = progress.elapsedMs
      drawn = true
      output.write(`\r\u001b[K${barText(progress, output.columns ?? 80)}`)
    },
    clear: () => {
      if (drawn) output.write('\r\u001b[K')
      drawn = false
    },
  }
}

function barText(progress: Progress, columns: number): string {
  const filled = Math.round(fractionDone(progress) * BAR_WIDTH)
  const text = `  [${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}] ${progressLine(progress)}`
  return text.slice(0, Math.max(1, columns - 1))
}
