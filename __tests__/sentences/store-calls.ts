import { parseLocation } from '../../src/location/location.ts'
import type { ObjectStore } from '../../src/storage/object-store.ts'
import { createS3Store, type S3StoreOptions } from '../../src/storage/s3/s3-store.ts'
import type { S3Settings } from '../../src/storage/settings.ts'
import { StorageError } from '../../src/storage/storage-error.ts'
import { bytesSource } from '../storage/bytes-source.ts'
import { quickRetry } from '../storage/quick-retry.ts'
import type { Page } from './book.ts'

/** Some keys. */
export const credentials = {
  accessKeyId: 'alice',
  secretAccessKey: 'a-secret-that-must-not-be-told',
  sessionToken: 'a-token-that-must-not-be-told',
}
const object = parseLocation('s3a://bucket/savepoint/state-1')

/** Something that is done with a store. */
export type Act = (store: ObjectStore) => Promise<unknown>
/** Reads an object. */
export const read: Act = (store) => store.read(object, { maxBytes: 100 })
/** Writes an object. */
export const write: Act = (store) => store.write(object, bytesSource(Buffer.from('new')))
/** Deletes an object. */
export const remove: Act = (store) => store.remove([object])
/** Lists a directory. */
export const list: Act = async (store) => {
  const pages: unknown[] = []
  for await (const page of store.list(parseLocation('s3a://bucket/savepoint'))) pages.push(page)
  return pages
}
/** Has an object copied by the server. */
export const copy: Act = (store) =>
  (store as ReturnType<typeof createS3Store>).copyWithin(
    { location: object, sizeBytes: 10 },
    parseLocation('s3a://bucket/copy'),
  )

/** What is special about a store. */
export interface Case {
  readonly settings?: Partial<S3Settings>
  readonly options?: Partial<S3StoreOptions>
  readonly side?: 'source' | 'target'
}

/** Prints with which sentence and code it fails; no wait takes time. */
export async function failure(
  page: Page,
  when: string,
  act: Act,
  settings: S3Settings,
  more: Case = {},
): Promise<void> {
  page.steady(/FAKE\d+/g, 'FAKE00000001')
  const side = more.side ?? (act === read ? 'source' : 'target')
  let store: ReturnType<typeof createS3Store> | undefined
  await page.fails(
    when,
    () => {
      store = createS3Store({ ...settings, ...more.settings }, { side, retry: quickRetry(), ...more.options })
      return act(store).catch((error: unknown) => {
        requireNothingSecret(error)
        throw error
      })
    },
    codeOf,
  )
  store?.close()
}

function codeOf(failure: unknown): string[] {
  return failure instanceof StorageError ? [`[${failure.code}]`] : []
}

/** Nor may it be in what logs show besides the sentence. */
function requireNothingSecret(error: unknown): void {
  const cause: unknown = error instanceof Error ? error.cause : undefined
  const told = `${String(error)} ${String(cause)} ${JSON.stringify(error)} ${JSON.stringify(cause)}`
  if (told.includes('must-not-be-told')) throw new Error(`a secret was told: ${told}`)
}

/** Runs with these variables, and with none of AWS or a proxy besides. */
export async function withVariables(
  variables: Readonly<Record<string, string>>,
  run: () => Promise<void>,
): Promise<void> {
  const former = process.env
  const others = Object.entries(former).filter(([name]) => !/AWS_|proxy$/i.test(name))
  process.env = { ...Object.fromEntries(others), ...variables }
  try {
    await run()
  } finally {
    process.env = former
  }
}
