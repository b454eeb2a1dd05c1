// How each kind of line looks: the type faces and sizes of official forms (小二, 小四, 五号 …), spacing and indents.
import { AlignmentType } from 'docx'
import type { IParagraphOptions } from 'docx'
import { PAGE_WIDTH } from './page.ts'
import type { LineLook } from './page.ts'

/** Chinese type faces by the names that Windows and WPS know them by; font-table.ts names what stands in where one is missing. */
export const FACE = { hei: '黑体', song: '宋体', fang: '仿宋', kai: '楷体' } as const
export const LATIN = 'Times New Roman'
/** Has ☐ and ☑; Chinese faces often lack them. */
export const BOX_FACE = 'Segoe UI Symbol'

/** Half points: 小二 18 pt, 三号 16, 小三 15, 四号 14, 小四 12, 五号 10.5. */
export const SIZE = { small2: 36, no3: 32, small3: 30, no4: 28, small4: 24, no5: 21 } as const

/** Margins of the A4 page in twips: 2.5 cm left and right, which leaves PAGE_WIDTH. */
export const PAGE = {
  width: 11906,
  height: 16838,
  side: Math.round((11906 - PAGE_WIDTH) / 2),
  top: 1440,
  bottom: 1304,
} as const

export type Look = {
  face: (typeof FACE)[keyof typeof FACE]
  size: number
  bold?: boolean
  paragraph: Omit<IParagraphOptions, 'children' | 'text'>
}

const ONE_AND_A_HALF = { line: 360 }
/** Two characters of the line's own size, in twips. */
const twoCharacters = (size: number) => ({ firstLine: size * 20 })
const inCell = { before: 20, after: 20 }

export const LOOK: Record<LineLook, Look> = {
  cover_title: {
    face: FACE.hei,
    size: SIZE.small2,
    paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 2400, after: 1800 } },
  },
  cover: { face: FACE.song, size: SIZE.no4, paragraph: { spacing: { before: 240, after: 60 } } },
  cover_remark: { face: FACE.song, size: SIZE.no4, paragraph: { spacing: { after: 60 } } },
  cover_foot: {
    face: FACE.song,
    size: SIZE.no3,
    paragraph: { alignment: AlignmentType.CENTER, spacing: { before: 3200 } },
  },
  page_title: {
    face: FACE.hei,
    size: SIZE.small2,
    paragraph: { alignment: AlignmentType.CENTER, pageBreakBefore: true, spacing: { after: 360 } },
  },
  part_title: {
    face: FACE.hei,
    size: SIZE.small3,
    paragraph: { pageBreakBefore: true, keepNext: true, spacing: { after: 160 }, outlineLevel: 0 },
  },
  part_remark: {
    face: FACE.fang,
    size: SIZE.small4,
    paragraph: { keepNext: true, spacing: { after: 120 } },
  },
  instruction: {
    face: FACE.fang,
    size: SIZE.small4,
    paragraph: {
      alignment: AlignmentType.BOTH,
      spacing: { ...ONE_AND_A_HALF, after: 60 },
      indent: twoCharacters(SIZE.small4),
    },
  },
  heading: {
    face: FACE.hei,
    size: SIZE.small4,
    paragraph: { keepNext: true, spacing: { before: 160, ...ONE_AND_A_HALF }, outlineLevel: 1 },
  },
  subheading: {
    face: FACE.kai,
    size: SIZE.small4,
    bold: true,
    paragraph: { keepNext: true, spacing: { before: 80, ...ONE_AND_A_HALF } },
  },
  guidance: {
    face: FACE.kai,
    size: SIZE.no5,
    paragraph: {
      alignment: AlignmentType.BOTH,
      spacing: { after: 60 },
      indent: twoCharacters(SIZE.no5),
    },
  },
  body: {
    face: FACE.fang,
    size: SIZE.small4,
    paragraph: {
      alignment: AlignmentType.BOTH,
      spacing: ONE_AND_A_HALF,
      indent: twoCharacters(SIZE.small4),
    },
  },
  remark: { face: FACE.fang, size: SIZE.no5, paragraph: { spacing: { before: 40 } } },
  cell_label: {
    face: FACE.song,
    size: SIZE.no5,
    paragraph: { alignment: AlignmentType.CENTER, spacing: inCell },
  },
  cell_figure: {
    face: FACE.song,
    size: SIZE.no5,
    paragraph: { alignment: AlignmentType.CENTER, spacing: inCell },
  },
  cell_text: { face: FACE.song, size: SIZE.no5, paragraph: { spacing: inCell } },
  cell_statement: {
    face: FACE.song,
    size: SIZE.no5,
    paragraph: {
      alignment: AlignmentType.BOTH,
      spacing: { before: 20, after: 20, line: 300 },
      indent: twoCharacters(SIZE.no5),
    },
  },
  cell_signature: {
    face: FACE.song,
    size: SIZE.no5,
    paragraph: { spacing: { before: 700 }, indent: { left: 1260 } },
  },
  cell_date: {
    face: FACE.song,
    size: SIZE.no5,
    paragraph: { alignment: AlignmentType.RIGHT, spacing: { before: 500 }, indent: { right: 420 } },
  },
}
