// What a declarant enters, normalised and judged cell by cell: one Chinese sentence for each mistake, naming the field and the remedy.
import type { Cell, Edition } from '../edition.ts'
import { MAX_FIGURE_LENGTH, parseDecimal, twoPlaces, withUnit } from '../money.ts'
import { countWords, normaliseDigits, quote } from '../text.ts'
import { findRow, labelOfCell, partLabel } from './resolve.ts'
import { NONE } from './values.ts'
import type { CellValue, DeclarationValues, RowValues } from './values.ts'

/** A mistake in one field: `field` is `row/cell`, a row key or a part key; `message` is for the declarant. */
export type FieldProblem = { field: string; message: string }

/** The code tables that entered codes are looked up in. */
export type KnownCodes = { industry(code: string): boolean; region(code: string): boolean }

/** Hard caps in characters, whatever the edition says: text is stored, not judged, beyond its 字数 limit. */
const CAP = { text: 200, statement: 20_000 }

type Checked =
  | { kind: 'value'; value: CellValue; original?: string }
  | { kind: 'empty' }
  | { kind: 'problem'; message: string }

type Entry = { cell: Cell; name: string; known: KnownCodes }

const empty: Checked = { kind: 'empty' }
const value = (held: CellValue): Checked => ({ kind: 'value', value: held })
const problem = (message: string): Checked => ({ kind: 'problem', message })

/**
 * Checks all cells of one printed row. `raw` is the whole row as entered: absent and '' cells are removed.
 * `originals` holds what was entered with more than two decimals; `values` holds no cell that has a problem.
 */
export function checkRow(
  edition: Edition,
  rowKey: string,
  raw: RowValues,
  known: KnownCodes,
  baseYear?: number,
): { values: RowValues; originals: RowValues; problems: FieldProblem[] } {
  const values: RowValues = {}
  const originals: RowValues = {}
  const problems: FieldProblem[] = []
  const place = findRow(edition, rowKey)
  if (!place) {
    problems.push({ field: rowKey, message: `申报表中没有“${rowKey}”这一栏，请刷新页面后重新填写` })
    return { values, originals, problems }
  }
  for (const [key, entered] of Object.entries(raw)) {
    const field = `${rowKey}/${key}`
    const cell = place.row.cells.find((candidate) => candidate.key === key)
    if (!cell) {
      const message = `“${place.row.label}”中没有“${key}”这一项，请刷新页面后重新填写`
      problems.push({ field, message })
      continue
    }
    const name = quote(labelOfCell({ place, cell, option: null }, baseYear))
    const checked = checkCell({ cell, name, known }, entered)
    if (checked.kind === 'problem') problems.push({ field, message: checked.message })
    if (checked.kind !== 'value') continue
    values[key] = checked.value
    if (checked.original !== undefined) originals[key] = checked.original
  }
  return { values, originals, problems }
}

function checkCell(entry: Entry, entered: CellValue): Checked {
  const { cell, name } = entry
  const several = cell.kind === 'ticks' || cell.kind === 'regions'
  if (Array.isArray(entered)) {
    if (entered.length === 0) return empty
    return several ? checkSeveral(entry, entered) : problem(`${name}只能填写一项，请重新填写`)
  }
  const text = entered.trim()
  if (text === '') return empty
  if (text === NONE) {
    return cell.none ? value(NONE) : problem(`${name}不能填“无”，请填写实际情况`)
  }
  return several ? problem(`${name}须逐项选择，请重新选择`) : checkOne(entry, text)
}

function checkOne(entry: Entry, text: string): Checked {
  switch (entry.cell.kind) {
    case 'text':
      return checkText(entry, text.replaceAll(/\s+/g, ' '), CAP.text)
    case 'statement':
      return checkText(entry, text.replaceAll(/\r\n?/g, '\n'), CAP.statement)
    case 'decimal':
      return checkDecimal(entry, text)
    case 'integer':
      return checkInteger(entry, text)
    case 'choice':
      return checkChoice(entry, text)
    case 'industry':
      return checkIndustry(entry, text)
    case 'month':
      return checkMonth(entry, text)
    case 'ticks':
    case 'regions':
      return problem(`${entry.name}须逐项选择，请重新选择`)
  }
}

function checkText({ cell, name }: Entry, text: string, cap: number): Checked {
  if (text.length > cap) {
    return problem(`${name}过长，最多保存 ${cap} 个字符，请删减`)
  }
  const message = cell.limit === undefined ? null : overLimit(name, countWords(text), cell.limit)
  return message === null ? value(text) : problem(message)
}

function overLimit(name: string, count: number, limit: number): string | null {
  if (count <= limit) return null
  return `${name}共 ${count} 字，最多 ${limit} 字，请删减 ${count - limit} 字`
}

function plainFigure({ cell }: Entry, text: string): string {
  const plain = normaliseDigits(text)
  return cell.unit?.startsWith('%') && plain.endsWith('%') ? plain.slice(0, -1).trimEnd() : plain
}

function checkDecimal(entry: Entry, text: string): Checked {
  const { name } = entry
  const plain = plainFigure(entry, text)
  const figure = parseDecimal(plain)
  if (plain.length > MAX_FIGURE_LENGTH) return problem(`${name}的数字过长，请核对后填写`)
  if (!figure) return problem(`${name}不是数字，请填写数字，如 41.20`)
  const message = outOfRange(entry, figure)
  if (message !== null) return problem(message)
  const rounded = twoPlaces(figure)
  if (figure.decimalPlaces() <= 2) return value(rounded)
  return { kind: 'value', value: rounded, original: plain }
}

function checkInteger(entry: Entry, text: string): Checked {
  const { name } = entry
  const plain = plainFigure(entry, text)
  const figure = parseDecimal(plain)
  if (plain.length > MAX_FIGURE_LENGTH) return problem(`${name}的数字过长，请核对后填写`)
  if (!figure) return problem(`${name}不是数字，请填写整数，如 12`)
  if (!figure.isInteger()) return problem(`${name}须为整数，请填写整数，如 12`)
  const message = outOfRange(entry, figure)
  return message === null ? value(figure.isZero() ? '0' : figure.toFixed(0)) : problem(message)
}

/** Judged as entered, not as rounded: 100.004 % is over 100 %. */
function outOfRange({ cell, name }: Entry, figure: ReturnType<typeof parseDecimal>): string | null {
  if (figure === null) return null
  const unit = cell.unit ?? ''
  const shown = withUnit(figure.toFixed(), unit)
  if (cell.max !== undefined && figure.greaterThan(cell.max)) {
    return `${name}填写为 ${shown}，不能超过 ${withUnit(cell.max, unit)}，请核对后填写`
  }
  if (cell.min !== undefined && figure.lessThan(cell.min)) {
    return `${name}填写为 ${shown}，不能低于 ${withUnit(cell.min, unit)}，请核对后填写`
  }
  return null
}

function checkChoice({ cell, name }: Entry, code: string): Checked {
  const options = cell.options ?? []
  if (options.some((option) => option.code === code)) return value(code)
  const labels = options.map((option) => option.label).join('、')
  return problem(`${name}没有“${code}”这一选项，请从“${labels}”中选择`)
}

function checkIndustry({ name, known }: Entry, text: string): Checked {
  const code = normaliseDigits(text)
  if (/^\d{2,4}$/.test(code) && known.industry(code)) return value(code)
  return problem(`${name}的行业代码“${text}”不存在，请按《国民经济行业分类》填写 2 至 4 位代码`)
}

const MONTH = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*月?$/

function checkMonth({ name }: Entry, text: string): Checked {
  const found = MONTH.exec(normaliseDigits(text))
  const month = Number(found?.[2] ?? 0)
  if (!found || month < 1 || month > 12) {
    return problem(`${name}的“${text}”不是年月，请按“年-月”填写，如 2015-06`)
  }
  return value(`${found[1]}-${String(month).padStart(2, '0')}`)
}

function checkSeveral(entry: Entry, entered: string[]): Checked {
  const { cell, name, known } = entry
  const codes = [...new Set(entered)]
  if (cell.kind === 'regions') {
    const unknown = codes.find((code) => !/^\d{6}$/.test(code) || !known.region(code))
    if (unknown === undefined) return value(codes)
    return problem(`${name}的区划代码“${unknown}”不存在，请从行政区划中选择`)
  }
  const options = cell.options ?? []
  const unknown = codes.find((code) => !options.some((option) => option.code === code))
  if (unknown !== undefined) {
    return problem(`${name}没有“${unknown}”这一选项，请按所列各项勾选`)
  }
  return value(options.map((option) => option.code).filter((code) => codes.includes(code)))
}

/** The 字数 of a part (its text and statement cells, own rows included) and the problem if it is over the part's limit. */
export function checkPart(
  edition: Edition,
  partKey: string,
  values: DeclarationValues,
  baseYear?: number,
): { words: number; problems: FieldProblem[] } {
  const part = edition.form.parts.find((candidate) => candidate.key === partKey)
  if (!part) {
    const message = `申报表中没有“${partKey}”这一部分，请刷新页面后重新填写`
    return { words: 0, problems: [{ field: partKey, message }] }
  }
  let words = 0
  for (const [rowKey, row] of Object.entries(values)) {
    const place = findRow(edition, rowKey)
    if (place?.part === part) words += wordsOf(place.row.cells, row)
  }
  const message =
    part.limit === undefined ? null : overLimit(`“${partLabel(part, baseYear)}”`, words, part.limit)
  return { words, problems: message === null ? [] : [{ field: partKey, message }] }
}

function wordsOf(cells: readonly Cell[], row: RowValues): number {
  let words = 0
  for (const cell of cells) {
    const held = row[cell.key]
    const text = cell.kind === 'text' || cell.kind === 'statement'
    if (text && typeof held === 'string') words += countWords(held)
  }
  return words
}
