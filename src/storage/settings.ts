/** How to reach one S3 endpoint. What is absent comes from the AWS SDK's default chain. */
export interface S3Settings {
  /** Key id, secret and token are one set and come from one level. */
  readonly credentials?: {
    readonly accessKeyId: string
    readonly secretAccessKey: string
    readonly sessionToken?: string
  }
  readonly profile?: string
  readonly region?: string
  /** An absolute http(s) URL; absent for AWS. */
  readonly endpoint?: string
  readonly forcePathStyle?: boolean
}

/** What every write to the target carries, `_metadata` included. */
export interface S3WriteSettings {
  readonly sse?: 'AES256' | 'aws:kms'
  readonly kmsKeyId?: string
  readonly storageClass?: string
  readonly acl?: string
}

/** Which side of a relocation a store serves; error sentences name the inputs of that side. */
export type Side = 'source' | 'target'
