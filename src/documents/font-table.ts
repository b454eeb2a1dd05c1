// The font table of our documents: which face stands in where a Chinese one is not installed.
import { FACE } from './typography.ts'

/** Windows ships 仿宋 and 楷体; older office machines have the _GB2312 cuts, others only 宋体 under its English name. */
const STAND_IN: Record<(typeof FACE)[keyof typeof FACE], { names: string; family: string }> = {
  [FACE.hei]: { names: 'SimHei', family: 'modern' },
  [FACE.song]: { names: 'SimSun', family: 'roman' },
  [FACE.fang]: { names: '仿宋_GB2312,FangSong,SimSun', family: 'modern' },
  [FACE.kai]: { names: '楷体_GB2312,KaiTi,SimSun', family: 'modern' },
}

/** word/fontTable.xml, put in the place of the library's own, which knows embedded fonts only. 86 is the GB2312 character set. */
export function fontTable(): { path: string; data: string } {
  const fonts = Object.entries(STAND_IN).map(
    ([name, { names, family }]) =>
      `<w:font w:name="${name}"><w:altName w:val="${names}"/><w:charset w:val="86"/><w:family w:val="${family}"/></w:font>`,
  )
  const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'
  const data = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:fonts xmlns:w="${namespace}">${fonts.join('')}</w:fonts>`
  return { path: 'word/fontTable.xml', data }
}
