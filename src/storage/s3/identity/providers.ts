/**
 * A store of another maker that speaks S3 too, under the scheme by which Flink's own plugin for it goes.
 */
interface Provider {
  readonly name: string
  /** The public endpoint; absent where it is not known which one is meant. */
  readonly endpoint?: (region: string) => string
  /** A region to give as an example, where the endpoint goes by region. */
  readonly example?: string
  /** The region that signatures name where none is given. */
  readonly region?: string
}

/**
 * Where the S3 interfaces of other makers are. They take HMAC keys, which each maker gives out for them.
 *
 * Sources: https://cloud.google.com/storage/docs/interoperability,
 * https://help.aliyun.com/en/oss/developer-reference/use-aws-sdks-to-access-oss,
 * https://www.tencentcloud.com/document/product/436/32537,
 * https://support.huaweicloud.com/en-us/devg-obs/obs_06_0007.html,
 * https://www.volcengine.com/docs/6349/107356
 */
const PROVIDERS: Readonly<Partial<Record<string, Provider>>> = {
  gs: { name: 'Google Cloud Storage', endpoint: () => 'https://storage.googleapis.com', region: 'auto' },
  oss: {
    name: 'Alibaba Cloud OSS',
    endpoint: (region) => `https://s3.oss-${region}.aliyuncs.com`,
    example: 'cn-hangzhou',
  },
  cosn: {
    name: 'Tencent Cloud COS',
    endpoint: (region) => `https://cos.${region}.myqcloud.com`,
    example: 'ap-guangzhou',
  },
  obs: {
    name: 'Huawei Cloud OBS',
    endpoint: (region) => `https://obs.${region}.myhuaweicloud.com`,
    example: 'cn-north-4',
  },
  tos: {
    name: 'Volcengine TOS',
    endpoint: (region) => `https://tos-s3-${region}.volces.com`,
    example: 'cn-beijing',
  },
  // Tencent's and IBM's stores go by it, and others.
  cos: { name: 'the stores of several makers are called cos' },
}

/** The provider of a scheme; `undefined` for S3's own schemes, whose endpoint the environment may name. */
export function providerOf(scheme: string): Provider | undefined {
  return PROVIDERS[scheme]
}

/** The region that stands in the host name of a provider's endpoint: signatures are to name it. */
export function regionInHost(endpoint: string): string | undefined {
  const host = new URL(endpoint).hostname
  const [, region] =
    /(?:^|\.)(?:s3\.oss-|cos\.|obs\.|tos-s3-)([a-z0-9-]+?)(?:-internal)?\.(?:aliyuncs|myqcloud|myhuaweicloud|volces|ivolces)\.com$/.exec(
      host,
    ) ?? []
  return region
}
