/** Answers that would send signed requests elsewhere. */
import { openLab, type Lab } from '../faults/lab.ts'
import { startFakeS3, type FakeS3 } from '../support/fake-s3/server.ts'
import { HttpClient } from '../../src/platform/http/http-client.ts'
import { Trust } from '../../src/platform/http/trust.ts'
import { RegionalClients } from '../../src/storage/s3/identity/clients.ts'

describe('a server', () => {
  let lab: Lab
  let stranger: FakeS3
  beforeEach(async () => {
    lab = await openLab()
    stranger = await startFakeS3({ buckets: ['source', 'target'] })
  })
  afterEach(async () => {
    await lab.close()
    await stranger.close()
  })

  it.each([301, 302, 307, 308])('that redirects to another host with %d is not followed', async (status) => {
    for (const operation of ['GetObject', 'ListObjectsV2', 'CopyObject', 'HeadObject'] as const) {
      lab.from.fault({
        operation,
        fault: { status, code: 'PermanentRedirect', headers: { location: `${stranger.endpoint}/source/x` } },
      })
    }
    await lab.failure()
    expect(stranger.log).toEqual([])
  })
})

describe('a region that a server tells', () => {
  const clients = (): RegionalClients =>
    new RegionalClients(
      { credentials: { accessKeyId: 'alice', secretAccessKey: 'secret' } },
      new HttpClient({ trust: new Trust(), subject: 'the host' }),
    )

  it.each([
    'evil.example#',
    'evil.example/',
    'a@evil.example',
    'us-east-1.evil.example',
    '',
    'x'.repeat(65),
    'eu west',
  ])('%j is not taken for a part of a host name', (region) => {
    expect(clients().learn('bucket', region, 'us-east-1')).toBe(false)
  })

  it('is taken where it is one', () => {
    expect(clients().learn('bucket', 'eu-central-1', 'us-east-1')).toBe(true)
  })
})
