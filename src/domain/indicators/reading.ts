// How a check reads the form: cells located and labelled once an edition and base year, then read from each declaration.
import type { Decimal } from 'decimal.js'
import type { Cell, Edition, YearRef } from '../edition.ts'
import {
  findCell,
  findRow,
  labelOfCell,
  nameOf,
  yearOf,
  yearRefOf,
} from '../declaration/resolve.ts'
import { NONE } from '../declaration/values.ts'
import type { CellValue, DeclarationValues } from '../declaration/values.ts'
import { Exact, parseDecimal, separateThousands, withUnit } from '../money.ts'
import type { ValueRead } from './result.ts'

/** The edition in one batch: what checks are prepared with. */
export type Form = {
  edition: Edition
  baseYear: number
  /** What the batch asks beyond the figures; null: not known. */
  conditions: { must_be_provincial: boolean | null }
}

/** One declaration as the checks see it. */
export type Filed = { values: DeclarationValues; proved: ReadonlySet<string> }

/** Where one cell stands and what it is called. `year` is «2021年», or '' for a cell without a year. */
export type Source = {
  field: string
  row: string
  cell: Cell
  label: string
  /** The row's name without the year. */
  name: string
  unit: string
  year: string
}

/** A cell read as a figure: missing, «无», or a number. An integer cell is a count: its «无» reads 0 (填报说明 2). */
export type Figure =
  | { kind: 'missing'; source: Source; text: null }
  | { kind: 'none'; source: Source; text: string }
  | { kind: 'number'; source: Source; text: string; value: Decimal }

export type NumberFigure = Extract<Figure, { kind: 'number' }>

const ZERO = new Exact(0)

/** Locates a cell. Throws when the edition has none: such an edition must not come into force. */
export function locate(form: Form, field: string): Source {
  const found = findCell(form.edition, field)
  if (!found) throw new Error(`认定标准引用了申报表中没有的栏目“${field}”`)
  const { place, cell } = found
  const ref = yearRefOf(cell)
  return {
    field,
    row: place.key,
    cell,
    label: labelOfCell(found, form.baseYear),
    name: nameOf(place.row),
    unit: cell.unit ?? '',
    year: ref === null ? '' : `${yearOf(ref, form.baseYear)}年`,
  }
}

/** The cell of a row that stands for a year. */
export function locateYear(form: Form, row: string, year: YearRef): Source {
  const cell = findRow(form.edition, row)?.row.cells.find((held) => yearRefOf(held) === year)
  return locate(form, `${row}/${cell?.key ?? year}`)
}

/** As locateYear, or null where the row has no such cell. */
export function locateYearIfAny(form: Form, row: string, year: YearRef): Source | null {
  const cell = findRow(form.edition, row)?.row.cells.find((held) => yearRefOf(held) === year)
  return cell ? locate(form, `${row}/${cell.key}`) : null
}

/** Y-2, Y-1 and Y of a three-year row. */
export function locateThreeYears(form: Form, row: string): readonly [Source, Source, Source] {
  return [locateYear(form, row, 'Y-2'), locateYear(form, row, 'Y-1'), locateYear(form, row, 'Y')]
}

/** What stands in a cell; undefined when it is empty. */
export function held(source: Source, filed: Filed): CellValue | undefined {
  const value = filed.values[source.row]?.[source.cell.key]
  return value === undefined || value.length === 0 ? undefined : value
}

/** Reads a cell as a figure. Text that is no number counts as missing: it says nothing about the cluster. */
export function readFigure(source: Source, filed: Filed): Figure {
  const text = held(source, filed)
  if (typeof text !== 'string') return { kind: 'missing', source, text: null }
  if (text === NONE) {
    return source.cell.kind === 'integer'
      ? { kind: 'number', source, text, value: ZERO }
      : { kind: 'none', source, text }
  }
  const value = parseDecimal(text)
  return value === null
    ? { kind: 'missing', source, text: null }
    : { kind: 'number', source, text, value }
}

/** Reads Y-2, Y-1 and Y. */
export function readThreeYears(
  sources: readonly [Source, Source, Source],
  filed: Filed,
): readonly [Figure, Figure, Figure] {
  const [first, second, third] = sources
  return [readFigure(first, filed), readFigure(second, filed), readFigure(third, filed)]
}

/** A figure as the explanation shows it. */
export function toValueRead(figure: Figure): ValueRead {
  return valueRead(figure.source, figure.text)
}

/** A cell's text as the explanation shows it; null for an empty cell. */
export function valueRead({ field, label, unit }: Source, value: string | null): ValueRead {
  return unit === '' ? { field, label, value } : { field, label, value, unit }
}

/** A figure as it was filled in, with its unit: «41.20 亿元», «70.00%», «12 家»; «无» and «未填» as words. */
export function show(figure: Figure): string {
  if (figure.text === null) return '未填'
  if (figure.text === NONE) return NONE
  return withUnit(separateThousands(figure.text), figure.source.unit)
}
