// How names, places and queries become what is looked up.
import { expect, test } from 'vitest'
import {
  colloquialName,
  initialPieces,
  joinForSearch,
  normalise,
  piecesOf,
  placeForms,
  readQuery,
  shortPlaceName,
} from './search-text.ts'

test.each([
  ['浙江省', '浙江'],
  ['东阳市', '东阳'],
  ['浦东新区', '浦东'],
  ['单县', '单县'],
  ['玉屏侗族自治县', '玉屏'],
  ['恩施土家族苗族自治州', '恩施'],
  ['内蒙古自治区', '内蒙古'],
  ['新疆维吾尔自治区', '新疆'],
  ['巴音郭楞蒙古自治州', '巴音郭楞'],
  ['神农架林区', '神农架'],
  ['香港特别行政区', '香港'],
])('%s is called %s', (name, short) => {
  expect(shortPlaceName(name)).toBe(short)
})

test('an autonomous county is also asked for by its bare kind', () => {
  expect(placeForms('玉屏侗族自治县')).toEqual(['玉屏侗族自治县', '玉屏', '玉屏县'])
  expect(placeForms('东阳市')).toEqual(['东阳市', '东阳'])
})

test('people leave out 省 and 市 between the words of a name', () => {
  const name = '浙江省东阳市磁性材料产业集群'
  expect(colloquialName(name, ['浙江省', '东阳市', '金华市'])).toBe('浙江东阳磁性材料产业集群')
})

test('full-width, capitals, blanks and marks make no difference', () => {
  expect(normalise(' ＬＥＤ照明（第一）%_\\ ')).toBe('led照明第一')
})

test('pieces are single characters and neighbours, never across two texts', () => {
  expect(piecesOf(joinForSearch(['东阳', '横店', '东阳']))).toEqual([
    '东',
    '东阳',
    '阳',
    '横',
    '横店',
    '店',
  ])
  expect(initialPieces('dy')).toEqual(['~d', '~dy', '~y'])
})

test.each([
  ['东阳', [{ text: '东阳', kind: 'text', lexemes: ['东阳'] }]],
  ['磁性材料', [{ text: '磁性材料', kind: 'text', lexemes: [] }]],
  ['dy', [{ text: 'dy', kind: 'latin', lexemes: ['dy', '~dy'] }]],
  ['DongYang', [{ text: 'dongyang', kind: 'latin', lexemes: [] }]],
  ["xi'an", [{ text: 'xian', kind: 'latin', lexemes: [] }]],
  [
    'dong yang ci xing',
    [
      { text: 'dong', kind: 'latin', lexemes: [] },
      { text: 'yangci', kind: 'latin', lexemes: [] },
      { text: 'xing', kind: 'latin', lexemes: [] },
    ],
  ],
  [
    '浙江 材料材',
    [
      { text: '浙江', kind: 'text', lexemes: ['浙江'] },
      { text: '材料材', kind: 'text', lexemes: [] },
    ],
  ],
  ["'; drop", [{ text: 'drop', kind: 'latin', lexemes: [] }]],
  ['%%__\\\\', []],
])('%s is read as words', (query, words) => {
  expect(readQuery(query).words).toEqual(words)
})

test('a query of a hundred words asks for eight', () => {
  const query = Array.from({ length: 100 }, (_, index) => `词${index}`).join(' ')
  expect(readQuery(query).words).toHaveLength(8)
})
