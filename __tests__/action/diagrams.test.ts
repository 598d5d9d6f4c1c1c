import { inspectionDiagram, relocationDiagram } from '../../src/action/diagrams.ts'
import { sampleInspection } from '../support/sample-inspection.ts'
import { sampleReport } from '../support/sample-report.ts'

/** Labels as they are read. */
function read(diagram: string | undefined): string {
  return (diagram ?? '').replace(/#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
}

describe('the diagram of a relocation', () => {
  it('carries directories to directories, the largest first', () => {
    const files = [
      { from: 's3://old/job/chk-1/a', to: 's3://new/job/chk-1/a', bytes: 1 },
      { from: 's3://old/job/shared/b', to: 's3://new/job/shared/b', bytes: 1024 },
      { from: 's3://old/job/shared/c', to: 's3://new/job/shared/c', bytes: 1024 },
      { from: 's3://older/shared/d', to: 's3://new/job/shared/d', bytes: 2 },
    ]
    const text = read(relocationDiagram(sampleReport({ plan: { files } })))
    expect(text).toContain('n0["s3://old/job/shared"]\n  n1["s3://new/job/shared"]\n')
    expect(text.match(/-->.*/g)).toEqual([
      '-->|"2 files, 2.0 KiB"| n1',
      '-->|"1 file, 2 B"| n1',
      '-->|"1 file, 1 B"| n4',
    ])
  })

  it('puts small directories together', () => {
    const files = Array.from({ length: 500 }, (_, index) => ({
      from: `s3://old/${index}/f`,
      to: `s3://new/${index}/f`,
      bytes: 1000 - index,
    }))
    const text = read(relocationDiagram(sampleReport({ plan: { files } })))
    expect(text.match(/-->/g)).toHaveLength(11)
    expect(text).toContain('["490 more directories of s3://old/savepoints/savepoint-ab12"]')
    expect(text).toContain('-->|"490 files, ')
  })

  it('is none without files', () => {
    expect(relocationDiagram(sampleReport({ plan: { files: [] } }))).toBeUndefined()
  })
})

describe('the diagram of an inspection', () => {
  it('shows where the files are, by place', () => {
    const text = read(inspectionDiagram(sampleInspection()))
    const job = `s3://b/${'0'.repeat(32)}`
    expect(text).toContain(`n0["${job}/chk-7/_metadata"]`)
    expect(text).toContain(`n1["${job}/shared (shared)"]:::shared`)
    expect(text).toContain('n0 -->|"1 file, 3.0 KiB"| n1')
    expect(text).toContain('["beside _metadata (exclusive)"]:::exclusive')
  })

  it('is none where all state is in _metadata', () => {
    expect(inspectionDiagram(sampleInspection({ references: [] }))).toBeUndefined()
  })
})
