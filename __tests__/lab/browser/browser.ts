import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core'
import { requireChromium } from '../../../scripts/lab/chromium.ts'

/** A page that is shown, and what it did besides. */
export interface ShownPage {
  readonly page: Page
  /**
   * Errors and warnings of the console, uncaught errors, dialogs, and requests to anything but the page: all
   * of it is wrong.
   */
  readonly troubles: readonly string[]
}

/** A real Chromium, and pages as files of its own directory. */
export class BrowserLab {
  readonly #browser: Browser
  readonly #directory = mkdtempSync(join(tmpdir(), 'flink-snapshot-page-'))
  #pages = 0

  private constructor(browser: Browser) {
    this.#browser = browser
  }

  static async open(): Promise<BrowserLab> {
    const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
    return new BrowserLab(await chromium.launch({ executablePath: requireChromium(), args: sandbox }))
  }

  /** Shows the HTML as a user sees it: from a file, without a network. */
  async show(html: string, options: BrowserContextOptions = {}): Promise<ShownPage> {
    const path = join(this.#directory, `${this.#pages++}.html`)
    writeFileSync(path, html)
    const url = pathToFileURL(path).href
    const context = await this.#browser.newContext({
      viewport: { width: 1280, height: 900 },
      offline: true,
      ...options,
    })
    const page = await context.newPage()
    const troubles: string[] = []
    page.on('console', (message) => {
      troubles.push(`${message.type()}: ${message.text()}`)
    })
    page.on('pageerror', (error) => {
      troubles.push(`error: ${error.message}`)
    })
    page.on('requestfinished', (request) => {
      if (request.url() !== url) troubles.push(`request: ${request.url()} (answered)`)
    })
    page.on('requestfailed', (request) => {
      troubles.push(`request: ${request.url()} (${request.failure()?.errorText ?? ''})`)
    })
    page.on('dialog', (dialog) => {
      troubles.push(`dialog: ${dialog.message()}`)
      void dialog.dismiss()
    })
    await page.goto(url)
    return { page, troubles }
  }

  async close(): Promise<void> {
    await this.#browser.close()
    rmSync(this.#directory, { recursive: true })
  }
}
