/**
 * A role that is taken with an identity token (`sts:AssumeRoleWithWebIdentity`), and taken anew when its
 * keys run out.
 */
export interface AssumedRole {
  readonly arn: string
  /** 2 to 64 of `A-Z a-z 0-9 = , . @ _ -`; stands in the logs of the account. */
  readonly sessionName: string
  /** From 900; an hour where absent, as STS has it. */
  readonly durationSeconds?: number
  /** Asks for a fresh token: they are short-lived, so none is kept. */
  readonly identityToken: () => Promise<string>
  /** Told each secret key and session token before it is used, to be kept out of logs. */
  readonly onSecret: (secret: string) => void
}

/** What sentences about a store may tell the user to look at. */
export type S3Input =
  | 'endpoint'
  | 'region'
  | 'force-path-style'
  | 'access-key-id'
  | 'secret-access-key'
  | 'session-token'
  | 'profile'
  | 'role-to-assume'
  | 'anonymous'
  | 'request-payer'
  | 'sse-customer-key'

/** Keys to sign with. Key id, secret and token are one set and come from one level. */
export interface GivenKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** A key of the user's, with which the store encrypts and which it does not keep (SSE-C). Both are base64. */
export interface CustomerKey {
  /** 32 bytes. A secret. */
  readonly key: string
  /** Of the key's bytes; no secret, the store tells it. */
  readonly md5: string
}

/** On what terms the objects of one side are got at. */
export interface S3Access {
  /** Requests say that who sends them pays for them, which buckets with "requester pays" want. */
  readonly requestPayer?: 'requester'
  /** Every object that is read is encrypted with it, and every one that is written will be. */
  readonly customerKey?: CustomerKey
}

/** How to reach one S3 endpoint. What is absent comes from the AWS SDK's default chain. */
export interface S3Settings extends S3Access {
  /** What the user calls the setting that counted, or that could be set: sentences name it. */
  readonly names?: Readonly<Partial<Record<S3Input, string>>>
  readonly credentials?: GivenKeys
  readonly profile?: string
  /** Keys that stand in the file of a profile, where the SDK's chain would come to them. */
  readonly profileKeys?: GivenKeys
  /** In place of keys and profile. */
  readonly role?: AssumedRole
  /** Requests are not signed, whatever keys the environment has: what is read is public. */
  readonly anonymous?: boolean
  readonly region?: string
  /** An absolute http(s) URL; absent for AWS. */
  readonly endpoint?: string
  /** AWS itself was asked for: what a profile or the environment says of another server does not count. */
  readonly atAws?: boolean
  readonly forcePathStyle?: boolean
  /**
   * What the source has of the target where it has a profile of its own: what that says counts before, for
   * it is of this side.
   */
  readonly inherited?: Pick<S3Settings, 'region' | 'endpoint' | 'atAws' | 'forcePathStyle'>
  /** Of a target: the terms of the source, for the copies that the store makes by itself. */
  readonly copySource?: S3Access
  /** Where buckets are looked for first. Unlike with `region`, one that is elsewhere is found there. */
  readonly homeRegion?: string
  /**
   * Neither the environment nor a profile asks for FIPS or dual-stack hosts of Amazon's. Absent where nobody
   * looked.
   */
  readonly plainHosts?: boolean
  /** A PEM file with certificates to trust besides Node's own, in place of `AWS_CA_BUNDLE`. */
  readonly caBundle?: { readonly path: string; readonly named: string }
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
