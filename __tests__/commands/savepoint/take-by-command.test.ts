import { withoutInputs } from '../../../src/action/inputs.ts'
import { createCommandRunner, type RunCommand } from '../../../src/platform/run-command.ts'
import { takeSavepointByCommand } from '../../../src/commands/savepoint/take-by-command.ts'
import type { SavepointReport } from '../../../src/commands/savepoint/request.ts'

const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
const PATH = 's3://flink/savepoints/savepoint-4a1b2c-0123456789ab'
const OUTPUT = `Triggering savepoint for job ${JOB}.\nWaiting for response...\nSavepoint completed. Path: ${PATH}\n`

let told: string[]
beforeEach(() => {
  told = []
})

function take(
  runCommand: RunCommand,
  command: readonly [string, ...string[]],
  signal = new AbortController().signal,
): Promise<SavepointReport> {
  return takeSavepointByCommand(
    { by: 'command', command },
    {
      runCommand,
      signal,
      narrator: {
        info: (text) => {
          told.push(text)
        },
        warning: (text) => {
          told.push(`warning: ${text}`)
        },
      },
    },
  )
}

/** A program that runs the given script with the given arguments. */
const node = (script: string, ...args: string[]): [string, ...string[]] => [
  process.execPath,
  '-e',
  script,
  ...args,
]
const printing = (stdout: string, stderr = '', exitCode = 0): [string, ...string[]] =>
  node(
    'const [, o, e, c] = process.argv; process.stdout.write(o); process.stderr.write(e); process.exitCode = Number(c)',
    stdout,
    stderr,
    String(exitCode),
  )

const runCommand = createCommandRunner(process.env)

describe('by a command', () => {
  it('the output is told line by line, and read', async () => {
    const report = await take(runCommand, printing(OUTPUT, 'WARN slow\nlast'))
    expect(report).toEqual({
      snapshotPath: PATH,
      savepointPath: PATH,
      jobId: JOB,
      takenFrom: "Flink's line 'Savepoint completed. Path:'",
      durationMs: expect.any(Number) as number,
    })
    expect([...told].sort()).toEqual([...OUTPUT.trimEnd().split('\n'), 'WARN slow', 'last'].sort())
  })

  it('arguments arrive as they are: blanks, quotes, patterns, dollars', async () => {
    const odd = ['a b', '"', "'", '*', '$HOME', '', '\\', '`x`', '|', 'ü']
    await take(
      runCommand,
      node(
        `console.log(JSON.stringify(process.argv.slice(1))); console.log('Savepoint completed. Path: ${PATH}')`,
        ...odd,
      ),
    )
    expect(JSON.parse(told[0]!)).toEqual(odd)
  })

  it('letters that come in pieces stay whole', async () => {
    await take(
      runCommand,
      node(`const b = Buffer.from('Savepoint completed. Path: s3://ünï/savepoint-4a1b2c-0123456789ab\\n')
      let i = 0; const next = () => { if (i < b.length) process.stdout.write(b.subarray(i, ++i), next) }; next()`),
    )
    expect(told).toEqual(['Savepoint completed. Path: s3://ünï/savepoint-4a1b2c-0123456789ab'])
  })

  it('much output is read to its end', async () => {
    const report = await take(
      runCommand,
      node(
        `for (let i = 0; i < 60000; i += 1) console.log('INFO ' + i + 'x'.repeat(60)); console.log('Savepoint completed. Path: ${PATH}')`,
      ),
    )
    expect(report.snapshotPath).toBe(PATH)
    expect(told).toHaveLength(60_001)
  })

  it("a command that fails is told of by Flink's cause, its exit code and its last lines", async () => {
    const trace =
      ' The program finished with the following exception:\n\norg.apache.flink.util.FlinkException: Could not stop with a savepoint job '
      + `"${JOB}".\n\tat a.b.C.d(C.java:1)\nCaused by: java.util.concurrent.TimeoutException: Invocation timed out.\n\t... 3 more\n`
    const failed = take(runCommand, printing(`Suspending job "${JOB}" with a savepoint.\n`, trace, 3))
    await expect(failed).rejects.toThrow(
      'the command ended with exit code 3: Flink took no savepoint: Invocation timed out.',
    )
    await failed.catch((error: unknown) => {
      expect((error as { details: string[] }).details).toContain(
        'Caused by: java.util.concurrent.TimeoutException: Invocation timed out.',
      )
    })
    await expect(
      take(runCommand, printing('', 'Error from server (NotFound): pods "x" not found\n', 1)),
    ).rejects.toThrow('the command ended with exit code 1: Error from server (NotFound): pods "x" not found')
    await expect(take(runCommand, printing('', '', 7))).rejects.toThrow(
      'the command ended with exit code 7 and said nothing',
    )
    await expect(take(runCommand, printing(OUTPUT, '', 1))).rejects.toThrow(
      `exit code 1, though its output names ${PATH}: see what failed`,
    )
  })

  it('a command that ends well without a savepoint is told of', async () => {
    await expect(take(runCommand, printing('hello\n'))).rejects.toThrow(
      'the command succeeded, but its output names no snapshot',
    )
    await expect(
      take(runCommand, printing('Successfully trigger manual savepoint, triggerId: abc\n')),
    ).rejects.toThrow('only triggered (detached, trigger id abc)')
  })

  it('a command that is not there is told of', async () => {
    await expect(take(runCommand, ['no-such-program-anywhere', 'x'])).rejects.toThrow(
      /^no-such-program-anywhere could not be run: /,
    )
  })

  it('a stopped run says what may go on', async () => {
    const controller = new AbortController()
    const running = take(
      (command, watch) =>
        runCommand(command, {
          ...watch,
          output: (stream, chunk) => {
            watch.output(stream, chunk)
            controller.abort(new Error('stopped'))
          },
        }),
      node('console.log("Waiting for response..."); setTimeout(() => {}, 2000)'),
      controller.signal,
    )
    await expect(running).rejects.toMatchObject({
      name: 'SavepointInterrupted',
      message: expect.stringContaining('a savepoint that it had triggered goes on in the cluster') as string,
    })
  })

  it('a stopped run does not wait for a program that the command had started', async () => {
    let grandchild = 0
    const controller = new AbortController()
    const running = take(
      (command, watch) =>
        runCommand(command, {
          ...watch,
          output: (_stream, chunk) => {
            grandchild = Number(chunk.toString())
            controller.abort(new Error('stopped'))
          },
        }),
      node(
        `const { pid } = require('node:child_process').spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'],
           { stdio: 'inherit' }); console.log(pid); setInterval(() => {}, 1000)`,
      ),
      controller.signal,
    )
    try {
      await expect(running).rejects.toMatchObject({ name: 'SavepointInterrupted' })
    } finally {
      process.kill(grandchild)
    }
  })
})

it('inputs of the step are kept from the command, the rest of its environment is not', async () => {
  const env = { ...process.env, 'INPUT_REST-TOKEN': 'hush', ABOVE_ALL: 'kept' }
  await take(
    createCommandRunner(withoutInputs(env)),
    node(
      `console.log(process.env['INPUT_REST-TOKEN'], process.env.ABOVE_ALL); console.log('Savepoint completed. Path: ${PATH}')`,
    ),
  )
  expect(told[0]).toBe('undefined kept')
})
