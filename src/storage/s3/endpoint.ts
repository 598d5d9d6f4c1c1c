import type { S3Settings } from '../settings.ts'

/** Whether the endpoint is Amazon's own: none given, or one of its names. */
export function isAws(settings: S3Settings): boolean {
  if (settings.endpoint === undefined) return true
  return /(^|\.)amazonaws\.com(\.cn)?$/i.test(new URL(settings.endpoint).hostname)
}

/** Stores whose buckets stand in the host name, and are not served otherwise. */
const VIRTUAL_HOSTS = /(^|\.)(aliyuncs|myqcloud|i?volces|myhuaweicloud)\.com$/i

/**
 * What is equal for stores whose buckets are the same: the endpoint's address, or a partition of AWS, each
 * of which has buckets of its own.
 *
 * @param settings as they were settled: the environment and profiles are in them
 */
export function homeOf({ endpoint, region, homeRegion }: S3Settings): string {
  if (endpoint !== undefined && !isAws({ endpoint })) return `${new URL(endpoint).href.replace(/\/+$/, '')}/`
  const named = region ?? /[.-]((?:cn|us-gov)-[a-z]+-\d)\./.exec(endpoint ?? '')?.[1] ?? homeRegion ?? ''
  return /^cn-/.test(named) || /\.cn(:\d+)?\/?$/.test(endpoint ?? '')
    ? 'aws-cn'
    : /^us-gov-/.test(named)
      ? 'aws-us-gov'
      : 'aws'
}

/**
 * Whether buckets stand in the path of a URL. Compatible servers are found so unless told otherwise: few
 * have wildcard DNS and certificates.
 */
export function isPathStyle(settings: S3Settings): boolean {
  if (settings.forcePathStyle !== undefined) return settings.forcePathStyle
  if (settings.endpoint === undefined) return false
  return !isAws(settings) && !VIRTUAL_HOSTS.test(new URL(settings.endpoint).hostname)
}

/** Whether what is sent and received goes through TLS, which lets no bit change unseen. */
export function isThroughTls({ endpoint }: S3Settings): boolean {
  return endpoint === undefined || !/^http:/i.test(endpoint)
}
