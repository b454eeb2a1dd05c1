/** Reads the rows of the six recognised lists out of their text as printed; corrects nothing. */

export const listCodes = [
  'miit-2022',
  'miit-2023',
  'most-pilot',
  'most-cultivation',
  'zhejiang',
  'hubei',
] as const

export type ListCode = (typeof listCodes)[number]

/** One row as the list prints it: wrong characters stay, only white space at the ends goes. */
export type PrintedRow = {
  readonly number: number
  readonly printed: string
  /** zhejiang: the column 所在区域; hubei: the heading above the row, without colon; else null. */
  readonly printedRegion: string | null
}

/** `序号⇥集群名称`; the list of 2022 carries a stray third column, which is no part of the name. */
function parseTable(text: string): PrintedRow[] {
  return [...text.matchAll(/^(\d+)\t([^\t\n]+)/gm)].map((match) => ({
    number: Number(match[1]),
    printed: (match[2] ?? '').trim(),
    printedRegion: null,
  }))
}

/** Each cell on its own line: the number, the name and, where the list has one, the region. */
function parseStacked(text: string, hasRegion: boolean): PrintedRow[] {
  const lines = text.split('\n').map((line) => line.trim())
  const cells = lines.filter((line) => line !== '')
  return cells.flatMap((cell, index) => {
    if (!/^\d+$/.test(cell)) return []
    const printedRegion = hasRegion ? (cells[index + 2] ?? '') : null
    return [{ number: Number(cell), printed: cells[index + 1] ?? '', printedRegion }]
  })
}

/** `1.…` under the name of the city; 神农架林区 alone is printed without the colon. */
function parseHeaded(text: string): PrintedRow[] {
  const rows: PrintedRow[] = []
  let heading: string | null = null
  for (const line of text.split('\n').map((raw) => raw.trim())) {
    const match = /^(\d+)\s*\.\s*(.+)$/.exec(line)
    if (match) {
      rows.push({ number: Number(match[1]), printed: match[2] ?? '', printedRegion: heading })
    } else if (line !== '') {
      heading = line.replace(/：$/, '').trim()
    }
  }
  return rows
}

function parseByLayout(list: ListCode, text: string): PrintedRow[] {
  switch (list) {
    case 'miit-2022':
    case 'miit-2023':
      return parseTable(text)
    case 'most-pilot':
    case 'most-cultivation':
      return parseStacked(text, false)
    case 'zhejiang':
      return parseStacked(text, true)
    case 'hubei':
      return parseHeaded(text)
  }
}

/**
 * The rows of a list in printed order, numbered 1..n.
 * Throws when a number is out of sequence or a cell is missing: then the text is not the list.
 */
export function parseList(list: ListCode, text: string): PrintedRow[] {
  const rows = parseByLayout(list, text)
  for (const [index, row] of rows.entries()) {
    const isComplete = [row.printed, row.printedRegion ?? '-'].every((cell) => !/^\d*$/.test(cell))
    if (row.number !== index + 1 || !isComplete) {
      throw new Error(
        `List ${list}: row ${index + 1} is not as printed (read number ${row.number})`,
      )
    }
  }
  return rows
}
