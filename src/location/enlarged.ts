/** A copy of a column of numbers with room for more rows; the new ones are 0. */
export function enlarged<T extends Uint8Array | Uint32Array | Float64Array>(column: T, rows: number): T {
  const larger = new (column.constructor as new (length: number) => T)(rows)
  larger.set(column)
  return larger
}
