import type { OptionValues } from '../../src/options/option-specs.ts'
import { readSavepointRequest } from '../../src/options/savepoint-options.ts'

const JOB = '4a1b2c3d4e5f60718293a4b5c6d7e8f9'
const REST = { 'rest-url': 'http://jobmanager:8081', 'job-id': JOB }
const read = (values: OptionValues): unknown => readSavepointRequest(values)

describe('a request by REST', () => {
  it('comes with URL and job alone', () => {
    const request = {
      by: 'rest',
      endpoint: { url: 'http://jobmanager:8081/' },
      jobId: JOB,
      stop: false,
      drain: false,
      timeoutMs: 1_800_000,
    }
    expect(read(REST)).toEqual(request)
    expect(read({ ...REST, stop: 'false', drain: 'false', timeout: '30m', command: ' ' })).toEqual(request)
  })

  it('has everything that was given', () => {
    expect(
      read({
        'rest-url': 'https://proxy.example.com/flink/orders/',
        'job-id': JOB.toUpperCase(),
        stop: 'true',
        drain: 'true',
        format: 'native',
        'target-directory': 's3://b/sp',
        timeout: '1h30m',
        'rest-username': 'me',
        'rest-password': 'hush',
        'rest-ca': '/etc/ca.pem',
      }),
    ).toEqual({
      by: 'rest',
      endpoint: {
        url: 'https://proxy.example.com/flink/orders/',
        credentials: { username: 'me', password: 'hush' },
        certificates: '/etc/ca.pem',
      },
      jobId: JOB,
      stop: true,
      drain: true,
      format: 'native',
      targetDirectory: 's3://b/sp',
      timeoutMs: 5_400_000,
    })
    expect(read({ ...REST, 'rest-token': 'abc', 'target-directory': 'hdfs://nn/sp' })).toMatchObject({
      endpoint: { credentials: { token: 'abc' } },
      targetDirectory: 'hdfs://nn/sp',
    })
  })

  it.each<[OptionValues, string]>([
    [{}, 'command or rest-url is required'],
    [{ ...REST, command: 'flink' }, 'command and rest-url are both given'],
    [{ 'rest-url': 'http://x' }, 'job-id is required'],
    [{ ...REST, 'job-id': 'orders' }, 'job-id is "orders": write the 32 hex digits'],
    [{ ...REST, 'rest-url': 'jobmanager:8081' }, 'rest-url is "jobmanager:8081": write a whole URL'],
    [
      { ...REST, 'rest-url': 'https://me:hush@x/' },
      'rest-url is "https://***@x/" and contains a user or password',
    ],
    [
      { ...REST, 'rest-url': 'http://x/?token=hush' },
      'rest-url is "http://x/?…": write only where the interface is, http://x/',
    ],
    [{ ...REST, 'rest-url': 'http://x:8081/#/job/running' }, 'a page of the web interface is no part of it'],
    [{ ...REST, drain: 'true' }, 'drain is true but stop is not'],
    [{ ...REST, format: 'NATIVE' }, 'format is "NATIVE": did you mean native?'],
    [{ ...REST, 'target-directory': 'sp' }, 'target-directory: "sp" is a relative path'],
    [
      { ...REST, timeout: '600' },
      'timeout is "600": write a duration from 1s to 1d, such as 90s, 30m or 1h30m',
    ],
    [{ ...REST, timeout: '0s' }, 'timeout is "0s"'],
    [{ ...REST, timeout: '25h' }, 'timeout is "25h"'],
    [{ ...REST, 'rest-username': 'me' }, 'rest-username is given without rest-password'],
    [{ ...REST, 'rest-password': 'hush' }, 'rest-password is given without rest-username'],
    [{ ...REST, 'rest-password': 'hush', 'rest-token': 'hush' }, 'rest-token is given beside rest-password'],
    [{ ...REST, 'rest-username': 'a:b', 'rest-password': 'hush' }, 'rest-username contains a colon'],
  ])('%j is refused', (values, message) => {
    let said = ''
    try {
      read(values)
    } catch (error) {
      said = String(error)
    }
    expect(said).toContain(message)
    expect(said).not.toContain('hush')
  })
})

describe('a request by a command', () => {
  it('is split into words', () => {
    expect(read({ command: 'flink stop "a b"\n', stop: 'false', timeout: '30m' })).toEqual({
      by: 'command',
      command: ['flink', 'stop', 'a b'],
    })
  })

  it.each<[OptionValues, string]>([
    [{ command: 'flink list | tail' }, 'command contains a pipe'],
    [{ command: 'flink', stop: 'true', 'job-id': JOB }, 'job-id and stop count for rest-url only'],
    [{ command: 'flink', 'rest-token': 'x' }, 'rest-token counts for rest-url only'],
  ])('%j is refused', (values, message) => {
    expect(() => read(values)).toThrow(message)
  })
})
