/**
 * Real proxies for the lab suites, as their makers ship them: child processes on free loopback ports, with
 * a directory of their own. Only what a machine without their packages needs is set, and what a test names.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { chmod, cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { LAB, librariesOf, requireTool } from '../../scripts/lab/tools.ts'
import type { Certificate } from '../support/self-signed.ts'
import { end, freePorts, withoutProxies } from './servers.ts'

/** A running proxy. */
export interface Proxy {
  /** Where it listens; of a reverse proxy, the endpoint. */
  readonly url: string
  /** What it wrote down of requests and of itself so far. */
  log(): Promise<string>
  /** Ends it by its process id and deletes its directory. */
  stop(): Promise<void>
}

type ProxyName = 'nginx' | 'squid' | 'haproxy'

const HOST = '127.0.0.1'
const START_TIMEOUT_MS = 20_000

/** As root, the programs change to a user who could not read what is root's alone. */
const ROOT = process.getuid?.() === 0

/** Options of {@link startNginx}. */
export interface NginxOptions {
  /** For `localhost`; with it the proxy speaks TLS. */
  readonly certificate?: Certificate
  /** Lines of `server`, for instance `client_max_body_size 0;`. */
  readonly server?: string
  /** Lines of `http`, for instance a `map`. */
  readonly http?: string
  /** What `location /` does; passes everything on, with the host that was asked for, without it. */
  readonly location?: string
}

/**
 * Starts nginx before a server, with the settings of Debian: HTTP/1.0 without keep-alive to the server,
 * requests and answers buffered, 1 MiB of body, gzip.
 */
export async function startNginx(origin: string, options: NginxOptions = {}): Promise<Proxy> {
  const { certificate, server = '', http = '', location } = options
  const [port] = await freePorts(1)
  const tls = certificate === undefined ? '' : 'ssl'
  return launch(
    'nginx',
    `${tls === '' ? 'http' : 'https'}://${tls === '' ? HOST : 'localhost'}:${port!}`,
    async (scratch) => {
      if (certificate !== undefined) {
        await writeFile(join(scratch, 'cert.pem'), certificate.cert)
        await writeFile(join(scratch, 'key.pem'), certificate.key, { mode: 0o600 })
      }
      const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi']
      const config = `
      ${ROOT ? 'user root;' : ''}
      daemon off;
      worker_processes 1;
      pid ${scratch}/nginx.pid;
      error_log ${scratch}/error.log;
      events { worker_connections 768; }
      http {
        access_log ${scratch}/access.log;
        default_type application/octet-stream;
        gzip on;
        sendfile on;
        ${http}
        ${kinds.map((kind) => `${kind}_temp_path ${scratch}/${kind};`).join('\n')}
        server {
          listen ${HOST}:${port!} ${tls};
          server_name localhost;
          ${tls === '' ? '' : `ssl_certificate ${scratch}/cert.pem; ssl_certificate_key ${scratch}/key.pem;`}
          ${server}
          location / { ${location ?? `proxy_pass ${origin}; proxy_set_header Host $http_host;`} }
        }
      }`
      await writeFile(join(scratch, 'nginx.conf'), config)
      return ['-p', scratch, '-e', join(scratch, 'error.log'), '-c', join(scratch, 'nginx.conf')]
    },
  )
}

/** Options of {@link startSquid}. */
export interface SquidOptions {
  /** Ports that tunnels may lead to; without them 443 alone, as it is shipped. */
  readonly tunnelPorts?: readonly number[]
  /** Who may use it, with which password; anybody without it. */
  readonly users?: Readonly<Record<string, string>>
  /** Further lines. */
  readonly more?: string
}

/** Starts Squid with the rules that it is shipped with. */
export async function startSquid({ tunnelPorts = [], users, more = '' }: SquidOptions = {}): Promise<Proxy> {
  const [port] = await freePorts(1)
  return launch('squid', `http://${HOST}:${port!}`, async (scratch) => {
    const home = join(LAB, 'debian', 'squid')
    // As another user than root it could not read them where they lie.
    await cp(join(home, 'usr/share/squid-langpack/en'), join(scratch, 'errors'), { recursive: true })
    const passwords = join(scratch, 'passwords')
    if (users !== undefined) {
      const lines = Object.entries(users).map(([user, password]) => `${user}:${password}`)
      await writeFile(passwords, `${lines.join('\n')}\n`)
      await writeFile(
        join(scratch, 'check'),
        `#!/bin/sh\nwhile read -r user password; do grep -qx "$user:$password" ${passwords} && echo OK || echo ERR; done\n`,
        { mode: 0o755 },
      )
    }
    const auth = `
      auth_param basic program ${scratch}/check
      auth_param basic realm lab
      acl known proxy_auth REQUIRED
      http_access deny !known`
    const config = `
      ${ROOT ? 'cache_effective_user proxy' : ''}
      http_port ${HOST}:${port!}
      visible_hostname lab
      pid_filename none
      pinger_enable off
      netdb_filename none
      coredump_dir none
      shutdown_lifetime 0 seconds
      access_log stdio:${scratch}/access.log
      cache_log ${scratch}/cache.log
      unlinkd_program ${home}/usr/lib/squid/unlinkd
      mime_table ${home}/usr/share/squid/mime.conf
      icon_directory ${home}/usr/share/squid/icons
      error_directory ${scratch}/errors
      acl SSL_ports port 443 ${tunnelPorts.join(' ')}
      acl Safe_ports port 80 21 443 70 210 1025-65535 280 488 591 777
      http_access deny !Safe_ports
      http_access deny CONNECT !SSL_ports
      ${users === undefined ? '' : auth}
      http_access allow localhost
      http_access deny all
      ${more}
      `
    await writeFile(join(scratch, 'squid.conf'), config.replaceAll(/^ +/gm, ''))
    return ['-N', '-f', join(scratch, 'squid.conf')]
  })
}

/** Starts HAProxy before a server, or before none, with the settings of Debian. */
export async function startHaproxy(origin?: string): Promise<Proxy> {
  const [port] = await freePorts(1)
  return launch('haproxy', `http://${HOST}:${port!}`, async (scratch) => {
    const config = `
global
  log stdout format raw local0
defaults
  log global
  option httplog
  mode http
  timeout connect 5000
  timeout client 50000
  timeout server 50000
frontend front
  bind ${HOST}:${port!}
  default_backend back
backend back
  ${origin === undefined ? '' : `server one ${new URL(origin).host}`}
`
    await writeFile(join(scratch, 'haproxy.cfg'), config)
    return ['-f', join(scratch, 'haproxy.cfg')]
  })
}

async function launch(
  name: ProxyName,
  url: string,
  configure: (scratch: string) => Promise<string[]>,
): Promise<Proxy> {
  const program = requireTool(name)
  const scratch = await mkdtemp(join(tmpdir(), `flink-snapshot-${name}-`))
  await chmod(scratch, 0o777)
  const args = await configure(scratch)
  const output = createWriteStream(join(scratch, 'output.log'))
  await once(output, 'open')
  const child = spawn(program, args, {
    cwd: scratch,
    env: { ...withoutProxies(), LD_LIBRARY_PATH: librariesOf(name) },
    stdio: ['ignore', output, output],
  })
  const killWithUs = (): void => {
    // nginx would leave its workers behind if it was killed.
    child.kill('SIGTERM')
  }
  process.once('exit', killWithUs)
  const log = async (): Promise<string> => {
    const files = ['output.log', 'error.log', 'cache.log', 'access.log']
    const texts = await Promise.all(
      files.map((file) => readFile(join(scratch, file), 'utf8').catch(() => '')),
    )
    return texts.join('')
  }
  const stop = async (): Promise<void> => {
    process.off('exit', killWithUs)
    await end(child)
    output.end()
    await rm(scratch, { recursive: true, force: true })
  }
  try {
    await untilListening(child, new URL(url))
  } catch (error) {
    const told = await log()
    await stop()
    throw new Error(`${name} did not come up:\n${told}`, { cause: error })
  }
  return { url, log, stop }
}

async function untilListening(child: ChildProcess, { hostname, port }: URL): Promise<void> {
  const deadline = Date.now() + START_TIMEOUT_MS
  for (;;) {
    if (child.exitCode !== null || child.signalCode !== null)
      throw new Error(`it ended with ${child.exitCode ?? child.signalCode!}`)
    const open = await new Promise<boolean>((resolve) => {
      const socket = connect({ host: hostname, port: Number(port) })
      socket.once('connect', () => {
        socket.destroy()
        resolve(true)
      })
      socket.once('error', () => {
        resolve(false)
      })
    })
    if (open) return
    if (Date.now() > deadline) throw new Error(`nothing listens at ${hostname}:${port}`)
    await delay(50)
  }
}
