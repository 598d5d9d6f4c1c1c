/** How the reusable workflows get the action: by the commit of their own, never by a tag. */

/** A step of a workflow. */
export interface Step {
  readonly id?: string
  readonly name?: string
  readonly uses?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
  readonly with?: Readonly<Record<string, unknown>>
}

/**
 * The steps of a job after those that fetch the action.
 *
 * @throws an assertion where they fetch anything but the commit that the caller pinned, or do not refuse
 * where it is not known
 */
export function stepsAfterBinding([find, checkout, ...rest]: readonly Step[]): readonly Step[] {
  const bound = { repository: '${{ job.workflow_repository }}', ref: '${{ job.workflow_sha }}' }
  expect(find?.env).toEqual({ REPOSITORY: bound.repository, COMMIT: bound.ref })
  expect(find?.run).toMatch(/\^\[0-9a-f\]\{40\}\$[\s\S]*::error::[\s\S]*exit 1/)
  expect(checkout?.uses).toMatch(/^actions\/checkout@[0-9a-f]{40}$/)
  expect(checkout?.with).toEqual({ ...bound, path: '.flink-snapshot', 'persist-credentials': false })
  for (const { uses } of rest)
    if (uses !== undefined) expect(uses).toMatch(/^\.\/\.flink-snapshot(?:\/promote)?$/)
  return rest
}
