/**
 * Flink's own reading of configuration files, key by key, against ours; and what its hadoop plugin makes of
 * the keys for S3.
 */
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { FlinkConfigError } from '../../../src/flink/config/flink-config-error.ts'
import { readFlinkConfig, type FlinkConfig } from '../../../src/flink/config/flink-config.ts'
import { s3ConfigOf, type S3Setting } from '../../../src/flink/config/s3-config.ts'
import { isSensitiveKey } from '../../../src/flink/config/sensitive-keys.ts'
import { build, execute, tail } from '../flink/build.ts'

const TIMEOUT_MS = 300_000
const BUCKET = 'mine'

/** What Flink says of one file. */
interface Loaded {
  readonly entries: Readonly<Record<string, string>>
  readonly sensitive: readonly string[]
  readonly s3a: Readonly<Record<string, string>>
}

let scratch: string
beforeAll(async () => {
  scratch = await mkdtemp(path.join(tmpdir(), 'flink-config-lab-'))
})
afterAll(async () => {
  await rm(scratch, { recursive: true, force: true })
})

/** Loads the texts as files of one name by Flink of one release; `undefined` where Flink refuses one. */
async function loadByFlink(
  version: string,
  fileName: string,
  texts: readonly string[],
): Promise<(Loaded | undefined)[]> {
  const { classPath, plugins = '' } = await build(version, { s3Plugin: 'hadoop' })
  const folder = path.join(plugins, 's3-fs-hadoop')
  const jars = (await readdir(folder))
    .filter((name) => name.endsWith('.jar'))
    .map((name) => path.join(folder, name))
  const directories = await Promise.all(
    texts.map(async (text, index) => {
      const directory = path.join(scratch, `${version}-${fileName}-${index}`)
      await mkdir(directory, { recursive: true })
      await writeFile(path.join(directory, fileName), text)
      return directory
    }),
  )
  const { code, stdout, stderr } = await execute(
    'java',
    [
      '-Dfile.encoding=UTF-8',
      '-Dstdout.encoding=UTF-8',
      '-Dorg.slf4j.simpleLogger.defaultLogLevel=off',
      '-cp',
      [classPath, ...jars].join(path.delimiter),
      path.join(import.meta.dirname, 'FlinkConfigDump.java'),
      BUCKET,
      ...directories,
    ],
    { env: { ...process.env, LC_ALL: 'C.UTF-8' }, timeoutMs: TIMEOUT_MS },
  )
  if (code !== 0) throw new Error(`FlinkConfigDump ended with ${code ?? 'a signal'}:\n${tail(stderr)}`)
  return stdout
    .split(/^directory$/m)
    .slice(1)
    .map(loadedIn)
}

function loadedIn(output: string): Loaded | undefined {
  if (/^refused$/m.test(output)) return undefined
  const lines = output
    .split('\n')
    .map((line) =>
      line
        .split(' ')
        .map((word) => (word.startsWith("'") ? Buffer.from(word.slice(1), 'base64').toString('utf8') : word)),
    )
  const pairs = (what: string): Record<string, string> =>
    Object.fromEntries(lines.filter(([kind]) => kind === what).map(([, name, value]) => [name!, value!]))
  return {
    entries: pairs('key'),
    sensitive: lines
      .filter(([kind, , , sensitive]) => kind === 'key' && sensitive === 'true')
      .map(([, name]) => name!),
    s3a: pairs('s3a'),
  }
}

/** What we say of the same file; `undefined` where it is refused. */
function loadByUs(fileName: string, text: string): FlinkConfig | undefined {
  try {
    return readFlinkConfig(fileName, text)
  } catch (error) {
    if (error instanceof FlinkConfigError) return undefined
    throw error
  }
}

const S3A_NAMES: Readonly<Partial<Record<S3Setting, string>>> = {
  endpoint: 'endpoint',
  region: 'endpoint.region',
  pathStyle: 'path.style.access',
  accessKey: 'access.key',
  secretKey: 'secret.key',
  sessionToken: 'session.token',
}

function s3aOf(config: FlinkConfig): Record<string, string> {
  const { values } = s3ConfigOf(config, { scheme: 's3a', bucket: BUCKET })
  return Object.fromEntries(
    (Object.keys(S3A_NAMES) as S3Setting[]).flatMap((setting) => {
      const given = values[setting]
      return given === undefined ? [] : [[S3A_NAMES[setting]!, given.value]]
    }),
  )
}

const FLAT = [
  'a: 1\n# comment\nb: x # y\nc: a: b: c\nd:no blank\n  e  :  f  \ng: \n"h": "quoted"\na: 2\n',
  's3.endpoint: http://minio:9000\r\ns3.access-key: id\r\ns3.secret-key: pass#word\r\ns3.path.style.access: true\r\n',
  'trailing: tab\t\n\u00a0nbsp: \u00a0x\u00a0\nunicode: é😀\nform\u000cfeed: x\n',
  'fs.s3a.access.key: dot\ns3.access-key: hyphen\nfs.s3a.bucket.mine.endpoint: http://mine\ns3.endpoint: http://all\n'
    + 's3.bucket.mine.secret.key: mine\ns3a.session.token: token\nfs.s3a.endpoint.region: eu-central-1\nfs.s3a.bucket.other.access.key: other\n',
  's3.password: x\nmetrics.api-key: y\nfs.azure.account.key.z: z\nSECRET: s\nrest.basic-auth: b\nplain: p\n',
]

const YAML = [
  's3:\n  endpoint: http://minio:9000\n  access-key: id\n  path.style.access: true\ns3.secret-key: "x # y"\n',
  'a: 1\nb: 0x1F\nc: 0o17\nd: True\ne: yes\nf: "007"\ng: 007\nh: ~x\ni: 12345678901234567890\nj: -5\nk: +5\n',
  "a: &x value\nb: *x\nc: |\n  two\n  lines\nd: >-\n  folded\n  text\ne: 'single ''quoted'''\n",
  'a: 1\na: 2\n',
  'a: [1\n',
  '- a\n',
  'a: 1\n---\nb: 2\n',
  'c: *nothing\n',
  '',
  '# only a comment\n',
  '1: number\n',
  'nested: {true: flag}\n',
  'empty:\n',
  'a: null\nb: x\n',
  'empty: {}\n',
  'a: ""\n',
  'on: off\n"1": number\nnested: {deep: {er: [1, two], x: y}}\n',
  'fs.s3a:\n  access.key: dot\n  bucket.mine:\n    endpoint: http://mine\ns3: {access-key: hyphen, endpoint: http://all}\n',
]

/** Lists are of no use to us, and left out. */
function withoutLists(entries: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).filter(([, value]) => !value.startsWith('[')))
}

describe.each([
  { version: '1.18.1', fileName: 'flink-conf.yaml', texts: FLAT },
  { version: '1.20.1', fileName: 'flink-conf.yaml', texts: FLAT },
  { version: '1.20.1', fileName: 'config.yaml', texts: YAML },
  { version: '2.3.0', fileName: 'config.yaml', texts: YAML },
])('$fileName of Flink $version', ({ version, fileName, texts }) => {
  it('is read as Flink reads it, and its keys for S3 as the hadoop plugin does', async () => {
    const flink = await loadByFlink(version, fileName, texts)
    expect(flink).toHaveLength(texts.length)
    for (const [index, text] of texts.entries()) {
      const [theirs, ours] = [flink[index], loadByUs(fileName, text)]
      const of = { text }
      expect({ ...of, entries: ours && Object.fromEntries(ours.entries) }).toEqual({
        ...of,
        entries: theirs && withoutLists(theirs.entries),
      })
      if (theirs === undefined || ours === undefined) continue
      expect({ ...of, s3a: s3aOf(ours) }).toEqual({ ...of, s3a: theirs.s3a })
      for (const key of theirs.sensitive)
        expect({ key, sensitive: isSensitiveKey(key) }).toEqual({ key, sensitive: true })
    }
  })
})
