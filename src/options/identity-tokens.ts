/** Where a role's identity tokens come from; each face brings its own. */
export interface IdentityTokens {
  /** Why there are none here, as the end of a sentence that says what to do; absent where there are. */
  readonly missing?: string
  /** A fresh token for this audience. */
  readonly request: (audience: string) => Promise<string>
  /** Told each secret key and session token that a role gave. */
  readonly keepSecret: (secret: string) => void
}

/** What a face without tokens of its own says. */
export const NO_IDENTITY_TOKENS: IdentityTokens = {
  missing:
    'takes the OIDC token of a GitHub runner, and there is none here: set AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE in the '
    + 'environment instead, which the AWS SDK reads',
  request: () => Promise.reject(new Error('there are no identity tokens here')),
  keepSecret: () => undefined,
}
