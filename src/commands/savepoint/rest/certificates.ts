import { X509Certificate } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { SavepointError } from '../request.ts'

const BEGIN = '-----BEGIN CERTIFICATE-----'

/**
 * The certificates of `rest-ca`, which is a PEM file or the text of one.
 *
 * @throws SavepointError where the file cannot be read, or nothing in it is a certificate
 */
export async function readCertificates(textOrPath: string): Promise<string> {
  const isText = textOrPath.includes(BEGIN)
  const name = isText ? 'rest-ca' : `rest-ca names ${textOrPath}, which`
  const text = isText
    ? textOrPath
    : await readFile(textOrPath, 'utf8').catch((cause: unknown) => {
        throw new SavepointError(`${name} cannot be read: give the path of a PEM file, or its text`, {
          cause,
        })
      })
  try {
    // One that Node cannot read is told here; the connection would leave it out without a word.
    new X509Certificate(text.slice(text.indexOf(BEGIN)))
  } catch (cause) {
    throw new SavepointError(
      `${name} holds no PEM certificate: give the certificate authority, with its BEGIN CERTIFICATE line`,
      { cause },
    )
  }
  return text
}
