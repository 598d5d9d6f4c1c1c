import { renderRelocation } from '../../src/action/relocation-summary.ts'
import { SAMPLE_SHARD, sampleReport } from '../support/sample-report.ts'

describe('the rendered summary', () => {
  it('tells from, to, kind, Flink range, files, bytes, URIs, duration, and how to start the job', () => {
    const text = renderRelocation(sampleReport())
    for (const part of [
      '<code>s3://old/savepoints/savepoint-ab12</code>',
      '<code>s3://new/savepoints/savepoint-ab12</code>',
      'savepoint, canonical format',
      'version 4 (Flink 1.16 - 1.20)',
      '1,200 copied (5.0 MiB), 34 already there',
      '2,468',
      '1 min 5 s',
      '<pre><code>flink run -s s3://new/savepoints/savepoint-ab12 -restoreMode NO_CLAIM your-job.jar</code></pre> (Flink 1.15 to 1.19)',
      '<pre><code>flink run -s s3://new/savepoints/savepoint-ab12 -claimMode NO_CLAIM your-job.jar</code></pre> (Flink 1.20 and later)',
      '<p>A job that has the changelog backend enabled needs CLAIM from any snapshot.</p>',
      'initialSavepointPath: &quot;s3://new/savepoints/savepoint-ab12&quot;',
    ])
      expect(text).toContain(part)
    expect(text).not.toContain('Warnings')
  })

  it('escapes whatever stands in paths and warnings', () => {
    const evil = 's3://b/<img src=x>&"\n\n# heading'
    const text = renderRelocation(sampleReport({ snapshotPath: evil, source: evil, warnings: [evil] }))
    expect(text).not.toContain('<img')
    expect(text).not.toMatch(/^#/m)
    expect(text).toContain('s3://b/&lt;img src=x&gt;&amp;&quot;\\n\\n# heading')
  })

  it('has no blank line inside, for after one GitHub would read Markdown again', () => {
    const text = renderRelocation(sampleReport({ warnings: ['one', 'two'] }))
    expect(text.trimEnd()).not.toContain('\n\n')
  })

  it('stays small with very many and very long warnings', () => {
    const warnings = Array.from({ length: 10_000 }, (_, index) => `warning ${index} ${'x'.repeat(10_000)}`)
    const text = renderRelocation(sampleReport({ warnings }))
    expect(Buffer.byteLength(text)).toBeLessThan(256 * 1024)
    expect(text).toContain('Warnings: 10000')
    expect(text).toContain('and 9950 more, in the report')
  })

  it('of a shard tells its part and what is to be done, and no command', () => {
    const text = renderRelocation(sampleReport({ outcome: 'shard-copied', shard: SAMPLE_SHARD }))
    for (const part of [
      '<h3>Flink snapshot: shard 2 of 8 copied</h3>',
      'no _metadata written',
      '2 of 8: 1,234 of 9,876 files (5.0 MiB of 40.0 MiB)',
      'run once more without shard',
    ])
      expect(text).toContain(part)
    for (const part of ['flink run', 'initialSavepointPath', 'URIs rewritten'])
      expect(text).not.toContain(part)
  })

  it('of a dry run tells the cost and no command', () => {
    const report = sampleReport({
      dryRun: true,
      outcome: 'planned',
      estimatedFiles: 1,
      estimatedBytes: 1024,
      estimatedRequests: 7,
      filesSkipped: 0,
    })
    const text = renderRelocation(report)
    expect(text).toContain('<h3>Dry run of a snapshot relocation</h3>')
    expect(text).toContain('1 to copy (1.0 KiB), about 7 requests to S3')
    expect(text).not.toContain('flink run')
  })
})
