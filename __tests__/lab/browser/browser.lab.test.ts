/** The HTML page of an inspection in a real Chromium: what it shows, and that it can be worked with. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { inspectSnapshot } from '../../../src/commands/inspect/inspect.ts'
import { parseLocation } from '../../../src/location/location.ts'
import { readRelocationRequest } from '../../../src/options/relocation-options.ts'
import { renderPage } from '../../../src/presentation/page/render-page.ts'
import { sampleInspection, sampleOperator } from '../../support/sample-inspection.ts'
import { snapshotFixtures } from '../../support/snapshot-fixtures.ts'
import { BrowserLab, type ShownPage } from './browser.ts'
import { inspectionOf, filesIn, skewedOperator } from './inspections.ts'

let lab: BrowserLab
beforeAll(async () => {
  lab = await BrowserLab.open()
})
afterAll(() => lab.close())

const FIVE = inspectionOf(
  [1, 2, 3, 4, 5].map((index) => skewedOperator(index, 4, index * 1_000_000, 6 - index)),
  filesIn([250, 3]),
)

const operators = (page: Page): Locator => page.locator('#operators')
const names = (page: Page): Promise<string[]> => operators(page).locator('tr.row .name').allTextContents()
const status = (page: Page, id: string): Locator => page.locator(`#${id} .status`)

/** Whole pages, in which nothing went wrong. */
async function shown(html: string, options: Parameters<BrowserLab['show']>[1] = {}): Promise<ShownPage> {
  const one = await lab.show(html, options)
  expect(one.troubles).toEqual([])
  return one
}

describe('a snapshot that Flink wrote', () => {
  it('is shown with its operators, its directories, and what a relocation would do', async () => {
    const { directory, golden } = snapshotFixtures().find(
      ({ name }) => name === 'flink2.3-rocksdb-checkpoint-incremental',
    )!
    const inspection = await inspectSnapshot(
      {
        source: parseLocation(directory),
        s3: {},
        checkFiles: true,
        relocation: readRelocationRequest({
          source: directory,
          target: join(directory, '..', '..', 'elsewhere'),
        }),
      },
      { signal: new AbortController().signal },
    )
    const { page, troubles } = await shown(renderPage(inspection))
    const expected = JSON.parse(readFileSync(golden, 'utf8')) as {
      operators: { name: string; stateBytes: number }[]
    }
    const bySize = expected.operators.sort((a, b) => b.stateBytes - a.stateBytes).map(({ name }) => name)
    expect(await names(page)).toEqual(bySize)
    expect(await page.locator('h1').textContent()).toBe('chk-2')
    expect(await page.locator('#references tr.row').count()).toBe(2)
    expect(await page.getByText('would rewrite 16 URIs').isVisible()).toBe(true)
    expect(troubles).toEqual([])
  })
})

describe('the tables', () => {
  it('sort by a heading, turn around, and come back to the first order', async () => {
    const { page, troubles } = await shown(renderPage(FIVE))
    const first = ['operator 5', 'operator 4', 'operator 3', 'operator 2', 'operator 1']
    expect(await names(page)).toEqual(first)
    const heading = operators(page).getByRole('columnheader', { name: 'Skew' })
    await heading.getByRole('button').click()
    expect(await heading.getAttribute('aria-sort')).toBe('descending')
    expect(await names(page)).toEqual([...first].reverse())
    await heading.getByRole('button').click()
    expect(await heading.getAttribute('aria-sort')).toBe('ascending')
    expect(await names(page)).toEqual(first)
    await operators(page).getByRole('columnheader', { name: 'Operator' }).getByRole('button').click()
    expect(await heading.getAttribute('aria-sort')).toBeNull()
    expect(await names(page)).toEqual([...first].reverse())
    for (let click = 0; click < 2; click++)
      await operators(page).getByRole('columnheader', { name: 'Operator' }).getByRole('button').click()
    expect(await operators(page).locator('[aria-sort]').count()).toBe(0)
    expect(troubles).toEqual([])
  })

  it('filter by name, uid and id, and say how many are left', async () => {
    const { page } = await shown(renderPage(FIVE))
    const filter = operators(page).getByRole('searchbox')
    for (const [text, found] of [
      ['OPERATOR 3', 'operator 3'],
      ['uid-4', 'operator 4'],
      ['000005', 'operator 5'],
    ] as const) {
      await filter.fill(text)
      await operators(page).locator('tr.row').nth(1).waitFor({ state: 'detached' })
      await operators(page).getByText(found, { exact: true }).waitFor()
      expect(await names(page)).toEqual([found])
      expect(await status(page, 'operators').textContent()).toBe('1 of 5 operators')
    }
    await filter.fill('nothing of that kind')
    await status(page, 'operators').getByText('No operators match').waitFor()
    expect(await names(page)).toEqual([])
    await filter.fill('')
    await status(page, 'operators').getByText('5 operators').waitFor()
  })

  it('open an operator to its subtasks, the largest first', async () => {
    const { page } = await shown(renderPage(FIVE))
    await operators(page)
      .getByRole('button', { name: /^Details of operator 1/ })
      .click()
    const detail = operators(page).locator('tr.detail')
    expect(await detail.locator('li').allTextContents()).toEqual([
      'subtask 3: 610 KiB',
      'subtask 0: 122 KiB',
      'subtask 1: 122 KiB',
      'subtask 2: 122 KiB',
    ])
    expect(await detail.getByText('the largest has 2.50 times the mean').isVisible()).toBe(true)
    expect(await detail.locator('svg .column').count()).toBe(4)
    await operators(page)
      .getByRole('button', { name: /^Details of operator 1/ })
      .click()
    expect(await detail.count()).toBe(0)
  })

  it('open a directory to its files, a hundred at a time, and find files by name', async () => {
    const { page } = await shown(renderPage(FIVE))
    const references = page.locator('#references')
    await references.getByRole('button', { name: /^Details of .*shared-0/ }).click()
    const rows = references.locator('.files tbody tr')
    expect(await rows.count()).toBe(100)
    expect(await rows.first().textContent()).toContain('file-249')
    await references.getByRole('button', { name: 'Show 100 more of 150' }).click()
    await references.getByRole('button', { name: 'Show 50 more of 50' }).click()
    expect(await rows.count()).toBe(250)
    await references.getByRole('searchbox').fill('file-249')
    await status(page, 'references').getByText('1 of 2 directories').waitFor()
    expect(await rows.allTextContents()).toEqual(['file-24911.2 KiB'])
  })
})

describe('the keyboard', () => {
  it('reaches and works everything', async () => {
    const { page, troubles } = await shown(renderPage(FIVE))
    await page.keyboard.press('Tab')
    expect(await focusedText(page)).toBe('To the operators')
    await page.keyboard.press('/')
    await page.keyboard.type('operator 2')
    await status(page, 'operators').getByText('1 of 5').waitFor()
    for (const heading of ['Operator', 'Parallelism', 'Max', 'State', 'Skew']) {
      await page.keyboard.press('Tab')
      expect(await focusedText(page)).toBe(heading)
      expect(await page.evaluate(() => getComputedStyle(document.activeElement!).outlineStyle)).toBe('solid')
    }
    await page.keyboard.press('Enter')
    expect(await operators(page).getByRole('columnheader', { name: 'Skew' }).getAttribute('aria-sort')).toBe(
      'descending',
    )
    await page.keyboard.press('Tab')
    await page.keyboard.press('Space')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-expanded'))).toBe('true')
    expect(await operators(page).locator('tr.detail').isVisible()).toBe(true)
    expect(troubles).toEqual([])
  })

  it('can write a slash into a filter', async () => {
    const { page } = await shown(renderPage(FIVE))
    await page.keyboard.press('/')
    await page.keyboard.type('a/b')
    expect(await operators(page).getByRole('searchbox').inputValue()).toBe('a/b')
  })

  it('goes on at the first new row after "show more"', async () => {
    const many = Array.from({ length: 150 }, (_, index) => skewedOperator(index, 2, 1_000_000 - index))
    const { page } = await shown(renderPage(inspectionOf(many, [])))
    await operators(page).getByRole('button', { name: 'Show 50 more' }).press('Enter')
    expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
      /^Details of operator 100/,
    )
    expect(await operators(page).locator('tr.row').count()).toBe(150)
    expect(await operators(page).locator('.more').isVisible()).toBe(false)
  })
})

function focusedText(page: Page): Promise<string | null | undefined> {
  return page.evaluate(() => document.activeElement?.textContent)
}

describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
  it('every text can be read', async () => {
    const { page } = await shown(renderPage({ ...FIVE, warnings: ['mind the gap'] }), { colorScheme })
    await operators(page)
      .getByRole('button', { name: /^Details of operator 1/ })
      .click()
    await page.mouse.move(0, 0)
    const ground = await page.evaluate(brightnessOfGround)
    if (colorScheme === 'light') expect(ground).toBeGreaterThan(0.9)
    else expect(ground).toBeLessThan(0.1)
    expect(await page.evaluate(contrasts)).toEqual([])
  })
})

/** The brightness of the page's ground, 0 to 1. Runs in the page. */
function brightnessOfGround(): number {
  const [red = 0, green = 0, blue = 0] = getComputedStyle(document.body)
    .backgroundColor.match(/[\d.]+/g)!
    .map(Number)
  return (red + green + blue) / (3 * 255)
}

/** Texts with less contrast than WCAG AA asks for (4.5). Runs in the page. */
function contrasts(): string[] {
  const numbers = (color: string): number[] => color.match(/[\d.]+/g)!.map(Number)
  const luminance = (color: string): number => {
    const [red = 0, green = 0, blue = 0] = numbers(color)
      .map((part) => part / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
  }
  const groundOf = (element: Element): string => {
    const color = getComputedStyle(element).backgroundColor
    return (numbers(color)[3] ?? 1) > 0 ? color : groundOf(element.parentElement!)
  }
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const text = [...element.childNodes]
      .filter((node) => node.nodeType === Node.TEXT_NODE)
      .map((node) => node.textContent)
      .join('')
      .trim()
    if (text === '' || element.getClientRects().length === 0 || element.closest('script, svg') !== null)
      return []
    const [one, other] = [luminance(getComputedStyle(element).color), luminance(groundOf(element))]
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
    return contrast < 4.5 ? [`${text}: ${contrast.toFixed(2)}`] : []
  })
}

describe('on paper', () => {
  it('has what is shown without the controls, on a white ground', async () => {
    const { page } = await shown(renderPage(FIVE), { colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print' })
    expect(await page.evaluate(brightnessOfGround)).toBe(1)
    for (const selector of ['#operators input', '#operators .opener', '.skip'])
      expect(await page.locator(selector).first().isVisible()).toBe(false)
    expect(await operators(page).getByText('operator 5', { exact: true }).isVisible()).toBe(true)
  })

  it('has up to a thousand rows, and the screen its hundred again afterwards', async () => {
    const many = Array.from({ length: 1200 }, (_, index) => skewedOperator(index, 2, 1_000_000 - index))
    const { page } = await shown(renderPage(inspectionOf(many, [])))
    const rows = operators(page).locator('tr.row')
    await page.evaluate(() => {
      window.addEventListener('beforeprint', () => {
        document.body.dataset['printed'] = String(document.querySelectorAll('tr.row').length)
      })
    })
    const pdf = await page.pdf({ format: 'A4' })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(await page.evaluate(() => document.body.dataset['printed'])).toBe('1000')
    await expectSoon(() => rows.count(), 100)
  })
})

/** Waits until the page comes to it; the suite's own limit ends it. */
async function expectSoon<T>(look: () => Promise<T>, expected: T): Promise<void> {
  while ((await look()) !== expected)
    await new Promise((resolve) => {
      setImmediate(resolve)
    })
}

describe('names that mean harm', () => {
  it('are shown as they are and do nothing', async () => {
    const evil = '</script><img src=x onerror=alert(1)><script>alert(2)</script>"\'&<!--'
    const { page, troubles } = await shown(
      renderPage({
        ...sampleInspection({
          path: `s3://b/${evil}/chk-1`,
          warnings: [evil],
          masterStates: [evil],
          operators: [sampleOperator({ name: evil, uid: `${evil}2` })],
          references: [
            { kind: 'file', path: `s3://b/${evil}/${evil}`, place: 'external', bytes: 1, count: 1 },
          ],
        }),
        files: { checked: 1, notChecked: 0, outside: 0, problems: [{ path: evil, problem: 'missing' }] },
      }),
    )
    expect(await names(page)).toEqual([evil])
    for (const id of ['operators', 'references']) await page.locator(`#${id} .opener button`).first().click()
    expect(await page.locator('.files th[scope=row]').allTextContents()).toEqual([
      evil.slice(evil.lastIndexOf('/') + 1),
    ])
    expect(await page.locator('img').count()).toBe(0)
    expect(await page.locator('script').count()).toBe(2)
    expect(troubles).toEqual([])
  })

  it('could not run or load anything if they were markup after all', async () => {
    const html = renderPage(sampleInspection({ warnings: ['PLACE'] })).replace(
      'PLACE',
      '<img src="https://example.com/x.png"><script>alert(1)</script>',
    )
    const { page, troubles } = await lab.show(html)
    await page.locator('img').waitFor({ state: 'attached' })
    await expectSoon(() => Promise.resolve(troubles.some((trouble) => trouble.startsWith('request:'))), true)
    expect(troubles.filter((trouble) => trouble.startsWith('dialog:'))).toEqual([])
    expect(troubles.filter((trouble) => trouble.startsWith('request:'))).toEqual([
      'request: https://example.com/x.png (csp)',
    ])
    expect(troubles.filter((trouble) => trouble.includes('Content Security Policy'))).toHaveLength(2)
  })
})

describe('size', () => {
  it('of a job with nothing: says so', async () => {
    const { page } = await shown(renderPage(inspectionOf([], [])))
    expect(await page.getByText('This snapshot has no operators.').isVisible()).toBe(true)
    expect(await page.getByText('All state is in _metadata itself.').isVisible()).toBe(true)
  })

  it('of a telephone: nothing sticks out', async () => {
    const { page } = await shown(renderPage({ ...FIVE, warnings: [`s3://${'x'.repeat(300)}`] }), {
      viewport: { width: 360, height: 740 },
    })
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
    expect(await operators(page).getByRole('columnheader', { name: 'State' }).isVisible()).toBe(true)
  })

  it('of 5,000 operators with 128 subtasks each and 300,000 files: draws what is looked at, and finds the rest', async () => {
    const many = Array.from({ length: 5000 }, (_, index) =>
      skewedOperator(index, 128, 10_000_000 + index, index === 4711 ? 50 : 1),
    )
    const directories = Array.from({ length: 300 }, () => 1000)
    const { page, troubles } = await shown(renderPage(inspectionOf(many, filesIn(directories))))
    expect(await operators(page).locator('tr.row').count()).toBe(100)
    expect(await page.locator('#references tr.row').count()).toBe(100)
    await operators(page).getByRole('columnheader', { name: 'Skew' }).getByRole('button').click()
    expect((await names(page))[0]).toBe('operator 4711')
    await operators(page).getByRole('searchbox').fill('uid-4712')
    await status(page, 'operators').getByText('1 of 5,000 operators').waitFor()
    await page.locator('#references').getByRole('searchbox').fill('shared-299')
    await status(page, 'references').getByText('1 of 300 directories').waitFor()
    await page.locator('#references .opener button').click()
    expect(await page.locator('.files tbody tr').count()).toBe(100)
    expect(troubles).toEqual([])
  })

  it('without a script still tells the facts', async () => {
    const { page } = await shown(renderPage(FIVE), { javaScriptEnabled: false })
    expect(
      await page.getByText("5 operators; the table needs a browser that runs the page's script.").isVisible(),
    ).toBe(true)
    expect(await page.locator('.legend').isVisible()).toBe(true)
  })
})
