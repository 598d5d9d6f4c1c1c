/** An action in a folder of its own. */
export type SubActionName = 'savepoint' | 'find' | 'inspect' | 'promote'

/** An action of this repository. `relocate` is the one at its top. */
export type ActionName = 'relocate' | SubActionName

/** The action that nobody names: the one at the top of the repository. */
export const MAIN_ACTION = 'relocate'

/**
 * The actions that have a folder of their own with an `action.yml`, and a module in `dist/` that starts the
 * one bundle with their name.
 */
export const SUB_ACTION_NAMES: readonly SubActionName[] = ['promote', 'savepoint', 'find', 'inspect']

/** All actions. */
export const ACTION_NAMES: readonly ActionName[] = [MAIN_ACTION, ...SUB_ACTION_NAMES]
