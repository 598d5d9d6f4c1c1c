import { readFileSync } from 'node:fs'
import { StorageError } from '../../storage-error.ts'

type CompleteList = (type: 'default') => string[]

interface NodesTls {
  readonly rootCertificates: readonly string[]
  /** Node 22.15 and later know their own complete list, extra certificates and system store included. */
  readonly getCACertificates?: CompleteList
}

/** Loading it takes longer than moving a small snapshot over http, so it is loaded where it is needed. */
function nodesTls(): NodesTls {
  return process.getBuiltinModule('node:tls')
}

/**
 * The certificates to trust when `AWS_CA_BUNDLE` is set: Node's own and `NODE_EXTRA_CA_CERTS` (which an explicit list
 * would otherwise switch off), then the bundle's. `undefined` without `AWS_CA_BUNDLE`: Node's defaults hold.
 *
 * @param complete Node's own complete list, where it has one.
 * @throws StorageError `tls` where the file cannot be read or holds no certificate.
 */
export function trustedCertificates(
  env: NodeJS.ProcessEnv = process.env,
  complete?: CompleteList | 'none',
): string[] | undefined {
  const path = env['AWS_CA_BUNDLE']
  if (path === undefined || path === '') return undefined
  return [...defaultCertificates(env, complete ?? nodesTls().getCACertificates ?? 'none'), readBundle(path)]
}

function readBundle(path: string): string {
  const facts = { code: 'tls', operation: 'AWS_CA_BUNDLE' } as const
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new StorageError(
      `AWS_CA_BUNDLE names ${path}, which cannot be read: give the path of a PEM file with the certificate authority, or unset it`,
      facts,
      { cause: error },
    )
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new StorageError(
      `AWS_CA_BUNDLE names ${path}, which holds no PEM certificate: give a file with BEGIN CERTIFICATE lines`,
      facts,
    )
  }
  return text
}

function defaultCertificates(env: NodeJS.ProcessEnv, complete: CompleteList | 'none'): readonly string[] {
  if (complete !== 'none') return complete('default')
  const extra = env['NODE_EXTRA_CA_CERTS']
  if (extra === undefined || extra === '') return nodesTls().rootCertificates
  try {
    return [...nodesTls().rootCertificates, readFileSync(extra, 'utf8')]
  } catch {
    // Node itself has warned at its start that the file cannot be read, and goes on without it.
    return nodesTls().rootCertificates
  }
}
