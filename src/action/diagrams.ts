import { groupReferences } from '../presentation/inspection-groups.ts'
import { flowchart, type FlowEdge, type FlowNode } from '../presentation/mermaid.ts'
import type { SnapshotSummary } from '../snapshot/summary.ts'
import type { RelocationReport } from '../commands/relocate/report.ts'
import { countOf, formatBytes, formatCount } from '../text/quantities.ts'

/** More arrows than this make no picture; the smallest are put together. */
const MOST_ARROWS = 10

interface Flow {
  readonly from: string
  readonly to: string
  files: number
  bytes: number
}

/**
 * Which directories a relocation carries where, with the bytes of each; `undefined` where there are no
 * files.
 */
export function relocationDiagram({ plan, source, snapshotPath }: RelocationReport): string | undefined {
  const flows = new Map<string, Flow>()
  for (const { from, to, bytes } of plan.files) {
    const [one, other] = [parentOf(from), parentOf(to)]
    const key = `${one} ${other}`
    const flow = flows.get(key) ?? { from: one, to: other, files: 0, bytes: 0 }
    flow.files++
    flow.bytes += bytes
    flows.set(key, flow)
  }
  if (flows.size === 0) return undefined
  const sorted = [...flows.values()].sort((a, b) => b.bytes - a.bytes)
  const shown = sorted.slice(0, MOST_ARROWS)
  const [sources, targets] = [nodes(), nodes()]
  const edges: FlowEdge[] = shown.map(({ from, to, files, bytes }) => ({
    from: sources(from),
    to: targets(to),
    label: sizeText(files, bytes),
  }))
  const rest = sorted.slice(MOST_ARROWS)
  if (rest.length > 0) {
    edges.push({
      from: { label: `${othersText(rest.length)} of ${source}` },
      to: { label: `their places beside ${snapshotPath}` },
      label: sizeText(
        sum(rest, ({ files }) => files),
        sum(rest, ({ bytes }) => bytes),
      ),
    })
  }
  return flowchart(edges)
}

/**
 * Where the files of a snapshot lie, with the bytes of each directory; `undefined` where it has no files.
 */
export function inspectionDiagram({ path, references }: SnapshotSummary): string | undefined {
  const groups = groupReferences(references).filter(({ kind }) => kind !== 'directory')
  if (groups.length === 0) return undefined
  const from: FlowNode = { label: `${path}/_metadata` }
  const edges: FlowEdge[] = groups
    .slice(0, MOST_ARROWS)
    .map(({ directory, place, references: files, bytes }) => ({
      from,
      to: { label: `${directory} (${place})`, style: place },
      label: sizeText(files.length, bytes),
    }))
  const rest = groups.slice(MOST_ARROWS)
  if (rest.length > 0) {
    edges.push({
      from,
      to: { label: othersText(rest.length) },
      label: sizeText(
        sum(rest, ({ references: files }) => files.length),
        sum(rest, ({ bytes }) => bytes),
      ),
    })
  }
  return flowchart(edges)
}

/** One box for each text. */
function nodes(): (label: string) => FlowNode {
  const known = new Map<string, FlowNode>()
  return (label) => {
    const node = known.get(label) ?? { label }
    known.set(label, node)
    return node
  }
}

function othersText(count: number): string {
  return count === 1 ? '1 more directory' : `${formatCount(count)} more directories`
}

function sizeText(files: number, bytes: number): string {
  return `${countOf(files, 'file')}, ${formatBytes(bytes)}`
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'))
}

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0)
}
