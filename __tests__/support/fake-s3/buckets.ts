import { createHash } from 'node:crypto'
import { FakeS3Error } from './answer.ts'
import { isOfCustomer } from './customer-keys.ts'

/** An object as it is kept. */
export interface FakeObject {
  readonly bytes: Buffer
  readonly etag: string
  readonly modifiedAt: Date
  /** Lower-case headers that a write carried and reads give back: metadata, encryption, storage class. */
  readonly headers: Readonly<Record<string, string>>
  /** Of one that was uploaded in parts. */
  readonly partSizes?: readonly number[]
  /** Where listings tell another ETag than reads do. */
  readonly listedEtag?: string | undefined
}

interface Upload {
  readonly bucket: string
  readonly key: string
  readonly headers: Readonly<Record<string, string>>
  readonly parts: Map<number, FakeObject>
}

/** The MD5 as S3 writes it. */
export function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex')
}

/** What the fake holds: buckets, objects and unfinished uploads. */
export class Buckets {
  readonly #buckets = new Map<string, Map<string, FakeObject>>()
  readonly #uploads = new Map<string, Upload>()
  #count = 0
  /** ETags of objects are numbers in the order of their writing. */
  opaqueEtags = false
  /** When objects are written; tests that tell them apart by time set it. */
  now: () => Date = () => new Date()

  create(bucket: string): void {
    if (!this.#buckets.has(bucket)) this.#buckets.set(bucket, new Map())
  }

  /**
   * A further name of a bucket, as an access point has it, or a second host name of a server that goes by
   * hosts.
   */
  alias(name: string, of: string): void {
    this.#buckets.set(name, this.#bucket(of))
  }

  /** Keys and objects in the order of S3: by the bytes of the keys. */
  entries(bucket: string): [string, FakeObject][] {
    return [...this.#bucket(bucket)].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
  }

  find(bucket: string, key: string): FakeObject | undefined {
    return this.#bucket(bucket).get(key)
  }

  get(bucket: string, key: string): FakeObject {
    const found = this.find(bucket, key)
    if (found === undefined)
      throw new FakeS3Error(404, 'NoSuchKey', 'The specified key does not exist.', { Key: key })
    return found
  }

  put(
    bucket: string,
    key: string,
    bytes: Buffer,
    headers: Readonly<Record<string, string>> = {},
    etag = md5(bytes),
    partSizes?: readonly number[],
    listedEtag?: string,
  ): FakeObject {
    const object = {
      partSizes,
      listedEtag,
      bytes,
      etag: this.opaqueEtags
        ? `opaque/${++this.#count}`
        : isOfCustomer(headers)
          ? `${md5(Buffer.from(`${++this.#count} ${etag}`))}${/-\d+$/.exec(etag)?.[0] ?? ''}`
          : etag,
      modifiedAt: this.now(),
      headers,
    }
    this.#bucket(bucket).set(key, object)
    return object
  }

  delete(bucket: string, key: string): void {
    this.#bucket(bucket).delete(key)
  }

  /** Uploads that were neither completed nor aborted. */
  get unfinished(): number {
    return this.#uploads.size
  }

  /** Uploads of a bucket whose keys begin so. */
  uploadsOf(bucket: string, prefix: string): { readonly id: string; readonly key: string }[] {
    return [...this.#uploads]
      .filter(([, upload]) => upload.bucket === bucket && upload.key.startsWith(prefix))
      .map(([id, { key }]) => ({ id, key }))
  }

  startUpload(bucket: string, key: string, headers: Readonly<Record<string, string>>): string {
    this.#bucket(bucket)
    const id = `upload-${++this.#count}`
    this.#uploads.set(id, { bucket, key, headers, parts: new Map() })
    return id
  }

  putPart(uploadId: string, number: number, bytes: Buffer): FakeObject {
    const upload = this.#upload(uploadId)
    // Encryption is a matter of the whole upload.
    const etag = isOfCustomer(upload.headers) ? md5(Buffer.from(`${number} ${uploadId}`)) : md5(bytes)
    const part = { bytes, etag, modifiedAt: new Date(), headers: upload.headers }
    upload.parts.set(number, part)
    return part
  }

  completeUpload(
    uploadId: string,
    named: readonly { readonly number: number; readonly etag: string }[],
    equalParts = false,
  ): FakeObject {
    const { bucket, key, headers, parts } = this.#upload(uploadId)
    const chosen = named.map(({ number, etag }) => {
      const part = parts.get(number)
      if (part?.etag !== etag)
        throw new FakeS3Error(400, 'InvalidPart', `Part ${number} is not what was uploaded.`)
      return part
    })
    if (chosen.length === 0) throw new FakeS3Error(400, 'MalformedXML')
    const sizes = new Set(chosen.slice(0, -1).map(({ bytes }) => bytes.length))
    if (equalParts && (sizes.size > 1 || chosen.at(-1)!.bytes.length > (chosen[0]?.bytes.length ?? 0)))
      throw new FakeS3Error(400, 'InvalidPart', 'All non-trailing parts must have the same length.')
    const hash = md5(Buffer.concat(chosen.map(({ etag }) => Buffer.from(etag, 'hex'))))
    this.#uploads.delete(uploadId)
    return this.put(
      bucket,
      key,
      Buffer.concat(chosen.map(({ bytes }) => bytes)),
      headers,
      `${hash}-${chosen.length}`,
      chosen.map(({ bytes }) => bytes.length),
    )
  }

  abortUpload(uploadId: string): void {
    this.#upload(uploadId)
    this.#uploads.delete(uploadId)
  }

  #bucket(bucket: string): Map<string, FakeObject> {
    const found = this.#buckets.get(bucket)
    if (found === undefined)
      throw new FakeS3Error(404, 'NoSuchBucket', 'The specified bucket does not exist', {
        BucketName: bucket,
      })
    return found
  }

  /** An unfinished upload, by what its creation said. */
  upload(id: string): Pick<FakeObject, 'headers'> {
    return this.#upload(id)
  }

  #upload(id: string): Upload {
    const found = this.#uploads.get(id)
    if (found === undefined)
      throw new FakeS3Error(404, 'NoSuchUpload', 'The specified multipart upload does not exist.')
    return found
  }
}
