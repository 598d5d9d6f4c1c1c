import { createHash } from 'node:crypto'
import type { Inspection } from '../../commands/inspect/inspect.ts'
import type { RelocationPreview } from '../../commands/inspect/preview.ts'
import { problemText } from '../../snapshot/check-files.ts'
import { PROGRAM } from '../failure.ts'
import { escaped } from '../html.ts'
import { filesCheckText, filesMood } from '../files-verdict.ts'
import { outsideNotes } from '../outside-lines.ts'
import { inspectionFacts, PLACE_TEXTS, relocationFacts } from '../inspection-lines.ts'
import { STATE_PLACES, type BytesByPlace } from '../../snapshot/places.ts'
import { countOf, formatBytes, formatCount } from '../../text/quantities.ts'
import { PAGE_SCRIPT, PAGE_STYLE } from './page-assets.ts'
import { pageModelOf, type PageLimits } from './page-data.ts'

const MOST_PROBLEMS = 1000
/** So many lines of a list are seen at once, the others after a click. */
const OPEN_LINES = 10

/**
 * The inspection as one HTML page: no request leaves it, and its policy forbids any. All values are escaped,
 * the tables are built from JSON by the page's own script.
 */
export function renderPage(inspection: Inspection, limits?: PageLimits): string {
  const name = inspection.path.slice(inspection.path.lastIndexOf('/') + 1)
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${contentPolicy()}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="referrer" content="no-referrer">',
    `<title>${escaped(name)} · Flink snapshot</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body>',
    '<a class="skip" href="#operators">To the operators</a>',
    ...headSection(inspection, name),
    ...placesSection(inspection.bytesByPlace),
    ...notes('Warnings', '', inspection.warnings),
    ...notes('Points outside', '', outsideNotes(inspection.outside)),
    ...filesSection(inspection),
    ...relocationSection(inspection.relocation),
    ...tableSection('operators', 'Operators', inspection.operators.length, 'This snapshot has no operators.'),
    ...tableSection(
      'references',
      'References',
      inspection.references.length,
      'All state is in _metadata itself.',
    ),
    `<footer>Made by ${PROGRAM} from _metadata and the state of sources and sinks; no other state was read.</footer>`,
    `<script type="application/json" id="model">${embeddedJson(pageModelOf(inspection, limits))}</script>`,
    `<script>${PAGE_SCRIPT}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n')
}

/** Nothing but this very script and style runs or shows, whatever else might get into the page. */
function contentPolicy(): string {
  const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`
  return `default-src 'none'; script-src ${hash(PAGE_SCRIPT)}; style-src ${hash(PAGE_STYLE)}; base-uri 'none'; form-action 'none'`
}

/**
 * JSON that can stand in a script element: what could end it, or begin a comment, is written as an escape.
 */
function embeddedJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

function headSection(inspection: Inspection, name: string): string[] {
  // The places and the files have sections of their own.
  const shown = inspectionFacts(inspection)
    .filter(([label]) => label !== 'files')
    .map(([label, value]) => [label, label === 'state' ? formatBytes(inspection.stateBytes) : value] as const)
  return [
    '<header>',
    `<h1>${escaped(name)}</h1>`,
    `<p class="code minor">${escaped(inspection.path)}</p>`,
    '<dl class="facts">',
    ...shown.map(([label, value]) => `<div><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`),
    '</dl>',
    '</header>',
  ]
}

function placesSection(bytesByPlace: BytesByPlace): string[] {
  const total = STATE_PLACES.reduce((sum, place) => sum + bytesByPlace[place], 0)
  if (total === 0) return []
  const present = STATE_PLACES.filter((place) => bytesByPlace[place] > 0)
  let x = 0
  const parts = present.map((place) => {
    const width = Math.max((bytesByPlace[place] / total) * 1000, 2)
    const rect = `<rect class="place-${place}" x="${x.toFixed(2)}" width="${width.toFixed(2)}" height="10"/>`
    x += width
    return rect
  })
  const legend = present.map((place) => {
    const share = (bytesByPlace[place] * 100) / total
    return (
      `<li class="place-${place}">${PLACE_TEXTS[place]} ${formatBytes(bytesByPlace[place])} `
      + `<span class="minor">${share < 0.1 ? 'below 0.1' : share.toFixed(1)} %</span></li>`
    )
  })
  return [
    '<section class="places" aria-labelledby="places-title">',
    '<h2 id="places-title">Where the bytes of state lie</h2>',
    `<svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">${parts.join('')}</svg>`,
    `<ul class="legend">${legend.join('')}</ul>`,
    '</section>',
  ]
}

function notes(title: string, style: string, lines: readonly string[]): string[] {
  if (lines.length === 0) return []
  const list = (some: readonly string[]): string =>
    `<ul class="notes ${style}">${some.map((line) => `<li>${escaped(line)}</li>`).join('')}</ul>`
  const rest = lines.slice(OPEN_LINES)
  return [
    `<section><h2>${escaped(title)}</h2>`,
    list(lines.slice(0, OPEN_LINES)),
    ...(rest.length === 0
      ? []
      : [`<details><summary>${formatCount(rest.length)} more</summary>${list(rest)}</details>`]),
    '</section>',
  ]
}

function filesSection({ files }: Inspection): string[] {
  if (files === undefined) return []
  const { problems } = files
  if (problems.length === 0)
    return notes('Files', filesMood(files) === 'good' ? 'good' : '', [filesCheckText(files)])
  const rest = problems.length - MOST_PROBLEMS
  const lines = problems.slice(0, MOST_PROBLEMS).map(problemText)
  return notes(
    `Files: ${filesCheckText(files)}`,
    'bad',
    rest > 0 ? [...lines, `and ${countOf(rest, 'more file')}`] : lines,
  )
}

function relocationSection(preview: RelocationPreview | undefined): string[] {
  if (preview === undefined) return []
  return notes('What a relocation would do', preview.possible ? 'good' : 'bad', relocationFacts(preview))
}

/** The script puts a table in place of the sentence. */
function tableSection(id: string, title: string, count: number, empty: string): string[] {
  const sentence =
    count === 0
      ? empty
      : `${formatCount(count)} ${id}; the table needs a browser that runs the page's script.`
  return [
    `<section aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>`,
    `<div id="${id}"><p class="minor">${escaped(sentence)}</p></div>`,
    '</section>',
  ]
}
