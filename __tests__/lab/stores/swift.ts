/** OpenStack Swift on one node: three servers with one device, and the proxy with s3api. */
import { randomBytes } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureTool, librariesOf, unpacked } from '../../../scripts/lab/tools.ts'
import { freePorts, startServer, type Credentials } from '../servers.ts'
import { withCrew, type Command, type Crew } from './crew.ts'
import type { StartedStore } from './started-store.ts'

const HOST = '127.0.0.1'
const KINDS = ['account', 'container', 'object'] as const

/** Swift has one place for its main configuration, which is of the machine: this puts it elsewhere. */
const LAUNCHER = `
import sys
import swift.common.utils as utils
utils.SWIFT_CONF_FILE = sys.argv[1]
from swift.common.wsgi import run_wsgi
sys.exit(run_wsgi(sys.argv[2], sys.argv[3], verbose=True))
`

/** Starts it; the key id names account and user. @throws Error with the end of the log of the proxy */
export async function startSwift({ secretAccessKey }: Credentials): Promise<StartedStore> {
  ensureTool('swift')
  return withCrew('swift', async (crew) => {
    const [account = 0, container = 0, object = 0, port = 0] = await freePorts(4)
    const ports = { account, container, object }
    const reader = { accessKeyId: 'lab:reader', secretAccessKey: randomBytes(20).toString('hex') }
    await writeFile(
      join(crew.directory, 'swift.conf'),
      `[swift-hash]\nswift_hash_path_suffix = lab\n[storage-policy:0]\nname = lab\ndefault = yes\n`,
    )
    await mkdir(join(crew.directory, 'devices', 'one'), { recursive: true })
    await writeFile(join(crew.directory, 'launch.py'), LAUNCHER)
    for (const kind of KINDS) await startKind(crew, kind, ports[kind])
    await writeFile(
      join(crew.directory, 'proxy.conf'),
      proxyConf(crew, port, secretAccessKey, reader.secretAccessKey),
    )
    const server = await startServer('swift', { accessKeyId: 'lab:lab', secretAccessKey }, port, () => ({
      ...serverOf(crew, 'proxy'),
    }))
    return { ...server, readOnlyKey: () => Promise.resolve(reader) }
  })
}

function common(crew: Crew, port: number): string {
  return `
[DEFAULT]
bind_ip = ${HOST}
bind_port = ${port}
workers = 0
user = ${process.getuid?.() === 0 ? 'root' : (process.env['USER'] ?? '')}
swift_dir = ${crew.directory}
devices = ${join(crew.directory, 'devices')}
mount_check = false
fallocate_reserve = 0
log_level = WARNING
`
}

async function startKind(crew: Crew, kind: (typeof KINDS)[number], port: number): Promise<void> {
  const builder = join(crew.directory, `${kind}.builder`)
  const device = `r1z1-${HOST}:${port}/one`
  for (const args of [['create', '6', '1', '1'], ['add', device, '1'], ['rebalance']])
    await crew.run({ ...python(join(unpacked('swift'), 'usr/bin/swift-ring-builder'), builder, ...args) })
  await writeFile(
    join(crew.directory, `${kind}.conf`),
    `${common(crew, port)}
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`,
  )
  await crew.start(kind, serverOf(crew, kind))
}

function proxyConf(crew: Crew, port: number, secret: string, readersSecret: string): string {
  return `${common(crew, port)}
[pipeline:main]
pipeline = catch_errors gatekeeper healthcheck cache listing_formats bulk s3api tempauth copy slo dlo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_lab_lab = ${secret} .admin
user_lab_reader = ${readersSecret} .reseller_reader
[filter:cache]
use = egg:swift#memcache
memcache_servers = ${HOST}:1
${['catch_errors', 'gatekeeper', 'healthcheck', 'listing_formats', 'bulk', 'copy', 'slo', 'dlo']
  .map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n`)
  .join('')}`
}

function serverOf(crew: Crew, kind: string): Command & { readonly env: NodeJS.ProcessEnv } {
  const file = (name: string): string => join(crew.directory, name)
  return python(file('launch.py'), file('swift.conf'), file(`${kind}.conf`), `${kind}-server`)
}

/** The modules are those of the machine's own Python. */
function python(...args: readonly string[]): Command & { readonly env: NodeJS.ProcessEnv } {
  const env = {
    LD_LIBRARY_PATH: librariesOf('swift'),
    PYTHONPATH: join(unpacked('swift'), 'usr/lib/python3/dist-packages'),
    PYTHONDONTWRITEBYTECODE: '1',
  }
  return { program: '/usr/bin/python3', args, env }
}
