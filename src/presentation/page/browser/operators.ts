import { formatBytes, formatCount } from '../../../text/quantities.ts'
import type { PageModel, PageOperator } from '../page-model.ts'
import { columns, stackedBar, type Column } from './bars.ts'
import { DataTable, type TableColumn } from './data-table.ts'
import { element } from './elements.ts'

/** From this ratio on a skew is pointed out: one subtask has twice its share. */
const NOTABLE_SKEW = 2
const SPARK_COLUMNS = 32
const DETAIL_COLUMNS = 256
const LARGEST = 10

/** The table of operators; a row opens to its subtasks. */
export function operatorTable({ operators, places }: PageModel): HTMLElement {
  const most = operators.reduce((max, { stateBytes }) => Math.max(max, stateBytes), 1)
  return new DataTable<PageOperator>({
    noun: operators.length === 1 ? 'operator' : 'operators',
    rows: operators,
    placeholder: 'name, uid or id',
    matches: ({ id, name, uid }, filter) =>
      id.includes(filter)
      || name?.toLowerCase().includes(filter) === true
      || uid?.toLowerCase().includes(filter) === true,
    detail: subtaskDetail,
    columns: [
      {
        title: 'Operator',
        key: (operator) => operator.name ?? operator.uid ?? operator.id,
        cell: operatorCell,
      },
      countColumn('Parallelism', ({ parallelism }) => parallelism),
      countColumn('Max', ({ maxParallelism }) => maxParallelism),
      {
        title: 'State',
        numeric: true,
        key: ({ stateBytes }) => stateBytes,
        cell: ({ stateBytes, placeBytes }) => {
          const parts = placeBytes.map((value, index) => {
            const place = places[index] ?? { key: 'inline', label: '' }
            return { className: `place-${place.key}`, value, title: `${place.label} ${formatBytes(value)}` }
          })
          const tip = parts
            .filter(({ value }) => value > 0)
            .map(({ title }) => title)
            .join(', ')
          const number = element('span', { text: formatBytes(stateBytes) })
          return element('div', { class: 'meter', title: tip }, number, stackedBar(parts, stateBytes / most))
        },
      },
      { title: 'Skew', numeric: true, key: ({ skew }) => skew?.ratio ?? 0, cell: skewCell },
    ],
  }).root
}

function countColumn(title: string, count: (operator: PageOperator) => number): TableColumn<PageOperator> {
  return { title, numeric: true, lesser: true, key: count, cell: (operator) => formatCount(count(operator)) }
}

function operatorCell({ id, name, uid }: PageOperator): Node {
  const title = name ?? uid ?? id
  const cell = element(
    'div',
    { class: 'operator' },
    element('span', { class: title === id ? 'code' : 'name', text: title }),
  )
  const more = [...(uid !== undefined && uid !== title ? [uid] : []), ...(title === id ? [] : [id])]
  if (more.length > 0) cell.append(element('span', { class: 'code minor', text: more.join(' · ') }))
  return cell
}

function skewCell(operator: PageOperator): Node | string {
  const { skew } = operator
  if (skew === undefined) return '–'
  const cell = element('div', { class: skew.ratio >= NOTABLE_SKEW ? 'skew notable' : 'skew' })
  if (operator.subtaskBytes !== undefined)
    cell.append(columns(subtasksOf(operator), SPARK_COLUMNS, undefined))
  cell.append(
    element('span', { text: `${skew.ratio < 99.95 ? skew.ratio.toFixed(1) : formatCount(skew.ratio)}×` }),
  )
  return cell
}

function subtasksOf({ subtaskBytes = [], subtaskIndexes }: PageOperator): Column[] {
  return subtaskBytes.map((value, row) => ({
    value,
    title: `subtask ${String(subtaskIndexes?.[row] ?? row)}: ${formatBytes(value)}`,
  }))
}

function subtaskDetail(operator: PageOperator): Node {
  const { skew, coordinatorBytes } = operator
  const facts = [operator.subtasks]
  if (skew !== undefined) {
    facts.push(
      `smallest ${formatBytes(skew.minBytes)}`,
      `median ${formatBytes(skew.medianBytes)}`,
      `largest ${formatBytes(skew.maxBytes)}`,
      `the largest has ${skew.ratio.toFixed(2)} times the mean`,
    )
  }
  if (coordinatorBytes > 0) facts.push(`coordinator ${formatBytes(coordinatorBytes)}`)
  const detail = element('div', { class: 'subtasks' }, element('p', { text: facts.join(' · ') }))
  if (operator.states.length > 0)
    detail.append(element('p', { class: 'minor', text: `Operator state: ${operator.states.join(' · ')}` }))
  if (operator.subtaskBytes === undefined) {
    detail.append(
      element('p', {
        class: 'minor',
        text: 'The subtasks of this operator are left out of the page; inspect --json has them.',
      }),
    )
    return detail
  }
  const all = subtasksOf(operator)
  if (all.length === 0) return detail
  const mean = skew === undefined ? undefined : skew.maxBytes / skew.ratio
  detail.append(columns(all, DETAIL_COLUMNS, mean))
  const note =
    all.length > DETAIL_COLUMNS
      ? `, each column the largest of ${formatCount(Math.ceil(all.length / DETAIL_COLUMNS))}`
      : ''
  const line = mean === undefined ? '' : '; the line is the mean'
  detail.append(element('p', { class: 'minor', text: `State by subtask index${note}${line}` }))
  const largest = [...all].sort((a, b) => b.value - a.value).slice(0, LARGEST)
  detail.append(
    element('ol', { class: 'largest' }, ...largest.map(({ title }) => element('li', { text: title }))),
  )
  return detail
}
