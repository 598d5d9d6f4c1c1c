/**
 * Starts one of the two faces: what every module of `dist/` calls. Each face is loaded by itself: the
 * command line does without GitHub's toolkit, and an action without the parser of arguments.
 *
 * @param name `cli`, or the name of an action
 */
export async function start(name: string): Promise<void> {
  if (name === 'cli') {
    await import('./cli.ts')
    return
  }
  // The runner gives an action no arguments: its name stands where the first one would.
  process.argv[2] = name
  await import('./main.ts')
}
