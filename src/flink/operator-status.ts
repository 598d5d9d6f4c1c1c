import { innermostCause } from './failure-cause.ts'
import { pathFinding, type Finding } from './finding.ts'
import { hasMember, listMember, member, numberMember, textMember } from './values.ts'

/**
 * What resources of the Flink Kubernetes operator say of a snapshot: a FlinkDeployment, a FlinkSessionJob, a
 * FlinkBlueGreenDeployment, a FlinkStateSnapshot, a list of them, or the status alone. The names are those of
 * `flink-kubernetes-operator-api`.
 *
 * @returns undefined for a value that is no such resource
 */
export function findInResource(value: unknown): Finding[] | undefined {
  const kind = textMember(value, 'kind') ?? ''
  const items = member(value, 'items')
  if (Array.isArray(items) && (kind === '' || kind.endsWith('List'))) {
    if (items.length === 0) return [{ reason: 'the list has no items' }]
    const found = items.map((item) => findInResource(item))
    return found.every((one) => one === undefined) ? undefined : found.flatMap((one) => one ?? [])
  }
  const name = resourceName(value, kind)
  if (kind === 'FlinkStateSnapshot') return [findInSnapshot(member(value, 'status'), name)]
  const isJob = ['FlinkDeployment', 'FlinkSessionJob', 'FlinkBlueGreenDeployment'].includes(kind)
  if (isJob) return findInJob(value, member(value, 'status'), name)
  if (hasMember(value, 'jobStatus')) return findInJob(value, value, 'the status')
  if (hasMember(value, 'savepointInfo')) return findInJob(value, { jobStatus: value }, 'the status')
  if (isSnapshotStatus(value)) return [findInSnapshot(value, 'the status')]
  const status = member(value, 'status')
  if (kind === '' && typeof status === 'object' && status !== null) return findInResource(status)
  return undefined
}

function resourceName(value: unknown, kind: string): string {
  const name = textMember(value, 'metadata', 'name')
  const namespace = textMember(value, 'metadata', 'namespace')
  return [kind, [namespace, name].filter((part) => part !== undefined).join('/')]
    .filter((part) => part !== '')
    .join(' ')
}

const SNAPSHOT_STATES: ReadonlySet<unknown> = new Set([
  'COMPLETED',
  'FAILED',
  'IN_PROGRESS',
  'TRIGGER_PENDING',
  'ABANDONED',
])

function isSnapshotStatus(value: unknown): boolean {
  return (
    SNAPSHOT_STATES.has(member(value, 'state'))
    && ['path', 'failures', 'triggerId', 'error'].some((name) => hasMember(value, name))
  )
}

/** `FlinkStateSnapshotStatus` */
function findInSnapshot(status: unknown, name: string): Finding {
  const state = textMember(status, 'state') ?? 'TRIGGER_PENDING'
  const error = textMember(status, 'error')
  const because = error === undefined ? '' : `: ${innermostCause(error)}`
  if (state === 'FAILED') return { reason: `the snapshot of ${name} failed${because}` }
  if (state === 'ABANDONED') return { reason: `the snapshot of ${name} was abandoned (ABANDONED)${because}` }
  if (state !== 'COMPLETED')
    return { reason: `the snapshot of ${name} has not ended (${state}): wait until it is COMPLETED` }
  const path = textMember(status, 'path')
  if (path === undefined) return { reason: `${name} is COMPLETED, but names no path` }
  return pathFinding(path, `status.path of ${name}`)
}

/**
 * Job states in which the operator goes on from `upgradeSavepointPath`; in all others that is where the job
 * once came from.
 */
const ENDED: ReadonlySet<string> = new Set(['FINISHED', 'CANCELED', 'FAILED', 'SUSPENDED'])

/** `CommonStatus` with its `JobStatus` and `SavepointInfo` */
function findInJob(resource: unknown, status: unknown, name: string): Finding[] {
  const generation = numberMember(resource, 'metadata', 'generation')
  const observed = numberMember(status, 'observedGeneration')
  if (generation !== undefined && observed !== undefined && observed < generation) {
    return [
      {
        reason: `the operator has not seen the newest generation (${generation}) of ${name} yet, its status is of ${observed}: ask again`,
      },
    ]
  }
  const job = member(status, 'jobStatus')
  const info = member(job, 'savepointInfo')
  const trigger = textMember(info, 'triggerId')
  if (trigger !== undefined)
    return [{ reason: `a savepoint of ${name} has not ended (trigger id ${trigger}): ask again when it has` }]
  const last = member(info, 'lastSavepoint')
  const nonce = numberMember(resource, 'spec', 'job', 'savepointTriggerNonce')
  if (
    nonce !== undefined
    && textMember(last, 'triggerType') === 'MANUAL'
    && numberMember(last, 'triggerNonce') !== nonce
  ) {
    return [
      {
        reason:
          `the savepoint with savepointTriggerNonce ${nonce} of ${name} was not taken yet, the last one had `
          + `${String(member(last, 'triggerNonce'))}${errorOf(status)}`,
      },
    ]
  }
  const found = [...lastSavepoint(last, name), ...upgradeSavepoint(resource, job, name)]
  if (found.length > 0) return found
  return [
    {
      reason: `${name} names no savepoint: status.jobStatus.savepointInfo.lastSavepoint is empty${errorOf(status)}${historyHint(info)}`,
    },
  ]
}

function lastSavepoint(last: unknown, name: string): Finding[] {
  const location = textMember(last, 'location')
  return location === undefined
    ? []
    : [pathFinding(location, `status.jobStatus.savepointInfo.lastSavepoint.location of ${name}`)]
}

function upgradeSavepoint(resource: unknown, job: unknown, name: string): Finding[] {
  // Written into the status by operators up to and from 1.8 in these two places.
  const path = textMember(job, 'upgradeSavepointPath') ?? textMember(job, 'upgradeSnapshotReference', 'path')
  const state = textMember(job, 'state') ?? ''
  const suspended = textMember(resource, 'spec', 'job', 'state') === 'suspended'
  if (path === undefined || (!ENDED.has(state) && !suspended)) return []
  return [pathFinding(path, `status.jobStatus.upgradeSavepointPath of ${name}`)]
}

function errorOf(status: unknown): string {
  const error = textMember(status, 'error')
  return error === undefined ? '' : ` (the operator says: ${innermostCause(operatorError(error))})`
}

/** The operator writes its errors as JSON with `message` and `throwableList`. */
function operatorError(error: string): string {
  try {
    const parsed: unknown = JSON.parse(error)
    const causes = listMember(parsed, 'throwableList').map((cause) => textMember(cause, 'message'))
    return causes.findLast((cause) => cause !== undefined) ?? textMember(parsed, 'message') ?? error
  } catch {
    return error
  }
}

function historyHint(info: unknown): string {
  return listMember(info, 'savepointHistory').length > 0 ? '; earlier ones stand in savepointHistory' : ''
}
