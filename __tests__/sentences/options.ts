import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { CommandName } from '../../src/options/option-specs.ts'
import { settleOptions } from '../../src/options/settle-options.ts'
import { readSearchRequest } from '../../src/options/find-options.ts'
import { readInspectionOptions } from '../../src/options/inspection-options.ts'
import { readOutputDirectory } from '../../src/options/job-files-options.ts'
import type { OptionValues } from '../../src/options/option-specs.ts'
import { readPromotionOptions } from '../../src/options/promotion-options.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'
import { readSavepointRequest } from '../../src/options/savepoint-options.ts'
import { inScratch, type Chapter, type Page } from './book.ts'

type Read = (values: OptionValues) => unknown
type Cases = readonly (readonly [when: string, values: OptionValues])[]

const PLACES = { source: 's3://old/sp/savepoint-1', target: 's3a://new/sp' }
const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
const ROLE = 'arn:aws:iam::123456789012:role/flink'

async function refuse(page: Page, read: Read, cases: Cases): Promise<void> {
  for (const [when, values] of cases) await page.fails(when, () => read(values))
}

const RELOCATION: Cases = [
  ['no source', { source: '' }],
  ['a source that is a text without a snapshot', { source: 'no\nsnapshot' }],
  ['a relative path', { source: 'bucket/savepoint-1' }],
  ['a line break in a path', { target: 's3://b/a\nb' }],
  ['an ARN', { target: 'arn:aws:s3:::b/sps' }],
  ['S3 without a bucket', { target: 's3:///x' }],
  ['keys before the bucket', { source: 's3://id:secret@bucket/x' }],
  ['another store', { source: 'hdfs://nn/sp' }],
  ['a web address', { source: 'https://b.s3.amazonaws.com/x' }],
  ['a host in a local path', { source: 'file://data/sp' }],
  ['s3n as target', { target: 's3n://b/x' }],
  ['a name with a slash', { 'target-name': 'a/b' }],
  ['a name that climbs', { 'target-name': '..' }],
  ['a name with a line break', { 'target-name': 'a\nb' }],
  ['a rule without arrow', { 'path-map': 's3://a -> s3://b' }],
  ['a rule with a relative side', { 'path-map': 's3://a => b' }],
  ['a prefix in two rules', { 'path-map': 's3://a => s3://b\ns3://a => s3://c' }],
  ['two former homes', { 'moved-from': 's3://a/sp\ns3://b/sp' }],
  ['a rule for a former home', { 'moved-from': 's3://a/sp => s3://b/sp' }],
  ['yes for true', { overwrite: 'yes' }],
  ['a choice that does not exist', { 'external-files': 'move' }],
  ['a choice in other letters', { verify: 'Strict' }],
  ['no number', { concurrency: 'many' }],
  ['a fingerprint of no plan', { 'expect-plan': 'abc' }],
  ['a shard that is no fraction', { shard: '2 of 8' }],
  ['a shard of too many', { shard: '1/257' }],
  ['a shard beyond the last', { shard: '5/4' }],
  ['a shard that deletes', { shard: '1/2', 'delete-source': 'true' }],
  ['an id without secret', { 'access-key-id': 'ID' }],
  ['a token alone', { 'session-token': 'hush' }],
  ['keys and a profile', { 'access-key-id': 'ID', 'secret-access-key': 'hush', profile: 'p' }],
  ['a secret with a line break', { 'access-key-id': 'ID', 'secret-access-key': 'hu\nsh' }],
  ['a role and keys', { 'role-to-assume': ROLE, 'access-key-id': 'ID', 'secret-access-key': 'no' }],
  ['a role and a profile', { 'role-to-assume': ROLE, profile: 'ops' }],
  ['a role by its name', { 'role-to-assume': 'flink' }],
  ['a role without a runner', { 'role-to-assume': ROLE }],
  ['a role for too short a time', { 'role-to-assume': ROLE, 'role-duration-seconds': '60' }],
  ['a session name with a blank', { 'role-to-assume': ROLE, 'role-session-name': 'a b' }],
  ['a region with a blank', { region: 'eu west' }],
  ['an endpoint without scheme', { endpoint: 'minio:9000' }],
  ['an endpoint with a path', { 'source-endpoint': 'http://minio/bucket' }],
  ['an endpoint with a password', { endpoint: 'https://me:hush@minio' }],
  ['an encryption that does not exist', { 'target-sse': 'kms' }],
  ['a KMS key alone', { 'target-kms-key-id': 'k' }],
  ['a KMS key with AES256', { 'target-kms-key-id': 'k', 'target-sse': 'AES256' }],
  ['an archive', { 'target-storage-class': 'DEEP_ARCHIVE' }],
  ['a class in small letters', { 'target-storage-class': 'standard-ia' }],
  ['a class with a blank', { 'target-storage-class': 'A B' }],
  ['an ACL that does not exist', { 'target-acl': 'owner' }],
  ['encryption of local files', { target: '/data/sp', 'target-sse': 'AES256' }],
]

const REST = { 'rest-url': 'http://jobmanager:8081', 'job-id': JOB }
const SAVEPOINT: Cases = [
  ['neither command nor URL', {}],
  ['both', { ...REST, command: 'flink savepoint' }],
  ['a setting of REST beside a command', { command: 'flink stop', 'job-id': JOB }],
  ['settings of REST beside a command', { command: 'flink stop', 'job-id': JOB, stop: 'true' }],
  ['no job', { 'rest-url': 'http://x' }],
  ["a job's name", { ...REST, 'job-id': 'orders' }],
  ['drain without stop', { ...REST, drain: 'true' }],
  ['a URL that is a host', { ...REST, 'rest-url': 'jobmanager:8081' }],
  ['a URL with a password', { ...REST, 'rest-url': 'http://me:hush@jobmanager:8081' }],
  ['a page of the web interface', { ...REST, 'rest-url': 'http://jobmanager:8081/#/job/running' }],
  ['a relative directory', { ...REST, 'target-directory': 'savepoints' }],
  ['a user without password', { ...REST, 'rest-username': 'me' }],
  ['a token beside a password', { ...REST, 'rest-token': 'a', 'rest-password': 'b' }],
  ['a user with a colon', { ...REST, 'rest-username': 'a:b', 'rest-password': 'c' }],
  ['no duration', { ...REST, timeout: 'soon' }],
  ['too long a duration', { ...REST, timeout: '3d' }],
]

const command = (text: string): OptionValues => ({ command: text })
const COMMANDS: Cases = [
  ['no program', command('""')],
  ['a variable before the program', command('A=b flink')],
  ['several lines', command('flink list\nflink stop')],
  ['a backslash at the end', command('flink \\')],
  ['a quote that does not end', command("flink 'a")],
  ['another quote that does not end', command('flink "a')],
  ['a pipe', command('flink list | grep x')],
  ['an ampersand', command('flink list && true')],
  ['a semicolon', command('flink list; true')],
  ['a redirection', command('flink list > x')],
  ['a parenthesis', command('(flink list)')],
  ['backquotes', command('flink stop `cat id`')],
  ['a substitution', command('flink stop $(cat id)')],
  ['a variable', command('flink stop $ID')],
]

const PROMOTION: Cases = [
  ['nothing to promote', {}],
  ['a snapshot and a command', { source: 's3://a/b', command: 'flink savepoint x' }],
  ['a dry run that takes a savepoint', { command: 'flink savepoint x', 'dry-run': 'true' }],
  [
    'an approved plan of a savepoint to come',
    { command: 'flink savepoint x', 'expect-plan': 'a'.repeat(64) },
  ],
  ['files that are not written', { source: 's3://a/b', 'restore-command': 'kubectl apply -f {resume-dir}' }],
  ['a shell line that starts the job', { source: 's3://a/b', 'restore-command': 'a | b' }],
]

const FIND: Cases = [
  ['no directory', {}],
  ["a job's name", { directory: 's3://b/cp', 'job-id': 'orders' }],
  ['no age', { directory: 's3://b/cp', 'max-age': 'old' }],
  ['a choice that does not exist', { directory: 's3://b/cp', kind: 'snapshot' }],
]

const INSPECTION: Cases = [
  ['a verdict on files that nobody looks for', { source: 's3://b/sp', 'fail-on': 'outside' }],
  ['a setting of a plan without target', { source: 's3://b/sp', 'path-map': 's3://a => s3://b' }],
]

const flat = 'flink-conf.yaml'
const yaml = 'config.yaml'
const CONFIGS: readonly (readonly [
  when: string,
  command: CommandName,
  name: string,
  text: string,
  more?: OptionValues,
])[] = [
  ['no directory in it', 'relocate', flat, 'a: b'],
  [
    'two directories in it',
    'find',
    flat,
    'state.savepoints.dir: s3://b/sp\nstate.checkpoints.dir: s3://b/cp',
  ],
  ['a flag that is none', 'relocate', flat, 'state.savepoints.dir: s3://b/sp\ns3.path.style.access: yes'],
  [
    'two spellings that differ',
    'relocate',
    flat,
    'state.savepoints.dir: s3://b/sp\ns3.access-key: a\ns3.access.key: b',
  ],
  ['a list', 'relocate', yaml, '- a'],
  ['no YAML', 'relocate', yaml, 'a: [b'],
  ['an alias of nothing', 'relocate', yaml, 'a: *b'],
  ['an alias of a mapping', 'relocate', yaml, 'a: &x\n  b: c\nd: *x'],
  ['too many aliases', 'relocate', yaml, `a: &x b\nc: [${'*x, '.repeat(2000)}]`],
  ['a key that is a mapping', 'relocate', yaml, '{a: b}: c'],
  ['a key that is a number', 'relocate', yaml, '1: c'],
  ['a key without value', 'relocate', yaml, 'a:'],
  ['a key twice', 'relocate', yaml, 'a.b: c\na:\n  b: d'],
  ['too deep', 'relocate', yaml, Array.from({ length: 60 }, (_, n) => `${' '.repeat(n)}a:`).join('\n')],
  ['too many keys', 'relocate', yaml, Array.from({ length: 20_000 }, (_, n) => `k${n}: v`).join('\n')],
  ['too long', 'relocate', yaml, `# ${'x'.repeat(1_500_000)}`],
  ['a placeholder', 'relocate', flat, 'state.savepoints.dir: s3://b/sp\ns3.endpoint: ${ENDPOINT}'],
  ['a Deployment', 'relocate', yaml, 'kind: Deployment\nmetadata: {name: a}\nspec: {}'],
  ['a FlinkDeployment without it', 'relocate', yaml, 'kind: FlinkDeployment\nmetadata: {name: a}\nspec: {}'],
  ['a ConfigMap of something else', 'relocate', yaml, 'kind: ConfigMap\ndata: {log4j.properties: x}'],
  [
    'a ConfigMap with two of them',
    'relocate',
    yaml,
    "kind: ConfigMap\ndata: {flink-conf.yaml: 'a: b', config.yaml: 'a: b'}",
  ],
]

async function configurations(page: Page): Promise<void> {
  await inScratch(page, async (directory) => {
    const settle = (
      command: CommandName,
      values: OptionValues,
    ): Promise<{ notes: readonly string[]; warnings: readonly string[] }> =>
      settleOptions(values, { command, label: (name) => name, directory, env: {} })
    const nameIn = (command: CommandName): 'flink-config' | 'target-flink-config' =>
      command === 'relocate' ? 'target-flink-config' : 'flink-config'
    await page.fails('no such file', () => settle('relocate', { 'target-flink-config': 'absent.yaml' }))
    await mkdir(join(directory, 'conf'))
    await page.fails('a directory', () => settle('relocate', { 'target-flink-config': 'conf' }))
    await writeFile(join(directory, 'huge.yaml'), Buffer.alloc(20_000_000, '#'))
    await page.fails('a large file', () => settle('relocate', { 'target-flink-config': 'huge.yaml' }))
    for (const [when, command, name, text, more] of CONFIGS) {
      await writeFile(join(directory, name), text)
      await page.fails(when, () => settle(command, { source: 's3://a/sp', [nameIn(command)]: name, ...more }))
    }
    await writeFile(
      join(directory, flat),
      [
        's3.endpoint: minio:9000',
        's3.access-key: id',
        's3.secret-key: hush',
        's3.assumed.role.arn: x',
        's3.assumed.role.sts.endpoint: y',
        's3.aws.credentials.provider: com.example.Mine',
        's3.encryption.algorithm: CSE-KMS',
        's3.proxy.host: proxy',
        's3.requester.pays.enabled: true',
        's3.acl.default: Private',
        's3.cse.enabled: true',
        's3.signing-algorithm: S3SignerType',
        's3.security.credential.provider.path: jceks://x',
        's3.client.factory: y',
        'no colon',
        'nothing:',
        'state.savepoints.dir: s3a://b/sp',
      ].join('\n'),
    )
    const { notes, warnings } = await settle('relocate', {
      source: 's3a://a/sp',
      'target-flink-config': flat,
    })
    page.say('what was taken of it', notes)
    page.say('what was not honoured', warnings)
    const beside = await settle('relocate', {
      source: 's3a://a/sp',
      'target-flink-config': flat,
      profile: 'ops',
    })
    page.say('keys of it beside a profile', beside.notes)
  })
}

/** What is said of settings, before anything is read. */
export const OPTIONS: readonly Chapter[] = [
  {
    title: 'Settings of a relocation',
    write: (page) => refuse(page, (values) => readRelocationRequest({ ...PLACES, ...values }), RELOCATION),
  },
  {
    title: 'Settings of a savepoint',
    write: (page) => refuse(page, (values) => readSavepointRequest(values), SAVEPOINT),
  },
  {
    title: 'Command lines that are given as a setting',
    write: (page) => refuse(page, (values) => readSavepointRequest(values), COMMANDS),
  },
  {
    title: 'Settings of a promotion',
    write: (page) => refuse(page, (values) => readPromotionOptions(values), PROMOTION),
  },
  {
    title: 'Settings of a search',
    write: (page) => refuse(page, (values) => readSearchRequest(values), FIND),
  },
  {
    title: 'Settings of an inspection, and of the files that start a job',
    write: async (page: Page): Promise<void> => {
      await refuse(page, (values) => readInspectionOptions(values), INSPECTION)
      await page.fails('a directory in a bucket', () => readOutputDirectory({ 'job-files': 's3://b/x' }))
    },
  },
  { title: "Flink's configuration files", write: configurations },
]
