import { mkdir, mkdtemp, realpath, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Commands } from '../../src/commands/commands.ts'
import { displayLocation, type Location } from '../../src/location/location.ts'
import { runCommand } from '../support/run-command.ts'

const NAME = 'savepoint-0123ab-0123456789ab'

let cwd: string
beforeEach(async () => {
  cwd = await realpath(await mkdtemp(join(tmpdir(), 'place-argument-')))
  await mkdir(join(cwd, 'fixtures/x', NAME), { recursive: true })
  await writeFile(join(cwd, 'fixtures/x', NAME, '_metadata'), '')
})
afterEach(async () => {
  await rm(cwd, { recursive: true })
})

/** What the command line asks the commands for, and how they end where they do not. */
async function ask(...args: string[]): Promise<{ code: number; stderr: string; asked: string[] }> {
  const asked: string[] = []
  const note = (...places: Location[]): Promise<never> => {
    asked.push(...places.map((place) => displayLocation(place)))
    return Promise.reject(new Error('enough'))
  }
  const commands: Partial<Commands> = {
    relocate: ({ source, target }) => note(source, target),
    inspect: ({ source, relocation }) => note(source, ...(relocation ? [relocation.target] : [])),
    find: ({ directory }) => note(directory),
    diff: (a, b) => note(a.location, b.location),
  }
  const { code, stderr } = await runCommand(args, commands, { cwd })
  return { code, stderr, asked }
}

describe('a relative path at which something is', () => {
  const PATH = `fixtures/x/${NAME}`

  it.each([
    ['relocate', [PATH, 'fixtures/'], ['PATH', 'fixtures']],
    ['inspect', [`${PATH}/_metadata`, '--target', 'fixtures'], ['PATH/_metadata', 'fixtures']],
    ['find', ['fixtures/x'], ['fixtures/x']],
    ['diff', [PATH, `${PATH}/`], ['PATH', 'PATH']],
  ])('is what %s works with', async (command, args, expected) => {
    const absolute = expected.map((path) => `${cwd}/${path}`.replace('PATH', PATH))
    expect((await ask(command, ...args)).asked).toEqual(absolute)
  })
})

describe('a relative path at which nothing is', () => {
  it.each([
    ['relocate', `backup/tmp/x/${NAME}`, ['TEXT', '/out'], 'SOURCE'],
    ['relocate', `bucket/sps/${NAME}`, ['s3://b/x', 'TEXT'], 'TARGET'],
    ['inspect', `bucket/sps/${NAME}`, ['TEXT'], 'SOURCE'],
    ['inspect', 'bucket/sps', ['/x', '--target', 'TEXT'], '--target'],
    ['relocate', 'out', ['s3://b/x', 'TEXT'], 'TARGET'],
    ['find', 'bucket/sps', ['TEXT'], 'DIRECTORY'],
    ['diff', `bucket/sps/${NAME}`, ['TEXT', '/b'], 'A'],
    ['diff', `bucket/sps/${NAME}`, ['/a', 'TEXT'], 'B'],
  ])('is refused by %s: %s', async (command, text, args, label) => {
    const { code, stderr, asked } = await ask(command, ...args.map((arg) => arg.replace('TEXT', text)))
    expect(asked).toEqual([])
    expect(code).toBe(2)
    expect(stderr).toContain(
      `${label}: "${text}" is a relative path, and nothing is there: write s3://${text} where it begins with a bucket, ./${text}`,
    )
  })
})

describe('an ARN', () => {
  it.each([
    ['relocate', ['ARN', '/out'], 'SOURCE'],
    ['relocate', ['/x', 'ARN'], 'TARGET'],
    ['inspect', ['ARN'], 'SOURCE'],
    ['find', ['ARN'], 'DIRECTORY'],
    ['diff', ['/a', 'ARN'], 'B'],
    ['rewrite', ['ARN', 'out', '--path-map', 's3://a => s3://b'], 'IN'],
  ])('is told by %s how it is written', async (command, args, label) => {
    const arn = `arn:aws:s3:::bucket/sps/${NAME}`
    const { code, stderr } = await ask(command, ...args.map((arg) => arg.replace('ARN', arn)))
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining(
        `${label}: "${arn}" is an ARN, which is no path: it is written s3://bucket/sps/${NAME} here`,
      ),
    ])
  })

  it('of an access point stands in the place of the bucket, or its alias does', async () => {
    const { stderr } = await ask('inspect', 'arn:aws:s3:eu-west-1:123456789012:accesspoint/mine')
    expect(stderr).toContain(
      "write s3://arn:aws:s3:eu-west-1:123456789012:accesspoint/mine to read there, or the access point's alias as the bucket",
    )
  })
})

describe('what is no path', () => {
  it('is left to its reader', async () => {
    expect((await ask('relocate', `"/tmp/x/${NAME}"`, '/out')).asked).toEqual([`/tmp/x/${NAME}`, '/out'])
    expect((await ask('relocate', `path=s3://b/${NAME}`, '/out')).asked).toEqual([`s3://b/${NAME}`, '/out'])
    expect((await ask('relocate', 'KUBERNETES_OPERATOR_LAST_STATE', '/out')).stderr).toContain('placeholder')
  })
})
