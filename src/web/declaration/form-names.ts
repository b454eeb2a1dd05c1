// What rows and cells are called on the screen: the label as printed, years filled in.
import { fillYears, labelOfCell, nameOf, yearOf, yearRefOf } from '#domain/declaration/resolve.ts'
import type { Place } from '#domain/declaration/resolve.ts'
import type { Block, Cell, Edition, Row } from '#domain/edition.ts'

/** A row of a block with the key that it is saved under. */
export function placeOf(edition: Edition, block: Block, row: Row, key = row.key): Place {
  const part = edition.form.parts.find((candidate) => candidate.blocks.includes(block))
  if (!part) throw new Error(`block of row ${key} stands in no part`)
  const hash = key.indexOf('#')
  return { part, block, row, key, own: hash < 0 ? null : Number(key.slice(hash + 1)) }
}

/** The accessible name of an input: the printed row with its unit and the year, «集群总产值（亿元） 2021年». */
export function nameOfInput(place: Place, cell: Cell, baseYear: number): string {
  const spoken = labelOfCell({ place, cell, option: null }, baseYear)
  const bare = fillYears(nameOf(place.row), baseYear)
  const rest = spoken.startsWith(bare) ? spoken.slice(bare.length) : ` ${spoken}`
  return [groupOf(place.row), fillYears(place.row.label, baseYear) + rest].filter(Boolean).join(' ')
}

/** The group that a row names, without the unit printed behind it. */
function groupOf(row: Row): string {
  return (row.group ?? '').replace(/（[^（）]*）$/, '')
}

/** «2021年», or the cell's own words where it stands for no year. */
export function headingOf(cell: Cell, baseYear: number): string {
  const year = yearRefOf(cell)
  if (cell.label?.includes('{Y')) return fillYears(cell.label, baseYear)
  return year === null ? (cell.label ?? '') : `${yearOf(year, baseYear)}年`
}

/** What stands before an input inside its cell; nothing for the cell that is the row's only answer. */
export function leadOf(cell: Cell, baseYear: number): string {
  const label = fillYears(cell.label ?? '', baseYear)
  return label === '' || label.endsWith('：') ? label : `${label}：`
}

/** The unit, unless the printed label says it already. */
export function unitBeside(row: Row, cell: Cell): string {
  const unit = cell.unit ?? ''
  return row.label.includes(`（${unit}）`) ? '' : unit
}
