/** What a store offers beside S3, for rows that ask for more. */
import { randomBytes } from 'node:crypto'
import { PutBucketPolicyCommand } from '@aws-sdk/client-s3'
import { clientFor, type Credentials, type Endpoint, type LabServer } from '../servers.ts'

/** Makes a key that may read and list the buckets, and do nothing else. */
export type ReadOnlyKey = (server: Endpoint, buckets: readonly string[]) => Promise<Credentials>

/** A store that runs. */
export interface StartedStore extends LabServer {
  /** Absent where it has no such keys. */
  readonly readOnlyKey?: ReadOnlyKey
  /** Variables that lead the program to it. */
  readonly env?: NodeJS.ProcessEnv
}

/** Keys that nobody has had before. */
export function newCredentials(): Credentials {
  return {
    accessKeyId: `lab${randomBytes(8).toString('hex')}`,
    secretAccessKey: randomBytes(20).toString('hex'),
  }
}

/**
 * For stores whose buckets have policies.
 *
 * @param principal whom the policies speak of; that of the one user whom `createUser` makes
 */
export function policyThatReads(
  principal: string | ((key: Credentials) => string),
  createUser: (key: Credentials) => Promise<void>,
): ReadOnlyKey {
  return async (server, buckets) => {
    const key = newCredentials()
    await createUser(key)
    const client = clientFor(server)
    const who = typeof principal === 'string' ? principal : principal(key)
    try {
      for (const Bucket of buckets) {
        const resource = `arn:aws:s3:::${Bucket}`
        const Statement = [
          { Effect: 'Allow', Principal: { AWS: [who] }, Action: ['s3:ListBucket'], Resource: [resource] },
          {
            Effect: 'Allow',
            Principal: { AWS: [who] },
            Action: ['s3:GetObject'],
            Resource: [`${resource}/*`],
          },
        ]
        const Policy = JSON.stringify({ Version: '2012-10-17', Statement })
        await client.send(new PutBucketPolicyCommand({ Bucket, Policy }))
      }
    } finally {
      client.destroy()
    }
    return key
  }
}
