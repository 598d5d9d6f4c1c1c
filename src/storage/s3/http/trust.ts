import { readFileSync } from 'node:fs'
import { nodesCertificates } from '../../../platform/certificates.ts'
import { StorageError } from '../../storage-error.ts'

type NodesList = Parameters<typeof nodesCertificates>[1]

/** A file of certificates, and what named it. */
interface Bundle {
  readonly path: string
  readonly named: string
}

/**
 * The certificates to trust when `AWS_CA_BUNDLE` is set: Node's own and `NODE_EXTRA_CA_CERTS` (which an
 * explicit list would otherwise switch off), then the bundle's. `undefined` without `AWS_CA_BUNDLE`: Node's
 * defaults hold.
 *
 * @param complete Node's own complete list, where it has one.
 * @param bundle another file in place of that of `AWS_CA_BUNDLE`.
 * @throws StorageError `tls` where the file cannot be read or holds no certificate.
 */
export function trustedCertificates(
  env: NodeJS.ProcessEnv = process.env,
  complete?: NodesList,
  bundle: Bundle = { path: env['AWS_CA_BUNDLE'] ?? '', named: 'AWS_CA_BUNDLE' },
): string[] | undefined {
  if (bundle.path === '') return undefined
  return [...nodesCertificates(env, complete), readBundle(bundle)]
}

function readBundle({ path, named }: Bundle): string {
  const facts = { code: 'tls', operation: named } as const
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    throw new StorageError(
      `${named} names ${path}, which cannot be read: give the path of a PEM file with the certificate authority, or leave it out`,
      facts,
      { cause: error },
    )
  }
  if (!text.includes('-----BEGIN CERTIFICATE-----')) {
    throw new StorageError(
      `${named} names ${path}, which holds no PEM certificate: give a file with BEGIN CERTIFICATE lines`,
      facts,
    )
  }
  return text
}
