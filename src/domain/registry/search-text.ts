// What a cluster is found by, and how a query is read: normal form, short place names, one- and two-character pieces.

/** Rises when the computed columns change, so that every installation computes them anew. */
export const searchTextVersion = 3

/** Between two texts of one column; no query contains it, so nothing is found across the border. */
const border = '\n'

/** Full-width letters and digits become half-width, capitals small; blanks and marks between words go. */
export function normalise(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')
}

const autonomous =
  /^(.{2,}?)(?:(?:壮族|回族|维吾尔|哈萨克|蒙古族?|藏族|苗族|侗族|瑶族|彝族|土家族|布依族|白族|傣族|哈尼族|傈僳族|景颇族|朝鲜族|羌族|黎族|畲族|满族|土族|撒拉族|锡伯族?|塔吉克|达斡尔族|鄂温克族|鄂伦春|裕固族|东乡族|保安族|拉祜族|佤族|纳西族|独龙族|怒族|普米族|布朗族|水族|仡佬族|仫佬族|毛南族|各族|柯尔克孜)*)自治[区州县旗]$/u
const ordinary = /^(.{2,}?)(?:特别行政区|省|市|地区|盟|林区|特区|新区|矿区|区|县|旗)$/u

/** 浙江省 → 浙江, 玉屏侗族自治县 → 玉屏, 单县 stays (one character is no name). */
export function shortPlaceName(name: string): string {
  return autonomous.exec(name)?.[1] ?? ordinary.exec(name)?.[1] ?? name
}

/** Forms under which a place is asked for: official, short and, for autonomous ones, with its bare kind (玉屏县). */
export function placeForms(name: string): string[] {
  const short = shortPlaceName(name)
  const kind = /自治([州县旗])$/u.exec(name)?.[1]
  return [...new Set([name, short, ...(kind === undefined ? [] : [`${short}${kind}`])])]
}

/** The name as people say it: 浙江东阳磁性材料产业集群 for 浙江省东阳市磁性材料产业集群. */
export function colloquialName(name: string, places: readonly string[]): string {
  const byLength = places.toSorted((a, b) => b.length - a.length)
  return byLength.reduce((text, place) => text.replace(place, shortPlaceName(place)), name)
}

/** The text that words are looked up in, each part in normal form on its own line. */
export function joinForSearch(parts: readonly string[]): string {
  return [...new Set(parts.map(normalise))].filter((part) => part !== '').join(border)
}

/** Every character and every two neighbours: what one- and two-character queries are looked up by. */
export function piecesOf(searchText: string): string[] {
  const pieces = searchText.split(border).flatMap((part) => {
    const characters = Array.from(part)
    return characters.flatMap((character, index) => [
      character,
      `${character}${characters[index + 1] ?? ''}`,
    ])
  })
  return [...new Set(pieces)]
}

/** Marks the pieces of initials, so that `dy` of 东阳 is no `dy` of a name in Latin letters. */
const initialsMark = '~'

/** The first letters of the syllables of each text, and every two neighbours of them. */
export function initialPieces(initials: string): string[] {
  return piecesOf(initials).map((piece) => `${initialsMark}${piece}`)
}

/** A word of a query. All words must be found; `latin` ones among the sounds, which keep Latin letters. */
export interface SearchWord {
  readonly text: string
  readonly kind: 'text' | 'latin'
  /** Lexemes to look up when the word is too short for trigrams (under three characters). */
  readonly lexemes: readonly string[]
}

export interface SearchTerms {
  /** The query as one normal text: a name that begins with it stands first. */
  readonly whole: string
  readonly words: readonly SearchWord[]
}

/** Reads what was typed: words are parted by blanks and marks, and where Latin letters meet others. */
export function readQuery(query: string): SearchTerms {
  const parts =
    query
      .normalize('NFKC')
      .toLowerCase()
      .match(/[a-z]+|[^a-z\s\p{P}\p{S}]+/gu) ?? []
  const words = joinShortSounds(parts)
  return { whole: normalise(query), words: [...new Set(words)].slice(0, 8).map(readWord) }
}

/** `xi'an` and `ci xing` are typed syllable by syllable: a Latin word under three letters belongs to its Latin neighbour. */
function joinShortSounds(parts: readonly string[]): string[] {
  const isLatin = (text: string | undefined) => text !== undefined && /^[a-z]+$/.test(text)
  return parts.reduce<string[]>((words, part) => {
    const before = words.at(-1)
    const joins =
      before !== undefined &&
      isLatin(before) &&
      isLatin(part) &&
      (before.length < 3 || part.length < 3)
    return joins ? [...words.slice(0, -1), `${before}${part}`] : [...words, part]
  }, [])
}

function readWord(text: string): SearchWord {
  const kind = /^[a-z]+$/.test(text) ? 'latin' : 'text'
  if (Array.from(text).length > 2) return { text, kind, lexemes: [] }
  return { text, kind, lexemes: kind === 'latin' ? [text, `${initialsMark}${text}`] : [text] }
}
