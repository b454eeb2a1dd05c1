// Where the tile of each province stands on the home page, and what is written on it.

export interface Tile {
  readonly code: string
  readonly short: string
  /** 1-based, eight columns by eight rows. */
  readonly column: number
  readonly row: number
}

/** Row by row, a blank for a place without a tile. The order of the codes follows the rows. */
const rows = [
  '       黑',
  '     蒙 吉',
  '新甘宁陕晋冀京辽',
  '藏青川渝豫鲁津 ',
  '  黔鄂皖苏沪 ',
  ' 滇桂湘赣浙  ',
  '   粤闽 台 ',
  '  琼澳港   ',
] as const

const codes: Readonly<Record<string, string>> = {
  京: '110000',
  津: '120000',
  冀: '130000',
  晋: '140000',
  蒙: '150000',
  辽: '210000',
  吉: '220000',
  黑: '230000',
  沪: '310000',
  苏: '320000',
  浙: '330000',
  皖: '340000',
  闽: '350000',
  赣: '360000',
  鲁: '370000',
  豫: '410000',
  鄂: '420000',
  湘: '430000',
  粤: '440000',
  桂: '450000',
  琼: '460000',
  渝: '500000',
  川: '510000',
  黔: '520000',
  滇: '530000',
  藏: '540000',
  陕: '610000',
  甘: '620000',
  青: '630000',
  宁: '640000',
  新: '650000',
  台: '710000',
  港: '810000',
  澳: '820000',
}

/** The 34 tiles in reading order. */
export const tiles: readonly Tile[] = rows.flatMap((line, row) =>
  Array.from(line).flatMap((short, column) => {
    const code = codes[short]
    return code === undefined ? [] : [{ code, short, column: column + 1, row: row + 1 }]
  }),
)
