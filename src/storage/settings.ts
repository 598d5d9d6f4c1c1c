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

/** Keys to sign with. Key id, secret and token are one set and come from one level. */
export interface GivenKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

/** How to reach one S3 endpoint. What is absent comes from the AWS SDK's default chain. */
export interface S3Settings {
  readonly credentials?: GivenKeys
  readonly profile?: string
  /** Keys that stand in the file of a profile, where the SDK's chain would come to them. */
  readonly profileKeys?: GivenKeys
  /** In place of keys and profile. */
  readonly role?: AssumedRole
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
