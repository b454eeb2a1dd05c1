// The ruled tables of parts 一 to 七 and 九: one function a layout, each giving rows whose widths add up to the page.
import { yearOf, yearRefOf } from '#domain/declaration/resolve.ts'
import type { Block, Cell, Row } from '#domain/edition.ts'
import { choiceRuns, held, shown, tickLines, withPrintedUnit } from './answers.ts'
import type { FormContent } from './form-content.ts'
import { cell, LABEL_WIDTH, line, lines, PAGE_WIDTH, VALUE_WIDTH } from './page.ts'
import type { GridCell, GridRow, Line } from './page.ts'
import { ownRows } from './printed.ts'

/** Least heights in twips: a figure, a statement of 200 字, a declaration with room for a seal. */
const HEIGHT = { figure: 480, statement: 1900, seal: 5200 }

/** Widths behind the label when a row has two cells (name, and what stands before the second input). */
const PAIR = [2160, 1344, VALUE_WIDTH - 2160 - 1344] as const

/** Stands between an opinion and the place of its seal. */
const ROOM_TO_WRITE: readonly Line[] = Array.from({ length: 4 }, () => line('cell_statement', ''))

const figureLine = (text: string): Line => line('cell_figure', text)
const labelLine = (text: string): Line => line('cell_label', text)

/** The table rows of one block; layouts that are running text (part 八) have none. */
export function blockRows(printed: Block, content: FormContent): GridRow[] {
  const block = { ...printed, rows: [...printed.rows, ...ownRows(printed, content.values)] }
  switch (block.layout) {
    case 'fields':
      return framed(
        block,
        block.rows.map((row) => fieldRow(row, content)),
      )
    case 'years':
      return yearsGoDown(block) ? yearRowsDown(block, content) : yearRows(block, content)
    case 'standards':
      return noted(block, standardRows(block, content))
    case 'platforms':
      return noted(block, platformRows(block, content))
    case 'statement':
    case 'ticks':
      return titled(
        block,
        block.rows.map((row) => answerRow(row, block, content)),
      )
    case 'seal':
      return [sealRow(block, content)]
    case 'plan':
    case 'targets':
    case 'stages':
      return []
  }
}

/** Rows of one label that follow one another share it, as 数字化新模式新业态推广情况 does in print. */
export function shareLabels(rows: GridRow[]): GridRow[] {
  return rows.map((row, index) => {
    const label = row.cells[0]
    if (!label || label.merge) return row
    const above = sameLabel(label, rows[index - 1]?.cells[0])
    const below = sameLabel(label, rows[index + 1]?.cells[0])
    if (!above && !below) return row
    const shared: GridCell = above
      ? { width: label.width, lines: [], merge: 'continue' }
      : { ...label, merge: 'start' }
    return { ...row, cells: [shared, ...row.cells.slice(1)] }
  })
}

function sameLabel(one: GridCell, other: GridCell | undefined): boolean {
  if (!other || other.merge || other.width !== one.width || one.lines.length === 0) return false
  return JSON.stringify(one.lines) === JSON.stringify(other.lines)
}

function titled(block: Block, rows: GridRow[]): GridRow[] {
  return block.title === undefined ? rows : [wholeRow(labelLine(block.title)), ...rows]
}

function noted(block: Block, rows: GridRow[]): GridRow[] {
  return block.note === undefined ? rows : [...rows, wholeRow(...lines('cell_text', block.note))]
}

function framed(block: Block, rows: GridRow[]): GridRow[] {
  return noted(block, titled(block, rows))
}

function wholeRow(...content: Line[]): GridRow {
  return { cells: [cell(PAGE_WIDTH, content)], height: HEIGHT.figure }
}

function labelCell(row: Row, withHint: boolean): GridCell {
  const hint = withHint ? lines('cell_label', row.hint ?? '') : []
  return cell(LABEL_WIDTH, [labelLine(row.label), ...hint])
}

/** «12个（需提供清单）»: the remark of a figure or choice stands behind it and brings its unit along; that of a text under the label. */
function fieldRow(row: Row, content: FormContent): GridRow {
  const [first, second, ...more] = row.cells
  const hintBehind = first !== undefined && first.kind !== 'text' && first.kind !== 'statement'
  const label = labelCell(row, !hintBehind)
  const value = (each: Cell | undefined): Line[] => (each ? fieldLines(row, each, content) : [])
  if (!second) return { cells: [label, cell(VALUE_WIDTH, value(first))], height: HEIGHT.figure }
  if (more.length > 0) {
    const all = row.cells.map((each) =>
      labelled(each, withPrintedUnit(each, held(content.values, row, each))),
    )
    return { cells: [label, cell(VALUE_WIDTH, all)], height: HEIGHT.figure }
  }
  const cells = [
    label,
    cell(PAIR[0], value(first)),
    cell(PAIR[1], [labelLine(second.label ?? '')]),
    cell(PAIR[2], value(second)),
  ]
  return { cells, height: HEIGHT.figure }
}

function labelled(each: Cell, text: string): Line {
  return line('cell_text', each.label === undefined ? text : `${each.label}：${text}`)
}

function fieldLines(row: Row, each: Cell, content: FormContent): Line[] {
  const value = held(content.values, row, each)
  const hint = row.hint ?? ''
  switch (each.kind) {
    case 'choice':
      return [{ look: 'cell_text', runs: [...choiceRuns(each, value), { text: hint }] }]
    case 'ticks':
      return tickLines(each, value)
    case 'decimal':
    case 'integer': {
      if (hint === '') return [figureLine(shown(each, value))]
      const unit = value === undefined ? `　　${each.unit ?? ''}` : withPrintedUnit(each, value)
      return [figureLine(unit + hint)]
    }
    case 'statement':
      return lines('cell_statement', shown(each, value))
    case 'text':
    case 'industry':
    case 'regions':
    case 'month':
      return [line('cell_text', shown(each, value))]
  }
}

/**
 * Where a heading names the years they stand side by side. Without one the source prints them below each other
 * when the label itself speaks of 近三年 (parts 五 and 六), and side by side when it does not (工业软件采购金额).
 */
function yearsGoDown(block: Block): boolean {
  return block.title === undefined && block.rows.every((row) => row.label.startsWith('近三年'))
}

function yearHeading(each: Cell, content: FormContent): string {
  if (each.label !== undefined) return each.label
  const year = yearRefOf(each)
  return year === null ? '' : `${yearOf(year, content.batch.base_year)}年`
}

function longest(block: Block): Row | undefined {
  return block.rows.toSorted((a, b) => b.cells.length - a.cells.length)[0]
}

function yearRows(block: Block, content: FormContent): GridRow[] {
  const columns = longest(block)?.cells ?? []
  const headings = columns.map((each) =>
    cell(VALUE_WIDTH / columns.length, [labelLine(yearHeading(each, content))]),
  )
  const rows = block.rows.map((row) => ({
    cells: [labelCell(row, true), ...yearFigures(row, columns.length, content)],
    height: HEIGHT.figure,
  }))
  const title = block.title === undefined ? undefined : cell(LABEL_WIDTH, [labelLine(block.title)])
  const only = rows[0]
  if (title === undefined && only && rows.length === 1) {
    const [label, ...figures] = only.cells
    if (label) return noted(block, underHeading(label, headings, figures))
  }
  const heading = { cells: [title ?? cell(LABEL_WIDTH, []), ...headings], height: HEIGHT.figure }
  return noted(block, [heading, ...rows])
}

/** One row without a title: its label stands beside the years and the figures. */
function underHeading(label: GridCell, headings: GridCell[], figures: GridCell[]): GridRow[] {
  const goesOn: GridCell = { width: label.width, lines: [], merge: 'continue' }
  return [
    { cells: [{ ...label, merge: 'start' }, ...headings], height: HEIGHT.figure },
    { cells: [goesOn, ...figures], height: HEIGHT.figure },
  ]
}

function yearFigures(row: Row, columns: number, content: FormContent): GridCell[] {
  const last = row.cells.length - 1
  return row.cells.map((each, index) => {
    const span = index === last ? columns - last : 1
    const text = shown(each, held(content.values, row, each))
    return cell((VALUE_WIDTH / columns) * span, [figureLine(text)])
  })
}

function yearRowsDown(block: Block, content: FormContent): GridRow[] {
  return block.rows.flatMap((row, index) => {
    const note = index === block.rows.length - 1 ? block.note : undefined
    const contents = row.cells.map((each) => [
      cell(VALUE_WIDTH / 3, [labelLine(yearHeading(each, content))]),
      cell((VALUE_WIDTH / 3) * 2, [figureLine(shown(each, held(content.values, row, each)))]),
    ])
    if (note !== undefined) contents.push([cell(VALUE_WIDTH, lines('cell_text', note))])
    return besideLabel(labelCell(row, true), contents)
  })
}

/** Rows that stand beside one label running down their whole height. */
function besideLabel(label: GridCell, contents: GridCell[][]): GridRow[] {
  const goesOn: GridCell = { width: label.width, lines: [], merge: 'continue' }
  return contents.map((cells, index) => ({
    cells: [index === 0 ? { ...label, merge: 'start' } : goesOn, ...cells],
    height: HEIGHT.figure,
  }))
}

/** The kind is printed again before each year's two counts, as in the source: 类别 | 主持数量 | 参与数量, three times. */
function standardRows(block: Block, content: FormContent): GridRow[] {
  const width = VALUE_WIDTH / ((longest(block)?.cells.length ?? 0) * 1.5)
  const heading = yearGroups(block.rows[0]).flatMap((group) => [
    cell(width, [labelLine('类别')]),
    ...group.map((each) => cell(width, [labelLine(each.label ?? '')])),
  ])
  const rows = block.rows.map((row) =>
    yearGroups(row).flatMap((group) => [
      cell(width, [labelLine(row.label)]),
      ...group.map((each) =>
        cell(width, [figureLine(shown(each, held(content.values, row, each)))]),
      ),
    ]),
  )
  return besideLabel(cell(LABEL_WIDTH, [labelLine(block.title ?? '')]), [heading, ...rows])
}

function yearGroups(row: Row | undefined): Cell[][] {
  const byYear = Map.groupBy(row?.cells ?? [], (each) => yearRefOf(each))
  return [...byYear.values()]
}

function platformRows(block: Block, content: FormContent): GridRow[] {
  const contents = block.rows.map((row) => {
    const answers = row.cells.flatMap((each) => {
      const text = withPrintedUnit(each, held(content.values, row, each))
      const [first = '', ...more] = (text === '' ? emptyFigure(each) : text).split('\n')
      return [labelled(each, first), ...more.map((next) => line('cell_text', next))]
    })
    return [cell(VALUE_WIDTH / 3, [labelLine(row.label)]), cell((VALUE_WIDTH / 3) * 2, answers)]
  })
  return besideLabel(cell(LABEL_WIDTH, [labelLine(block.title ?? '')]), contents)
}

function emptyFigure(each: Cell): string {
  return each.unit === undefined ? '' : `　　${each.unit}`
}

function answerRow(row: Row, block: Block, content: FormContent): GridRow {
  const note = row === block.rows.at(-1) ? lines('cell_text', block.note ?? '') : []
  const answers = row.cells.flatMap((each) => answerLines(row, each, content))
  const statement = row.cells.some((each) => each.kind === 'statement')
  return {
    cells: [labelCell(row, true), { ...cell(VALUE_WIDTH, [...answers, ...note]), top: statement }],
    height: statement ? HEIGHT.statement : HEIGHT.figure,
  }
}

function answerLines(row: Row, each: Cell, content: FormContent): Line[] {
  const value = held(content.values, row, each)
  if (each.kind === 'ticks') {
    const before = each.label === undefined ? [] : [line('cell_text', `${each.label}：`)]
    return [...before, ...tickLines(each, value)]
  }
  return [...lines('cell_text', each.label ?? ''), ...lines('cell_statement', shown(each, value))]
}

/** Wording with the lines to sign. The opinion of the province stands in the block whose title asks for an 意见. */
function sealRow(block: Block, content: FormContent): GridRow {
  const asksOpinion = block.title?.endsWith('意见') ?? false
  const opinion = asksOpinion
    ? [...lines('cell_statement', content.opinions.province ?? ''), ...ROOM_TO_WRITE]
    : []
  const wording = (block.wording ?? []).flatMap((text) => sealLine(text))
  const cells = [
    cell(LABEL_WIDTH, [labelLine(block.title ?? '')]),
    cell(VALUE_WIDTH, [...opinion, ...wording]),
  ]
  return { cells, height: HEIGHT.seal }
}

function sealLine(text: string): Line[] {
  if (/^年.*月.*日$/.test(text)) return [line('cell_date', text)]
  return [line(text.endsWith('：') ? 'cell_signature' : 'cell_statement', text)]
}
