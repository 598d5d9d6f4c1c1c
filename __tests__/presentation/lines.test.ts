import { EventEmitter } from 'node:events'
import { explainFailure } from '../../src/presentation/failure.ts'
import { abortOnSignals, endOf, Interrupted } from '../../src/presentation/interruption.ts'
import { printable } from '../../src/presentation/printable.ts'
import { createProgressPrinter, progressLine } from '../../src/presentation/progress.ts'
import { countOf, formatBytes, formatCount, formatDuration } from '../../src/text/quantities.ts'
import {
  filesText,
  resultLines,
  provedSentence,
  provedText,
} from '../../src/presentation/relocation-result.ts'
import { claimSentence, operatorLine, startCommands } from '../../src/presentation/start-job.ts'
import { RelocationError } from '../../src/commands/relocation-error.ts'
import type { RelocationReport } from '../../src/commands/relocate/report.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { SAMPLE_SHARD, sampleReport } from '../support/sample-report.ts'

describe('printable', () => {
  it('leaves ordinary text alone, in any language', () => {
    expect(printable('s3://b/Zählung %41 + 🙂')).toBe('s3://b/Zählung %41 + 🙂')
  })

  it('shows what would begin a line, steer a terminal or turn text around', () => {
    expect(printable('a\nb\r\t\u001b[2Jc\u2028d\u202ee\u0085')).toBe(
      'a\\nb\\r\\t\\u001b[2Jc\\u2028d\\u202ee\\u0085',
    )
  })
})

describe('quantities', () => {
  it.each([
    [0, '0 B'],
    [1023, '1023 B'],
    [1024, '1.0 KiB'],
    [1536, '1.5 KiB'],
    [1024 ** 2 - 1, '1.0 MiB'],
    [250 * 1024 ** 3, '250 GiB'],
  ])('%d bytes are %s', (bytes, text) => {
    expect(formatBytes(bytes)).toBe(text)
  })
  it.each([
    [0, '0'],
    [999, '999'],
    [1000, '1,000'],
    [1234567, '1,234,567'],
  ])('%d is counted as %s', (count, text) => {
    expect(formatCount(count)).toBe(text)
  })
  it.each([
    [0, '0 ms'],
    [42.4, '42 ms'],
    [450, '0.5 s'],
    [1250, '1.3 s'],
    [9960, '10 s'],
    [42_000, '42 s'],
    [185_000, '3 min 5 s'],
    [7_800_000, '2 h 10 min'],
  ])('%d ms last %s', (ms, text) => {
    expect(formatDuration(ms)).toBe(text)
  })
  it('counts one without s', () => {
    expect([countOf(1, 'file'), countOf(0, 'file'), countOf(1200, 'file')]).toEqual([
      '1 file',
      '0 files',
      '1,200 files',
    ])
  })
})

function at(done: number, elapsedMs: number, total = 100): Parameters<typeof progressLine>[0] {
  return { filesDone: done, filesTotal: total, bytesDone: done * 1024, bytesTotal: total * 1024, elapsedMs }
}

describe('progress', () => {
  it('tells counts, bytes, rate and time left', () => {
    expect(progressLine(at(25, 10_000))).toBe(
      '25 of 100 files (25 %), 25.0 KiB of 100 KiB, 2.5 KiB/s, about 30 s left',
    )
  })

  it('counts the lower of files and bytes', () => {
    expect(progressLine({ ...at(90, 1000), bytesDone: 1024 })).toContain('90 of 100 files (1 %)')
  })

  it('does not divide by nothing', () => {
    expect(progressLine({ filesDone: 0, filesTotal: 3, bytesDone: 0, bytesTotal: 0, elapsedMs: 0 })).toBe(
      '0 of 3 files (0 %), 0 B of 0 B',
    )
  })

  it('prints at 10 % or 10 s, never twice in a second, and the end once', () => {
    const lines: string[] = []
    const print = createProgressPrinter((line) => lines.push(line.slice(0, line.indexOf(' '))))
    print(at(5, 2_000)) // below 10 %
    print(at(11, 2_500)) // printed: 10 % passed
    print(at(25, 3_000)) // too soon
    print(at(26, 3_600)) // printed
    print(at(27, 13_000)) // too soon for 10 s
    print(at(28, 13_700)) // printed: 10 s of silence
    print(at(100, 13_800)) // printed: the end
    print(at(100, 30_000)) // after the end
    expect(lines).toEqual(['11', '26', '28', '100'])
  })

  it('says nothing where there is nothing to copy', () => {
    const lines: string[] = []
    createProgressPrinter((line) => lines.push(line))(at(0, 20_000, 0))
    expect(lines).toEqual([])
  })
})

describe('failures', () => {
  it('are one sentence with the causes under it, outermost first', () => {
    const root = new Error('connect ECONNREFUSED 127.0.0.1:1')
    const middle = new Error('request failed', { cause: new AggregateError([root], '') })
    expect(explainFailure(new Error('cannot reach\n the server', { cause: middle }))).toEqual({
      sentence: 'cannot reach\\n the server',
      lines: [
        'caused by Error: request failed',
        'caused by AggregateError: AggregateError',
        'caused by Error: connect ECONNREFUSED 127.0.0.1:1',
      ],
    })
  })

  it('tell what the server answered where the sentence does not', () => {
    const facts = {
      code: 'access-denied',
      operation: 'CopyObject',
      status: 403,
      s3Code: 'AccessDenied',
      requestId: 'R1',
    } as const
    expect(explainFailure(new StorageError('not allowed', facts)).lines).toEqual([
      'CopyObject: status 403, AccessDenied, request id R1',
    ])
    expect(explainFailure(new StorageError('not allowed (request id R1)', facts)).lines).toEqual([])
  })

  it('have their details before their causes', () => {
    const error = new RelocationError('two files are missing', {
      details: ['s3://a/x', 's3://a/\ny'],
      cause: new Error('404'),
    })
    expect(explainFailure(error).lines).toEqual(['s3://a/x', 's3://a/\\ny', 'caused by Error: 404'])
  })

  it('end also when causes go in a circle', () => {
    const error = new Error('a')
    error.cause = new Error('b', { cause: error })
    expect(explainFailure(error).lines).toEqual(['caused by Error: b'])
    const long = Array.from({ length: 20 }, (_, n) => n).reduce<Error | undefined>(
      (cause, n) => new Error(`cause ${n}!`, { cause }),
      undefined,
    )
    expect(explainFailure(long).lines).toHaveLength(10)
  })

  it('do not say again what was said', () => {
    const refused = new Error('connect ECONNREFUSED 127.0.0.1:1')
    const fault = new Error(refused.message, { cause: refused })
    expect(explainFailure(new Error('cannot reach the store', { cause: fault })).lines).toEqual([
      'caused by Error: connect ECONNREFUSED 127.0.0.1:1',
    ])
    const told = new Error(`cannot reach the store (${refused.message})`, { cause: fault })
    expect(explainFailure(told).lines).toEqual([])
  })

  it('call a programming fault a bug and show where it was', () => {
    const { sentence, lines } = explainFailure(new TypeError('x is undefined'))
    expect(sentence).toBe(
      'unexpected TypeError: x is undefined; this is a bug, please report it with these lines',
    )
    expect(lines[0]).toMatch(/^at .*lines\.test/)
  })

  it('tell anything that was thrown', () => {
    expect(explainFailure('just text').sentence).toBe('just text')
    expect(explainFailure(new Error('')).sentence).toBe('Error')
  })
})

describe('signals', () => {
  function source(): EventEmitter & { exits: number[]; exit(code: number): void } {
    const exits: number[] = []
    return Object.assign(new EventEmitter(), {
      exits,
      exit: (code: number) => {
        exits.push(code)
      },
    })
  }

  const expectNothing = (text: string): void => {
    throw new Error(`nothing is to be told, but: ${text}`)
  }

  it.each([
    ['SIGHUP', 129],
    ['SIGINT', 130],
    ['SIGQUIT', 131],
    ['SIGTERM', 143],
  ])('%s aborts the run, which then ends with %d', (name, code) => {
    const process = source()
    const signal = abortOnSignals(process, expectNothing)
    expect(signal.aborted).toBe(false)
    process.emit(name)
    expect(signal.reason).toBeInstanceOf(Interrupted)
    expect(process.exits).toEqual([])
    const end = endOf(new Error('socket hang up'), signal)
    expect(end.exitCode).toBe(code)
    expect((end.error as Error).message).toContain(`stopped by ${name}`)
  })

  it('the second one exits at once', () => {
    const process = source()
    const told: string[] = []
    abortOnSignals(process, (text) => {
      told.push(text)
    })
    process.emit('SIGINT')
    process.emit('SIGTERM')
    expect(process.exits).toEqual([143])
    expect(told).toEqual([
      expect.stringMatching(/^SIGTERM: ended before all was cleaned up: .* start it again/),
    ])
  })

  it('without one a failure is a failure', () => {
    const error = new Error('x')
    expect(endOf(error, abortOnSignals(source(), expectNothing))).toEqual({ error, exitCode: 1 })
  })
})

describe('the result', () => {
  it('says where it went, what was copied, how many URIs were rewritten, and how to start', () => {
    expect(resultLines(sampleReport())).toEqual([
      'Relocated to s3://new/savepoints/savepoint-ab12',
      '  from            s3://old/savepoints/savepoint-ab12',
      '  to              s3://new/savepoints/savepoint-ab12',
      '  kind            savepoint, canonical format, checkpoint 9007199254740993',
      '  metadata        version 4 (Flink 1.16 - 1.20)',
      '  files           1,200 copied (5.0 MiB), 34 already there',
      '  URIs rewritten  2,468',
      '  transfer        server-side (S3 copies, no byte passes this machine)',
      '  proved          1,100 by ETag, 90 by checksum, 4 by their bytes, 40 by size only',
      '  claim mode      NO_CLAIM',
      '  took            1 min 5 s',
      'Start the job from it:',
      '  flink run -s s3://new/savepoints/savepoint-ab12 -restoreMode NO_CLAIM your-job.jar   # Flink 1.15 to 1.19',
      '  flink run -s s3://new/savepoints/savepoint-ab12 -claimMode NO_CLAIM your-job.jar   # Flink 1.20 and later',
      '  A job that has the changelog backend enabled needs CLAIM from any snapshot.',
      'The content of 1,194 of 1,234 files is proved; of the other 40 only the size was compared (verify: strict reads both ends and compares all bytes).',
    ])
  })

  it('of a dry run tells what it would cost, and no command', () => {
    const report = sampleReport({
      dryRun: true,
      outcome: 'planned',
      estimatedFiles: 1,
      estimatedBytes: 2048,
      estimatedRequests: 1234,
      filesSkipped: 0,
    })
    const text = resultLines(report).join('\n')
    expect(text).toContain('Dry run, nothing was written')
    expect(text).toContain('1 to copy (2.0 KiB), about 1,234 requests to S3')
    expect(text).not.toContain('flink run')
    expect(filesText({ ...report, transferMode: 'local' })).toBe('1 to copy (2.0 KiB)')
    expect(filesText({ ...report, estimatedFiles: 0, filesSkipped: 1 })).toContain(
      '0 to copy (2.0 KiB), 1 already there, about',
    )
  })

  it.each([
    [
      { etag: 3, checksum: 0, bytes: 1, sizeOnly: 0 },
      '3 by ETag, 1 by their bytes',
      'The content of all 4 files is proved.',
    ],
    [
      { etag: 0, checksum: 0, bytes: 0, sizeOnly: 2 },
      '2 by size only',
      'Only the sizes of the 2 files were compared (verify: strict reads both ends and compares all bytes).',
    ],
    [{ etag: 0, checksum: 0, bytes: 0, sizeOnly: 0 }, undefined, undefined],
  ])('says how the files were proved: %j', (proved, text, sentence) => {
    expect([provedText(sampleReport({ proved })), provedSentence(sampleReport({ proved }))]).toEqual([
      text,
      sentence,
    ])
  })

  it('of a shard tells its part and what is to be done then, and no command', () => {
    const lines = resultLines(
      sampleReport({ outcome: 'shard-copied', shard: SAMPLE_SHARD, urisRewritten: 0 }),
    )
    expect(lines[0]).toBe(
      'A part is copied, and no _metadata written. With all parts the snapshot will be at s3://new/savepoints/savepoint-ab12',
    )
    expect(lines).toContain('  shard       2 of 8: 1,234 of 9,876 files (5.0 MiB of 40.0 MiB)')
    expect(lines.at(-1)).toMatch(/^When every shard has succeeded, run once more without shard/)
    expect(lines.join('\n')).not.toMatch(/flink run|URIs rewritten/)
  })

  it('of a dry run of a shard tells the split', () => {
    const shard = {
      ...SAMPLE_SHARD,
      count: 2,
      split: [
        { files: 3, bytes: 2048 },
        { files: 4, bytes: 1024 },
      ],
    }
    const text = resultLines(sampleReport({ dryRun: true, outcome: 'planned', shard })).join('\n')
    expect(text).toContain('Dry run, nothing was written. The part of the snapshot would go to')
    expect(text).toContain(
      '2 of 2: 1,234 of 9,876 files (5.0 MiB of 40.0 MiB); a split in 2: 3 to 4 files and 1.0 KiB to 2.0 KiB for each',
    )
  })

  it('says when all was there before, and what was deleted or orphaned', () => {
    const text = resultLines(
      sampleReport({ outcome: 'already-there', deleted: 3, orphans: ['a', 'b'] }),
    ).join('\n')
    expect(text).toContain('Already there, nothing to do: s3://new')
    expect(text).toMatch(/deleted at source +3 files/)
    expect(text).toMatch(/orphaned +2 files/)
  })

  it('lets no name from outside begin a line', () => {
    expect(resultLines(sampleReport({ snapshotPath: 's3://b/x\n::error::gone' })).join('')).not.toContain(
      '\n',
    )
  })
})

describe('the start of a job', () => {
  it.each([
    ['s3://b/savepoint-1', 'flink run -s s3://b/savepoint-1 -claimMode NO_CLAIM your-job.jar'],
    ['s3://b/a b', "flink run -s 's3://b/a b' -claimMode NO_CLAIM your-job.jar"],
    ["s3://b/it's $(x)", "flink run -s 's3://b/it'\\''s $(x)' -claimMode NO_CLAIM your-job.jar"],
  ])('from %s is safe to paste', (snapshotPath, command) => {
    expect(startCommands(sampleReport({ snapshotPath, metadataVersion: 6 }))).toEqual([
      { flinkVersions: '1.20 and later', command },
    ])
  })

  it('names the claim mode as each cluster does that reads the metadata version', () => {
    const flags = (changes: Partial<RelocationReport>): string[] =>
      startCommands(sampleReport({ snapshotPath: 'p', ...changes })).map(
        ({ flinkVersions, command }) => `${flinkVersions ?? 'any'}: ${command}`,
      )
    expect(flags({ metadataVersion: 3, claimMode: 'CLAIM' })).toEqual([
      '1.11 to 1.14: flink run -s p your-job.jar',
      '1.15 to 1.19: flink run -s p -restoreMode CLAIM your-job.jar',
      '1.20 and later: flink run -s p -claimMode CLAIM your-job.jar',
    ])
    expect(flags({ metadataVersion: 4 })).toEqual([
      '1.15 to 1.19: flink run -s p -restoreMode NO_CLAIM your-job.jar',
      '1.20 and later: flink run -s p -claimMode NO_CLAIM your-job.jar',
    ])
    const { claimMode, ...old } = sampleReport({ snapshotPath: 'p', metadataVersion: 2 })
    expect(claimMode).toBe('NO_CLAIM')
    expect(startCommands(old)).toEqual([{ command: 'flink run -s p your-job.jar' }])
    expect(claimSentence(old)).toBeUndefined()
  })

  it('says what a claim mode means for the copy', () => {
    expect(claimSentence(sampleReport({ claimMode: 'NO_CLAIM' }))).toMatch(
      /changelog backend enabled needs CLAIM from any snapshot/,
    )
    expect(claimSentence(sampleReport({ claimMode: 'CLAIM' }))).toMatch(
      /fails at its first checkpoint.*one copy for each job\. A job that has the changelog backend enabled needs CLAIM from any snapshot\.$/,
    )
  })

  it('by the operator is a line of YAML', () => {
    expect(operatorLine('s3://b/a "b"')).toBe('initialSavepointPath: "s3://b/a \\"b\\""')
  })
})
