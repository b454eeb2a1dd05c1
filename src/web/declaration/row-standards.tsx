// Kinds by years by roles: two heading lines, the years above, 主持 and 参与 below.
import type { Block, Cell } from '#domain/edition.ts'
import { yearOf, yearRefOf } from '#domain/declaration/resolve.ts'
import { useForm } from './form-context.ts'
import { headingOf, placeOf } from './form-names.ts'
import { CellInput } from './row-cell.tsx'
import { RowHead } from './row-head.tsx'
import { PaperHeading, PaperRow, PaperTable } from './row-paper.tsx'
import { usePaste } from './row-years.tsx'

export function StandardsBlock({ block }: { block: Block }) {
  const { edition, baseYear } = useForm()
  const paste = usePaste(block)
  const cells = block.rows[0]?.cells ?? []
  return (
    <PaperTable
      block={block}
      className="standards"
      columns={[16, ...cells.map(() => 84 / cells.length)]}
    >
      {block.title ? <PaperHeading text={block.title} span={cells.length + 1} /> : null}
      <tr className="paper-columns">
        <th scope="col" rowSpan={2}>
          类别
        </th>
        {yearsOf(cells).map(([year, held]) => (
          <th key={year} scope="colgroup" colSpan={held.length}>
            {year === null ? '' : `${yearOf(year, baseYear)}年`}
          </th>
        ))}
      </tr>
      <tr className="paper-columns">
        {cells.map((cell) => (
          <th key={cell.key} scope="col" className="figure">
            {cell.label}
            {cell.unit ? `（${cell.unit}）` : ''}
          </th>
        ))}
      </tr>
      {block.rows.map((row) => {
        const place = placeOf(edition, block, row)
        return (
          <PaperRow key={row.key} rows={[row.key]}>
            <th scope="row">
              <RowHead place={place} />
            </th>
            {row.cells.map((cell) => (
              <td
                key={cell.key}
                data-heading={[yearHeading(cell, baseYear), cell.label].filter(Boolean).join(' ')}
              >
                <CellInput
                  place={place}
                  cell={cell}
                  onPaste={(text) => paste(row.key, cell.key, text)}
                />
              </td>
            ))}
          </PaperRow>
        )
      })}
    </PaperTable>
  )
}

function yearHeading(cell: Cell, baseYear: number): string {
  const year = yearRefOf(cell)
  return year === null ? headingOf(cell, baseYear) : `${yearOf(year, baseYear)}年`
}

/** Neighbouring cells of one year. */
function yearsOf(cells: readonly Cell[]) {
  const years: [ReturnType<typeof yearRefOf>, Cell[]][] = []
  for (const cell of cells) {
    const year = yearRefOf(cell)
    const last = years.at(-1)
    if (last && last[0] === year) last[1].push(cell)
    else years.push([year, [cell]])
  }
  return years
}
