import { jsonDocument, type JsonFailure } from '../presentation/json-document.ts'
import { jsonPieces } from '../presentation/json-pieces.ts'
import { disarmJson } from '../presentation/workflow-commands.ts'
import { FLAGS, settleFlags } from './arguments.ts'

/** What ends a document, kept back until the command has ended: why it failed may come. */
const END = '\n}\n'

/**
 * The one JSON document that a command prints with `--json`: its result, properties of it that are known
 * late, and the failure. Of a result everything but the last brace is written at once.
 */
export class JsonResult {
  #write: (text: string) => unknown
  #state: 'nothing' | 'open' | 'ended' = 'nothing'

  /** Whether the user asked for JSON. */
  wanted = false

  constructor(output: { write(text: string): unknown }) {
    this.#write = (text) => output.write(text)
  }

  /** Prints elsewhere, where standard output is for something else. Before anything is printed. */
  divert(output: { write(text: string): unknown }): void {
    this.#write = (text) => output.write(text)
  }

  /** Prints the result, and then more properties of it. */
  print(properties: object): void {
    if (this.#state === 'nothing') this.#writeOpen(jsonPieces(jsonDocument(properties)))
    else this.#writeMore(properties)
    this.#state = 'open'
  }

  /** Ends the document by the failure. Does nothing where none is wanted, or it was ended before. */
  fail(error: JsonFailure): void {
    if (this.wanted && this.#state !== 'ended') this.print({ error })
    this.end()
  }

  /** Ends the document, if there is one. */
  end(): void {
    if (this.#state === 'open') {
      this.#write(END)
      this.#state = 'ended'
    }
  }

  /** A piece ends between two texts, never within one; the end may lie in the last two. */
  #writeOpen(pieces: Iterable<string>): void {
    let kept = ''
    let last = ''
    for (const piece of pieces) {
      this.#write(kept)
      kept = last
      last = disarmJson(piece)
    }
    this.#write((kept + last).slice(0, -END.length))
  }

  #writeMore(properties: object): void {
    const text = disarmJson([...jsonPieces(properties)].join(''))
    this.#write(`,${text.slice(1, -END.length)}`)
  }
}

/** Whether arguments ask for JSON, as far as can be told before they are parsed. */
export function asksForJson(args: readonly string[]): boolean {
  const settled = settleFlags(args, FLAGS)
  const end = settled.indexOf('--')
  const asked = (end === -1 ? settled : settled.slice(0, end)).filter((arg) => arg.startsWith('--json='))
  return asked.length > 0 && asked.at(-1)?.toLowerCase() !== '--json=false'
}
