/**
 * One measured run of bench/metadata.ts: reads the file it is given, parses and rewrites it, and tells its
 * parent.
 */
import { readFileSync } from 'node:fs'
import { parseMetadata } from '../src/metadata/parse.ts'
import { rewriteMetadata } from '../src/metadata/rewrite.ts'

/** The prefix of every absolute URI in the file. */
export const FROM = 's3://company-flink-state-eu-central-1/checkpoints/'
const TO = 's3://company-flink-state-us-east-2-replica/checkpoints/'

/** What a run tells. */
export interface Measured {
  /** Processor time of this process, all threads, user and system. */
  readonly parseSeconds: number
  readonly rewriteSeconds: number
  /** The most memory that the process ever had, file and result included. */
  readonly peakBytes: number
  /** What Node and the code had taken before the file was read. */
  readonly idleBytes: number
  readonly rewritten: number
}

function secondsSince(start: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(start)
  return (user + system) / 1e6
}

function measure(path: string): Measured {
  const idleBytes = process.memoryUsage.rss()
  const bytes = readFileSync(path)
  const parsing = process.cpuUsage()
  const snapshot = parseMetadata(bytes)
  const parseSeconds = secondsSince(parsing)
  const rewriting = process.cpuUsage()
  const { rewritten } = rewriteMetadata(bytes, snapshot, ({ path: old }) =>
    old.startsWith(FROM) ? TO + old.slice(FROM.length) : undefined,
  )
  const rewriteSeconds = secondsSince(rewriting)
  return {
    parseSeconds,
    rewriteSeconds,
    peakBytes: process.resourceUsage().maxRSS * 1024,
    idleBytes,
    rewritten,
  }
}

const [path] = process.argv.slice(2)
if (path !== undefined) process.send?.(measure(path))
