/**
 * How much of a WebAssembly function runs before V8 optimises it, by V8's count. By default it takes a
 * hundredth of that.
 */
const BUDGET = 2_000_000_000

let isPutOff = false

/**
 * Puts off that V8 optimises the parser of HTTP, for as long as some hundred answers. The parser is one large
 * function, which V8 finds worth optimising after two answers: that takes more processor time than all the
 * rest of moving a small snapshot, and 20 MiB. To be called before the parser is made, and after what Node
 * loads of itself for a connection, which is compiled anew once a flag of V8's is another one.
 */
export function putOffOptimisation(): void {
  if (isPutOff) return
  isPutOff = true
  process.getBuiltinModule('node:v8').setFlagsFromString(`--wasm-tiering-budget=${BUDGET}`)
}
