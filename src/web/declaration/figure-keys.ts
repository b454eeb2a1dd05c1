// Up, down and Enter in a table of figures go to the same column of the row above or below, as in a spreadsheet.
import type { KeyboardEvent } from 'react'

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowUp: -1, ArrowDown: 1, Enter: 1 }

/** For the keydown of a table; answers nothing, moves the cursor where there is a figure to go to. */
export function moveByKey(event: KeyboardEvent<HTMLTableElement>): void {
  const step = STEPS[event.key]
  const { target } = event
  if (step === undefined || event.nativeEvent.isComposing) return
  if (!(target instanceof HTMLInputElement) || !target.classList.contains('figure')) return
  const row = target.closest('tr')
  const rows = [...event.currentTarget.querySelectorAll('tr')]
  const column = row ? figuresOf(row).indexOf(target) : -1
  const next = row ? rows[rows.indexOf(row) + step] : undefined
  const input = next ? figuresOf(next)[column] : undefined
  if (!input) return
  event.preventDefault()
  input.focus()
  input.select()
}

function figuresOf(row: HTMLTableRowElement): HTMLInputElement[] {
  return [...row.querySelectorAll<HTMLInputElement>('td input.figure')]
}
