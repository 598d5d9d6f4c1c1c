import { formatCount } from '../../../text/quantities.ts'
import { element } from './elements.ts'

/** A column of a table. */
export interface TableColumn<Row> {
  readonly title: string
  readonly numeric?: boolean
  /** Left out on a narrow screen. */
  readonly lesser?: boolean
  /** What rows are sorted by; numbers by size, texts by the alphabet. */
  readonly key: (row: Row) => number | string
  readonly cell: (row: Row) => Node | string
}

/** What a table shows. */
export interface TableSpec<Row> {
  /** Names the table for those who cannot see it, and its rows: `operators`. */
  readonly noun: string
  readonly rows: readonly Row[]
  readonly columns: readonly TableColumn<Row>[]
  /** Whether a row is shown for a filter text in lower case. */
  readonly matches: (row: Row, filter: string) => boolean
  /** What is shown under a row when it is opened; `undefined` where there is nothing to open. */
  readonly detail: (row: Row, filter: string) => Node | undefined
  readonly placeholder: string
}

/** So many rows are drawn, then so many more at each request. */
const PAGE_ROWS = 100
/** More rows than this are not printed: nobody reads a hundred sheets. */
const PRINTED_ROWS = 1000
const FILTER_DELAY_MS = 120

/**
 * A table that is sorted by its headings, filtered by a text, and whose rows open. Draws as many rows as are
 * looked at.
 */
export class DataTable<Row> {
  readonly root: HTMLElement
  readonly #spec: TableSpec<Row>
  readonly #body = element('tbody')
  readonly #status = element('p', { class: 'status', role: 'status' })
  readonly #more = element('button', { type: 'button', class: 'more' })
  readonly #filter = element('input', { type: 'search', spellcheck: 'false', autocomplete: 'off' })
  readonly #headings: HTMLTableCellElement[] = []
  readonly #open = new Set<Row>()
  #sorted: { column: number; descending: boolean } | undefined
  #visible: readonly Row[]
  #limit = PAGE_ROWS

  constructor(spec: TableSpec<Row>) {
    this.#spec = spec
    this.#visible = spec.rows
    this.#filter.placeholder = spec.placeholder
    this.#filter.setAttribute('aria-label', `Filter ${spec.noun}: ${spec.placeholder}`)
    this.root = element(
      'div',
      { class: 'data-table' },
      element('div', { class: 'controls' }, this.#filter, this.#status),
      element(
        'div',
        { class: 'scroll' },
        element('table', { 'aria-label': spec.noun }, this.#head(), this.#body),
      ),
      this.#more,
    )
    let timer = 0
    this.#filter.addEventListener('input', () => {
      clearTimeout(timer)
      timer = window.setTimeout(() => {
        this.#refresh()
      }, FILTER_DELAY_MS)
    })
    this.#more.addEventListener('click', () => {
      this.#showMore()
    })
    window.addEventListener('beforeprint', () => {
      this.#draw(PRINTED_ROWS)
    })
    window.addEventListener('afterprint', () => {
      this.#draw(this.#limit)
    })
    this.#refresh()
  }

  #head(): HTMLTableSectionElement {
    const cells = this.#spec.columns.map(({ title, ...column }, index) => {
      const button = element('button', { type: 'button', text: title })
      button.addEventListener('click', () => {
        this.#sort(index)
      })
      const cell = element('th', { scope: 'col', class: classOf(column) }, button)
      this.#headings.push(cell)
      return cell
    })
    const opener = element(
      'th',
      { scope: 'col', class: 'opener' },
      element('span', { class: 'hidden', text: 'Details' }),
    )
    return element('thead', {}, element('tr', {}, opener, ...cells))
  }

  /**
   * Numbers begin with the largest, texts with the first; a second time turns it around, a third gives the
   * first order.
   */
  #sort(column: number): void {
    const first = this.#spec.columns[column]?.numeric === true
    const now = this.#sorted
    if (now?.column !== column) this.#sorted = { column, descending: first }
    else this.#sorted = now.descending === first ? { column, descending: !first } : undefined
    for (const [index, heading] of this.#headings.entries()) {
      if (this.#sorted?.column === index)
        heading.setAttribute('aria-sort', this.#sorted.descending ? 'descending' : 'ascending')
      else heading.removeAttribute('aria-sort')
    }
    this.#refresh()
  }

  #refresh(): void {
    const { rows, matches, columns } = this.#spec
    const filter = this.#filterText()
    const filtered = filter === '' ? [...rows] : rows.filter((row) => matches(row, filter))
    const column = this.#sorted && columns[this.#sorted.column]
    if (column !== undefined) {
      const sign = this.#sorted?.descending === true ? -1 : 1
      const keyed = filtered.map((row) => ({ row, key: column.key(row) }))
      keyed.sort((a, b) => sign * compare(a.key, b.key))
      this.#visible = keyed.map(({ row }) => row)
    } else {
      this.#visible = filtered
    }
    this.#limit = PAGE_ROWS
    this.#draw(this.#limit)
  }

  #filterText(): string {
    return this.#filter.value.trim().toLowerCase()
  }

  #showMore(): void {
    const first = this.#limit
    this.#limit += PAGE_ROWS
    this.#draw(this.#limit)
    this.#body.querySelectorAll<HTMLElement>('tr.row')[first]?.querySelector('button')?.focus()
  }

  #draw(limit: number): void {
    const shown = this.#visible.slice(0, limit)
    this.#body.replaceChildren(...shown.flatMap((row) => this.#rowsOf(row)))
    const left = this.#visible.length - shown.length
    this.#more.hidden = left === 0
    this.#more.textContent = `Show ${formatCount(Math.min(PAGE_ROWS, left))} more`
    this.#status.textContent = this.#statusText(shown.length)
  }

  #statusText(shown: number): string {
    const { rows, noun } = this.#spec
    const found = this.#visible.length
    if (found === 0) return `No ${noun} match`
    const of =
      found === rows.length ? formatCount(found) : `${formatCount(found)} of ${formatCount(rows.length)}`
    return shown === found ? `${of} ${noun}` : `${of} ${noun}, the first ${formatCount(shown)} shown`
  }

  #rowsOf(row: Row): HTMLElement[] {
    const cells = this.#spec.columns.map((column, index) =>
      element(
        index === 0 ? 'th' : 'td',
        { ...(index === 0 && { scope: 'row' }), class: classOf(column) },
        column.cell(row),
      ),
    )
    const opener = element('td', { class: 'opener' })
    const line = element('tr', { class: 'row' }, opener, ...cells)
    const detail = this.#open.has(row) ? this.#detailOf(row) : undefined
    if (detail !== undefined || this.#spec.detail(row, '') !== undefined)
      opener.append(this.#openerOf(row, line, cells[0]))
    return detail === undefined ? [line] : [line, detail]
  }

  #openerOf(row: Row, line: HTMLElement, heading: HTMLElement | undefined): HTMLButtonElement {
    const button = element('button', {
      type: 'button',
      'aria-expanded': String(this.#open.has(row)),
      'aria-label': `Details of ${heading?.textContent ?? ''}`,
    })
    button.addEventListener('click', () => {
      const opening = !this.#open.has(row)
      button.setAttribute('aria-expanded', String(opening))
      if (opening) {
        this.#open.add(row)
        const detail = this.#detailOf(row)
        if (detail !== undefined) line.after(detail)
      } else {
        this.#open.delete(row)
        line.nextElementSibling?.remove()
      }
    })
    return button
  }

  #detailOf(row: Row): HTMLElement | undefined {
    const content = this.#spec.detail(row, this.#filterText())
    if (content === undefined) return undefined
    const cell = element('td', { colspan: String(this.#spec.columns.length) }, content)
    return element('tr', { class: 'detail' }, element('td', { class: 'opener' }), cell)
  }
}

function classOf({ numeric, lesser }: { readonly numeric?: boolean; readonly lesser?: boolean }): string {
  return [...(numeric === true ? ['number'] : []), ...(lesser === true ? ['lesser'] : [])].join(' ')
}

function compare(a: number | string, b: number | string): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b
  return String(a).localeCompare(String(b))
}
