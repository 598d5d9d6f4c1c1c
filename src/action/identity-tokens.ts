import type { IdentityTokens } from '../options/identity-tokens.ts'
import type { Toolkit } from './toolkit.ts'

/** The runner gives these to jobs that may ask for a token, and only to them. */
const REQUEST_VARIABLES = ['ACTIONS_ID_TOKEN_REQUEST_URL', 'ACTIONS_ID_TOKEN_REQUEST_TOKEN'] as const

/** The job's OIDC tokens. Tokens, and the keys that a role gives for them, are masked. */
export function jobTokens(toolkit: Toolkit, env: NodeJS.ProcessEnv): IdentityTokens {
  const allowed = REQUEST_VARIABLES.every((name) => (env[name] ?? '') !== '')
  return {
    missing: allowed
      ? undefined
      : 'needs the OIDC token of the job, which it may not ask for: add "permissions: id-token: write" to the job, and to the '
        + 'job that calls it where it is in a reusable workflow; a pull request from a fork never gets one',
    request: async (audience) => {
      const token = await toolkit.getIdToken(audience)
      toolkit.setSecret(token)
      return token
    },
    keepSecret: (secret) => {
      toolkit.setSecret(secret)
    },
  }
}
