/** The Action runs on Node 24; a green run on another release would prove the wrong thing. */
export default function requireNode24(): void {
  if (!process.version.startsWith('v24.')) {
    throw new Error(
      `the tests run on Node 24, not ${process.version}: start them by npm (npm test), which puts the right one first`,
    )
  }
}
