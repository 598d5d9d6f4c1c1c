/** The member of an object, `undefined` for anything else. */
export function member(value: unknown, ...names: readonly string[]): unknown {
  let found = value
  for (const name of names) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, name)) return undefined
    found = (found as Readonly<Record<string, unknown>>)[name]
  }
  return found
}

/** The member as a text, `undefined` where it is none or blank. */
export function textMember(value: unknown, ...names: readonly string[]): string | undefined {
  const found = member(value, ...names)
  return typeof found === 'string' && found.trim() !== '' ? found : undefined
}

/** The member as a finite number, `undefined` where it is none. */
export function numberMember(value: unknown, ...names: readonly string[]): number | undefined {
  const found = member(value, ...names)
  return typeof found === 'number' && Number.isFinite(found) ? found : undefined
}

/** The member as an array, empty where it is none. */
export function listMember(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const found = member(value, ...names)
  return Array.isArray(found) ? found : []
}

/** Whether the value is an object that has a member of the name. */
export function hasMember(value: unknown, name: string): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, name)
}
