// What every row of the form needs: the edition, the saving queue, whether it may be changed, and how to get elsewhere.
import { createContext, use, useCallback, useSyncExternalStore } from 'react'
import type { ReturnItem } from '#contract/declaration.ts'
import type { Batch } from '#domain/batch.ts'
import type { CellValue, RowValues } from '#domain/declaration/values.ts'
import type { Edition } from '#domain/edition.ts'
import type { RowSaving } from './saving.ts'
import type { RowEntry } from './saving-row.ts'

export type Form = {
  readonly edition: Edition
  readonly batch: Batch
  readonly baseYear: number
  readonly saving: RowSaving
  readonly readOnly: boolean
  /** Open reasons of a return by row key. */
  readonly marks: ReadonlyMap<string, readonly ReturnItem[]>
  /** Shows a field (`row/cell`, a row or a part) and puts the cursor there. */
  readonly goTo: (field: string) => void
  readonly askConflict: (row: string) => void
}

export const FormContext = createContext<Form | null>(null)

export function useForm(): Form {
  const form = use(FormContext)
  if (!form) throw new Error('useForm outside of the declaration form')
  return form
}

/** One row; the caller renders anew only when this row changes. */
export function useRow(row: string): RowEntry {
  const { saving } = useForm()
  const subscribe = useCallback(
    (listener: () => void) => saving.subscribe(row, listener),
    [saving, row],
  )
  return useSyncExternalStore(subscribe, () => saving.entry(row))
}

/** The row's cells with one of them changed; an emptied cell is taken out. */
export function withCell(cells: RowValues, key: string, value: CellValue): RowValues {
  const others = Object.fromEntries(Object.entries(cells).filter(([held]) => held !== key))
  return value.length === 0 ? others : { ...others, [key]: value }
}
