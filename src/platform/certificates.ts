import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

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

const BEGIN = '-----BEGIN CERTIFICATE-----'

/** What a setting names as certificates cannot be used. The message is a sentence for people. */
export class InvalidCertificates extends Error {
  override readonly name = 'InvalidCertificates'
}

/**
 * The certificates that a setting names, which is a PEM file or the text of one.
 *
 * @param setting its name, for the sentence
 * @throws InvalidCertificates where the file cannot be read, or nothing in it is a certificate
 */
export async function readCertificates(setting: string, textOrPath: string): Promise<string> {
  if (textOrPath.includes(BEGIN)) return checked(setting, textOrPath)
  const subject = inFile(setting, textOrPath)
  const text = await readFile(textOrPath, 'utf8').catch((cause: unknown) => {
    throw new InvalidCertificates(`${subject} cannot be read: give the path of a PEM file, or its text`, {
      cause,
    })
  })
  return checked(subject, text)
}

/**
 * The certificates of a PEM file that a setting names.
 *
 * @param setting its name, for the sentence
 * @throws InvalidCertificates as {@link readCertificates}
 */
export function readCertificateFile(setting: string, path: string): string {
  const subject = inFile(setting, path)
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw new InvalidCertificates(
      `${subject} cannot be read: give the path of a PEM file with the certificate authority, or leave it out`,
      { cause },
    )
  }
  return checked(subject, text)
}

const inFile = (setting: string, path: string): string => `${setting} names ${path}, which`

/** One that Node cannot read is told here; the connection would leave it out without a word. */
function checked(subject: string, text: string): string {
  try {
    new X509Certificate(text.slice(text.indexOf(BEGIN)))
  } catch (cause) {
    throw new InvalidCertificates(
      `${subject} holds no PEM certificate: give the certificate authority, with its BEGIN CERTIFICATE line`,
      { cause },
    )
  }
  return text
}
