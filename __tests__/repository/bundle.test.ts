import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve } from 'node:path'
import { narrowUndici } from '../../scripts/bundle.ts'

const UNDICI = resolve(import.meta.dirname, '..', '..', 'node_modules', 'undici')

/** Sends one request with the narrow package, and tells what that took. */
const SCRIPT = `
  const narrow = require(process.argv[1])
  const server = require('node:http').createServer((request, response) => response.end(request.url))
  server.listen(0, '127.0.0.1', async () => {
    const client = new narrow.Client('http://127.0.0.1:' + server.address().port)
    const text = await new Promise((resolve, reject) => {
      let got = ''
      client.dispatch({ method: 'PUT', path: '/sent', body: (async function* () { yield Buffer.from('x') })() }, {
        onRequestStart() {}, onResponseStart() {}, onResponseData: (_, piece) => { got += piece },
        onResponseEnd: () => resolve(got), onResponseError: (_, error) => reject(error),
      })
    })
    await client.close()
    server.close()
    const evaluated = Object.keys(require.cache)
    const natives = process.moduleLoadList.filter((name) => /^NativeModule (http2|tls)$/.test(name))
    console.log(JSON.stringify({ text, evaluated, natives, exported: Object.keys(narrow) }))
  })
`

interface Told {
  readonly text: string
  readonly evaluated: readonly string[]
  readonly natives: readonly string[]
  readonly exported: readonly string[]
}

it('the undici that is bundled sends with what it evaluates, which is no more than that takes', () => {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'flink-snapshot-narrow-')))
  try {
    narrowUndici(scratch)
    const { stdout, stderr } = spawnSync(process.execPath, ['-e', SCRIPT, scratch], { encoding: 'utf8' })
    expect(stderr).toBe('')
    const { evaluated, ...told } = JSON.parse(stdout) as Told
    expect(told).toEqual({ text: '/sent', natives: [], exported: ['Client'] })

    const modules = evaluated.map((path) => relative(scratch, path))
    expect(modules).toContain('lib/dispatcher/client-h1.js')
    expect(modules.filter((path) => /^lib\/(web|mock|cache|interceptor|api)\//.test(path))).toEqual([])
    const changed = modules.filter((path) => !bytesAt(scratch, path).equals(bytesAt(UNDICI, path)))
    expect(changed).toEqual(['index.js', 'lib/dispatcher/client-h2.js'])
  } finally {
    rmSync(scratch, { recursive: true })
  }
})

const bytesAt = (directory: string, path: string): Buffer => readFileSync(join(directory, path))
