import * as core from '@actions/core'

/**
 * What is used of GitHub's toolkit. Everything else of this room speaks to this, so that tests can listen.
 */
export interface Toolkit {
  /** The trimmed input, empty when absent. */
  getInput(name: string): string
  setSecret(secret: string): void
  /** A fresh OIDC token of the job, masked already. */
  getIdToken(audience: string): Promise<string>
  setOutput(name: string, value: string): void
  setFailed(message: string): void
  info(message: string): void
  debug(message: string): void
  /** Whether the run was asked to tell details. */
  isDebug(): boolean
  warning(message: string): void
  startGroup(name: string): void
  endGroup(): void
}

/** The toolkit itself. */
export const githubToolkit: Toolkit = {
  getInput: (name) => core.getInput(name, { trimWhitespace: true }),
  setSecret: core.setSecret,
  getIdToken: core.getIDToken,
  setOutput: core.setOutput,
  setFailed: core.setFailed,
  info: core.info,
  debug: core.debug,
  isDebug: core.isDebug,
  warning: core.warning,
  startGroup: core.startGroup,
  endGroup: core.endGroup,
}
