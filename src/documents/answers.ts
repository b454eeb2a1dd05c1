// How a filled cell reads on paper: text and figures as saved, boxes ticked or not with their wording.
import type { CellValue, DeclarationValues } from '#domain/declaration/values.ts'
import { NONE } from '#domain/declaration/values.ts'
import type { Cell, Option, Row } from '#domain/edition.ts'
import { line } from './page.ts'
import type { Line, Run } from './page.ts'

export const TICKED = '☑'
export const UNTICKED = '☐'

/** Boxes with wordings up to this length stand three on a line, as 信息服务 and its neighbours do. */
const SHORT = 5
const PER_LINE = 3
const GAP = '　'

export function held(values: DeclarationValues, row: Row, cell: Cell): CellValue | undefined {
  return values[row.key]?.[cell.key]
}

/** The cell in one text: '' when empty, «无» and figures as saved, choices by their wording, 2015-06 as 2015年6月. */
export function shown(cell: Cell, value: CellValue | undefined): string {
  if (value === undefined) return ''
  if (Array.isArray(value)) return value.map((code) => wording(cell, code)).join('、')
  if (value === NONE) return value
  if (cell.kind === 'choice') return wording(cell, value)
  return cell.kind === 'month' ? monthText(value) : value
}

/** The figure with its unit; an empty cell and «无» have none. */
export function withPrintedUnit(cell: Cell, value: CellValue | undefined): string {
  const text = shown(cell, value)
  return text === '' || text === NONE ? text : text + (cell.unit ?? '')
}

function wording(cell: Cell, code: string): string {
  return cell.options?.find((option) => option.code === code)?.label ?? code
}

function monthText(value: string): string {
  const [year = '', month = ''] = value.split('-')
  return `${year}年${Number(month)}月`
}

/** «2022年9月30日» of 2022-09-30. */
export function dateText(date: string): string {
  const [year = '', month = '', day = ''] = date.slice(0, 10).split('-')
  return `${year}年${Number(month)}月${Number(day)}日`
}

/** A choice: all its options on one line, the chosen one ticked; «无» is printed behind them. */
export function choiceRuns(cell: Cell, value: CellValue | undefined): Run[] {
  const boxes = (cell.options ?? []).map((option) => boxOf(option, value))
  return value === NONE ? [...boxes.flat(), { text: NONE }] : boxes.flat()
}

function boxOf(option: Option, value: CellValue | undefined, padTo = 0): Run[] {
  const ticked = Array.isArray(value) ? value.includes(option.code) : value === option.code
  const text = option.label.padEnd(padTo, GAP) + GAP
  return [{ text: ticked ? TICKED : UNTICKED, look: 'box' }, { text }]
}

/** A tick group: every box with its wording, one a line, short ones three a line; «无» on a line of its own. */
export function tickLines(cell: Cell, value: CellValue | undefined): Line[] {
  const options = cell.options ?? []
  const longest = Math.max(0, ...options.map((option) => option.label.length))
  const perLine = longest <= SHORT ? PER_LINE : 1
  const printed: Line[] = []
  for (let first = 0; first < options.length; first += perLine) {
    const group = options.slice(first, first + perLine)
    const runs = group.flatMap((option) => boxOf(option, value, perLine > 1 ? longest : 0))
    printed.push({ look: 'cell_text', runs })
  }
  if (value === NONE) printed.push(line('cell_text', NONE))
  return printed
}
