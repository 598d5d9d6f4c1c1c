import {
  InvalidCertificates,
  nodesCertificates,
  readCertificateFile,
} from '../../../platform/certificates.ts'
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
  try {
    return readCertificateFile(named, path)
  } catch (error) {
    if (!(error instanceof InvalidCertificates)) throw error
    throw new StorageError(error.message, { code: 'tls', operation: named }, { cause: error.cause })
  }
}
