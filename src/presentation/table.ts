/** How a column is aligned: text to the left, numbers to the right. */
export type Align = 'left' | 'right'

/** Rows under a heading in aligned columns, two blanks between, none at the ends of lines. */
export function tableLines(
  heading: readonly string[],
  aligns: readonly Align[],
  rows: readonly (readonly string[])[],
): string[] {
  const all = [heading, ...rows]
  const widths = heading.map((_, column) =>
    all.reduce((width, row) => Math.max(width, lengthOf(row[column] ?? '')), 0),
  )
  return all.map((row) =>
    row
      .map((cell, column) => {
        const gap = ' '.repeat(Math.max(0, (widths[column] ?? 0) - lengthOf(cell)))
        return aligns[column] === 'right' ? gap + cell : cell + gap
      })
      .join('  ')
      .trimEnd(),
  )
}

/** Code points, which is near enough to columns of a terminal. */
function lengthOf(text: string): number {
  return Array.from(text).length
}
