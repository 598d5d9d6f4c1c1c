import type { S3Settings } from '../settings.ts'

/** Whether the endpoint is Amazon's own: none given, or one of its names. */
export function isAws(settings: S3Settings): boolean {
  if (settings.endpoint === undefined) return true
  return /(^|\.)amazonaws\.com(\.cn)?$/i.test(new URL(settings.endpoint).hostname)
}

/** Stores whose buckets stand in the host name, and are not served otherwise. */
const VIRTUAL_HOSTS = /(^|\.)(aliyuncs|myqcloud|i?volces|myhuaweicloud)\.com$/i

/**
 * Whether buckets stand in the path of a URL. Compatible servers are found so unless told otherwise: few have
 * wildcard DNS and certificates.
 */
export function isPathStyle(settings: S3Settings): boolean {
  if (settings.forcePathStyle !== undefined) return settings.forcePathStyle
  if (settings.endpoint === undefined) return false
  return !isAws(settings) && !VIRTUAL_HOSTS.test(new URL(settings.endpoint).hostname)
}

/** Whether what is sent and received goes through TLS, which lets no bit change unseen. */
export function isThroughTls({ endpoint }: S3Settings, env: NodeJS.ProcessEnv = process.env): boolean {
  const given = endpoint ?? env['AWS_ENDPOINT_URL_S3'] ?? env['AWS_ENDPOINT_URL']
  return given === undefined || !/^http:/i.test(given)
}
