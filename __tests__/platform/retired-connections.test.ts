/** What a client keeps of connections that were found dead. Only a process of its own can count objects. */
import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'

const HTTP = resolve(import.meta.dirname, '..', '..', 'src', 'platform', 'http')

/** Ten times a server answers three requests and ends the connections under the next three. */
const SCRIPT = `
  import { createServer } from 'node:net'
  import { queryObjects } from 'node:v8'
  import { Connections } from '${HTTP}/connections.ts'
  import { HttpClient } from '${HTTP}/http-client.ts'
  import { Trust } from '${HTTP}/trust.ts'

  let isAway = false
  const server = createServer((socket) => {
    socket.on('error', () => undefined)
    socket.on('data', () => isAway ? socket.destroy() : socket.write('HTTP/1.1 200 OK\\r\\ncontent-length: 0\\r\\n\\r\\n'))
  })
  await new Promise((listening) => server.listen(0, '127.0.0.1', listening))
  const client = new HttpClient({ trust: new Trust(), subject: 'the host' })
  const send = () => new Promise((resolve) => {
    const request = { method: 'GET', path: '/', headers: { host: 'store' } }
    client.send('http://127.0.0.1:' + server.address().port, request, {
      onSent() {}, onHead() {}, onData: () => true,
      onEnd: () => resolve('answered'),
      onError: (_, reused) => resolve(reused ? 'dead' : 'fault'),
    })
  })
  const all = []
  for (let outage = 0; outage < 10; outage++) {
    for (isAway of [false, true]) all.push(...await Promise.all([send(), send(), send()]))
  }
  console.log(JSON.stringify({ dead: all.filter((one) => one === 'dead').length, kept: queryObjects(Connections) }))
  client.close()
  server.close()
`

it('forgets connections that were found dead, however often the server was away', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', '--input-type=module', '-e', SCRIPT],
    { encoding: 'utf8' },
  )
  expect(stderr).toBe('')
  const { dead, kept } = JSON.parse(stdout) as { dead: number; kept: number }
  expect(dead).toBeGreaterThanOrEqual(10)
  expect(kept).toBeLessThanOrEqual(2)
})
