// Part 八: running text under its headings, the table of targets and the three yearly stages.
import type { Block, Cell, Row } from '#domain/edition.ts'
import { held, shown, withPrintedUnit } from './answers.ts'
import type { FormContent } from './form-content.ts'
import { cell, line, lines, PAGE_WIDTH } from './page.ts'
import type { GridCell, GridRow, Line, Piece } from './page.ts'
import { ownRows } from './printed.ts'

/** Widths of 方向 and 指标; base and target share the rest. */
const DIRECTION = 1512
const INDICATOR = 2520
const HEIGHT = 480

/** A plan, targets or stages block as it follows in the text. */
export function planPieces(block: Block, content: FormContent): Piece[] {
  const title = block.title === undefined ? [] : [headingLine(block.title)]
  const wording = (block.wording ?? []).map((text) => wordingLine(text))
  const note = lines('remark', block.note ?? '')
  if (block.layout === 'targets') {
    return [
      ...piece([...title, ...wording]),
      { kind: 'grid', rows: targetRows(block, content) },
      ...piece(note),
    ]
  }
  const answers = block.rows.flatMap((row) => answered(row, block, content))
  return piece([...title, ...wording, ...answers, ...note])
}

function piece(content: Line[]): Piece[] {
  return content.length === 0 ? [] : [{ kind: 'lines', lines: content }]
}

/** «一、…» is a heading, «（一）…», «1.…» and «（1）…» stand below it. */
function headingLine(text: string): Line {
  return line(/^[一二三四五六七八九十]+、/.test(text) ? 'heading' : 'subheading', text)
}

function wordingLine(text: string): Line {
  return /^\d+\./.test(text) ? headingLine(text) : line('guidance', text)
}

/** A row's label is its heading unless the block's title has said it. */
function answered(row: Row, block: Block, content: FormContent): Line[] {
  const said = block.title?.endsWith(row.label) ?? false
  const heading = said ? [] : [headingLine(row.label)]
  const text = row.cells.flatMap((each) =>
    lines('body', shown(each, held(content.values, row, each))),
  )
  return [...heading, ...text]
}

type Target = { direction: string; indicator: string; answers: string[] }

/**
 * 方向 | 指标 | base | target. An own indicator stands behind the fixed ones of its direction; a direction without any
 * (其它) keeps its empty row, as in print.
 */
function targetRows(block: Block, content: FormContent): GridRow[] {
  const fixed = block.rows.map((row) => target(row, row.group ?? '', row.label, row.cells, content))
  const own = ownRows(block, content.values).map((row) => ownTarget(row, content))
  const offered = block.own?.cells.find((each) => each.kind === 'choice')?.options ?? []
  const directions = new Set([
    ...fixed.map((each) => each.direction),
    ...offered.map((option) => option.label),
    ...own.map((each) => each.direction),
  ])
  const columns = block.rows[0]?.cells ?? []
  const rows = [...directions].flatMap((direction) => {
    const within = [...fixed, ...own].filter((each) => each.direction === direction)
    return directionRows(direction, within, columns.length)
  })
  return [targetHeading(columns), ...rows]
}

function target(
  row: Row,
  direction: string,
  indicator: string,
  cells: readonly Cell[],
  content: FormContent,
): Target {
  const answers = cells.map((each) => withPrintedUnit(each, held(content.values, row, each)))
  return { direction, indicator, answers }
}

/** An own row says its direction by a choice and its name by the first text without a year. */
function ownTarget(row: Row, content: FormContent): Target {
  const direction = row.cells.find((each) => each.kind === 'choice')
  const name = row.cells.find((each) => each.kind === 'text' && each.year === undefined)
  const text = (each: Cell | undefined): string =>
    each ? shown(each, held(content.values, row, each)) : ''
  const figures = row.cells.filter((each) => each.year !== undefined)
  return target(row, text(direction), text(name), figures, content)
}

function targetHeading(columns: readonly Cell[]): GridRow {
  const figure = figureWidth(columns.length)
  const names = columns.map((each) => cell(figure, [line('cell_label', each.label ?? '')]))
  const left = [
    cell(DIRECTION, [line('cell_label', '方向')]),
    cell(INDICATOR, [line('cell_label', '指标')]),
  ]
  return { cells: [...left, ...names], height: HEIGHT, repeat: true }
}

function figureWidth(columns: number): number {
  return (PAGE_WIDTH - DIRECTION - INDICATOR) / Math.max(1, columns)
}

function directionRows(direction: string, within: Target[], columns: number): GridRow[] {
  const empty: Target = { direction, indicator: '', answers: Array<string>(columns).fill('') }
  const targets = within.length === 0 ? [empty] : within
  const merges = targets.length > 1
  return targets.map((each, index) => {
    const label = index === 0 ? [line('cell_label', direction)] : []
    const left: GridCell = { width: DIRECTION, lines: label }
    if (merges) left.merge = index === 0 ? 'start' : 'continue'
    const figures = each.answers.map((text) =>
      cell(figureWidth(columns), lines('cell_figure', text)),
    )
    const indicator = cell(INDICATOR, [line('cell_label', each.indicator)])
    return { cells: [left, indicator, ...figures], height: HEIGHT }
  })
}
