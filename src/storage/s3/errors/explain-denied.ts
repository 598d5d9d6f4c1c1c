import { displayLocation } from '../../../location/location.ts'
import { payerAdvice } from './explain-access.ts'
import { inputName, type Action, type Explanation, type FaultContext } from './explain.ts'
import type { S3Fault, S3FaultFacts } from '../s3-api.ts'

const place = ({ location }: FaultContext): string => displayLocation(location)

/** The permissions of AWS that an action needs on its side. */
export const PERMISSIONS: Readonly<Record<Action, string>> = {
  read: 's3:GetObject',
  'look at': 's3:GetObject',
  list: 's3:ListBucket',
  write: 's3:PutObject',
  copy: 's3:PutObject',
  delete: 's3:DeleteObject',
}

const OBJECTS: Readonly<Record<Action, string>> = {
  read: 'the object',
  'look at': 'the object',
  list: 'the bucket',
  write: 'the object',
  copy: 'the object',
  delete: 'the object',
}

/** Whose permissions they are. */
export function whoSigned(context: FaultContext): string {
  const { credentials, profile, role } = context.settings
  if (role !== undefined) return `the role ${role.arn} of ${inputName(context, 'role-to-assume')}`
  if (credentials !== undefined) return `the key of ${inputName(context, 'access-key-id')}`
  if (profile !== undefined) return `the profile ${profile} of ${inputName(context, 'profile')}`
  return `the default credentials of the ${context.side} (environment, profile or role)`
}

/** Whether the store says that somebody may not. */
export function isDenied(facts: S3FaultFacts): boolean {
  return facts.status === 403 || facts.status === 401 || facts.s3Code === 'AccessDenied'
}

/** Nobody is there to sign. */
export function sayNoCredentials(context: FaultContext, fault: S3Fault): Explanation {
  const { side, settings } = context
  if (settings.profile !== undefined) {
    return [
      'credentials',
      `cannot ${context.action} ${place(context)}: the profile ${settings.profile} gives no credentials (${fault.message}): `
        + `check ${inputName(context, 'profile')} and the AWS configuration files, or log in again`,
    ]
  }
  return [
    'credentials',
    `cannot ${context.action} ${place(context)}: no credentials were found for the ${side}: set ${inputName(context, 'access-key-id')} and `
      + `${inputName(context, 'secret-access-key')}, name a profile, or log in before (in a workflow by a step such as `
      + 'aws-actions/configure-aws-credentials)',
  ]
}

/** The key that encrypts is not to be used. */
export function sayKms(context: FaultContext, fault: S3Fault): Explanation {
  const code = fault.facts.s3Code ?? ''
  const writing = context.action === 'write' || context.action === 'copy'
  const key = writing
    ? "the KMS key of target-kms-key-id (or the bucket's own)"
    : 'the KMS key that the object is encrypted with'
  if (/Disabled|InvalidState/.test(code)) {
    return [
      'access-denied',
      `cannot ${context.action} ${place(context)}: ${key} is disabled or waits for deletion: enable it, or use another`,
    ]
  }
  if (/NotFound/.test(code)) {
    return [
      'access-denied',
      `cannot ${context.action} ${place(context)}: ${key} does not exist in this region and account: check its ARN`,
    ]
  }
  const permissions = writing ? 'kms:GenerateDataKey and kms:Decrypt' : 'kms:Decrypt'
  return [
    'access-denied',
    `cannot ${context.action} ${place(context)}: ${whoSigned(context)} may not use ${key}: allow ${permissions} in its policy and in the key's`,
  ]
}

/** Who signed may not. */
export function sayDenied(context: FaultContext, fault: S3Fault): Explanation {
  const { action } = context
  const permission = PERMISSIONS[action]
  const why = `${whoSigned(context)} needs ${permission} on ${OBJECTS[action]}`
  if (action === 'read' || action === 'look at') {
    return [
      'access-denied',
      `cannot read ${place(context)}: ${why}. Without s3:ListBucket, S3 answers this way for objects that do not exist, too: `
        + `check the path, the policies of user and bucket${payerAdvice(context)}`,
    ]
  }
  if (action === 'write' || action === 'copy') {
    const parts = fault.facts.operation === 'PutObject' ? '' : ' and s3:AbortMultipartUpload'
    return [
      'access-denied',
      `cannot write ${place(context)}: ${why}${parts}, under the conditions of the bucket's policy `
        + '(encryption, storage class and ACL are set by the target- inputs)',
    ]
  }
  return [
    'access-denied',
    `cannot ${action} ${action === 'list' ? 'what is below ' : ''}${place(context)}: ${why}: allow it in the policies of user and bucket`
      + (action === 'list' ? payerAdvice(context) : ''),
  ]
}
