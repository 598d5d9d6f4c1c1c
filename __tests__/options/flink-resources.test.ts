import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { settleOptions, type SettledOptions } from '../../src/options/settle-options.ts'
import { OptionError } from '../../src/options/option-error.ts'

let root: string
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'flink-resources-'))
})
afterEach(() => {
  rmSync(root, { recursive: true })
})

const SOURCE = 's3://staging/savepoints/savepoint-1'

/** What a file gives the side of the source, and the warnings. */
async function settle(name: string, text: string, source = SOURCE): Promise<SettledOptions> {
  writeFileSync(join(root, name), text)
  return settleOptions(
    { source, 'source-flink-config': name },
    { command: 'relocate', label: (label) => label, directory: root, env: {} },
  )
}

async function refusal(name: string, text: string): Promise<string> {
  const error = await settle(name, text).catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(OptionError)
  return (error as OptionError).message
}

const DEPLOYMENT = (config: string): string =>
  `apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nmetadata:\n  name: orders\nspec:\n  flinkVersion: v1_20\n  flinkConfiguration:\n${config}`

describe('a resource of Kubernetes given as configuration', () => {
  it.each([
    [
      'a FlinkDeployment with flat keys',
      DEPLOYMENT(
        '    s3.endpoint: minio:9000\n    s3.connection.ssl.enabled: "false"\n    s3.path.style.access: "true"\n',
      ),
    ],
    [
      'a FlinkDeployment with nested keys',
      DEPLOYMENT('    s3:\n      endpoint: http://minio:9000\n      path.style.access: true\n'),
    ],
    [
      'a session cluster as JSON',
      JSON.stringify({
        apiVersion: 'flink.apache.org/v1beta1',
        kind: 'FlinkDeployment',
        spec: { flinkConfiguration: { 's3.endpoint': 'http://minio:9000', 's3.path.style.access': 'true' } },
      }),
    ],
    [
      'a blue/green deployment',
      'apiVersion: flink.apache.org/v1beta1\nkind: FlinkBlueGreenDeployment\nspec:\n  template:\n    spec:\n      flinkConfiguration:\n        s3.endpoint: http://minio:9000\n        s3.path.style.access: "true"\n',
    ],
    [
      'a ConfigMap with flink-conf.yaml',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  log4j.properties: |\n    a=b\n  flink-conf.yaml: |\n    # ours\n    s3.endpoint: http://minio:9000 # here\n    s3.path.style.access: true\n',
    ],
    [
      'a ConfigMap with config.yaml',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  config.yaml: |\n    s3:\n      endpoint: http://minio:9000\n      path.style.access: true\n',
    ],
  ])('is read as the configuration in it: %s', async (_, text) => {
    for (const name of ['orders.yaml', 'flink-conf.yaml']) {
      const { values } = await settle(name, text)
      expect(values).toMatchObject({
        'source-endpoint': 'http://minio:9000',
        'source-force-path-style': 'true',
      })
    }
  })

  it.each([
    [
      'has none',
      'apiVersion: v1\nkind: Secret\ndata: {}\n',
      /is a Secret of Kubernetes, in which no configuration of Flink stands/,
    ],
    [
      'is a ConfigMap without a file of Flink’s',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  app.conf: x\n',
      /is a ConfigMap that holds app\.conf, and neither flink-conf\.yaml nor config\.yaml/,
    ],
    [
      'is a ConfigMap with both',
      'apiVersion: v1\nkind: ConfigMap\ndata:\n  flink-conf.yaml: "a: b"\n  config.yaml: "a: c"\n',
      /holds flink-conf\.yaml and config\.yaml, of which Flink reads one: keep that one/,
    ],
    [
      'is a FlinkDeployment without one',
      'apiVersion: flink.apache.org/v1beta1\nkind: FlinkDeployment\nspec: {image: flink}\n',
      /is a FlinkDeployment without flinkConfiguration/,
    ],
    [
      'is several documents',
      `${DEPLOYMENT('    s3.endpoint: minio:9000\n')}---\napiVersion: v1\nkind: Service\n`,
      /multiple docs/,
    ],
  ])('that %s is refused, and no run goes to AWS', async (_, text, message) => {
    expect(await refusal('orders.yaml', text)).toMatch(message)
  })
})

describe('an endpoint without a scheme', () => {
  it.each([
    ['the switch of one plugin', 's3.connection.ssl.enabled: false'],
    ['the switch of the other', 's3.ssl.enabled: false'],
    ['the full name of a switch', 'fs.s3a.connection.ssl.enabled: false'],
  ])('of an s3:// place goes by %s, where only that is there', async (_, line) => {
    const { values } = await settle('flink-conf.yaml', `s3.endpoint: minio:9000\n${line}\n`)
    expect(values['source-endpoint']).toBe('http://minio:9000')
  })

  it('is refused by the two switches that differ', async () => {
    const text = 's3.endpoint: minio:9000\ns3.connection.ssl.enabled: false\ns3.ssl.enabled: true\n'
    expect(await refusal('flink-conf.yaml', text)).toMatch(
      /s3\.connection\.ssl\.enabled and s3\.ssl\.enabled have different values/,
    )
  })
})

describe('placeholders', () => {
  it.each([
    ['an endpoint', 's3.endpoint: ${S3_ENDPOINT}\n', 's3.endpoint', '${S3_ENDPOINT}'],
    ['a host', 's3.endpoint: https://${S3_HOST}:9000\n', 's3.endpoint', '${S3_HOST}'],
    ['a key', 's3.access-key: ${AWS_KEY}\ns3.secret-key: x\n', 's3.access-key', '${AWS_KEY}'],
    ['a switch', 's3.path.style.access: ${PATH_STYLE}\n', 's3.path.style.access', '${PATH_STYLE}'],
    ['of a chart', "s3.endpoint: '{{ .Values.s3 }}'\n", 's3.endpoint', '{{ .Values.s3 }}'],
    ['an encryption', 's3.sse.type: ${SSE}\n', 's3.sse.type', '${SSE}'],
  ])('for %s are refused by name', async (_, text, key, placeholder) => {
    const message = await refusal('config.yaml', text)
    expect(message).toContain(`${key} has the placeholder ${placeholder}, which is filled in elsewhere`)
  })

  it('of what is not taken are none of our business', async () => {
    const { values } = await settle(
      'config.yaml',
      's3.endpoint: http://minio:9000\nenv.java.opts.all: ${OPTS}\n',
    )
    expect(values['source-endpoint']).toBe('http://minio:9000')
  })
})

describe('what is not honoured', () => {
  it.each([
    [
      'fs.s3a.bucket.staging.accesspoint.arn: arn:aws:s3:eu-west-1:123456789012:accesspoint/x',
      /accesspoint\.arn is not honoured/,
    ],
    ['s3.encryption.algorithm: SSE-C', /encryption\.algorithm is not honoured/],
    ['s3.encryption.algorithm: DSSE-KMS', /encryption\.algorithm is not honoured/],
    ['s3.sse.type: sse-c', /sse\.type is not honoured/],
    [
      's3.aws.credentials.provider: org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider',
      /provider is not honoured/,
    ],
    ['s3.assumed.role.arn: arn:aws:iam::123456789012:role/x', /assumed\.role\.arn is not honoured/],
  ])('is told: %s', async (line, warning) => {
    expect((await settle('flink-conf.yaml', `${line}\n`)).warnings.join('\n')).toMatch(warning)
  })
})

describe('that the requester pays', () => {
  it.each([
    ['fs.s3a.requester.pays.enabled: true', 'requester'],
    ['s3.requester-pays.enabled: TRUE', 'requester'],
    ['fs.s3a.requester.pays.enabled: false', undefined],
  ])('is taken from %s', async (line, expected) => {
    const { values, warnings } = await settle('flink-conf.yaml', `${line}\n`)
    expect([values['source-request-payer'], warnings]).toEqual([expected, []])
  })
})
