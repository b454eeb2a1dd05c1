// Word's 字数 on strings counted by hand, and numbers as typed in Chinese input.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countWords, normaliseDigits, quote } from './text.ts'

// Counted by hand: one for each East-Asian character or full-width mark, one for each run of other non-space characters.
const COUNTED: readonly (readonly [string, number])[] = [
  ['', 0],
  [' 　\n\t', 0],
  ['产业集群', 4],
  ['产业 集群', 4],
  ['产业集群。', 5],
  ['3.5%', 1],
  ['12,000', 1],
  ['GB/T', 1],
  ['GB/T 4754-2017', 2],
  ['增长3.5%', 3],
  ['2021年总产值12,000亿元，', 9],
  ['“小巨人”企业', 7],
  ['《暂行办法》', 6],
  ['（一）', 3],
  ['(1)', 1],
  ['产值≥40亿元', 5],
  ['hello world', 2],
  ['it’s', 1],
  ['“Hello”', 3],
  ['A股B股', 4],
  ['ＡＢ１２', 4],
  ['5G+工业互联网', 6],
  ['固链、强链、补链、延链', 11],
  ['共商——共建', 6],
  ['其他……', 4],
  ['恩施·土家', 5],
  ['1. 总体思路\n2. 发展目标', 10],
  ['http://www.miit.gov.cn/index.html', 1],
  ['𠮷野家', 3],
  ['CO₂排放量降低18%左右', 9],
  ['R&D经费/营业收入=5.1%', 9],
  ['第1～3年', 5],
  ['e\u200b-mail', 1],
]

test.each(COUNTED)('字数 of «%s» is %i', (text, count) => {
  expect(countWords(text)).toBe(count)
})

test('a text of so many Chinese characters has that 字数, whatever spaces stand between', () => {
  const gap = fc.constantFrom('', ' ', '\n', '　')
  fc.assert(
    fc.property(fc.array(gap, { maxLength: 300 }), (gaps) => {
      expect(countWords(gaps.map((space) => `集${space}`).join(''))).toBe(gaps.length)
    }),
  )
})

test('two texts set apart by a line break have the sum of their 字数', () => {
  const piece = fc.string({ unit: fc.constantFrom('产', '。', 'a', '1', '.', ' ', '，', '%') })
  fc.assert(
    fc.property(piece, piece, (one, other) => {
      expect(countWords(`${one}\n${other}`)).toBe(countWords(one) + countWords(other))
    }),
  )
})

test.each([
  ['１２３．５０', '123.50'],
  ['１，２３４．５', '1234.5'],
  ['1,234,567', '1234567'],
  ['12 000', '12000'],
  ['－３', '-3'],
  ['−0.5', '-0.5'],
  ['＋7', '7'],
  ['.5', '0.5'],
  ['-.5', '-0.5'],
  ['3。5', '3.5'],
  ['７０％', '70%'],
  [' 41.20 ', '41.20'],
])('«%s» typed in Chinese input is %s', (typed, plain) => {
  expect(normaliseDigits(typed)).toBe(plain)
})

test.each(['1,23', '12,34,567', '1,2345', '1.234,5'])(
  'misplaced separators of «%s» stay',
  (typed) => {
    expect(normaliseDigits(typed)).toBe(typed)
  },
)

test('quotes inside a quoted label become single ones', () => {
  expect(quote('专精特新“小巨人”企业数量')).toBe('“专精特新‘小巨人’企业数量”')
  expect(quote('集群总产值')).toBe('“集群总产值”')
})
