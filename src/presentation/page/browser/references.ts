import { formatBytes, formatCount } from '../../../text/quantities.ts'
import type { PageFile, PageGroup, PageModel } from '../page-model.ts'
import { DataTable } from './data-table.ts'
import { element } from './elements.ts'

const FILE_ROWS = 100

/** The table of references by directory; a row opens to its files. */
export function referenceTable({ groups, places }: PageModel): HTMLElement {
  return new DataTable<PageGroup>({
    noun: groups.length === 1 ? 'directory' : 'directories',
    rows: groups,
    placeholder: 'directory or file name',
    matches: ({ directory, files }, filter) =>
      directory.toLowerCase().includes(filter) || files.some(([name]) => name.toLowerCase().includes(filter)),
    detail: fileDetail,
    columns: [
      {
        title: 'Directory',
        key: ({ directory }) => directory,
        cell: ({ directory }) => element('span', { class: 'code', text: directory }),
      },
      {
        title: 'Place',
        key: ({ place }) => places[place]?.label ?? '',
        cell: ({ place }) =>
          element('span', {
            class: `tag place-${places[place]?.key ?? 'inline'}`,
            text: places[place]?.label ?? '',
          }),
      },
      { title: 'Kind', lesser: true, key: ({ kind }) => kind, cell: ({ kind }) => kind },
      { title: 'Paths', numeric: true, key: ({ paths }) => paths, cell: ({ paths }) => formatCount(paths) },
      {
        title: 'Handles',
        numeric: true,
        lesser: true,
        key: ({ handles }) => handles,
        cell: ({ handles }) => formatCount(handles),
      },
      { title: 'Bytes', numeric: true, key: ({ bytes }) => bytes, cell: ({ bytes }) => formatBytes(bytes) },
    ],
  }).root
}

function fileDetail({ directory, files, paths, kind }: PageGroup, filter: string): Node | undefined {
  if (files.length === 0) {
    if (kind === 'directory') return undefined
    return element('p', {
      class: 'minor',
      text: 'The files of this directory are left out of the page; inspect --json has them.',
    })
  }
  const named = files.filter(([name]) => name.toLowerCase().includes(filter))
  const wanted = directory.toLowerCase().includes(filter) || named.length === 0 ? files : named
  const list = element('tbody')
  const more = element('button', { type: 'button', class: 'more' })
  let drawn = 0
  const draw = (): void => {
    list.append(...wanted.slice(drawn, drawn + FILE_ROWS).map(fileRow))
    drawn = Math.min(drawn + FILE_ROWS, wanted.length)
    more.hidden = drawn === wanted.length
    more.textContent = `Show ${formatCount(Math.min(FILE_ROWS, wanted.length - drawn))} more of ${formatCount(wanted.length - drawn)}`
  }
  more.addEventListener('click', draw)
  draw()
  const head = element(
    'thead',
    {},
    element(
      'tr',
      {},
      ...[
        ['File', ''],
        ['Handles', 'number'],
        ['Bytes', 'number'],
      ].map(([text = '', name = '']) => element('th', { scope: 'col', class: name, text })),
    ),
  )
  const region = { class: 'files', tabindex: '0', role: 'region', 'aria-label': `files in ${directory}` }
  const detail = element('div', region, element('table', {}, head, list), more)
  if (files.length < paths) {
    detail.append(
      element('p', {
        class: 'minor',
        text: `${formatCount(paths - files.length)} smaller files are left out of the page`,
      }),
    )
  }
  return detail
}

function fileRow([name, bytes, handles]: PageFile): HTMLElement {
  return element(
    'tr',
    {},
    element('th', { scope: 'row', class: 'code', text: name }),
    element('td', { class: 'number', text: formatCount(handles) }),
    element('td', { class: 'number', text: formatBytes(bytes) }),
  )
}
