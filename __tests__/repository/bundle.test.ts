import { spawnSync } from 'node:child_process'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { narrowUndici } from '../../scripts/bundle.ts'

const ROOT = resolve(import.meta.dirname, '..', '..')

/** Sends one request with the narrow package; then loads the whole one, to compare. */
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
    const unused = Object.keys(require.cache).filter((path) => /undici.lib.(web|mock|cache|interceptor|api)/.test(path))
    const whole = require(process.argv[2])
    console.log(JSON.stringify({ text, unused, exported: Object.keys(narrow), same: narrow.Client === whole.Client }))
  })
`

it('the undici that is bundled sends with what it evaluates, which is no more than that takes', () => {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'flink-snapshot-narrow-')))
  try {
    narrowUndici(scratch)
    const { stdout, stderr } = spawnSync(
      process.execPath,
      ['-e', SCRIPT, scratch, join(ROOT, 'node_modules', 'undici')],
      { encoding: 'utf8' },
    )
    expect(stderr).toBe('')
    expect(JSON.parse(stdout)).toEqual({ text: '/sent', unused: [], exported: ['Client'], same: true })
  } finally {
    rmSync(scratch, { recursive: true })
  }
})
