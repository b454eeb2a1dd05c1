// Cells copied from a spreadsheet, laid over the rows of a block from where they are pasted.
import type { RowValues } from '#domain/declaration/values.ts'
import type { Row } from '#domain/edition.ts'

/**
 * What each row is to hold; null for text that is a single cell. A line with one value more than there is room for is
 * taken as copied together with its label in front.
 */
export function spreadPaste(
  text: string,
  rows: readonly Row[],
  from: { row: string; cell: string },
): ReadonlyMap<string, RowValues> | null {
  const lines = text
    .replace(/\r\n?/g, '\n')
    .replace(/\n+$/, '')
    .split('\n')
    .map((line) => line.split('\t').map((value) => value.trim()))
  if (lines.length === 1 && lines[0]?.length === 1) return null
  const first = rows.findIndex((row) => row.key === from.row)
  const column = rows[first]?.cells.findIndex((cell) => cell.key === from.cell) ?? -1
  if (first < 0 || column < 0) return null
  const filled = new Map<string, RowValues>()
  for (const [index, line] of lines.entries()) {
    const row = rows[first + index]
    if (row) filled.set(row.key, spreadLine(line, row, column))
  }
  return filled
}

function spreadLine(line: readonly string[], row: Row, column: number): RowValues {
  const room = row.cells.slice(column)
  const values = line.length === room.length + 1 ? line.slice(1) : line
  const cells: RowValues = {}
  for (const [index, cell] of room.entries()) {
    const value = values[index]
    if (value !== undefined && value !== '') cells[cell.key] = value
  }
  return cells
}
