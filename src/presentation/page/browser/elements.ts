/** Attributes of an element; `text` becomes its content, never markup. */
export type Attributes = Readonly<Record<string, string>> & { readonly text?: string }

/** Creates an element with its children. */
export function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[K] {
  const created = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) {
    if (key === 'text') created.textContent = value
    else created.setAttribute(key, value)
  }
  created.append(...children)
  return created
}

/** The element of the page with this id. @throws Error where the page has none, which is a defect */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id)
  if (found === null) throw new Error(`the page has no element ${id}`)
  return found
}
