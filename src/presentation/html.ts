import { printable } from './printable.ts'

const MOST_TEXT = 4_000

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

/**
 * A text from outside inside HTML. Job summaries are HTML with every value escaped: paths come from users and
 * from `_metadata`, and in Markdown they could become links, images or headings. Overlong texts are cut.
 */
export function escaped(text: string): string {
  const short = text.length > MOST_TEXT ? `${text.slice(0, MOST_TEXT)}…` : text
  return printable(short).replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character)
}
