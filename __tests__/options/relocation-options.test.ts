import { parseLocation } from '../../src/location/location.ts'
import { OptionError } from '../../src/options/option-error.ts'
import { OPTION_SPECS, type OptionName, type OptionValues } from '../../src/options/option-specs.ts'
import { readRelocationRequest } from '../../src/options/relocation-options.ts'
import { unnamed } from '../support/unnamed.ts'

const PLACES = { source: 's3://old/sp/savepoint-1', target: 's3a://new/sp' }

function read(values: OptionValues): ReturnType<typeof readRelocationRequest> {
  return unnamed(readRelocationRequest({ ...PLACES, ...values }))
}

describe('defaults', () => {
  it('come with source and target alone', () => {
    expect(read({})).toEqual({
      source: parseLocation(PLACES.source),
      target: parseLocation(PLACES.target),
      pathMap: [],
      claimedSavepoints: [],
      references: 'preserve',
      outsideState: 'warn',
      externalFiles: 'fail',
      overwrite: false,
      deleteSource: false,
      dryRun: false,
      verify: 'fast',
      sourceS3: {},
      targetS3: {},
      targetWrite: {},
    })
  })

  it('come as well when every other setting is empty or blank, as GitHub passes absent inputs', () => {
    const empty = Object.fromEntries(
      OPTION_SPECS.map(({ name }, index) => [name, index % 2 === 0 ? '' : '  ']),
    )
    expect(read({ ...empty, ...PLACES })).toEqual(read({}))
  })

  it('say in their specifications what the reader does', () => {
    const fallbacks = Object.fromEntries(
      OPTION_SPECS.flatMap((spec) => ('fallback' in spec ? [[spec.name, spec.fallback]] : [])),
    )
    expect(read(fallbacks)).toEqual(read({}))
  })
})

describe('everything given', () => {
  it('arrives in the request', () => {
    expect(
      read({
        'target-name': 'savepoint-new',
        'path-map': 's3://a/x => s3://b/y\n\n# note\nhdfs://nn/z => s3://b/z',
        'moved-from': 'hdfs://nn:8020/sp/savepoint-1',
        'external-files': 'copy',
        'claimed-savepoint': 's3://old/sp/one\n\ns3a://old/sp/two/',
        references: 'relative',
        'outside-state': 'ignore',
        overwrite: 'true',
        'delete-source': 'True',
        'dry-run': 'TRUE',
        verify: 'strict',
        transfer: 'streamed',
        concurrency: '64',
        'access-key-id': 'AKIDTARGET',
        'secret-access-key': 'target-secret',
        'session-token': 'target-token',
        region: 'eu-central-1',
        endpoint: 'https://minio.example.com:9000/',
        'force-path-style': 'true',
        'source-access-key-id': 'AKIDSOURCE',
        'source-secret-access-key': 'source-secret',
        'source-region': 'us-east-1',
        'source-endpoint': 'http://127.0.0.1:8333',
        'source-force-path-style': 'false',
        'target-sse': 'aws:kms',
        'target-kms-key-id': 'alias/flink',
        'target-storage-class': 'STANDARD_IA',
        'target-acl': 'bucket-owner-full-control',
      }),
    ).toEqual({
      source: parseLocation(PLACES.source),
      target: parseLocation(PLACES.target),
      targetName: 'savepoint-new',
      pathMap: [
        {
          from: { scheme: 's3', authority: 'a', path: '/x' },
          to: { scheme: 's3', authority: 'b', path: '/y' },
        },
        {
          from: { scheme: 'hdfs', authority: 'nn', path: '/z' },
          to: { scheme: 's3', authority: 'b', path: '/z' },
        },
      ],
      movedFrom: parseLocation('hdfs://nn:8020/sp/savepoint-1'),
      externalFiles: 'copy',
      claimedSavepoints: [
        { scheme: 's3', authority: 'old', path: '/sp/one' },
        { scheme: 's3a', authority: 'old', path: '/sp/two' },
      ],
      references: 'relative',
      outsideState: 'ignore',
      overwrite: true,
      deleteSource: true,
      dryRun: true,
      transfer: 'streamed',
      verify: 'strict',
      concurrency: 64,
      sourceS3: {
        credentials: { accessKeyId: 'AKIDSOURCE', secretAccessKey: 'source-secret' },
        region: 'us-east-1',
        endpoint: 'http://127.0.0.1:8333',
        forcePathStyle: false,
      },
      targetS3: {
        credentials: {
          accessKeyId: 'AKIDTARGET',
          secretAccessKey: 'target-secret',
          sessionToken: 'target-token',
        },
        region: 'eu-central-1',
        endpoint: 'https://minio.example.com:9000',
        forcePathStyle: true,
      },
      targetWrite: {
        sse: 'aws:kms',
        kmsKeyId: 'alias/flink',
        storageClass: 'STANDARD_IA',
        acl: 'bucket-owner-full-control',
      },
    })
  })
})

describe("a source that is a text of Flink's", () => {
  it('is the path that stands in it, and where it stood is told', () => {
    const source =
      'Triggering savepoint for job 00.\n\u001b[1mSavepoint completed. Path: s3a://old/sp/savepoint-4a1b2c-0123456789ab\u001b[0m\n'
    expect(read({ source })).toMatchObject({
      source: parseLocation('s3a://old/sp/savepoint-4a1b2c-0123456789ab'),
      takenFrom: "Flink's line 'Savepoint completed. Path:'",
    })
  })

  it('is refused with the reason, and without the text', () => {
    expect(() => read({ source: `{"status":{"id":"IN_PROGRESS"},"x":"${'y'.repeat(10_000)}"}` })).toThrow(
      /^source: the savepoint has not ended \(IN_PROGRESS\): ask again until it says COMPLETED$/,
    )
    expect(() => read({ source: 'line\n'.repeat(10_000) })).toThrow(
      /^source: the text names no snapshot: .{10,200}$/,
    )
    expect(() => read({ source: 'KUBERNETES_OPERATOR_LAST_STATE' })).toThrow('which is no path')
  })

  it('is judged as any other path then', () => {
    expect(() =>
      read({ source: 'Savepoint completed. Path: hdfs://nn/sp/savepoint-4a1b2c-0123456789ab' }),
    ).toThrow('hdfs can neither be read')
    expect(() =>
      read({ source: '{"status":{"id":"COMPLETED"},"operation":{"location":"s3://b/a\\nb"}}' }),
    ).toThrow('contains a line break')
  })

  it('is no text where it is one line that begins as a path', () => {
    const source = '/data/Savepoint completed. Path: s3://b/savepoint-4a1b2c-0123456789ab.'
    expect(read({ source })).toMatchObject({ source: parseLocation(source) })
    expect(read({ source }).takenFrom).toBeUndefined()
  })
})

describe('a shard', () => {
  it.each([
    ['2/8', 2, 8],
    ['1/1', 1, 1],
    ['256/256', 256, 256],
    [' 3 / 4 ', 3, 4],
  ])('%s is which of how many', (text, index, count) => {
    expect(read({ shard: text }).shard).toEqual({ index, count })
  })

  it.each([
    ['0/4', 'a split in 4 has the shards 1/4 to 4/4'],
    ['5/4', 'a split in 4 has the shards 1/4 to 4/4'],
    ['1/0', 'write a split in 1 to 256'],
    ['1/257', 'write a split in 1 to 256'],
    ['1/999999999999', 'write which of how many, such as 2/8'],
    ['2', 'write which of how many'],
    ['2/8/3', 'write which of how many'],
    ['-1/4', 'write which of how many'],
    ['1.5/4', 'write which of how many'],
    ['two/8', 'write which of how many'],
    ['2 of 8', 'write which of how many'],
  ])('%s is refused', (text, says) => {
    expect(() => read({ shard: text })).toThrow(OptionError)
    expect(() => read({ shard: text })).toThrow(`shard is ${JSON.stringify(text)}: ${says}`)
  })

  it('is refused beside delete-source, which counts for the last run, and goes with all the rest', () => {
    expect(() => read({ shard: '1/2', 'delete-source': 'true' })).toThrow(
      'shard is "1/2" and delete-source is true: a shard has proved its own part only; set delete-source for the last run, the one without shard',
    )
    expect(
      read({
        shard: '1/2',
        'delete-source': 'false',
        overwrite: 'true',
        'dry-run': 'true',
        verify: 'strict',
      }),
    ).toMatchObject({ shard: { index: 1, count: 2 }, overwrite: true, dryRun: true, verify: 'strict' })
  })
})

describe('the source side', () => {
  const keys = { 'access-key-id': 'ID', 'secret-access-key': 'SECRET', 'session-token': 'TOKEN' }

  it("takes all of the target's settings when it has none", () => {
    const request = read({ ...keys, region: 'eu-west-1', endpoint: 'http://h:1', 'force-path-style': 'true' })
    expect(request.sourceS3).toEqual(request.targetS3)
    expect(request.sourceS3.credentials).toEqual({
      accessKeyId: 'ID',
      secretAccessKey: 'SECRET',
      sessionToken: 'TOKEN',
    })
  })

  it("takes key id, secret and token from one level: the target's token is no part of the source's set", () => {
    const { sourceS3 } = read({
      ...keys,
      'source-access-key-id': 'SID',
      'source-secret-access-key': 'SSECRET',
    })
    expect(sourceS3.credentials).toEqual({ accessKeyId: 'SID', secretAccessKey: 'SSECRET' })
  })

  it('overrides region, endpoint and path style one by one', () => {
    const { sourceS3 } = read({
      ...keys,
      region: 'eu-west-1',
      endpoint: 'http://h:1',
      'source-region': 'us-east-2',
    })
    expect(sourceS3).toMatchObject({
      region: 'us-east-2',
      endpoint: 'http://h:1',
      credentials: { accessKeyId: 'ID' },
    })
  })

  it("signs with its own profile in place of the target's keys, and with its own keys in place of the profile", () => {
    expect(read({ ...keys, 'source-profile': 'old' }).sourceS3).toEqual({ profile: 'old' })
    expect(
      read({ 'source-profile': 'old', 'source-region': 'r', endpoint: 'https://new.example' }).sourceS3,
    ).toEqual({ profile: 'old', region: 'r', inherited: { endpoint: 'https://new.example' } })
    const own = { 'source-access-key-id': 'SID', 'source-secret-access-key': 'SSECRET' }
    expect(read({ profile: 'new', ...own }).sourceS3).toEqual({
      credentials: { accessKeyId: 'SID', secretAccessKey: 'SSECRET' },
    })
  })
})

describe('the sides', () => {
  const BOTH = { region: 'both-1', endpoint: 'http://both:1', 'force-path-style': 'true', profile: 'both' }

  it.each(['source', 'target'] as const)('what is said of the %s counts on its side alone', (side) => {
    const other = side === 'source' ? 'targetS3' : 'sourceS3'
    const request = read({
      ...BOTH,
      [`${side}-region`]: 'own-1',
      [`${side}-endpoint`]: 'http://own:1',
      [`${side}-force-path-style`]: 'false',
      [`${side}-profile`]: 'own',
    })
    expect(request[`${side}S3`]).toEqual({
      region: 'own-1',
      endpoint: 'http://own:1',
      forcePathStyle: false,
      profile: 'own',
    })
    expect(request[other]).toEqual({
      region: 'both-1',
      endpoint: 'http://both:1',
      forcePathStyle: true,
      profile: 'both',
    })
  })

  it('the endpoint aws is AWS itself', () => {
    const { sourceS3, targetS3 } = read({ endpoint: 'http://both:1', 'source-endpoint': 'aws' })
    expect([sourceS3, targetS3]).toEqual([{ atAws: true }, { endpoint: 'http://both:1' }])
    expect(read({ endpoint: 'AWS', 'target-endpoint': 'http://own:1' })).toMatchObject({
      sourceS3: { atAws: true },
      targetS3: { endpoint: 'http://own:1' },
    })
  })
})

describe('a side', () => {
  const namesOf = (values: OptionValues): { source: object; target: object } => {
    const { sourceS3, targetS3 } = readRelocationRequest({ ...PLACES, ...values }, (name) => `<${name}>`)
    return { source: sourceS3.names!, target: targetS3.names! }
  }
  const keysOf = (prefix: string): Record<string, string> => ({
    [`${prefix}access-key-id`]: 'ID',
    [`${prefix}secret-access-key`]: 'SECRET',
  })

  it.each(['source-', 'target-'] as const)('names what is said of it alone: %s', (prefix) => {
    const side = prefix === 'source-' ? 'source' : 'target'
    const given = { ...keysOf(''), endpoint: 'http://a:1', [`${prefix}endpoint`]: 'http://b:1' }
    expect(namesOf({ ...given, ...keysOf(prefix) })[side]).toMatchObject({
      endpoint: `<${prefix}endpoint>`,
      'access-key-id': `<${prefix}access-key-id>`,
      // Of one set with them.
      'session-token': `<${prefix}session-token>`,
    })
  })

  it('names what is said of both sides', () => {
    const named = { region: '<region>', 'secret-access-key': '<secret-access-key>' }
    expect(namesOf({ ...keysOf(''), region: 'x-1' })).toMatchObject({ source: named, target: named })
  })

  it('names what could be said, where nothing is', () => {
    expect(namesOf({})).toMatchObject({
      source: { region: '<source-region> (or <region>)', profile: '<source-profile> (or <profile>)' },
      target: { region: '<region>', profile: '<profile>' },
    })
  })
})

type Refusal = [what: string, values: OptionValues, ...parts: string[]]

const REFUSALS: Refusal[] = [
  ['no source', { source: '' }, 'source is required'],
  ['no target', { target: ' ' }, 'target is required'],
  ['a relative path', { source: 'bucket/savepoint-1' }, 'source: "bucket/savepoint-1" is a relative path'],
  [
    'a relative path that holds an absolute one',
    { source: 'backup/tmp/x/savepoint-0123ab-0123456789ab' },
    'source: "backup/tmp/x/savepoint-0123ab-0123456789ab" is a relative path',
    'such as s3://backup/tmp/x/savepoint-',
  ],
  [
    "a source's ARN",
    { source: 'arn:aws:s3:::b/sps/savepoint-0123ab-0123456789ab' },
    'source: "arn:aws:s3:::b/sps/',
    'it is written s3://b/sps/savepoint-',
  ],
  [
    "a target's ARN",
    { target: 'arn:aws:s3:::b/sps' },
    'target: "arn:aws:s3:::b/sps" is an ARN',
    'it is written s3://b/sps here',
  ],
  ['S3 without a bucket', { target: 's3:///x' }, 'target: "s3:///x" names no bucket'],
  [
    'another store',
    { source: 'hdfs://nn/sp' },
    'source is "hdfs://nn/sp"',
    'hdfs can neither be read nor written',
    'by hadoop distcp to S3 or a local disk',
    'the run detects where they were before',
  ],
  [
    'another store as target',
    { target: 'abfss://c@a.dfs.core.windows.net/sp' },
    'abfss can neither be read nor written',
    'copy the result by azcopy',
    'rewrite IN OUT',
  ],
  ['a web address', { source: 'https://b.s3.amazonaws.com/x' }, 'write it as s3://bucket/path'],
  ['a host in a local path', { source: 'file://data/sp' }, 'names the host "data"', 'write file:///data/sp'],
  ['s3n as target', { target: 's3n://b/x' }, 'target is "s3n://b/x"', 's3, s3a or s3p'],
  ['a name with a slash', { 'target-name': 'a/b' }, 'target-name is "a/b"', 'without slashes'],
  ['a name with a backslash', { 'target-name': 'a\\b' }, 'target-name', 'without slashes'],
  ['a name that climbs', { 'target-name': '..' }, 'target-name is ".."', 'no name'],
  ["a name that is the metadata's", { 'target-name': '_metadata' }, 'target-name is "_metadata"'],
  ['a name with a line break', { 'target-name': 'a\nb' }, 'target-name contains a line break', '"a\\nb"'],
  ['a broken rule', { 'path-map': 's3://a -> s3://b' }, 'path-map: line 1 is no rule'],
  ['a rule with a relative side', { 'path-map': 's3://a => b' }, 'path-map: line 1: "b" is a relative path'],
  ['a relative former home', { 'moved-from': 'old/place' }, 'moved-from: "old/place" is a relative path'],
  [
    'a rule of moved files with a relative side',
    { 'read-map': 's3://a => b' },
    'read-map: line 1: "b" is a relative path',
  ],
  [
    'two former homes',
    { 'moved-from': 's3://a/sp\ns3://b/sp' },
    'moved-from is "s3://a/sp\\ns3://b/sp", and a snapshot has one former home',
    'rules (former => present) in read-map',
  ],
  ['yes for true', { overwrite: 'yes' }, 'overwrite is "yes": write true or false'],
  ['1 for true', { 'delete-source': '1' }, 'delete-source is "1": write true or false'],
  [
    'a claimed savepoint that is no location',
    { 'claimed-savepoint': 's3://a/b\nsp' },
    'claimed-savepoint: "sp" is a relative path',
  ],
  [
    'a choice that does not exist',
    { 'external-files': 'move' },
    'external-files is "move": write fail, copy or keep',
  ],
  ['a way that does not exist', { transfer: 'server' }, 'transfer is "server": write auto or streamed'],
  ['a choice in other letters', { verify: 'Strict' }, 'verify is "Strict": did you mean strict?'],
  ['no number', { concurrency: 'many' }, 'concurrency is "many": write a whole number from 1 to 1024'],
  ['zero', { concurrency: '0' }, 'concurrency is "0"'],
  ['too many', { concurrency: '1025' }, 'concurrency is "1025"'],
  ['a fraction', { concurrency: '1.5' }, 'concurrency is "1.5"'],
  [
    'an id without secret',
    { 'access-key-id': 'ID' },
    'access-key-id is given without secret-access-key',
    'did you mean to set',
  ],
  [
    'a secret without id',
    { 'secret-access-key': 'hush' },
    'secret-access-key is given without access-key-id',
  ],
  [
    'a token alone',
    { 'session-token': 'hush' },
    'session-token is given without access-key-id and secret-access-key',
  ],
  [
    "half of the source's set beside a whole one of the target",
    { 'access-key-id': 'ID', 'secret-access-key': 'hush', 'source-access-key-id': 'SID' },
    'source-access-key-id is given without source-secret-access-key',
  ],
  [
    'keys and a profile',
    { 'access-key-id': 'ID', 'secret-access-key': 'hush', profile: 'p' },
    'access-key-id and profile are both given',
  ],
  [
    'a secret with a line break',
    { 'access-key-id': 'ID', 'secret-access-key': 'hu\nsh' },
    'secret-access-key contains a line break',
  ],
  ['a region with a blank', { region: 'eu west' }, 'region is "eu west"'],
  ['an endpoint without scheme', { endpoint: 'minio:9000' }, 'endpoint is "minio:9000"', 'https://'],
  ['another scheme', { endpoint: 'ftp://minio' }, 'endpoint is "ftp://minio"'],
  ['an endpoint with a bad port', { endpoint: 'http://minio:port' }, 'endpoint is "http://minio:port"'],
  [
    'an endpoint with a path and a query',
    { 'source-endpoint': 'http://minio/s3/?x=hush' },
    'source-endpoint is "http://minio/s3/?…": write only http://minio/s3',
  ],
  ['an endpoint with a query', { endpoint: 'http://minio?x-hush=hush' }, 'endpoint is "http://minio?…"'],
  [
    'an endpoint with a password',
    { endpoint: 'https://me:hush@minio' },
    'endpoint is "https://***@minio"',
    'password',
  ],
  [
    'an endpoint with an odd password',
    { endpoint: 'https://me:h/hush@minio' },
    'endpoint is "https://***@minio"',
  ],
  ['an endpoint that is a password and no URL', { endpoint: 'me:hush@minio' }, 'endpoint is "***@minio"'],
  [
    'an encryption that does not exist',
    { 'target-sse': 'kms' },
    'target-sse is "kms": write AES256 or aws:kms',
  ],
  ['an encryption in other letters', { 'target-sse': 'aes256' }, 'did you mean AES256?'],
  [
    'a KMS key alone',
    { 'target-kms-key-id': 'k' },
    'target-kms-key-id is given but target-sse is not given',
    'to aws:kms',
  ],
  ['a KMS key with AES256', { 'target-kms-key-id': 'k', 'target-sse': 'AES256' }, 'target-sse is AES256'],
  ['an archive', { 'target-storage-class': 'DEEP_ARCHIVE' }, 'Flink cannot restore from archived objects'],
  ['a class in small letters', { 'target-storage-class': 'standard-ia' }, 'did you mean STANDARD_IA?'],
  ['a class that is none', { 'target-storage-class': 'A B' }, 'target-storage-class is "A B"'],
  ['an ACL that does not exist', { 'target-acl': 'owner' }, 'target-acl is "owner": write private,'],
  [
    'encryption of local files',
    { target: '/data/sp', 'target-sse': 'AES256' },
    'target-sse is given but target is the local "/data/sp"',
  ],
]

describe('refused', () => {
  it.each(REFUSALS)('%s', (_, values, ...parts) => {
    let message = 'not refused'
    try {
      read(values)
    } catch (error) {
      expect(error).toBeInstanceOf(OptionError)
      message = (error as OptionError).message
    }
    for (const part of parts) expect(message).toContain(part)
    expect(message).not.toContain('hush')
    expect(message).not.toContain('\n')
  })
})

describe('accepted', () => {
  it.each<[string, OptionValues, OptionName]>([
    ['local paths', { source: '/data/sp', target: 'file:///data/new' }, 'source'],
    ['a class of a compatible server', { 'target-storage-class': 'cold-pool.2' }, 'target-storage-class'],
    ['a single-label host and http', { endpoint: 'http://localhost' }, 'endpoint'],
    ['the bounds of concurrency', { concurrency: '1024' }, 'concurrency'],
    ['a name with blanks and signs inside', { 'target-name': 'savepoint of ä+%' }, 'target-name'],
  ])('%s', (_, values) => {
    expect(() => read(values)).not.toThrow()
  })
})

describe('labels', () => {
  it('name settings as the user wrote them', () => {
    expect(() => readRelocationRequest({ ...PLACES, overwrite: 'maybe' }, (name) => `--${name}`)).toThrow(
      '--overwrite is "maybe"',
    )
    expect(() =>
      readRelocationRequest({ ...PLACES, 'target-kms-key-id': 'k' }, (name) => `--${name}`),
    ).toThrow('--target-kms-key-id is given but --target-sse')
  })
})
