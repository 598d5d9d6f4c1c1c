import { printable } from './printable.ts'

/** A box of a flowchart. */
export interface FlowNode {
  readonly label: string
  /** Style of the box, one of {@link FLOW_STYLES}. */
  readonly style?: keyof typeof FLOW_STYLES
}

/** An arrow between two boxes. */
export interface FlowEdge {
  readonly from: FlowNode
  readonly to: FlowNode
  readonly label: string
}

/** Fill and text colours that can be read on GitHub's light and dark ground. */
export const FLOW_STYLES = {
  inline: 'fill:#6b7580,color:#ffffff,stroke:none',
  exclusive: 'fill:#2f66b0,color:#ffffff,stroke:none',
  shared: 'fill:#1f7a70,color:#ffffff,stroke:none',
  changelog: 'fill:#8f6210,color:#ffffff,stroke:none',
  external: 'fill:#a8412e,color:#ffffff,stroke:none',
} as const

const LONGEST_LABEL = 120

/**
 * A flowchart as a block of Markdown that GitHub draws. Every character of a label that is not plain is
 * written as its number, so that no name can end a label or the block, open a link, or say anything to
 * Mermaid.
 */
export function flowchart(edges: readonly FlowEdge[]): string {
  const nodes = new Map<FlowNode, string>()
  for (const { from, to } of edges) {
    for (const node of [from, to]) if (!nodes.has(node)) nodes.set(node, `n${nodes.size}`)
  }
  const styles = new Set([...nodes.keys()].flatMap(({ style }) => (style === undefined ? [] : [style])))
  return [
    '```mermaid',
    'flowchart LR',
    ...[...nodes].map(
      ([{ label, style }, id]) => `  ${id}["${labelText(label)}"]${style === undefined ? '' : `:::${style}`}`,
    ),
    ...edges.map(
      ({ from, to, label }) => `  ${nodes.get(from) ?? ''} -->|"${labelText(label)}"| ${nodes.get(to) ?? ''}`,
    ),
    ...[...styles].map((style) => `  classDef ${style} ${FLOW_STYLES[style]}`),
    '```',
  ].join('\n')
}

/** The begin and the end of a long text tell more than its begin alone. */
function labelText(text: string): string {
  const characters = Array.from(printable(text))
  const half = LONGEST_LABEL / 2
  const short =
    characters.length <= LONGEST_LABEL
      ? characters
      : [...characters.slice(0, half - 1), '…', ...characters.slice(-half)]
  return short
    .map((character) => (/[A-Za-z0-9 ,.]/.test(character) ? character : `#${character.codePointAt(0) ?? 0};`))
    .join('')
}
