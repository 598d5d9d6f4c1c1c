import { readFileSync } from 'node:fs'

/**
 * The peak of a process's resident memory in bytes, as Linux keeps it; 0 of one that has ended, and on other
 * machines.
 */
export function peakBytesOf(pid: number | string): number {
  try {
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) * 1024
  } catch {
    return 0
  }
}
