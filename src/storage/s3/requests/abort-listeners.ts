interface Listeners {
  readonly told: Set<() => void>
  readonly tell: () => void
}

const LISTENERS = new WeakMap<AbortSignal, Listeners>()

/**
 * Calls the listener when the signal is aborted, not for one that is aborted already. Hundreds of requests
 * wait for one signal, and an EventTarget compares each new listener with all that it has: so it gets one,
 * which tells the others.
 *
 * @returns what takes the listener away again; with the last one, the signal is free of it.
 */
export function onAbort(signal: AbortSignal | undefined, listener: () => void): () => void {
  if (signal === undefined || signal.aborted) return () => undefined
  const { told, tell } = listenersOf(signal)
  if (told.size === 0) signal.addEventListener('abort', tell, { once: true })
  told.add(listener)
  return () => {
    if (told.delete(listener) && told.size === 0) signal.removeEventListener('abort', tell)
  }
}

function listenersOf(signal: AbortSignal): Listeners {
  let listeners = LISTENERS.get(signal)
  if (listeners === undefined) {
    const told = new Set<() => void>()
    const tell = (): void => {
      const all = [...told]
      told.clear()
      for (const listener of all) listener()
    }
    listeners = { told, tell }
    LISTENERS.set(signal, listeners)
  }
  return listeners
}
