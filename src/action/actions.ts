import type { Action } from './action.ts'
import type { ActionName } from './action-names.ts'
import { findAction } from './find-action.ts'
import { inspectAction } from './inspect-action.ts'
import { promoteAction } from './promote-action.ts'
import { relocateAction } from './relocate-action.ts'
import { savepointAction } from './savepoint-action.ts'

/** What each action does. */
export const ACTIONS: Readonly<Record<ActionName, Action>> = {
  relocate: relocateAction,
  savepoint: savepointAction,
  find: findAction,
  inspect: inspectAction,
  promote: promoteAction,
}

/** The action of this name. @throws TypeError for a name that no module of `dist/` gives. */
export function actionOf(name: string): Action {
  const action = new Map<string, Action>(Object.entries(ACTIONS)).get(name)
  if (action === undefined) throw new TypeError(`no action is called ${name}`)
  return action
}
