// Going to a field: which part holds it, and the element that takes the cursor once the part is there.
import { findRow } from '#domain/declaration/resolve.ts'
import type { Edition } from '#domain/edition.ts'

/** The nav entry that is no part of the form. */
export const EVIDENCE = 'evidence'

/** The part of `row/cell`, of a row, or the part itself; null for what the edition doesn't have. */
export function partOfField(edition: Edition, field: string): string | null {
  const [row = ''] = field.split('/')
  if (row === EVIDENCE) return EVIDENCE
  if (edition.form.parts.some((part) => part.key === field)) return field
  return findRow(edition, row)?.part.key ?? null
}

const CONTROL = 'input, textarea, select, button, a'

/** Scrolls to the field and puts the cursor there; answers the element, or null when the page has none. */
export function focusField(field: string): HTMLElement | null {
  const found = elementOf(field)
  if (!found) return null
  const control = found.matches(CONTROL) ? found : found.querySelector<HTMLElement>(CONTROL)
  const target = control ?? found
  found.scrollIntoView({ block: found.id === 'part-title' ? 'end' : 'center' })
  target.focus({ preventScroll: true })
  return target
}

function elementOf(field: string): HTMLElement | null {
  const [row = '', cell] = field.split('/')
  const byField = [field, `${row}/${cell ?? ''}`]
    .map((ref) => document.querySelector<HTMLElement>(`[data-field="${CSS.escape(ref)}"]`))
    .find((held) => held !== null)
  return (
    byField ??
    document.querySelector<HTMLElement>(`[data-row~="${CSS.escape(row)}"]`) ??
    document.querySelector<HTMLElement>('#part-title')
  )
}
