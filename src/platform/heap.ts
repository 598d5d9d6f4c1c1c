/**
 * How much the heap may grow beyond what was alive at the last full collection, in per cent. By default V8
 * waits for four times as much.
 */
const GROWTH_PERCENT = 30

/**
 * Keeps the heap near what is alive: a relocation of 100,000 files leaves gigabytes of short-lived objects
 * behind, and runners are small. The more frequent collections cost a small relocation a seventh of its
 * processor time, and a large one, which waits for its store, nothing that could be measured: so it is called
 * for large ones only.
 */
export function keepHeapSmall(): void {
  // Loading it takes longer than reading a small snapshot.
  process.getBuiltinModule('node:v8').setFlagsFromString(`--heap-growing-percent=${GROWTH_PERCENT}`)
}
