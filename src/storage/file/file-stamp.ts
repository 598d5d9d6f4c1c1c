import type { Stats } from 'node:fs'

/**
 * Tells this writing of a file from any other: its inode, which a rename keeps, and the time of its last write, finer than
 * milliseconds. An inode that is used again has another time.
 */
export function stampOf({ ino, mtimeMs }: Pick<Stats, 'ino' | 'mtimeMs'>): string {
  return `${ino}:${mtimeMs}`
}
