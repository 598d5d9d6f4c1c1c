import { lstat, readlink, stat } from 'node:fs/promises'
import { dirname, parse, resolve, sep } from 'node:path'

/** Far more links than the way to any directory has; Linux follows forty. */
const MOST_LINKS = 40

/**
 * The first symbolic link on the way to a path that somebody else may have put there: in a directory that
 * everybody can write to (`/tmp`), made by neither root, this user nor the directory's owner. Linux refuses
 * to follow such links where `fs.protected_symlinks` is set and the directory is sticky; containers and other
 * systems often do not.
 *
 * @param path absolute; what is not there yet is no link
 * @returns the link's path; `undefined` where there is none, and on Windows, whose links only administrators
 * make
 */
export async function findPlantedLink(path: string): Promise<string | undefined> {
  if (process.platform === 'win32') return undefined
  const own = process.geteuid?.()
  const ways = [path]
  for (let links = 0; ways.length > 0 && links <= MOST_LINKS;) {
    for (const place of placesAlong(ways.pop() ?? '')) {
      // What cannot be looked at is not there, or fails whoever goes this way with a reason of its own.
      const found = await lstat(place).catch(() => undefined)
      if (found === undefined) break
      if (!found.isSymbolicLink()) continue
      links++
      const directory = await stat(dirname(place))
      const foreign = found.uid !== own && found.uid !== 0 && found.uid !== directory.uid
      if (foreign && (directory.mode & 0o002) !== 0) return place
      ways.push(resolve(dirname(place), await readlink(place)))
    }
  }
  return undefined
}

/** `/a/b/c` is reached by `/a`, `/a/b` and `/a/b/c`. */
function placesAlong(path: string): string[] {
  const { root } = parse(path)
  const names = path
    .slice(root.length)
    .split(sep)
    .filter((name) => name !== '')
  return names.map((_, index) => root + names.slice(0, index + 1).join(sep))
}
