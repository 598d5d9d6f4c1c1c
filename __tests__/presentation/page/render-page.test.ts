import { createHash } from 'node:crypto'
import type { Inspection } from '../../../src/commands/inspect/inspect.ts'
import type { PageModel } from '../../../src/presentation/page/page-model.ts'
import { pageModelOf } from '../../../src/presentation/page/page-data.ts'
import { renderPage } from '../../../src/presentation/page/render-page.ts'
import { sampleInspection, sampleOperator } from '../../support/sample-inspection.ts'

/** The JSON in the page, as a browser takes it. */
function modelIn(page: string): PageModel {
  const json = /<script type="application\/json" id="model">([^]*?)<\/script>/.exec(page)?.[1]
  return JSON.parse(json ?? '') as PageModel
}

const EVIL = '</script><!--<script>"\'&<img src=x onerror=alert(1)>\u2028\u202e\u0000'

describe('the page', () => {
  it('tells facts, places, warnings, files and a relocation', () => {
    const page = renderPage({
      ...sampleInspection({ warnings: ['mind the gap'] }),
      claimMode: 'CLAIM',
      files: { checked: 3, notChecked: 0, outside: 0, problems: [{ path: 's3://b/x', problem: 'missing' }] },
      relocation: { possible: false, reason: 'no way', details: ['for this'] },
    })
    for (const part of [
      '<h1>chk-7</h1>',
      '<dt>claim mode</dt><dd>CLAIM</dd>',
      '<li class="place-shared">shared 4.0 KiB <span class="minor">100.0 %</span></li>',
      '<li>mind the gap</li>',
      'Files: 1 missing of 3',
      '<li>missing: s3://b/x</li>',
      '<li>would stop: no way</li>',
      '<li>  for this</li>',
    ])
      expect(page).toContain(part)
  })

  it('says that nothing is there where nothing is', () => {
    const page = renderPage(
      sampleInspection({
        operators: [],
        references: [],
        stateBytes: 0,
        bytesByPlace: { inline: 0, exclusive: 0, shared: 0, changelog: 0, external: 0 },
      }),
    )
    expect(page).toContain('This snapshot has no operators.')
    expect(page).toContain('All state is in _metadata itself.')
    expect(page).not.toContain('Where the bytes of state lie')
  })

  it('lets no name become markup', () => {
    const plain = renderPage(sampleInspection({ operators: [sampleOperator({ name: 'x', uid: 'x' })] }))
    const page = renderPage({
      ...sampleInspection({
        path: `s3://b/${EVIL}/chk-1`,
        masterStates: [EVIL],
        warnings: [EVIL],
        operators: [sampleOperator({ name: EVIL, uid: EVIL })],
        references: [{ kind: 'file', path: `s3://b/${EVIL}/${EVIL}`, place: 'external', bytes: 1, count: 1 }],
      }),
      files: { checked: 1, notChecked: 0, outside: 0, problems: [{ path: EVIL, problem: 'missing' }] },
    })
    const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
    for (const pattern of [/<script/g, /<\/script/g, /<!--/g, /<img/g])
      expect(count(page, pattern)).toBe(count(plain, pattern))
    expect(page).not.toMatch(/[\u0000\u2028\u202e]/)
    expect(modelIn(page).operators[0]!.name).toBe(
      '</script><!--<script>"\'&<img src=x onerror=alert(1)>\\u2028\\u202e\\u0000',
    )
  })

  it('allows its own script and style by their digest, and nothing else', () => {
    const page = renderPage(sampleInspection())
    const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1]
    const digest = (pattern: RegExp): string =>
      createHash('sha256')
        .update(pattern.exec(page)?.[1] ?? '')
        .digest('base64')
    expect(policy).toBe(
      `default-src 'none'; script-src 'sha256-${digest(/<script>([^]*?)<\/script>/)}'; `
        + `style-src 'sha256-${digest(/<style>([^]*?)<\/style>/)}'; base-uri 'none'; form-action 'none'`,
    )
    expect(page).not.toMatch(/ (style|on[a-z]+|src|href)="(?!#)/)
  })

  it('is the same for the same snapshot', () => {
    expect(renderPage(sampleInspection())).toBe(renderPage(sampleInspection()))
  })

  it('tells of some of very many problems', () => {
    const problems = Array.from({ length: 5000 }, (_, index) => ({
      path: `s3://b/${index}`,
      problem: 'missing' as const,
    }))
    const page = renderPage({
      ...sampleInspection(),
      files: { checked: 5000, notChecked: 0, outside: 0, problems },
    })
    expect(page).toContain('<details><summary>991 more</summary>')
    expect(page).toContain('<li>and 4,000 more files</li>')
  })
})

describe("what the page's script gets", () => {
  const references = ['a/1', 'a/2', 'b/1'].map(
    (path, index) =>
      ({
        kind: 'file',
        path: `s3://b/${path}`,
        place: 'shared',
        bytes: [5, 50, 500][index]!,
        count: 1,
      }) as const,
  )
  const inspection: Inspection = sampleInspection({
    references,
    operators: [
      sampleOperator({ id: '1'.repeat(32), stateBytes: 1 }),
      sampleOperator({ id: '2'.repeat(32), stateBytes: 2, subtaskBytes: { 1: 7, 4: 8 } }),
    ],
  })

  it('is sorted by size, with indexes of subtasks where these are not 0, 1, 2', () => {
    const { operators, groups } = pageModelOf(inspection)
    expect(
      operators.map(({ id, subtaskBytes, subtaskIndexes }) => [id[0], subtaskBytes, subtaskIndexes]),
    ).toEqual([
      ['2', [7, 8], [1, 4]],
      ['1', [1024, 3072], undefined],
    ])
    expect(groups.map(({ directory, files }) => [directory, files])).toEqual([
      ['s3://b/b', [['1', 500, 1]]],
      [
        's3://b/a',
        [
          ['2', 50, 1],
          ['1', 5, 1],
        ],
      ],
    ])
  })

  it('leaves out the smallest where there is too much, and lets that be seen', () => {
    const { operators, groups } = pageModelOf(inspection, { mostFiles: 2, mostSubtasks: 2 })
    expect(operators.map(({ subtaskBytes }) => subtaskBytes)).toEqual([[7, 8], undefined])
    expect(groups.map(({ paths, files }) => [paths, files.length])).toEqual([
      [1, 1],
      [2, 1],
    ])
  })
})
