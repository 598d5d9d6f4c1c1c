import type { S3Api } from './s3-api.ts'

/** A way to S3 that is opened by the first request that takes it. */
export function lazyApi(open: () => Promise<S3Api>, close: () => void): S3Api {
  let opened: Promise<S3Api> | undefined
  const api = (): Promise<S3Api> => {
    opened ??= open()
    return opened
  }
  return {
    head: async (...args) => (await api()).head(...args),
    get: async (...args) => (await api()).get(...args),
    getInto: async (...args) => (await api()).getInto(...args),
    put: async (...args) => (await api()).put(...args),
    copy: async (...args) => (await api()).copy(...args),
    createUpload: async (...args) => (await api()).createUpload(...args),
    uploadPart: async (...args) => (await api()).uploadPart(...args),
    copyPart: async (...args) => (await api()).copyPart(...args),
    completeUpload: async (...args) => (await api()).completeUpload(...args),
    abortUpload: async (...args) => (await api()).abortUpload(...args),
    countUploads: async (...args) => (await api()).countUploads(...args),
    list: async (...args) => (await api()).list(...args),
    removeMany: async (...args) => (await api()).removeMany(...args),
    remove: async (...args) => (await api()).remove(...args),
    close,
  }
}
