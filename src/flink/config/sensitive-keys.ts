/**
 * Parts of keys whose values Flink hides: `GlobalConfiguration.SENSITIVE_KEYS` of flink-core 1.18 to 2.3, all
 * of them together.
 */
const SENSITIVE_PARTS = [
  'password',
  'secret',
  'fs.azure.account.key',
  'apikey',
  'api-key',
  'auth-params',
  'service-key',
  'token',
  'basic-auth',
  'jaas.config',
  'http-headers',
] as const

/** Whether Flink hides the value of this key in its logs. */
export function isSensitiveKey(key: string): boolean {
  const lower = key.toLowerCase()
  return SENSITIVE_PARTS.some((part) => lower.includes(part))
}

/**
 * Whether the value of a sensitive key is one to mask. `security.delegation.tokens.enabled: true` is
 * sensitive by its key; masking `true` would blacken the log, and the runner would drop outputs.
 */
export function isSecretValue(key: string, value: string): boolean {
  return (
    isSensitiveKey(key)
    && value.length >= 4
    && !/^(?:true|false|null|none|\d+(?:\.\d+)?(?: ?[a-z]{1,5})?)$/i.test(value)
  )
}
