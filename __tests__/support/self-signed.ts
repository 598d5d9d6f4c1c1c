import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'

/** A certificate that signs itself, and its key, in PEM. */
export interface Certificate {
  readonly cert: string
  readonly key: string
}

/** What the certificate is for. */
export interface CertificateWishes {
  /** DNS names; addresses are not needed here. */
  readonly hosts: readonly string[]
  readonly notBefore?: Date
  readonly notAfter?: Date
}

/**
 * Makes a certificate, byte by byte (X.509, RFC 5280): tests need one that nobody trusts, and no key lies
 * in the repository.
 */
export function makeCertificate({
  hosts,
  notBefore = daysFromNow(-1),
  notAfter = daysFromNow(1),
}: CertificateWishes): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const body = toBeSigned(publicKey, hosts, notBefore, notAfter)
  const signature = sign('sha256', body, privateKey)
  const der = sequence(body, ECDSA_WITH_SHA256, bitString(signature))
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${der.toString('base64').replaceAll(/.{64}(?=.)/g, '$&\n')}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** A date as many days ahead. */
export function daysFromNow(days: number): Date {
  return new Date(Date.now() + days * 86_400_000)
}

function toBeSigned(publicKey: KeyObject, hosts: readonly string[], notBefore: Date, notAfter: Date): Buffer {
  const name = sequence(der(0x31, sequence(objectId('2.5.4.3'), der(0x0c, Buffer.from('a test')))))
  const names = sequence(...hosts.map((host) => der(0x82, Buffer.from(host))))
  const extensions = sequence(
    sequence(objectId('2.5.29.17'), der(0x04, names)),
    sequence(objectId('2.5.29.19'), der(0x04, sequence(der(0x01, Buffer.from([0xff]))))),
  )
  return sequence(
    der(0xa0, integer(2)),
    integer(Date.now()),
    ECDSA_WITH_SHA256,
    name,
    sequence(time(notBefore), time(notAfter)),
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, extensions),
  )
}

function der(tag: number, content: Buffer): Buffer {
  const { length } = content
  const size = length < 128 ? [length] : length < 256 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

function sequence(...parts: readonly Buffer[]): Buffer {
  return der(0x30, Buffer.concat(parts))
}

function integer(value: number): Buffer {
  const hex = value.toString(16)
  return der(
    0x02,
    Buffer.from(`00${hex.length % 2 === 0 ? '' : '0'}${hex}`.replace(/^00(?=[0-7])/, ''), 'hex'),
  )
}

function bitString(content: Buffer): Buffer {
  return der(0x03, Buffer.concat([Buffer.from([0]), content]))
}

function time(date: Date): Buffer {
  return der(0x18, Buffer.from(date.toISOString().replaceAll(/[-:T]|\.\d+/g, '')))
}

function objectId(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number)
  const bytes = [first * 40 + second]
  for (const arc of rest) {
    const groups = [arc & 0x7f]
    for (let left = arc >> 7; left > 0; left >>= 7) groups.unshift((left & 0x7f) | 0x80)
    bytes.push(...groups)
  }
  return der(0x06, Buffer.from(bytes))
}

const ECDSA_WITH_SHA256 = sequence(objectId('1.2.840.10045.4.3.2'))
