import type { Command } from 'commander'
import { PROGRAM } from '../presentation/failure.ts'
import { printable } from '../presentation/printable.ts'
import {
  formatLocation,
  isSpokenToByS3,
  LocationError,
  parseLocation,
  resolveWithin,
  type Location,
} from '../location/location.ts'
import { refuseAnonymousTarget } from '../options/anonymous-option.ts'
import { OptionError } from '../options/option-error.ts'
import { createOptionReader, type OptionReader } from '../options/option-reader.ts'
import { COMMAND_OPTIONS, type OptionLabel, type OptionValues } from '../options/option-specs.ts'
import { readPathMap, readReachable } from '../options/place-options.ts'
import { readBothSides, readWriteSettings } from '../options/s3-options.ts'
import { CollectedBytes } from '../platform/collected-bytes.ts'
import type { RewriteReport } from '../commands/rewrite/rewrite.ts'
import { formatCount } from '../text/quantities.ts'
import { withoutUserInfo } from '../text/redact.ts'
import { resolveLocalPath } from './arguments.ts'
import type { CliDependencies } from './dependencies.ts'
import { commandLineLabel, isOption } from './environment.ts'
import { printJson, printLines, warningLines } from './print.ts'
import { settleArguments } from './settle-arguments.ts'
import { addOptions, HELP, presentationOf, subcommand, wrapped, type Presentation } from './subcommand.ts'

/** The largest `_metadata` that is read. */
const MOST_BYTES = 1024 ** 3

interface Paths {
  readonly input: string
  readonly output: string
}

/** Adds `rewrite IN OUT`. */
export function addRewrite(program: Command, deps: CliDependencies): void {
  const command = subcommand(
    program,
    'rewrite',
    'give new prefixes to the paths in a _metadata; copies nothing',
  )
    .argument('<IN>', '_metadata to read: a local file, s3://bucket/path, or - for standard input')
    .argument('<OUT>', 'what to write: a local file, s3://bucket/path, or - for standard output')
    .addHelpText(
      'after',
      wrapped(
        'Prefixes may have any scheme. For files that another tool has copied to a system without S3:',
        `  ${PROGRAM} rewrite _metadata _metadata.new --path-map 's3://bucket/flink => hdfs://nn:8020/flink'`,
        'With OUT -, the summary goes to standard error.',
        HELP.credentials,
        HELP.sides,
        HELP.exit,
      ),
    )
  const read = addOptions(
    command,
    COMMAND_OPTIONS.rewrite.filter((name) => isOption(name)),
  )
  command.action(async (input: string, output: string) => {
    await runRewrite({ input, output }, read(), presentationOf(command), deps)
  })
}

/** A `_metadata` with other prefixes in it, whatever their schemes. */
async function runRewrite(
  paths: Paths,
  values: OptionValues,
  how: Presentation,
  deps: CliDependencies,
): Promise<void> {
  const toStandardOutput = paths.output === '-'
  if (toStandardOutput) deps.json.divert(deps.stderr)
  const settled = await settleArguments(values, rewriteLabel, 'rewrite', deps)
  const reader = createOptionReader(settled.values, settled.label)
  const rules = readPathMap(reader)
  if (rules.length === 0) {
    throw new OptionError("--path-map is required: give at least one --path-map 'old-prefix => new-prefix'")
  }
  const output = toStandardOutput ? standardOutput(deps) : outputPlace(reader, paths.output, deps.cwd)
  const overwrite = reader.flag('overwrite') ?? false
  const sides = readBothSides(reader)
  if (typeof output !== 'function') refuseAnonymousTarget(reader, output, sides.target)
  const targetWrite = readWriteSettings(reader)
  const input = paths.input === '-' ? await pipedIn(deps) : placeOf(reader, 'source', paths.input, deps.cwd)
  const result = await deps.commands.rewrite(input, output, rules, {
    overwrite,
    signal: deps.signal,
    sourceS3: sides.source,
    targetS3: sides.target,
    targetWrite,
    onWarning: (text) => {
      deps.stderr.write(`warning: ${printable(text)}\n`)
    },
  })
  const printer = toStandardOutput ? { ...deps, stdout: deps.stderr } : deps
  if (how.json) printJson(printer, result)
  else printLines(printer, rewriteLines(result))
}

const rewriteLabel: OptionLabel = (name) =>
  name === 'source' ? 'IN' : name === 'target' ? 'OUT' : commandLineLabel(name)

/** @throws OptionError for what is neither a local path nor in a store that speaks S3 */
function placeOf(reader: OptionReader, name: 'source' | 'target', text: string, cwd: string): Location {
  const label = reader.label(name)
  try {
    const { scheme } = parseLocation(resolveLocalPath(text, cwd))
    if (scheme !== 'file' && !isSpokenToByS3(scheme)) {
      throw new OptionError(
        `${label} is ${JSON.stringify(withoutUserInfo(text))}: rewrite works on local files, S3 and - (standard input and output); `
          + (name === 'source'
            ? "pipe it in with the store's own tool"
            : "write to -, and put it there with the store's own tool"),
      )
    }
  } catch (error) {
    if (!(error instanceof LocationError)) throw error
    throw new OptionError(`${label}: ${error.message}`, { cause: error })
  }
  return readReachable(reader, name, resolveLocalPath(text, cwd))
}

/**
 * An object is written under just the key that is given: one that means a directory would be lost there.
 */
function outputPlace(reader: OptionReader, text: string, cwd: string): Location {
  const place = placeOf(reader, 'target', text, cwd)
  if (place.scheme === 'file' || (place.path !== '/' && !text.endsWith('/'))) return place
  throw new OptionError(
    `OUT is ${JSON.stringify(text)}, a directory: write ${formatLocation(resolveWithin(place, '_metadata'))}`,
  )
}

/** @throws OptionError where people would get bytes on their screen */
function standardOutput({ stdout, writeBytes }: CliDependencies): (bytes: Uint8Array) => Promise<void> {
  if (stdout.isTTY === true || writeBytes === undefined)
    throw new OptionError('OUT is -, and standard output is a terminal: redirect it into a file or a program')
  return writeBytes
}

async function pipedIn({ stdin, signal }: CliDependencies): Promise<Uint8Array> {
  const collected = new CollectedBytes()
  for await (const chunk of stdin ?? []) {
    signal.throwIfAborted()
    collected.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk)
    if (collected.byteLength > MOST_BYTES)
      throw new OptionError('IN is -, and more than 1 GiB comes in, which no _metadata of Flink has')
  }
  if (collected.byteLength > 0) return collected.toBytes()
  throw new OptionError('IN is -, but nothing came in: pipe a _metadata into this command')
}

function rewriteLines(result: RewriteReport): string[] {
  return [
    `Written to ${result.output}`,
    `  from             ${result.input}`,
    `  metadata         version ${result.metadataVersion}`,
    `  URIs rewritten   ${formatCount(result.urisRewritten)}`,
    `  left unchanged   ${formatCount(result.urisUnchanged)}`,
    ...warningLines(result.warnings),
  ].map(printable)
}
