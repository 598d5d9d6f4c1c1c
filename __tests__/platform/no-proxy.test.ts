import { isExempt } from '../../src/platform/no-proxy.ts'

describe('NO_PROXY', () => {
  it.each([
    ['10.0.0.0/8', '10.1.2.3'],
    ['192.168.4.0/22', '192.168.7.255'],
    ['10.1.2.3', '10.1.2.3'],
    ['10.1.2.3/32', '10.1.2.3'],
    ['0.0.0.0/0', '10.1.2.3'],
    ['fd00::/8', '[fd12::1]'],
    ['::1', '[::1]'],
    ['[::1]', '[::1]'],
    ['[::1]:9000', '[::1]'],
    ['0:0:0:0:0:0:0:1', '[::1]'],
    ['store.example', 'store.example'],
    ['STORE.Example', 'store.example'],
    ['example', 'store.example'],
    ['.example', 'store.example'],
    ['.store.example', 'store.example'],
    ['*.example', 'store.example'],
    ['*ple', 'store.example'],
    ['store.example:9000', 'store.example'],
    ['10.0.0.0/8:9000', '10.1.2.3'],
    ['other, 10.0.0.0/8 third', '10.1.2.3'],
    ['*', 'anything'],
    ['other,*', 'anything'],
  ])('%s exempts %s', (list, host) => {
    expect(isExempt(host, 9000, list)).toBe(true)
  })

  it.each([
    ['', '10.1.2.3'],
    [' , ', 'store.example'],
    ['10.0.0.0/8', '11.1.2.3'],
    ['192.168.4.0/22', '192.168.8.0'],
    ['10.1.2', '10.1.2.3'],
    ['10.0.0.0/33', '10.0.0.0'],
    ['10.0.0.0/', '10.0.0.0'],
    ['10.0.0.0/8', 'ten.example'],
    ['fd00::/8', '10.1.2.3'],
    ['10.0.0.0/8', '[fd12::1]'],
    ['::1', '[::2]'],
    ['store.example', 'astore.example'],
    ['store.example', 'example'],
    ['store.example:80', 'store.example'],
    ['10.0.0.0/8:80', '10.1.2.3'],
    ['.', 'store.example'],
    ['*.', 'store.example'],
  ])('%s does not exempt %s', (list, host) => {
    expect(isExempt(host, 9000, list)).toBe(false)
  })
})
