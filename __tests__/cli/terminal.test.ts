import { createTerminalNarrator } from '../../src/cli/terminal.ts'
import type { Progress } from '../../src/commands/relocate/narrator.ts'

function at(done: number, elapsedMs: number): Progress {
  return { filesDone: done, filesTotal: 100, bytesDone: done, bytesTotal: 100, elapsedMs }
}

function told(terminal: { isTTY?: boolean; columns?: number }): {
  writes: string[]
  narrator: ReturnType<typeof createTerminalNarrator>
} {
  const writes: string[] = []
  const narrator = createTerminalNarrator(
    { ...terminal, write: (text) => writes.push(text) },
    { debug: false, quiet: false },
  )
  return { writes, narrator }
}

describe('on a terminal', () => {
  it('a bar is drawn in place, at most ten times a second, and gone at the end', () => {
    const { writes, narrator } = told({ isTTY: true, columns: 41 })
    narrator.phase('Copy')
    narrator.progress(at(10, 100))
    narrator.progress(at(11, 150))
    narrator.progress(at(50, 300))
    narrator.close()
    expect(writes).toEqual([
      'Copy\n',
      '\r\u001b[K  [##------------------] 10 of 100 files',
      '\r\u001b[K  [##########----------] 50 of 100 files',
      '\r\u001b[K',
    ])
  })

  it('lines do not run into the bar', () => {
    const { writes, narrator } = told({ isTTY: true, columns: 41 })
    narrator.progress(at(10, 100))
    narrator.warning('slow')
    narrator.close()
    expect(writes.slice(1)).toEqual(['\r\u001b[K', '  warning: slow\n'])
  })

  it('the end is a line that stays', () => {
    const { writes, narrator } = told({ isTTY: true, columns: 80 })
    narrator.progress(at(10, 100))
    narrator.progress(at(100, 2000))
    expect(writes.slice(1)).toEqual([
      '\r\u001b[K',
      '  100 of 100 files (100 %), 100 B of 100 B, 50 B/s, done in 2.0 s\n',
    ])
  })
})

describe('elsewhere', () => {
  it('progress is plain lines', () => {
    const { writes, narrator } = told({})
    narrator.progress(at(10, 1000))
    narrator.progress(at(11, 1100))
    narrator.progress(at(30, 3000))
    narrator.close()
    expect(writes).toEqual([
      '  10 of 100 files (10 %), 10 B of 100 B, 10 B/s, about 9.0 s left\n',
      '  30 of 100 files (30 %), 30 B of 100 B, 10 B/s, about 7.0 s left\n',
    ])
  })

  it('control characters do not reach the terminal', () => {
    const { writes, narrator } = told({})
    narrator.info('a\u001b]0;title\u0007')
    expect(writes).toEqual(['  a\\u001b]0;title\\u0007\n'])
  })
})
