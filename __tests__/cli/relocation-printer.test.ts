import { JsonResult } from '../../src/cli/json-result.ts'
import { RelocationPrinter } from '../../src/cli/relocation-printer.ts'
import { schemaFaults } from '../support/json-schemas.ts'
import { fakeCommands } from '../support/fake-commands.ts'
import { sampleReport } from '../support/sample-report.ts'

function printer(
  json: boolean,
  flush?: () => Promise<void>,
): { readonly printer: RelocationPrinter; readonly json: JsonResult; readonly text: () => string } {
  let text = ''
  const stdout = {
    write: (piece: string) => {
      text += piece
    },
  }
  const deps = {
    env: {},
    cwd: '/',
    stdout,
    json: new JsonResult(stdout),
    stderr: { write: () => undefined },
    signal: new AbortController().signal,
    commands: fakeCommands({}),
    flush,
  }
  return { printer: new RelocationPrinter(deps, json), json: deps.json, text: () => text }
}

describe('a result that is printed before the source is deleted', () => {
  it('as JSON is one document, which has the path from the beginning', async () => {
    const { printer: one, json, text } = printer(true)
    const committed = sampleReport()
    await one.committed(committed)
    expect(text()).toContain('"snapshotPath": "s3://new/savepoints/savepoint-ab12"')
    expect(() => {
      JSON.parse(text())
    }).toThrow()
    const done = sampleReport({
      deleted: 35,
      leftAtSource: { shared: 2, changed: [] },
      warnings: ['two were left'],
      durationMs: 70_000,
    })
    one.finish(done)
    json.end()
    expect(JSON.parse(text())).toEqual({ schemaVersion: 1, ...done })
    expect(text().endsWith('\n}\n')).toBe(true)
  })

  it.each([65_536, 65_535, 65_534, 65_533, 65_532, 200_000])(
    'whatever its length, with a name of %i characters',
    async (length) => {
      const { printer: one, json, text } = printer(true)
      const report = sampleReport({ flinkVersions: 'x'.repeat(length), plan: { files: [] } })
      await one.committed(report)
      one.finish(report)
      json.end()
      expect(JSON.parse(text())).toEqual({ schemaVersion: 1, ...report })
    },
  )

  it('is a document also when the deletion fails', async () => {
    const { printer: one, json, text } = printer(true)
    await one.committed(sampleReport())
    one.failed()
    json.wanted = true
    json.fail({ code: 'changed', message: 'it is gone', details: [], advice: 'see who' })
    expect(schemaFaults('relocate', JSON.parse(text()))).toEqual([])
    expect(JSON.parse(text())).toMatchObject({
      snapshotPath: 's3://new/savepoints/savepoint-ab12',
      deletionFailed: true,
      error: { code: 'changed', message: 'it is gone' },
    })
    expect(JSON.parse(text())).not.toHaveProperty('deleted')
  })

  it('for people gets a line after it, with the warnings that came since', async () => {
    const { printer: one, text } = printer(false)
    await one.committed(sampleReport({ warnings: ['first'] }))
    const before = text()
    expect(before).toContain('Relocated to s3://new/savepoints/savepoint-ab12\n')
    one.finish(sampleReport({ warnings: ['first', 'second'], deleted: 35 }))
    expect(text().slice(before.length)).toBe('Deleted at the source: 35 files\nWarnings:\n  second\n')
  })

  it('that cannot be printed is a failure', async () => {
    const { printer: one } = printer(false, () => Promise.reject(new Error('no space left')))
    await expect(one.committed(sampleReport())).rejects.toThrow('no space left')
  })
})
