/** One word of a POSIX shell, quoted only where it must be. */
export function shellWord(text: string): string {
  return /^[A-Za-z0-9_@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll('\'', '\'\\\'\'')}'`
}

/** The command that starts a job from the snapshot. */
export function startCommand(savepointPath: string): string {
  return `flink run -s ${shellWord(savepointPath)} your-job.jar`
}

/** The line of a FlinkDeployment (Flink Kubernetes operator) that starts the job from the snapshot. */
export function operatorLine(savepointPath: string): string {
  return `initialSavepointPath: ${JSON.stringify(savepointPath)}`
}
