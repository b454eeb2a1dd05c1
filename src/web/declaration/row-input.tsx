// What the input of a cell is given whatever its kind, and the button for «无» that they share.
import { NONE } from '#domain/declaration/values.ts'
import type { Cell } from '#domain/edition.ts'

/** What an input of any kind is given. */
export type InputProps = {
  readonly id: string
  readonly field: string
  readonly name: string
  readonly cell: Cell
  readonly readOnly: boolean
  readonly invalid: boolean
  readonly describedBy: string | undefined
  readonly value: string | readonly string[]
  readonly type: (value: string) => void
  readonly choose: (value: string | string[]) => void
  readonly leave: () => void
}

/** «无» by mouse; by keyboard it is typed. Shown while the cell is empty and the pointer or the cursor is in it. */
export function NoneButton({ cell, readOnly, value, choose }: InputProps) {
  if (!cell.none || readOnly || value.length > 0) return null
  return (
    <button
      type="button"
      className="none-button"
      tabIndex={-1}
      aria-label="填“无”"
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(NONE)}
    >
      无
    </button>
  )
}
