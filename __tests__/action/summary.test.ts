import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { renderInspection } from '../../src/action/inspection-summary.ts'
import { appendSummary } from '../../src/action/summary.ts'
import { sampleInspection, sampleOperator } from '../support/sample-inspection.ts'

const MOST = 1024 * 1024

describe('the summary file', () => {
  let root: string
  let path: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'summary-'))
    path = join(root, 'summary.md')
  })
  afterEach(() => {
    rmSync(root, { recursive: true })
  })
  const append = (sections: readonly string[]): Promise<string | undefined> =>
    appendSummary(sections, { GITHUB_STEP_SUMMARY: path })

  it('gets all sections, after what is there', async () => {
    writeFileSync(path, 'before\n')
    expect(await append(['one\n', 'two\n'])).toBeUndefined()
    expect(readFileSync(path, 'utf8')).toBe('before\none\ntwo\n')
  })

  it('is cut before the first section that does not fit, and says so', async () => {
    expect(await append(['one\n', 'x'.repeat(MOST - 4), 'three\n'])).toBeUndefined()
    expect(readFileSync(path, 'utf8')).toMatch(
      /^one\n<p>The summary is cut here, .*1 MiB; the report has everything\.<\/p>\n\n$/,
    )
  })

  it('is filled to the last byte', async () => {
    expect(await append(['x'.repeat(MOST - 1), 'y'])).toBeUndefined()
    expect(readFileSync(path).length).toBe(MOST)
  })

  it('is left alone where not even the first section fits', async () => {
    writeFileSync(path, 'x'.repeat(MOST - 10))
    expect(await append(['ü'.repeat(6)])).toMatch(/left out/)
    expect(readFileSync(path).length).toBe(MOST - 10)
  })
})

describe('the summary of an inspection', () => {
  it('tells facts, operators, directories and a diagram', () => {
    const text = renderInspection(
      sampleInspection({
        operators: [sampleOperator({ name: 'count', uid: 'u' })],
        warnings: ['mind the gap'],
      }),
    ).join('')
    for (const part of [
      '<h3>Flink snapshot</h3>',
      `<code>s3://b/${'0'.repeat(32)}/chk-7</code>`,
      '<td>4.0 KiB (shared 4.0 KiB)</td>',
      `<td>count<br><code>${'a'.repeat(32)}</code></td><td align="right">2 of 128</td>`,
      '<td align="right">1.5x</td>',
      '<p>References: 2 in 2 directories</p>',
      '<li>mind the gap</li>',
      '\n\n```mermaid\nflowchart LR\n',
    ])
      expect(text).toContain(part)
  })

  it('has blank lines between its sections only, for after one GitHub reads Markdown again', () => {
    for (const section of renderInspection(sampleInspection({ warnings: ['one', 'two'] }))) {
      expect(section).toMatch(/^(<|```mermaid\n)/)
      expect(section.indexOf('\n\n')).toBe(section.length - 2)
    }
  })

  it('escapes whatever stands in names and paths', () => {
    const evil = '</td><img src=x onerror=alert(1)>\n\n```\n# heading'
    const text = renderInspection(
      sampleInspection({
        path: evil,
        operators: [sampleOperator({ name: evil, uid: evil })],
        masterStates: [evil],
        warnings: [evil],
        references: [{ kind: 'file', path: `${evil}/x`, place: 'external', bytes: 1, count: 1 }],
      }),
    ).join('')
    expect(text).not.toContain('<img')
    expect(text).not.toMatch(/^# heading/m)
    expect(text.match(/^```/gm)).toHaveLength(2)
  })

  it('stays far below the limit with thousands of operators, long names and tens of thousands of files', () => {
    const operators = Array.from({ length: 5000 }, (_, index) =>
      sampleOperator({ name: '<'.repeat(60_000), stateBytes: index }),
    )
    const references = Array.from(
      { length: 30_000 },
      (_, index) =>
        ({
          kind: 'file',
          path: `s3://b/${'&'.repeat(800)}${index % 1000}/${index}`,
          place: 'external',
          bytes: index,
          count: 1,
        }) as const,
    )
    const text = renderInspection(sampleInspection({ operators, references })).join('')
    expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024)
    expect(text).toContain('<p>Operators: 5,000, the 50 with the most state</p>')
    expect(text).toContain('and 975 more, in the report')
  })
})
