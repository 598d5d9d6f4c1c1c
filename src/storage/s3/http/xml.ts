/** One element of a document: its name without a namespace prefix, its own text, and what is inside it. */
export interface XmlElement {
  readonly name: string
  readonly text: string
  readonly children: readonly XmlElement[]
}

/** Deeper than any answer of S3; a hostile one shall not fill the stack or the memory. */
const MAX_DEPTH = 32

/** An element that is not closed yet. */
interface Open extends XmlElement {
  text: string
  children: XmlElement[]
}

/** Of the many elements that have none. */
const NO_CHILDREN: XmlElement[] = []

/**
 * A mark of XML at the reader's place: comment, CDATA, instruction, closing tag, opening or empty tag. A
 * document type is none of them: S3 sends none, and entities of its own are the oldest trap of the format.
 */
const MARK =
  /<!--[\s\S]*?-->|<!\[CDATA\[([\s\S]*?)\]\]>|<\?[\s\S]*?\?>|<\/([\w:.-]+)\s*>|<([A-Za-z_][\w:.-]*)((?:\s+[\w:.-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y

const PLAIN_TAG = /^[A-Za-z_][\w:.-]*$/

/**
 * Reads one whole document, blanks around it allowed. `undefined` for whatever is not well-formed: cut off,
 * followed by something else, plain text, HTML with its unclosed tags. A truncated success must not be
 * taken for a success.
 */
export function readXml(document: string): XmlElement | undefined {
  const open: Open[] = []
  // As they are written, prefixes and all.
  const tags: string[] = []
  let root: XmlElement | undefined
  let at = document.startsWith('\uFEFF') ? 1 : 0
  while (at < document.length) {
    const next = document.indexOf('<', at)
    const inmost = open.at(-1)
    if (next !== at && !take(inmost, document.slice(at, next === -1 ? document.length : next)))
      return undefined
    if (next === -1) break
    // Nearly all marks are these two, which the expression below would find as well, in three times the
    // time.
    const begun = tags.at(-1)
    if (inmost !== undefined && begun !== undefined && isEndOf(begun, document, next)) {
      open.pop()
      tags.pop()
      at = next + begun.length + 3
      root = close(inmost, open.at(-1))
      continue
    }
    const end = document.indexOf('>', next)
    const tag = document.slice(next + 1, end)
    if (inmost !== undefined && end !== -1 && open.length < MAX_DEPTH && PLAIN_TAG.test(tag)) {
      at = end + 1
      open.push(opened(tag))
      tags.push(tag)
      continue
    }
    MARK.lastIndex = next
    const mark = MARK.exec(document)
    if (mark === null) return undefined
    at = MARK.lastIndex
    const [, cdata, closing, opening, , empty] = mark
    if (cdata !== undefined) {
      const inside = open.at(-1)
      if (inside === undefined) return undefined
      inside.text += cdata
    } else if (opening !== undefined) {
      if (root !== undefined || open.length === MAX_DEPTH) return undefined
      open.push(opened(opening))
      tags.push(opening)
    }
    if (closing === undefined && empty !== '/') continue
    const ended = open.pop()
    const its = tags.pop()
    if (ended === undefined || (closing !== undefined && closing !== its)) return undefined
    root = close(ended, open.at(-1))
  }
  return open.length === 0 ? root : undefined
}

function isEndOf(tag: string, document: string, at: number): boolean {
  return document.startsWith(tag, at + 2) && document[at + 1] === '/' && document[at + 2 + tag.length] === '>'
}

function opened(tag: string): Open {
  return { name: localName(tag), text: '', children: NO_CHILDREN }
}

/** @returns the root, when it was the root that ended. */
function close(ended: Open, parent: Open | undefined): XmlElement | undefined {
  if (parent === undefined) return ended
  if (parent.children === NO_CHILDREN) parent.children = [ended]
  else parent.children.push(ended)
  return undefined
}

/** The text of the first child of a name; `undefined` where there is none or it is empty. */
export function childText(element: XmlElement, name: string): string | undefined {
  const text = element.children.find((child) => child.name === name)?.text
  return text === undefined || text === '' ? undefined : text
}

/**
 * Whether the document is a listing: of the root's name that S3 gives it, or telling whether it goes on.
 * SDKs do not look at the names of roots, and some stores have their own; an empty listing must be told
 * from any other document all the same.
 */
export function isListing(document: XmlElement, root: string): boolean {
  return document.name === root || childText(document, 'IsTruncated') !== undefined
}

function localName(tag: string): string {
  const colon = tag.indexOf(':')
  return colon === -1 ? tag : tag.slice(colon + 1)
}

/** Outside of all elements only blanks are allowed. */
function take(inside: Open | undefined, text: string): boolean {
  if (inside === undefined) return text.trim() === ''
  // In answers of S3 they are the quotes of ETags, which MinIO writes as numbers.
  const unquoted = text.includes('&') ? text.replaceAll('&quot;', '"').replaceAll('&#34;', '"') : text
  const plain = unquoted.includes('&') ? withoutEntities(unquoted) : unquoted
  if (plain === undefined) return false
  inside.text += plain
  return true
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const MAX_CODE_POINT = 0x10_ff_ff

/** A text with its entities as characters; `undefined` where an ampersand stands for nothing known. */
function withoutEntities(text: string): string | undefined {
  const pieces = text.split('&')
  let plain = pieces[0] ?? ''
  for (const piece of pieces.slice(1)) {
    const end = piece.indexOf(';')
    const character = end === -1 ? undefined : characterOf(piece.slice(0, end))
    if (character === undefined) return undefined
    plain += character + piece.slice(end + 1)
  }
  return plain
}

function characterOf(entity: string): string | undefined {
  const [, hex, decimal] = /^#(?:x([0-9a-fA-F]{1,6})|(\d{1,7}))$/.exec(entity) ?? []
  if (hex === undefined && decimal === undefined) return NAMED[entity]
  const point = hex === undefined ? Number(decimal) : parseInt(hex, 16)
  return point <= MAX_CODE_POINT ? String.fromCodePoint(point) : undefined
}

/** The namespace of S3's documents. */
export const NAMESPACE = 'http://s3.amazonaws.com/doc/2006-03-01/'

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** A text as it stands in a document; line breaks too, which a reader would change. */
export function escaped(text: string): string {
  return text.replaceAll(
    /[&<>"\r\n\t]/g,
    (character) => ESCAPES[character] ?? `&#${character.charCodeAt(0)};`,
  )
}
