import type { IncomingMessage } from 'node:http'

/** S3's operations that the fake knows, by the names of its API. */
export type Operation =
  | 'ListObjectsV2'
  | 'ListObjects'
  | 'ListObjectVersions'
  | 'ListMultipartUploads'
  | 'HeadObject'
  | 'GetObject'
  | 'PutObject'
  | 'CopyObject'
  | 'DeleteObject'
  | 'DeleteObjects'
  | 'CreateMultipartUpload'
  | 'UploadPart'
  | 'UploadPartCopy'
  | 'CompleteMultipartUpload'
  | 'AbortMultipartUpload'
  | 'Unknown'

/** One request as it came in. */
export interface FakeRequest {
  readonly operation: Operation
  readonly bucket: string
  readonly key: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly accessKeyId: string | undefined
  readonly body: Buffer
  /** The connection has served a request before. */
  readonly reused: boolean
}

const SERVED = new WeakSet<object>()

/** Reads a path-style request whole. */
export async function readRequest(message: IncomingMessage): Promise<FakeRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of message) chunks.push(chunk as Buffer)
  const [path = '', search = ''] = (message.url ?? '/').split('?', 2)
  const query = new URLSearchParams(search)
  const [, bucket = '', ...segments] = path.split('/')
  const headers: Record<string, string> = {}
  for (const [name, value] of Object.entries(message.headers))
    headers[name] = Array.isArray(value) ? value.join(',') : (value ?? '')
  const reused = SERVED.has(message.socket)
  SERVED.add(message.socket)
  return {
    reused,
    operation: operationOf(message.method ?? '', segments.join('/') !== '', query, headers),
    bucket: decodeURIComponent(bucket),
    key: segments.map(decodeURIComponent).join('/'),
    query,
    headers,
    accessKeyId: /Credential=([^/]+)\//.exec(headers['authorization'] ?? '')?.[1],
    body: Buffer.concat(chunks),
  }
}

function operationOf(
  method: string,
  hasKey: boolean,
  query: URLSearchParams,
  headers: Readonly<Record<string, string>>,
): Operation {
  if (!hasKey) {
    if (method === 'GET' && query.get('list-type') === '2') return 'ListObjectsV2'
    if (method === 'GET' && query.has('uploads')) return 'ListMultipartUploads'
    if (method === 'GET' && query.has('versions')) return 'ListObjectVersions'
    if (method === 'GET' && query.has('prefix')) return 'ListObjects'
    return method === 'POST' && query.has('delete') ? 'DeleteObjects' : 'Unknown'
  }
  const copies = headers['x-amz-copy-source'] !== undefined
  const inUpload = query.has('uploadId')
  switch (method) {
    case 'HEAD':
      return 'HeadObject'
    case 'GET':
      return 'GetObject'
    case 'PUT':
      if (inUpload) return copies ? 'UploadPartCopy' : 'UploadPart'
      return copies ? 'CopyObject' : 'PutObject'
    case 'POST':
      if (query.has('uploads')) return 'CreateMultipartUpload'
      return inUpload ? 'CompleteMultipartUpload' : 'Unknown'
    case 'DELETE':
      return inUpload ? 'AbortMultipartUpload' : 'DeleteObject'
    default:
      return 'Unknown'
  }
}
