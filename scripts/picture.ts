/**
 * Writes docs/images/relocate.svg, the terminal that the README shows, from a real run of the bundle on a
 * MinIO server: a checkpoint of Flink 2.3 goes from one bucket to another.
 *
 *   npm run picture
 */
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { CreateBucketCommand } from '@aws-sdk/client-s3'
import { clientFor, startMinio } from '../__tests__/lab/servers.ts'

const ROOT = resolve(import.meta.dirname, '..')
const JOB = '586b55c2c213e7ec93da65701cda3810'
const FIXTURE = resolve(ROOT, 'fixtures', 'snapshots', 'flink2.3-rocksdb-checkpoint-incremental')
const CREDENTIALS = { accessKeyId: 'picture', secretAccessKey: 'picture-secret' }

/** A terminal breaks longer lines. */
const COLUMNS = 108
const CHARACTER_PX = 7.3
const LINE_PX = 18
const MARGIN_PX = 20
const BAR_PX = 34

/** A line of the terminal, and how it is drawn. */
interface Line {
  readonly text: string
  readonly look: 'prompt' | 'title' | 'step' | 'plain'
}

const server = await startMinio(CREDENTIALS)
try {
  const client = clientFor(server)
  for (const Bucket of ['staging-flink', 'production-flink'])
    await client.send(new CreateBucketCommand({ Bucket }))
  client.destroy()
  run(resolve(FIXTURE, JOB, 'chk-2'), 's3://staging-flink/checkpoints')
  const places = [`s3://staging-flink/checkpoints/${JOB}/chk-2`, 's3://production-flink/checkpoints'] as const
  const lines: Line[] = [
    { text: `$ npx flink-snapshot relocate ${places[0]} \\`, look: 'prompt' },
    { text: `    ${places[1]} --verify strict`, look: 'prompt' },
    ...run(...places, '--verify', 'strict'),
  ]
  writeFileSync(resolve(ROOT, 'docs', 'images', 'relocate.svg'), pictureOf(lines))
} finally {
  await server.stop()
}

/** Both streams in the order of a terminal: what happens, then the result. */
function run(...args: readonly string[]): Line[] {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [resolve(ROOT, 'dist', 'cli', 'index.js'), 'relocate', ...args],
    {
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        AWS_ENDPOINT_URL_S3: server.endpoint,
        AWS_REGION: server.region,
        AWS_ACCESS_KEY_ID: CREDENTIALS.accessKeyId,
        AWS_SECRET_ACCESS_KEY: CREDENTIALS.secretAccessKey,
      },
    },
  )
  if (status !== 0) throw new Error(`the run failed: ${stderr}`)
  return `${stderr.trimEnd()}\n${stdout.trimEnd()}`.split('\n').flatMap((text) => {
    const look = text.startsWith('Relocated') ? 'title' : /^\w+$/.test(text) ? 'step' : 'plain'
    return broken(text).map((piece) => ({ text: piece, look }))
  })
}

function broken(text: string): readonly string[] {
  return text.match(new RegExp(`.{1,${COLUMNS}}`, 'g')) ?? ['']
}

function pictureOf(lines: readonly Line[]): string {
  const columns = Math.max(...lines.map(({ text }) => text.length))
  const width = Math.ceil(columns * CHARACTER_PX + 2 * MARGIN_PX)
  const height = BAR_PX + lines.length * LINE_PX + MARGIN_PX
  const texts = lines.map(
    ({ text, look }, index) =>
      `<text class="${look}" x="${MARGIN_PX}" y="${BAR_PX + (index + 0.7) * LINE_PX}">${escaped(text)}</text>`,
  )
  const lights = ['#ff5f57', '#febc2e', '#28c840'].map(
    (colour, index) => `<circle cx="${MARGIN_PX + index * 18}" cy="17" r="5.5" fill="${colour}"/>`,
  )
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" role="img" aria-label="A relocation in a terminal">`,
    '<style>text{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;fill:#c9d1d9;white-space:pre}.prompt{fill:#7ee787}.title{fill:#fff;font-weight:700}.step{fill:#79c0ff;font-weight:700}</style>',
    `<rect width="${width}" height="${height}" rx="8" fill="#0d1117"/>`,
    ...lights,
    ...texts,
    '</svg>',
    '',
  ].join('\n')
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
