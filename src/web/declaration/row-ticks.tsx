// «label | boxes» with the printed wording of each box and its evidence behind it.
import type { Block } from '#domain/edition.ts'
import { EvidenceChip } from './evidence-chip.tsx'
import { useForm } from './form-context.ts'
import { leadOf, placeOf } from './form-names.ts'
import { CellInput } from './row-cell.tsx'
import { RowHead } from './row-head.tsx'
import { PaperHeading, PaperRow, PaperTable } from './row-paper.tsx'

export function TicksBlock({ block }: { block: Block }) {
  const { edition, baseYear } = useForm()
  return (
    <PaperTable block={block} className="statements" columns={[34, 66]}>
      {block.title ? <PaperHeading text={block.title} span={2} /> : null}
      {block.rows.map((row) => {
        const place = placeOf(edition, block, row)
        return (
          <PaperRow key={row.key} rows={[row.key]}>
            <th scope="row">
              <RowHead place={place} />
            </th>
            <td>
              {row.cells.map((cell) => (
                <div key={cell.key} className="cell-block">
                  <span className="cell-lead">{leadOf(cell, baseYear)}</span>
                  <CellInput
                    place={place}
                    cell={cell}
                    boxNote={(code) => <EvidenceChip claim={`${row.key}/${cell.key}/${code}`} />}
                  />
                </div>
              ))}
            </td>
          </PaperRow>
        )
      })}
    </PaperTable>
  )
}
