// The target table of part 八: direction, indicator, base and target, then values that are not printed.
import { Fragment } from 'react'
import { fillYears, type Place } from '#domain/declaration/resolve.ts'
import type { Cell } from '#domain/edition.ts'
import { CellText } from './cell-text.tsx'
import { rowName, textOf } from './filed.ts'
import type { Paper } from './printed-form.tsx'
import { hasNotes, MarkBox, RowNotes } from './row-mark.tsx'

export function TargetsBlock({ places, paper }: { places: readonly Place[]; paper: Paper }) {
  const figures = (places[0]?.row.cells ?? []).filter((cell) => cell.printed)
  return (
    <div className="scroll-box">
      <table className="paper-table targets">
        <thead>
          <tr>
            <th scope="col">方向</th>
            <th scope="col">指标</th>
            {figures.map((cell) => (
              <th key={cell.key} scope="col" className="figure">
                {fillYears(cell.label ?? '', paper.baseYear)}
              </th>
            ))}
            <th scope="col">单位</th>
            {paper.marked ? (
              <th scope="col">
                <span className="for-readers">需修改</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <TargetRow key={place.key} place={place} paper={paper} figures={figures} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function TargetRow(props: { place: Place; paper: Paper; figures: readonly Cell[] }) {
  const { place, paper, figures } = props
  const { row, key, own } = place
  const saved = paper.saved.get(key)
  const name = targetName(place, paper)
  const shown = figures.map((figure) => row.cells.find((cell) => cell.key === figure.key))
  const unit = row.cells.find((cell) => cell.unit)?.unit
  const ownUnit = row.cells.find((cell) => cell.key === 'unit')
  const between = row.cells.filter((cell) => !cell.printed && saved?.cells[cell.key] !== undefined)
  return (
    <Fragment>
      <tr id={`row-${key}`} tabIndex={-1}>
        <th scope="row">{own === null ? row.group : directionOf(place, paper)}</th>
        <td>{name}</td>
        {shown.map((cell, index) => (
          <td key={cell?.key ?? index} className="figure">
            {cell ? <CellText cell={cell} row={saved} /> : '—'}
          </td>
        ))}
        <td>{unit ?? (ownUnit ? textOf(ownUnit, saved?.cells.unit) : null) ?? '—'}</td>
        {paper.marked ? (
          <td className="mark-cell">
            <MarkBox rowKey={key} name={name} paper={paper} />
          </td>
        ) : null}
      </tr>
      {between.length > 0 || hasNotes(key, paper) ? (
        <tr>
          <td colSpan={figures.length + 4}>
            {between.map((cell) => (
              <span key={cell.key} className="secondary small">
                {fillYears(cell.label ?? '', paper.baseYear)} <CellText cell={cell} row={saved} />
                {'　'}
              </span>
            ))}
            <RowNotes rowKey={key} name={name} paper={paper} />
          </td>
        </tr>
      ) : null}
    </Fragment>
  )
}

function directionOf(place: Place, paper: Paper): string {
  const chosen = place.row.cells.find((cell) => cell.kind === 'choice')
  const held = paper.saved.get(place.key)?.cells
  return (chosen && textOf(chosen, held?.[chosen.key])) ?? place.row.label
}

/** An own indicator is called as the declarant called it. */
function targetName(place: Place, paper: Paper): string {
  if (place.own === null) return place.row.label
  const named = place.row.cells.find((cell) => cell.kind === 'text')
  const text = named ? textOf(named, paper.saved.get(place.key)?.cells[named.key]) : null
  return text ?? rowName(place, paper.baseYear)
}
