/** MinIO behind proxies as Debian ships them, without a limit for bodies. */
import { ensureTool } from '../../../scripts/lab/tools.ts'
import { startHaproxy, startNginx, startSquid, type Proxy } from '../proxies.ts'
import { startMinio, type Credentials, type LabServer } from '../servers.ts'
import { readerOfMinio } from './readers.ts'
import type { StartedStore } from './started-store.ts'

async function behind(
  credentials: Credentials,
  start: (minio: LabServer) => Promise<{ readonly proxy: Proxy; readonly env?: NodeJS.ProcessEnv }>,
): Promise<StartedStore> {
  const minio = await startMinio(credentials)
  try {
    const { proxy, env } = await start(minio)
    const stop = async (): Promise<void> => {
      await proxy.stop()
      await minio.stop()
    }
    // One that is passed through by name is no other endpoint.
    return {
      ...minio,
      readOnlyKey: readerOfMinio,
      ...(env === undefined ? { endpoint: proxy.url } : { env }),
      stop,
    }
  } catch (error) {
    await minio.stop()
    throw error
  }
}

/** A reverse proxy with HTTP/1.0 behind it, buffers and gzip. */
export function startBehindNginx(credentials: Credentials): Promise<StartedStore> {
  ensureTool('nginx')
  return behind(credentials, async ({ endpoint }) => ({
    proxy: await startNginx(endpoint, { server: 'client_max_body_size 0;' }),
  }))
}

/** A load balancer. */
export function startBehindHaproxy(credentials: Credentials): Promise<StartedStore> {
  ensureTool('haproxy')
  return behind(credentials, async ({ endpoint }) => ({ proxy: await startHaproxy(endpoint) }))
}

/** A proxy that `HTTP_PROXY` names, and that passes requests on. */
export function startBehindSquid(credentials: Credentials): Promise<StartedStore> {
  ensureTool('squid')
  return behind(credentials, async () => {
    const proxy = await startSquid()
    return { proxy, env: { HTTP_PROXY: proxy.url } }
  })
}
