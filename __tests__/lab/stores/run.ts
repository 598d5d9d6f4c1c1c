/**
 * Tries stores one after the other, and writes docs/STORES.md:
 *
 *   npm run stores -- [store …] [row:name …]
 *
 * What is not named keeps what came of it before, in results.json.
 *
 * Installs the servers that are not there yet; needs Go, Python, Java with Maven, Rust, and a Debian for
 * what comes as its packages. A store that cannot be had keeps the column that it had.
 */
import { runStore } from './cells.ts'
import { keep } from './document.ts'
import { ROWS } from './rows.ts'
import { STORES, type StoreKind } from './servers.ts'

const names = process.argv.slice(2).filter((name) => !name.startsWith('row:'))
const rows = process.argv.slice(2).flatMap((name) => (name.startsWith('row:') ? [name.slice(4)] : []))
for (const name of names) {
  if (!STORES.some((kind) => kind.name === name))
    throw new Error(`no store is called ${name}: there are ${STORES.map((kind) => kind.name).join(', ')}`)
}
for (const kind of STORES.filter(({ name }) => names.length === 0 || names.includes(name))) {
  try {
    await tryStore(kind)
  } catch (error) {
    console.error(`${kind.title} could not be tried:`, error)
    process.exitCode = 1
  }
}

async function tryStore(kind: StoreKind): Promise<void> {
  console.log(`── ${kind.title}`)
  const cells = await runStore(
    kind,
    ({ row, outcome, note }) => {
      console.log(`${outcome.padEnd(7)} ${row}${note === undefined ? '' : `: ${note}`}`)
    },
    ROWS.filter(({ name }) => rows.length === 0 || rows.includes(name)),
  )
  keep({ store: kind.name, version: kind.version, date: new Date().toISOString().slice(0, 10), cells })
}
