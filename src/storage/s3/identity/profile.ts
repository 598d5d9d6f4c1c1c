import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { GivenKeys } from '../../settings.ts'

/** What a profile says of reaching S3, as it is written. */
export interface ProfileReach {
  /** Of the `services` section for S3, else the profile's `endpoint_url`. */
  readonly endpoint?: string
  /** A services section that the profile names and the files do not have. */
  readonly missingServices?: string
  /** The profile's `ignore_configured_endpoint_urls`. */
  readonly ignoresEndpoints?: boolean
  readonly region?: string
  /** `addressing_style` below `s3 =`. */
  readonly addressingStyle?: string
  /** Path of a PEM file. */
  readonly caBundle?: string
  readonly usesFips?: boolean
  readonly usesDualStack?: boolean
  /** Keys that stand there as they are; absent where a role is to be taken with them. */
  readonly keys?: GivenKeys
}

/**
 * Reads a profile from the files that the AWS SDK and CLI read, with all that it says of S3. Of its keys
 * those that stand there; what else it says of them is for the SDK's chain.
 *
 * @returns nothing for a profile that is in neither file; who takes its keys tells of that
 */
export async function reachOfProfile(
  name: string,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProfileReach> {
  if (!hasProfiles(env)) return {}
  const { loadSharedConfigFiles } = await import('@smithy/core/config')
  const { configFile, credentialsFile } = await loadSharedConfigFiles({ ignoreCache: true })
  // As the SDK has it: of a setting in both files, that of the configuration file counts.
  const profile: Readonly<Record<string, string | undefined>> = {
    ...credentialsFile[name],
    ...configFile[name],
  }
  const services = isSet(profile['services']) ? profile['services'] : undefined
  const section = services === undefined ? undefined : configFile[`services.${services}`]
  return compact({
    endpoint: section?.['s3.endpoint_url'] ?? profile['endpoint_url'],
    missingServices: section === undefined ? services : undefined,
    ignoresEndpoints: flag(profile['ignore_configured_endpoint_urls']),
    region: profile['region'],
    addressingStyle: profile['s3.addressing_style'],
    caBundle: profile['ca_bundle'],
    usesFips: flag(profile['use_fips_endpoint']),
    usesDualStack: flag(profile['use_dualstack_endpoint']),
    // Of keys in both files the SDK has it the other way round.
    keys: keysIn({ ...configFile[name], ...credentialsFile[name] }),
  })
}

function keysIn(profile: Readonly<Record<string, string | undefined>>): GivenKeys | undefined {
  const {
    aws_access_key_id: accessKeyId,
    aws_secret_access_key: secretAccessKey,
    aws_session_token: sessionToken,
  } = profile
  const isForRole = ['role_arn', 'source_profile', 'credential_source'].some((key) => isSet(profile[key]))
  if (isForRole || !isSet(accessKeyId) || !isSet(secretAccessKey)) return undefined
  return { accessKeyId, secretAccessKey, ...(isSet(sessionToken) && { sessionToken }) }
}

/** Whether there is a file that may hold profiles, where the SDK looks for it. */
function hasProfiles(env: NodeJS.ProcessEnv): boolean {
  const { AWS_CONFIG_FILE: config, AWS_SHARED_CREDENTIALS_FILE: credentials } = env
  if (config !== undefined || credentials !== undefined) return true
  return ['config', 'credentials'].some((name) => existsSync(join(homedir(), '.aws', name)))
}

function flag(text: string | undefined): boolean | undefined {
  return text === undefined ? undefined : text.toLowerCase() === 'true'
}

/** Whether a text is there and not empty, as variables and settings are that were left out. */
export function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== ''
}

function compact(reach: ProfileReach): ProfileReach {
  return Object.fromEntries(
    Object.entries(reach).filter(([, value]) => (value as unknown) !== undefined && value !== ''),
  )
}
