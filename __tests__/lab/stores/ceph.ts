/** Ceph on one node: a monitor, a store of objects in memory, and the gateway that speaks S3. */
import { randomUUID } from 'node:crypto'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { ensureTool, librariesOf, unpacked } from '../../../scripts/lab/tools.ts'
import { freePorts, startServer, type Credentials } from '../servers.ts'
import { withCrew, type Command, type Crew } from './crew.ts'
import { policyThatReads, type StartedStore } from './started-store.ts'

const HOST = '127.0.0.1'

/** Starts it. @throws Error with the end of the log of what does not come up */
export async function startCeph(credentials: Credentials): Promise<StartedStore> {
  ensureTool('ceph')
  return withCrew('ceph', async (crew) => {
    const [monitor = 0, port = 0] = await freePorts(2)
    const cluster = await newCluster(crew, monitor, port)
    await startStorage(crew, cluster)
    await crew.run(cluster.command('radosgw-admin', ...userCalled('lab', credentials)))
    const gateway = cluster.command('radosgw', '-f', '-n', 'client.rgw')
    const server = await startServer('ceph', credentials, port, () => gateway)
    const readOnlyKey = policyThatReads('arn:aws:iam:::user/reader', async (key) => {
      await crew.run(cluster.command('radosgw-admin', ...userCalled('reader', key)))
    })
    return { ...server, readOnlyKey }
  })
}

function userCalled(name: string, { accessKeyId, secretAccessKey }: Credentials): string[] {
  const keys = [`--access-key=${accessKeyId}`, `--secret-key=${secretAccessKey}`]
  return ['user', 'create', `--uid=${name}`, `--display-name=${name}`, ...keys]
}

/** Its configuration, and how its programs are run. */
interface Cluster {
  readonly fsid: string
  readonly env: NodeJS.ProcessEnv
  readonly monitor: string
  readonly command: (
    program: string,
    ...args: readonly string[]
  ) => Command & { readonly env: NodeJS.ProcessEnv }
}

async function newCluster({ directory }: Crew, monitorPort: number, port: number): Promise<Cluster> {
  const home = unpacked('ceph')
  const libraries = librariesOf('ceph')
  const triplet = libraries.split(':').find((one) => /usr\/lib\/[^/]+-linux-[^/]+$/.test(one)) ?? ''
  const fsid = randomUUID()
  const monitor = `[v2:${HOST}:${monitorPort}/0]`
  // Nothing of it is reached from elsewhere, so that its parts need not prove to each other who they are.
  const settings = {
    fsid,
    'mon host': monitor,
    'public addr': HOST,
    'cluster addr': HOST,
    'auth cluster required': 'none',
    'auth service required': 'none',
    'auth client required': 'none',
    // The gateway wants what it says to the monitor encrypted, for which it would need keys.
    'ms mon client mode': 'crc',
    'mon allow pool size one': true,
    'mon cluster log file': '',
    'mon data avail crit': 1,
    'osd pool default size': 1,
    'osd pool default min size': 1,
    'osd pool default pg num': 8,
    'osd pool default pg autoscale mode': 'off',
    'osd crush chooseleaf type': 0,
    'osd objectstore': 'memstore',
    'memstore device bytes': '16G',
    'osd class dir': join(triplet, 'rados-classes'),
    'plugin dir': join(triplet, 'ceph'),
    'erasure code dir': join(triplet, 'ceph', 'erasure-code'),
    'mon data': join(directory, 'mon'),
    'osd data': join(directory, 'osd'),
    'rgw data': directory,
    'run dir': directory,
    'admin socket': '',
    'log file': '',
    'log to stderr': true,
    keyring: join(directory, 'keyring'),
    'rgw frontends': `beast endpoint=${HOST}:${port}`,
    'rgw thread pool size': 64,
  }
  const file = join(directory, 'ceph.conf')
  const lines = Object.entries(settings).map(([name, value]) => `${name} = ${String(value)}`)
  await writeFile(file, `[global]\n${lines.join('\n')}\n`)
  const env = {
    LD_LIBRARY_PATH: libraries,
    PYTHONPATH: join(home, 'usr/lib/python3/dist-packages'),
    PYTHONDONTWRITEBYTECODE: '1',
  }
  return {
    fsid,
    env,
    monitor: `[v2:${HOST}:${monitorPort}]`,
    command: (program, ...args) => ({
      program: join(home, 'usr/bin', program),
      args: ['-c', file, ...args],
      env,
    }),
  }
}

async function startStorage(crew: Crew, { command, env, fsid, monitor }: Cluster): Promise<void> {
  const { directory } = crew
  for (const name of ['mon', 'osd']) await mkdir(join(directory, name))
  const map = join(directory, 'monmap')
  const home = join(unpacked('ceph'), 'usr/bin')
  await crew.run({
    program: join(home, 'monmaptool'),
    args: ['--create', '--fsid', fsid, '--addv', 'a', monitor, map],
    env,
  })
  const keyring = join(directory, 'keyring')
  await crew.run({
    program: join(home, 'ceph-authtool'),
    args: ['--create-keyring', keyring, '--gen-key', '-n', 'mon.', '--cap', 'mon', 'allow *'],
    env,
  })
  await crew.run(command('ceph-mon', '--mkfs', '-i', 'a', '--monmap', map, '--keyring', keyring))
  await crew.start('mon', command('ceph-mon', '-f', '-i', 'a'))
  // The program is Python's, and that of the machine is the one whose modules came with it.
  const { program, args } = command('ceph', '--connect-timeout', '40')
  const ceph = (...more: readonly string[]): Promise<string> =>
    crew.run({ program: '/usr/bin/python3', args: [program, ...args, ...more], env })
  const uuid = randomUUID()
  await ceph('osd', 'new', uuid)
  await crew.run(command('ceph-osd', '-i', '0', '--mkfs', '--osd-uuid', uuid))
  await crew.start('osd', command('ceph-osd', '-f', '-i', '0'))
}
