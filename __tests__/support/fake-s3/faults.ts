import type { FakeRequest, Operation } from './request.ts'

/** How a request goes wrong. */
export type FaultKind =
  /** An error instead of the operation. `body` replaces the document of the error. */
  | {
      readonly status: number
      readonly code?: string
      readonly message?: string
      readonly headers?: Readonly<Record<string, string>>
      readonly fields?: Readonly<Record<string, string>>
      readonly body?: string
    }
  /** The connection is reset before any answer. */
  | { readonly reset: true }
  /** The operation happens, and the connection is reset instead of the answer. */
  | { readonly lostAnswer: true }
  /** The answer's head and the first bytes of its body come, then the connection ends. */
  | { readonly truncateAfter: number }
  /**
   * An answer of 200 with another body: an error, half a document, nothing. The operation happens unless
   * `undone`.
   */
  | { readonly okBody: string; readonly undone?: boolean }
  /**
   * No answer, or only the first byte of its body, for as long as the client waits; `stalled` is called when
   * nothing more will come.
   */
  | { readonly stall: 'head' | 'body'; readonly stalled?: () => void }
  /** The operation happens, and the answer comes when this has ended. */
  | { readonly later: () => Promise<void> }
  /**
   * The head of the answer comes at once, then a blank as long as there are more, then the body, as of a copy
   * that takes long.
   */
  | { readonly blanks: { readonly more: () => Promise<boolean> } }
  /** The body comes in pieces of so many bytes, the next when `between` has ended. */
  | { readonly drip: { readonly bytes: number; readonly between: () => Promise<void> } }
  /** One byte of the body is another one. */
  | { readonly flipAt: number }
  /** The body has so many bytes more (or fewer), and the length says so; `Content-Range` does not. */
  | { readonly resizeBy: number }
  /** The header `Range` is not looked at. */
  | { readonly ignoreRange: true }
  /** The answer's headers are changed; an empty text drops one. */
  | { readonly answerHeaders: Readonly<Record<string, string>> }

/**
 * When a fault happens: to matching requests, so many times (always, if not said), after so many that go
 * well.
 */
export interface FaultRule {
  readonly operation?: Operation | readonly Operation[]
  readonly key?: string | RegExp
  readonly when?: (request: FakeRequest) => boolean
  readonly times?: number
  readonly after?: number
  readonly fault: FaultKind
}

/** The rules in force; the first that fits is used. */
export class Faults {
  readonly #rules: { readonly rule: FaultRule; seen: number }[] = []

  add(rule: FaultRule): void {
    this.#rules.push({ rule, seen: 0 })
  }

  clear(): void {
    this.#rules.length = 0
  }

  next(request: FakeRequest): FaultKind | undefined {
    for (const entry of this.#rules) {
      if (!fits(entry.rule, request)) continue
      const { after = 0, times = Infinity, fault } = entry.rule
      const turn = entry.seen++
      if (turn >= after && turn < after + times) return fault
    }
    return undefined
  }
}

function fits({ operation, key, when }: FaultRule, request: FakeRequest): boolean {
  if (operation !== undefined && ![operation].flat().includes(request.operation)) return false
  if (key !== undefined && !(typeof key === 'string' ? key === request.key : key.test(request.key)))
    return false
  return when?.(request) ?? true
}
