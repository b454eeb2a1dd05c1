// What stands on a page before Word is known: lines of runs and ruled grids. The layouts make these, draw.ts draws them.

/** Width between the margins of the A4 page, in twips (16 cm). */
export const PAGE_WIDTH = 9072

/** Left column of a form table, in twips: 13 characters of 五号, so that most labels stand on one line. What is left divides by nine. */
export const LABEL_WIDTH = 3060

export const VALUE_WIDTH = PAGE_WIDTH - LABEL_WIDTH

/** `box` is ☑ or ☐, `blank` an underlined gap, `rule` draws the underline on to the right margin. */
export type Run = { text: string; look?: 'box' | 'blank' | 'rule' }

export type LineLook =
  | 'cover_title'
  | 'cover'
  | 'cover_remark'
  | 'cover_foot'
  | 'page_title' // starts a new page
  | 'part_title' // starts a new page
  | 'part_remark'
  | 'instruction'
  | 'heading'
  | 'subheading'
  | 'guidance'
  | 'body'
  | 'remark'
  | 'cell_label'
  | 'cell_figure'
  | 'cell_text'
  | 'cell_statement'
  | 'cell_signature'
  | 'cell_date'

/** One paragraph; a line feed inside a run is a line break. */
export type Line = { look: LineLook; runs: Run[] }

/**
 * Width in twips. `merge`: the cell goes on downwards from here (`start`) or belongs to the one above (`continue`).
 * `top`: the lines begin at the upper edge, as running text does; otherwise they stand in the middle.
 */
export type GridCell = {
  width: number
  lines: Line[]
  merge?: 'start' | 'continue'
  top?: boolean
}

/** One table row, never split over two pages. `height` is the least height in twips; `repeat` prints it on each page. */
export type GridRow = { cells: GridCell[]; height?: number; repeat?: boolean }

export type Piece = { kind: 'lines'; lines: Line[] } | { kind: 'grid'; rows: GridRow[] }

export function line(look: LineLook, text: string): Line {
  return { look, runs: [{ text }] }
}

/** A line of the look for each line of the text; none for ''. */
export function lines(look: LineLook, text: string): Line[] {
  return text === ''
    ? []
    : text.split(/\r\n|[\n\r\u0085\u2028\u2029]/).map((each) => line(look, each))
}

export function cell(width: number, content: Line[]): GridCell {
  return { width, lines: content }
}
