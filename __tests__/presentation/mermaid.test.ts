import { FLOW_STYLES, flowchart, type FlowNode } from '../../src/presentation/mermaid.ts'

const node = (label: string): FlowNode => ({ label })

describe('a flowchart', () => {
  it('has a box for each node, an arrow for each edge, and the styles that are used', () => {
    const [a, b]: FlowNode[] = [node('from here'), { label: 'to', style: 'shared' }]
    expect(
      flowchart([
        { from: a!, to: b!, label: '2 files' },
        { from: a!, to: node('other'), label: '1 file' },
      ]),
    ).toBe(
      [
        '```mermaid',
        'flowchart LR',
        '  n0["from here"]',
        '  n1["to"]:::shared',
        '  n2["other"]',
        '  n0 -->|"2 files"| n1',
        '  n0 -->|"1 file"| n2',
        `  classDef shared ${FLOW_STYLES.shared}`,
        '```',
      ].join('\n'),
    )
  })

  it.each([
    ['ends a label', 'a"] --> b["', 'a#34;#93; #45;#45;#62; b#91;#34;'],
    ['ends the block', '```\n# heading', '#96;#96;#96;#92;n#35; heading'],
    ['is HTML', '<img src=x>', '#60;img src#61;x#62;'],
    ['is a directive or a comment', '%%{init}%%', '#37;#37;#123;init#125;#37;#37;'],
    ['is an entity', '#quot;', '#35;quot#59;'],
    ['is a link', 's3://b/x', 's3#58;#47;#47;b#47;x'],
    ['is of another plane', 'a😀ü', 'a#128512;#252;'],
    ['turns text around', 'a\u202eb', 'a#92;u202eb'],
  ])('has no label that %s', (_, text, written) => {
    expect(flowchart([{ from: node(text), to: node('x'), label: text }])).toBe(
      [
        '```mermaid',
        'flowchart LR',
        `  n0["${written}"]`,
        '  n1["x"]',
        `  n0 -->|"${written}"| n1`,
        '```',
      ].join('\n'),
    )
  })

  it('shows the begin and the end of a long label', () => {
    const text = flowchart([{ from: node(`begin${'x'.repeat(1000)}end`), to: node('x'), label: '' }])
    expect(text).toMatch(/n0\["beginx{54}#8230;x{57}end"\]/)
  })
})
