import { BlockList, isIP } from 'node:net'

/**
 * Whether a list as `NO_PROXY` holds it names a host, as curl, Go and Python read it: a name stands for
 * itself and what is below it, with or without a dot or `*.` before it; an address for itself, `10.0.0.0/8`
 * for all addresses in it; `*` for everything; a port behind any of them for that port alone. Names are not
 * resolved.
 *
 * @param hostname as a URL has it: in lower case, an IPv6 address in brackets.
 */
export function isExempt(hostname: string, port: number, list: string): boolean {
  const host = bare(hostname)
  return list
    .toLowerCase()
    .split(/[,\s]+/)
    .filter((entry) => entry !== '')
    .some((entry) => {
      if (entry === '*') return true
      const { name, onlyPort } = parsed(entry)
      if (onlyPort !== undefined && onlyPort !== port) return false
      return isIP(host) === 0 ? isBelow(host, name) : isIn(host, name)
    })
}

/** The port behind a name or an address; the colons of an IPv6 address without brackets are its own. */
function parsed(entry: string): { name: string; onlyPort?: number } {
  const [, inBrackets, plain, port] = /^(?:\[([^\]]+)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? []
  const name = inBrackets ?? plain ?? entry
  return port === undefined ? { name } : { name, onlyPort: Number(port) }
}

function isBelow(host: string, name: string): boolean {
  const suffix = name.replace(/^\*?\.?/, '')
  if (suffix === '') return false
  // "*example.com" was always taken for whatever ends so.
  return host === suffix || host.endsWith(/^\*[^.]/.test(name) ? suffix : `.${suffix}`)
}

function isIn(address: string, entry: string): boolean {
  const [network = '', bits] = entry.split('/')
  const family = isIP(network) === 6 ? 'ipv6' : 'ipv4'
  const most = family === 'ipv6' ? 128 : 32
  if (isIP(network) === 0 || (bits !== undefined && !(/^\d+$/.test(bits) && Number(bits) <= most)))
    return false
  const named = new BlockList()
  named.addSubnet(network, Number(bits ?? most), family)
  return named.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

function bare(hostname: string): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname
}
