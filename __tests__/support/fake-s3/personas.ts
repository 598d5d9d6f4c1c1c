import type { FakeS3Options } from './server.ts'

/**
 * How other stores differ from S3 as Amazon documents it, as far as a relocation can notice. What a profile
 * does is public knowledge, or was seen at the stores that docs/STORES.md names. What is presumed without
 * any source, its comment says. A profile is not the store: it makes sure that a difference, once known, is
 * coped with.
 */
export const PERSONAS: Readonly<Record<string, FakeS3Options>> = {
  /**
   * Cloudflare R2. Documented: no tags and no ACLs (501 for their headers), all parts of an upload of one
   * size but the last. Conditions on PutObject work. Not verified: conditions on CopyObject.
   */
  R2: {
    notImplementedHeaders: /^x-amz-(tagging|tagging-directive|acl|grant-.*|server-side-encryption-aws-.*)$/,
    equalParts: true,
  },
  /**
   * Google Cloud Storage by its XML API. Writes are guarded by generations, not by `If-None-Match`; uploads
   * have no part copies; ETags of what was uploaded in parts are no MD5s. Not verified: that many objects
   * cannot be deleted at once, the status for a part copy (501 here), and what becomes of `If-None-Match`
   * (ignored here).
   */
  GCS: { ignoreConditions: true, noPartCopies: 501, opaqueEtags: true, noBulkDelete: true },
  /**
   * Backblaze B2. Documented: the directive for tags is ignored and tags are refused; 503 with
   * `ServiceUnavailable` is a normal answer that wants another try. It refused checksums that come with a
   * write for a long time. Not verified: conditions (not looked at here), and the status for a checksum
   * (501 here).
   */
  B2: { ignoreConditions: true, notImplementedHeaders: /^x-amz-(tagging|checksum-crc.*)$/, busyEvery: 4 },
  /** OCI Object Storage. Presumed, not verified: opaque ETags, and conditions that answer 501. */
  OCI: { opaqueEtags: true, noConditions: 501 },
  /**
   * Garage. Seen: it ignores what writes say of encryption. Presumed, not verified: conditions on writes
   * are not looked at; ETags of uploads in parts are no MD5s.
   */
  Garage: {
    ignoreConditions: true,
    opaqueEtags: true,
    forgets: { headers: /^x-amz-server-side-encryption/, of: 'all' },
  },
  /**
   * Ceph's gateway. Seen at 16.2: it ignores what a copy says of encryption, the ETag that pins a copy's
   * source, and the ETags of deletions; a copy of what was uploaded in parts keeps its ETag; conditions of
   * PutObject work. A copy may tell its progress with elements before the result's (not seen).
   */
  Ceph: {
    copyProgress: true,
    forgets: { headers: /^x-amz-server-side-encryption/, of: 'copies' },
    ignoresPinsOfCopies: true,
    ignoresPinsOfDeletions: true,
    keepsEtagsOfParts: true,
  },
  /**
   * MinIO of some years ago. Seen at a newer one: lists uploads under the exact key only, ignores
   * conditions of copies. Presumed of old ones: conditions on PutObject are not looked at either.
   */
  'old MinIO': { ignoreConditions: true, uploadsUnderExactKeys: true },
  /**
   * versitygw. Seen: keys of listings are not encoded, though the element is there; copies ignore target
   * conditions; it tells the checksums that came with a part, and does not want them back.
   */
  versitygw: { rawKeys: true, pageSize: 2, tellsChecksums: true, strictCompletion: true },
  /**
   * OpenStack Swift with `s3api`. Seen: a copy pinned to the ETag of what was uploaded in parts (there a
   * static large object) is answered 412, while HEAD and GET under that ETag find it; its listings tell
   * the MD5 of the content of such a copy, HEAD and GET the ETag of its source. Seen at 2.30: 501 for a
   * PutObject with a condition.
   */
  Swift: { refusesPinsOfParts: true, listsCopiesByMd5: true },
  /**
   * rclone serve. Seen: the root of the answer that begins an upload, and part copies that answer nothing.
   */
  rclone: {
    roots: (name) => (name === 'InitiateMultipartUploadResult' ? 'InitiateMultipartUpload' : name),
    emptyPartCopies: true,
    ignoreConditions: true,
  },
  /**
   * S3Proxy before a file system. Seen: the root of part copies, 501 for who asks for checksums, conditions
   * of writes that are not looked at, 500 for ETags in a list of deletions.
   */
  S3Proxy: {
    roots: (name) => (name === 'CopyPartResult' ? 'CopyObjectResult' : name),
    refusesHeaders: { names: /^x-amz-checksum-mode$/, status: 501, code: 'NotImplemented' },
    ignoreConditions: true,
    refusesEtagsInDeletions: 500,
  },
  /** gofakes3. Seen: part copies are taken for parts without a length. */
  gofakes3: { noPartCopies: 411 },
}

/** A provider that has a scheme of its own in Flink, and where it is in the tests. */
export interface ProviderPersona {
  readonly scheme: string
  /** The region whose endpoint the host is; absent where one endpoint serves all. */
  readonly region?: string
  readonly host: string
  readonly pathStyle: 'served' | 'refused'
  readonly rules: FakeS3Options
}

/** Encryption is said by headers of the provider's own. */
const NO_SSE_HEADERS = /^x-amz-server-side-encryption/

/**
 * Public knowledge: the hosts, and that Alibaba, Tencent (of new buckets) and Volcengine want the bucket in
 * the host. Presumed, to be on the safe side: that none of them deletes many objects at once, looks at
 * conditions of writes, or takes headers about encryption.
 */
export const PROVIDERS: readonly ProviderPersona[] = [
  { scheme: 'gs', host: 'storage.googleapis.com', pathStyle: 'served', rules: PERSONAS['GCS'] ?? {} },
  {
    scheme: 'oss',
    region: 'cn-hangzhou',
    host: 's3.oss-cn-hangzhou.aliyuncs.com',
    pathStyle: 'refused',
    rules: { ignoreConditions: true, noBulkDelete: true, notImplementedHeaders: NO_SSE_HEADERS },
  },
  {
    scheme: 'cosn',
    region: 'ap-guangzhou',
    host: 'cos.ap-guangzhou.myqcloud.com',
    pathStyle: 'refused',
    rules: { ignoreConditions: true, opaqueEtags: true, notImplementedHeaders: NO_SSE_HEADERS },
  },
  {
    scheme: 'obs',
    region: 'cn-north-4',
    host: 'obs.cn-north-4.myhuaweicloud.com',
    pathStyle: 'served',
    rules: { noConditions: 501, noBulkDelete: true, pageSize: 2 },
  },
  {
    scheme: 'tos',
    region: 'cn-beijing',
    host: 'tos-s3-cn-beijing.volces.com',
    pathStyle: 'refused',
    rules: { ignoreConditions: true, rawKeys: true, notImplementedHeaders: NO_SSE_HEADERS },
  },
]
