const SVG = 'http://www.w3.org/2000/svg' as const

/** One part of a stacked bar. */
export interface BarPart {
  readonly className: string
  readonly value: number
  readonly title: string
}

/** A horizontal bar of several parts, `share` of the full width long. */
export function stackedBar(parts: readonly BarPart[], share: number): SVGElement {
  const bar = svg('svg', {
    class: 'bar',
    viewBox: '0 0 1000 10',
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  })
  bar.append(svg('rect', { class: 'bar-track', width: '1000', height: '10' }))
  const total = parts.reduce((sum, { value }) => sum + value, 0)
  let x = 0
  for (const { className, value, title } of parts) {
    if (value <= 0) continue
    // What is there at all is seen, be it ever so little.
    const width = Math.max((value / total) * share * 1000, 2)
    const rect = svg('rect', { class: className, x: String(x), width: String(width), height: '10' })
    const tip = svg('title', {})
    tip.textContent = title
    rect.append(tip)
    bar.append(rect)
    x += width
  }
  return bar
}

/** Two subtasks are no two walls. */
const FEWEST_SLOTS = 16

/** What a column stands for. */
export interface Column {
  readonly value: number
  readonly title: string
}

/**
 * Columns side by side, the tallest as tall as the picture. More than `most` values are put together, each
 * column as tall as the largest of its values: an outlier stays visible.
 */
export function columns(values: readonly Column[], most: number, mean: number | undefined): SVGElement {
  const shown = bucketed(values, most)
  const slots = Math.max(shown.length, FEWEST_SLOTS)
  const top = shown.reduce((max, { value }) => Math.max(max, value), 0)
  const picture = svg('svg', {
    class: 'columns',
    viewBox: `0 0 ${slots * 10} 100`,
    preserveAspectRatio: 'none',
    'aria-hidden': 'true',
  })
  for (const [index, { value, title }] of shown.entries()) {
    const height = top === 0 ? 0 : (value / top) * 100
    const column = svg('rect', {
      class: 'column',
      x: String(index * 10 + 1),
      y: String(100 - height),
      width: '8',
      height: String(height),
    })
    const tip = svg('title', {})
    tip.textContent = title
    column.append(tip)
    picture.append(column)
  }
  if (mean !== undefined && top > 0) {
    const y = String(100 - (mean / top) * 100)
    picture.append(svg('line', { class: 'mean', x1: '0', x2: String(slots * 10), y1: y, y2: y }))
  }
  return picture
}

function bucketed(values: readonly Column[], most: number): readonly Column[] {
  if (values.length <= most) return values
  return Array.from({ length: most }, (_, index) =>
    values
      .slice(Math.floor((index * values.length) / most), Math.floor(((index + 1) * values.length) / most))
      .reduce((largest, one) => (one.value > largest.value ? one : largest)),
  )
}

function svg(
  name: 'svg' | 'rect' | 'line' | 'title',
  attributes: Readonly<Record<string, string>>,
): SVGElement {
  const element = document.createElementNS(SVG, name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  return element
}
