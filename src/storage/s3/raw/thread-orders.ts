import type { Answer } from './exchange.ts'
import type { HttpRequest } from './http/connection.ts'
import type { Subject } from './raw-fault.ts'

/** Memory that both threads see. */
export interface SharedPiece {
  readonly buffer: SharedArrayBuffer
  readonly offset: number
  readonly length: number
}

/** One signed request for a thread to send. */
export interface Order {
  readonly id: number
  readonly origin: string
  readonly subject: Subject
  readonly request: Omit<HttpRequest, 'body'>
  /** What is sent. */
  readonly body?: SharedPiece
  /** Where the body of a success lands; see {@link Landing}. */
  readonly landing?: SharedPiece & { readonly contentRange?: string }
}

/** What a thread is told: to send a request, or that one is not wanted any more. It answers each order once all the same. */
export type ToThread = Order | { readonly abort: number }

/** What a thread tells: that an order is alive, how it was answered, or why it was not. */
export type FromThread =
  | { readonly id: number; readonly kind: 'alive' }
  | { readonly id: number; readonly kind: 'answer'; readonly answer: Answer; readonly landedBytes: number }
  | {
      readonly id: number
      readonly kind: 'fault'
      readonly message: string
      readonly networkCode?: string
      readonly landedBytes: number
    }
