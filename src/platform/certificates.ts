import { readFileSync } from 'node:fs'

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
 * The certificates that Node trusts by itself, in PEM, those of `NODE_EXTRA_CA_CERTS` among them: a list of
 * one's own would switch them off.
 *
 * @param complete Node's own complete list, where it has one.
 */
export function nodesCertificates(
  env: NodeJS.ProcessEnv = process.env,
  complete: CompleteList | 'none' = nodesTls().getCACertificates ?? 'none',
): readonly string[] {
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
