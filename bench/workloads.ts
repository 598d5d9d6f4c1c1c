/** What is measured: each row of the table. */

/** The servers of a workload. */
export type Servers = 'one' | 'two' | 'quick'

/** Objects to copy, and between which servers. */
export interface Workload {
  readonly name: string
  readonly title: string
  readonly servers: Servers
  readonly objects: number
  readonly sizeBytes: number
  /** Over TLS, as the services of providers are reached. */
  readonly tls?: boolean
  /** The quick server answers each request so much later. */
  readonly delayMs?: number
  /** So many times as many rounds as were asked for: it is short, and its noise is large. */
  readonly repeats?: number
}

const KIB = 2 ** 10
const MIB = 2 ** 20
const GIB = 2 ** 30

/** All of them, the quick ones first. */
export const WORKLOADS: readonly Workload[] = [
  {
    name: 'cold-start',
    title: 'one tiny savepoint on one MinIO (cold start)',
    servers: 'one',
    objects: 1,
    sizeBytes: 4 * KIB,
    repeats: 5,
  },
  { name: 'small', title: '5,000 x 4 KiB on one MinIO', servers: 'one', objects: 5_000, sizeBytes: 4 * KIB },
  { name: 'medium', title: '500 x 1 MiB on one MinIO', servers: 'one', objects: 500, sizeBytes: MIB },
  { name: 'large', title: '2 x 1 GiB on one MinIO', servers: 'one', objects: 2, sizeBytes: GIB },
  {
    name: 'small-streamed',
    title: '5,000 x 4 KiB between two MinIO servers',
    servers: 'two',
    objects: 5_000,
    sizeBytes: 4 * KIB,
  },
  {
    name: 'medium-streamed',
    title: '500 x 1 MiB between two MinIO servers',
    servers: 'two',
    objects: 500,
    sizeBytes: MIB,
  },
  {
    name: 'large-streamed',
    title: '2 x 1 GiB between two MinIO servers',
    servers: 'two',
    objects: 2,
    sizeBytes: GIB,
  },
  {
    name: 'small-tls',
    title: '5,000 x 4 KiB between two MinIO servers, TLS',
    servers: 'two',
    tls: true,
    objects: 5_000,
    sizeBytes: 4 * KIB,
  },
  {
    name: 'medium-tls',
    title: '500 x 1 MiB between two MinIO servers, TLS',
    servers: 'two',
    tls: true,
    objects: 500,
    sizeBytes: MIB,
  },
  {
    name: 'large-tls',
    title: '2 x 1 GiB between two MinIO servers, TLS',
    servers: 'two',
    tls: true,
    objects: 2,
    sizeBytes: GIB,
  },
  {
    name: 'near',
    title: '10,000 x 4 KiB on a server that costs next to nothing',
    servers: 'quick',
    objects: 10_000,
    sizeBytes: 4 * KIB,
  },
  {
    name: 'distant',
    title: '10,000 x 4 KiB on such a server, 30 ms away',
    servers: 'quick',
    objects: 10_000,
    sizeBytes: 4 * KIB,
    delayMs: 30,
  },
  {
    name: 'many',
    title: '100,000 x 4 KiB on a server that costs next to nothing',
    servers: 'quick',
    objects: 100_000,
    sizeBytes: 4 * KIB,
  },
]
