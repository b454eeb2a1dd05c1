// Three-year rows: years in the heading, a figure a year; whole rows of a spreadsheet may be pasted.
import type { Place } from '#domain/declaration/resolve.ts'
import { yearRefOf } from '#domain/declaration/resolve.ts'
import type { Block, Cell } from '#domain/edition.ts'
import { useForm } from './form-context.ts'
import { headingOf, placeOf, unitBeside } from './form-names.ts'
import { CellInput } from './row-cell.tsx'
import { RowHead } from './row-head.tsx'
import { PaperRow, PaperTable } from './row-paper.tsx'
import { spreadPaste } from './spread-paste.ts'

export function YearsBlock({ block }: { block: Block }) {
  const { edition, baseYear } = useForm()
  const columns = columnsOf(block)
  const paste = usePaste(block)
  return (
    <PaperTable
      block={block}
      className="years"
      columns={[43, ...columns.map(() => 57 / columns.length)]}
    >
      <tr className="paper-columns">
        <th scope="col">{block.title ?? '指标'}</th>
        {columns.map((cell) => (
          <th key={cell.key} scope="col" className="figure">
            {headingOf(cell, baseYear)}
          </th>
        ))}
      </tr>
      {block.rows.map((row) => (
        <YearRow
          key={row.key}
          place={placeOf(edition, block, row)}
          width={columns.length}
          onPaste={paste}
        />
      ))}
    </PaperTable>
  )
}

/** The cells of the first row that has a year in each: they head the columns. */
function columnsOf(block: Block): readonly Cell[] {
  const row = block.rows.find((held) => held.cells.every((cell) => yearRefOf(cell) !== null))
  return row?.cells ?? []
}

type Paste = (row: string, cell: string, text: string) => boolean

function YearRow(props: { place: Place; width: number; onPaste: Paste }) {
  const { place, width } = props
  const { baseYear } = useForm()
  const { row } = place
  const spans = row.cells.length === 1 && width > 1
  const unit = row.cells[0] ? unitBeside(row, row.cells[0]) : ''
  return (
    <PaperRow rows={[place.key]}>
      <th scope="row">
        <RowHead place={place} label={unit === '' ? row.label : `${row.label}（${unit}）`} />
      </th>
      {row.cells.map((cell) => (
        <td
          key={cell.key}
          colSpan={spans ? width : 1}
          data-heading={spans ? undefined : headingOf(cell, baseYear)}
        >
          <CellInput
            place={place}
            cell={cell}
            onPaste={(text) => props.onPaste(place.key, cell.key, text)}
          />
        </td>
      ))}
    </PaperRow>
  )
}

/** Spreads copied cells over this row and those below it; a single value is left to the browser. */
export function usePaste(block: Block): Paste {
  const { saving } = useForm()
  return (row, cell, text) => {
    const filled = spreadPaste(text, block.rows, { row, cell })
    if (filled === null) return false
    for (const [key, cells] of filled) {
      saving.change(key, { ...saving.entry(key).cells, ...cells }, true)
    }
    return true
  }
}
