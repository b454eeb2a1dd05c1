// «label | cell», and «label | cell | label | cell» where a row belongs to the one before it.
import type { Block } from '#domain/edition.ts'
import type { Place } from '#domain/declaration/resolve.ts'
import { useForm } from './form-context.ts'
import { leadOf, placeOf, unitBeside } from './form-names.ts'
import { CellInput } from './row-cell.tsx'
import { RowHead } from './row-head.tsx'
import { PaperRow, PaperTable } from './row-paper.tsx'

export function FieldsBlock({ block }: { block: Block }) {
  const { edition } = useForm()
  const lines = linesOf(block).map((line) => line.map((row) => placeOf(edition, block, row)))
  const pairs = lines.some((line) => line.length > 1)
  return (
    <PaperTable block={block} className="fields" columns={pairs ? [22, 30, 13, 35] : [34, 66]}>
      {lines.map((line) => (
        <PaperRow key={line[0]?.key} rows={line.map((place) => place.key)}>
          {line.map((place) => (
            <LabelAndCells
              key={place.key}
              place={place}
              spans={pairs && line.length === 1 ? spansOf(place) : [1, 1]}
            />
          ))}
        </PaperRow>
      ))}
    </PaperTable>
  )
}

/** A row whose group is the label before it stands on the same line, as 联系人 behind the body does on the paper. */
function linesOf(block: Block): Block['rows'][] {
  const lines: Block['rows'][] = []
  for (const row of block.rows) {
    const before = lines.at(-1)
    const belongs = before?.length === 1 && before[0]?.label === row.group
    if (before && belongs) before.push(row)
    else lines.push([row])
  }
  return lines
}

/** Alone on a line of four columns: a long question with boxes gets half of it, anything else the room after its label. */
function spansOf({ row }: Place): [number, number] {
  return row.cells.every((cell) => cell.kind === 'choice') ? [2, 2] : [1, 3]
}

function LabelAndCells({ place, spans }: { place: Place; spans: [number, number] }) {
  const { baseYear } = useForm()
  const { row } = place
  return (
    <>
      <th scope="row" colSpan={spans[0]}>
        <RowHead place={place} />
      </th>
      <td colSpan={spans[1]}>
        <div className="cells">
          {row.cells.map((cell) => (
            <div key={cell.key} className="cell-line">
              <span className="cell-lead">{leadOf(cell, baseYear)}</span>
              <CellInput place={place} cell={cell} />
              <span className="cell-unit">{unitBeside(row, cell)}</span>
            </div>
          ))}
        </div>
      </td>
    </>
  )
}
