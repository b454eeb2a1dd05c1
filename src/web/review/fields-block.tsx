// Rows of label and cells: facts, platforms, statements, tick groups, plan and stages.
import { Fragment } from 'react'
import { fillYears, type Place } from '#domain/declaration/resolve.ts'
import type { Cell } from '#domain/edition.ts'
import { CellText } from './cell-text.tsx'
import { rowName } from './filed.ts'
import type { Paper } from './printed-form.tsx'
import { hasNotes, MarkBox, RowNotes } from './row-mark.tsx'

export function FieldsBlock({ places, paper }: { places: readonly Place[]; paper: Paper }) {
  return (
    <div className="paper-rows">
      {places.map((place) => (
        <FieldsRow key={place.key} place={place} paper={paper} />
      ))}
    </div>
  )
}

function FieldsRow({ place, paper }: { place: Place; paper: Paper }) {
  const { row, key } = place
  const name = rowName(place, paper.baseYear)
  return (
    <div className="paper-row" id={`row-${key}`} tabIndex={-1}>
      <div className="paper-label">
        {row.group ? <span className="secondary small">{row.group} </span> : null}
        {fillYears(row.label, paper.baseYear)}
        {row.hint ? (
          <span className="secondary small"> {fillYears(row.hint, paper.baseYear)}</span>
        ) : null}
      </div>
      <div className="paper-cells">
        {row.cells.map((cell) => (
          <Fragment key={cell.key}>
            <LabelledCell cell={cell} place={place} paper={paper} />
          </Fragment>
        ))}
      </div>
      <MarkBox rowKey={key} name={name} paper={paper} />
      {hasNotes(key, paper) ? <RowNotes rowKey={key} name={name} paper={paper} /> : null}
    </div>
  )
}

function LabelledCell({ cell, place, paper }: { cell: Cell; place: Place; paper: Paper }) {
  const label = cell.label ? fillYears(cell.label, paper.baseYear).replace(/：$/, '') : null
  const printedUnit = place.row.label.includes(`（${cell.unit ?? ''}）`)
  return (
    <div className="paper-cell">
      {label ? <span className="secondary">{label}：</span> : null}
      <CellText cell={cell} row={paper.saved.get(place.key)} />
      {cell.unit && !printedUnit ? <span className="secondary"> {cell.unit}</span> : null}
    </div>
  )
}
