/** The S3 servers of docs/STORES.md: those of the other suites, and some that only this one starts. */
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { ensureTool, type ToolName } from '../../../scripts/lab/tools.ts'
import {
  freePorts,
  startMinio,
  startSeaweed,
  startServer,
  startVersity,
  type Credentials,
  type LabServer,
} from '../servers.ts'
import { startBehindHaproxy, startBehindNginx, startBehindSquid } from './behind.ts'
import { startCeph } from './ceph.ts'
import { startGarage } from './garage.ts'
import { readerOfMinio, readerOfVersity } from './readers.ts'
import { newCredentials, type StartedStore } from './started-store.ts'
import { startSwift } from './swift.ts'

/** A kind of server. */
export interface StoreKind {
  /** As results name it. */
  readonly name: string
  readonly title: string
  readonly version: string
  readonly tools: readonly ToolName[]
  readonly start: (credentials: Credentials) => Promise<StartedStore>
  /** It takes any key for a good one. */
  readonly checksNoKeys?: boolean
  /** Quick enough for every change. */
  readonly quick?: boolean
}

const HOST = '127.0.0.1'

const LOGGING = `<configuration>
  <appender name="out" class="ch.qos.logback.core.ConsoleAppender">
    <encoder><pattern>%level %logger %msg%n</pattern></encoder>
  </appender>
  <root level="WARN"><appender-ref ref="out"/></root>
</configuration>
`

/** In the order of the document. */
export const STORES: readonly StoreKind[] = [
  {
    name: 'minio',
    title: 'MinIO',
    version: '2026-02-12',
    tools: ['minio', 'mc'],
    start: async (credentials) => ({ ...(await startMinio(credentials)), readOnlyKey: readerOfMinio }),
    quick: true,
  },
  {
    name: 'seaweedfs',
    title: 'SeaweedFS',
    version: '4.48',
    tools: ['weed'],
    start: startSeaweedWithReader,
    quick: true,
  },
  {
    name: 'versitygw',
    title: 'versitygw',
    version: '1.8.0',
    tools: ['versitygw'],
    start: async (credentials) => ({
      ...(await startVersity(credentials, 'versitygw', true)),
      readOnlyKey: readerOfVersity,
    }),
    quick: true,
  },
  { name: 'ceph', title: 'Ceph RGW', version: '16.2', tools: ['ceph'], start: startCeph },
  { name: 'swift', title: 'OpenStack Swift (s3api)', version: '2.30', tools: ['swift'], start: startSwift },
  { name: 'garage', title: 'Garage', version: '2.5.0', tools: ['garage'], start: startGarage },
  { name: 's3proxy', title: 'S3Proxy', version: '2.6.0', tools: ['s3proxy'], start: startS3Proxy },
  {
    name: 'rclone',
    title: 'rclone serve s3',
    version: '1.75.2',
    tools: ['rclone'],
    start: startRclone,
    quick: true,
  },
  {
    name: 's3mock',
    title: 'Adobe S3Mock',
    version: '4.9.1',
    tools: ['s3mock'],
    start: startS3Mock,
    checksNoKeys: true,
  },
  {
    name: 'gofakes3',
    title: 'gofakes3',
    version: '1.2.0',
    tools: ['gofakes3'],
    start: startGofakes3,
    checksNoKeys: true,
  },
  { name: 'moto', title: 'moto', version: '5.2.5', tools: ['moto'], start: startMoto, checksNoKeys: true },
  {
    name: 'nginx',
    title: 'MinIO behind nginx',
    version: '1.22',
    tools: ['minio', 'mc', 'nginx'],
    start: startBehindNginx,
  },
  {
    name: 'haproxy',
    title: 'MinIO behind HAProxy',
    version: '2.6',
    tools: ['minio', 'mc', 'haproxy'],
    start: startBehindHaproxy,
  },
  {
    name: 'squid',
    title: 'MinIO behind Squid',
    version: '5.7',
    tools: ['minio', 'mc', 'squid'],
    start: startBehindSquid,
  },
]

async function startSeaweedWithReader(credentials: Credentials): Promise<StartedStore> {
  const reader = newCredentials()
  const server = await startSeaweed(credentials, 'seaweedfs', [reader])
  return { ...server, readOnlyKey: () => Promise.resolve(reader) }
}

async function startRclone(credentials: Credentials): Promise<LabServer> {
  const [port = 0] = await freePorts(1)
  return startServer('rclone', credentials, port, async (data) => {
    const root = join(data, 'data')
    await mkdir(root)
    const key = `${credentials.accessKeyId},${credentials.secretAccessKey}`
    return {
      program: ensureTool('rclone'),
      args: ['serve', 's3', '--addr', `${HOST}:${port}`, '--auth-key', key, '--vfs-cache-mode', 'full', root],
      env: { RCLONE_CONFIG: '/dev/null', HOME: data },
    }
  })
}

async function startGofakes3(credentials: Credentials): Promise<LabServer> {
  const [port = 0] = await freePorts(1)
  return startServer('gofakes3', credentials, port, () => ({
    program: ensureTool('gofakes3'),
    args: ['-backend', 'memory', '-host', `${HOST}:${port}`, '-quiet'],
    env: {},
  }))
}

async function startMoto(credentials: Credentials): Promise<LabServer> {
  const [port = 0] = await freePorts(1)
  return startServer('moto', credentials, port, () => ({
    program: ensureTool('moto'),
    args: ['-H', HOST, '-p', String(port)],
    env: {},
  }))
}

async function startS3Proxy(credentials: Credentials): Promise<LabServer> {
  const [port = 0] = await freePorts(1)
  const jars = join(dirname(ensureTool('s3proxy')), '*')
  return startServer('s3proxy', credentials, port, async (data) => {
    const root = join(data, 'data')
    await mkdir(root)
    const properties = {
      's3proxy.endpoint': `http://${HOST}:${port}`,
      's3proxy.authorization': 'aws-v2-or-v4',
      's3proxy.identity': credentials.accessKeyId,
      's3proxy.credential': credentials.secretAccessKey,
      'jclouds.provider': 'filesystem-nio2',
      'jclouds.filesystem.basedir': root,
      'jclouds.identity': 'unused',
      'jclouds.credential': 'unused',
    }
    const file = join(data, 's3proxy.conf')
    await writeFile(
      file,
      Object.entries(properties)
        .map(([name, value]) => `${name}=${value}\n`)
        .join(''),
    )
    // Without it all that it does goes into its log, and that is what it does most of the time then.
    const logging = join(data, 'logback.xml')
    await writeFile(logging, LOGGING)
    return {
      program: 'java',
      args: [
        '-Xmx1g',
        `-Dlogback.configurationFile=${logging}`,
        '-cp',
        jars,
        'org.gaul.s3proxy.Main',
        '--properties',
        file,
      ],
      env: {},
    }
  })
}

async function startS3Mock(credentials: Credentials): Promise<LabServer> {
  const [port = 0, tls = 0] = await freePorts(2)
  const jar = join(dirname(ensureTool('s3mock')), 's3mock-4.9.1-exec.jar')
  return startServer('s3mock', credentials, port, async (data) => {
    const root = join(data, 'data')
    await mkdir(root)
    return {
      program: 'java',
      args: ['-Xmx1g', '-jar', jar],
      env: {
        COM_ADOBE_TESTING_S3MOCK_STORE_ROOT: root,
        COM_ADOBE_TESTING_S3MOCK_HTTP_PORT: String(port),
        SERVER_PORT: String(tls),
        SERVER_ADDRESS: HOST,
      },
    }
  })
}
