// A plain table that turns into cards on a narrow screen; the heading of each column is repeated inside the card.
import type { ReactNode } from 'react'

export interface Column<Row> {
  readonly title: string
  readonly cell: (row: Row) => ReactNode
  /** Figures are tabular and right-aligned. */
  readonly figure?: boolean
  readonly width?: number | string
}

export function DataTable<Row>(props: {
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  rowKey: (row: Row) => string
  emphasised?: (row: Row) => boolean
}) {
  return (
    <table className="data-table">
      <caption className="for-readers">{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th
              key={column.title}
              scope="col"
              className={column.figure ? 'figure' : undefined}
              style={{ width: column.width }}
            >
              {column.title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr
            key={props.rowKey(row)}
            className={props.emphasised?.(row) ? 'emphasised' : undefined}
          >
            {props.columns.map((column) => (
              <td
                key={column.title}
                data-title={column.title}
                className={column.figure ? 'figure' : undefined}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
