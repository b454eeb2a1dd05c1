// Three-year rows under the years of the batch; standards have two columns a year; a row of one cell spans them.
import { Fragment } from 'react'
import { fillYears, type Place, yearOf, yearRefOf } from '#domain/declaration/resolve.ts'
import type { Cell } from '#domain/edition.ts'
import { CellText } from './cell-text.tsx'
import { rowName } from './filed.ts'
import type { Paper } from './printed-form.tsx'
import { hasNotes, MarkBox, RowNotes } from './row-mark.tsx'

export function YearsBlock({ places, paper }: { places: readonly Place[]; paper: Paper }) {
  const widest = places.reduce<readonly Cell[]>(
    (cells, { row }) => (row.cells.length > cells.length ? row.cells : cells),
    [],
  )
  return (
    <div className="scroll-box">
      <table className="paper-table">
        <thead>
          <tr>
            <th scope="col">指标</th>
            {widest.map((cell) => (
              <th key={cell.key} scope="col" className="figure">
                {headingOf(cell, paper.baseYear)}
              </th>
            ))}
            {paper.marked ? (
              <th scope="col">
                <span className="for-readers">需修改</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <YearsRow key={place.key} place={place} paper={paper} columns={widest.length} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** «2019年», or «2019年 主持数量» where a year has two columns. */
function headingOf(cell: Cell, baseYear: number): string {
  const ref = yearRefOf(cell)
  const year = ref ? `${yearOf(ref, baseYear)}年` : ''
  const label = fillYears(cell.label ?? '', baseYear)
  return label === year || !label ? year : label.includes(year) ? label : `${year} ${label}`
}

function YearsRow({ place, paper, columns }: { place: Place; paper: Paper; columns: number }) {
  const { row, key } = place
  const name = rowName(place, paper.baseYear)
  const [first] = row.cells
  const spans = row.cells.length < columns && row.cells.length === 1
  const saved = paper.saved.get(key)
  return (
    <Fragment>
      <tr id={`row-${key}`} tabIndex={-1}>
        <th scope="row">
          {fillYears(row.label, paper.baseYear)}
          {row.hint ? <span className="secondary small"> {row.hint}</span> : null}
        </th>
        {spans && first ? (
          <td className="figure" colSpan={columns}>
            <CellText cell={first} row={saved} />
          </td>
        ) : (
          row.cells.map((cell) => (
            <td key={cell.key} className="figure">
              <CellText cell={cell} row={saved} />
            </td>
          ))
        )}
        {paper.marked ? (
          <td className="mark-cell">
            <MarkBox rowKey={key} name={name} paper={paper} />
          </td>
        ) : null}
      </tr>
      {hasNotes(key, paper) ? (
        <tr>
          <td colSpan={columns + 2}>
            <RowNotes rowKey={key} name={name} paper={paper} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  )
}
