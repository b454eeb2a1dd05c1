// Layouts as the small edition uses them: more than two inputs in a row, own rows, years without a title, nothing printed.
import { expect, test } from 'vitest'
import { formPieces } from './declaration-form.ts'
import type { GridRow, Line } from './page.ts'
import { smallContent } from './small-edition.ts'

const lineText = (line: Line): string => line.runs.map((run) => run.text).join('')
const rowText = (row: GridRow): string[] =>
  row.cells.map((cell) => cell.lines.map(lineText).join('|'))

test('a form of another edition is laid out by its layouts alone', () => {
  const pieces = formPieces(
    smallContent({
      three: { a: '甲', b: '12', c: '2015-06' },
      'extra#2': { a: '第二' },
      'extra#1': { a: '第一' },
      one: { 'Y-1': '1.00', Y: '2.00' },
    }),
  )
  const grids = pieces.flatMap((piece) => (piece.kind === 'grid' ? [piece.rows.map(rowText)] : []))
  expect(grids).toEqual([
    [
      ['概况'],
      ['三项', '甲项：甲|乙项：12家|2015年6月'],
      ['增列', '第一'],
      ['', '第二'],
      ['（注：以上为概况）'],
      ['', '2028年', '2029年'],
      ['产值', '1.00', '2.00'],
      ['出口', '', ''],
      ['简介', ''],
    ],
  ])
})

test('a part of which nothing is printed has no title either', () => {
  const pieces = formPieces(smallContent({ h: { v: '不印的值' } }))
  const text = pieces.flatMap((piece) => (piece.kind === 'lines' ? piece.lines.map(lineText) : []))
  expect(text).toEqual(['小申报表', '一、情况'])
})
