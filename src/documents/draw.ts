// Lines and grids drawn as a Word document. The only file that builds with the docx library.
import {
  AlignmentType,
  BorderStyle,
  Document,
  Header,
  HeightRule,
  Packer,
  Paragraph,
  Tab,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlignTable,
  VerticalMergeType,
  WidthType,
} from 'docx'
import { cleanText } from './clean-text.ts'
import { fontTable } from './font-table.ts'
import { PAGE_WIDTH } from './page.ts'
import type { GridCell, GridRow, Line, Piece, Run } from './page.ts'
import { BOX_FACE, FACE, LATIN, LOOK, PAGE, SIZE } from './typography.ts'
import type { Look } from './typography.ts'

/** `header` stands at the top of every page; null for none. */
export type Drawing = { title: string; author: string; header: string | null; pieces: Piece[] }

/** The document as .docx bytes. */
export async function drawDocument(drawing: Drawing): Promise<Uint8Array> {
  const children = drawing.pieces.flatMap((piece): (Paragraph | Table)[] =>
    piece.kind === 'lines' ? piece.lines.map(paragraph) : [table(piece.rows)],
  )
  const document = new Document({
    title: cleanText(drawing.title),
    creator: cleanText(drawing.author),
    styles: { default: { document: { run: { language: { value: 'en-US', eastAsia: 'zh-CN' } } } } },
    sections: [{ properties: { page: page() }, ...headers(drawing.header), children }],
  })
  return Packer.toBuffer(document, undefined, [fontTable()])
}

function page() {
  return {
    size: { width: PAGE.width, height: PAGE.height },
    margin: { top: PAGE.top, bottom: PAGE.bottom, left: PAGE.side, right: PAGE.side, header: 720 },
  }
}

function headers(text: string | null) {
  if (text === null) return {}
  const run = new TextRun({ text, size: SIZE.no5, bold: true, font: fontOf(FACE.hei) })
  const line = new Paragraph({ alignment: AlignmentType.RIGHT, children: [run] })
  return { headers: { default: new Header({ children: [line] }) } }
}

function fontOf(face: string) {
  return { ascii: LATIN, hAnsi: LATIN, cs: LATIN, eastAsia: face, hint: 'eastAsia' }
}

function paragraph(line: Line): Paragraph {
  const look = LOOK[line.look]
  const ruled = line.runs.some((run) => run.look === 'rule')
  return new Paragraph({
    ...look.paragraph,
    ...(ruled && { tabStops: [{ type: TabStopType.RIGHT, position: PAGE_WIDTH }] }),
    children: line.runs.flatMap((run) => textRuns(run, look)),
  })
}

/** One run a line of text; the second and later ones begin with a break. */
function textRuns(run: Run, look: Look): TextRun[] {
  const box = run.look === 'box'
  const underline = run.look === 'blank' || run.look === 'rule' ? { underline: {} } : {}
  const font = box
    ? { ascii: BOX_FACE, hAnsi: BOX_FACE, cs: BOX_FACE, eastAsia: BOX_FACE }
    : fontOf(look.face)
  const style = { font, size: look.size, bold: look.bold ?? false, ...underline }
  if (run.look === 'rule') return [new TextRun({ ...style, children: [new Tab()] })]
  return cleanText(run.text)
    .split('\n')
    .map((text, index) => new TextRun({ ...style, text, ...(index > 0 && { break: 1 }) }))
}

/**
 * Rows of different layouts share one table: its columns are all the edges that any row has, and each cell spans as
 * many as it is wide.
 */
function table(rows: readonly GridRow[]): Table {
  const edges = new Set<number>([0])
  for (const row of rows) for (const edge of edgesOf(row)) edges.add(edge)
  const grid = [...edges].sort((a, b) => a - b)
  const line = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
  return new Table({
    width: { size: PAGE_WIDTH, type: WidthType.DXA },
    columnWidths: grid.slice(1).map((edge, index) => edge - (grid[index] ?? 0)),
    layout: TableLayoutType.FIXED,
    alignment: AlignmentType.CENTER,
    margins: { left: 80, right: 80, top: 30, bottom: 30, marginUnitType: WidthType.DXA },
    borders: {
      top: line,
      bottom: line,
      left: line,
      right: line,
      insideHorizontal: line,
      insideVertical: line,
    },
    rows: rows.map((row) => tableRow(row, grid)),
  })
}

/** The right edge of each cell, in whole twips from the left. */
function edgesOf(row: GridRow): number[] {
  let right = 0
  return row.cells.map((each) => {
    right += each.width
    return Math.round(right)
  })
}

function tableRow(row: GridRow, grid: readonly number[]): TableRow {
  const edges = edgesOf(row)
  const cells = row.cells.map((each, index) => {
    const left = grid.indexOf(edges[index - 1] ?? 0)
    const right = grid.indexOf(edges[index] ?? 0)
    const width = (edges[index] ?? 0) - (edges[index - 1] ?? 0)
    return tableCell(each, right - left, width)
  })
  return new TableRow({
    cantSplit: true,
    ...(row.repeat && { tableHeader: true }),
    ...(row.height && { height: { value: row.height, rule: HeightRule.ATLEAST } }),
    children: cells,
  })
}

function tableCell(each: GridCell, columnSpan: number, width: number): TableCell {
  const content = each.lines.length > 0 ? each.lines : [{ look: 'cell_text' as const, runs: [] }]
  return new TableCell({
    width: { size: width, type: WidthType.DXA },
    columnSpan,
    verticalAlign: each.top ? VerticalAlignTable.TOP : VerticalAlignTable.CENTER,
    ...(each.merge && {
      verticalMerge:
        each.merge === 'start' ? VerticalMergeType.RESTART : VerticalMergeType.CONTINUE,
    }),
    children: content.map(paragraph),
  })
}
