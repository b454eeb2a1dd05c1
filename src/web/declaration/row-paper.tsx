// The bordered table of the paper: a block's heading and note, and rows that know whether they were returned.
import type { ReactNode } from 'react'
import { fillYears } from '#domain/declaration/resolve.ts'
import type { Block } from '#domain/edition.ts'
import { moveByKey } from './figure-keys.ts'
import { useForm } from './form-context.ts'

/** `columns` are the widths in percent, left to right. */
export function PaperTable(props: {
  block: Block
  className: string
  columns: readonly number[]
  children: ReactNode
}) {
  const { baseYear } = useForm()
  const { note } = props.block
  return (
    <table className={`paper ${props.className}`} onKeyDown={moveByKey}>
      <colgroup>
        {props.columns.map((width, index) => (
          <col key={String(index)} style={{ width: `${width}%` }} />
        ))}
      </colgroup>
      <tbody>
        {props.children}
        {note ? (
          <tr className="paper-note">
            <td colSpan={props.columns.length}>{fillYears(note, baseYear)}</td>
          </tr>
        ) : null}
      </tbody>
    </table>
  )
}

/** One line of the paper; it may hold two saved rows. */
export function PaperRow({ rows, children }: { rows: readonly string[]; children: ReactNode }) {
  const { marks } = useForm()
  const returned = rows.some((row) => marks.has(row))
  return (
    <tr data-row={rows.join(' ')} className={returned ? 'returned' : undefined}>
      {children}
    </tr>
  )
}

/** A heading over the whole width of the table. */
export function PaperHeading({ text, span }: { text: string; span: number }) {
  const { baseYear } = useForm()
  return (
    <tr>
      <th scope="col" colSpan={span} className="paper-heading">
        {fillYears(text, baseYear)}
      </th>
    </tr>
  )
}
