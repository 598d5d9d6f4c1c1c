import type { PageModel } from '../page-model.ts'
import { byId } from './elements.ts'
import { operatorTable } from './operators.ts'
import { referenceTable } from './references.ts'

const model = JSON.parse(byId('model').textContent) as PageModel

if (model.operators.length > 0) byId('operators').replaceChildren(operatorTable(model))
if (model.groups.length > 0) byId('references').replaceChildren(referenceTable(model))

// "/" goes to the first filter, as in many a tool; not while somebody writes.
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target instanceof HTMLInputElement) return
  const filter = document.querySelector<HTMLInputElement>('input[type=search]')
  if (filter === null) return
  event.preventDefault()
  filter.focus()
})
