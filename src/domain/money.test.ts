// Rounding half up, exact sums and the printed form of figures.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  Exact,
  compare,
  formatDecimal,
  parseDecimal,
  quantity,
  roundTwo,
  separateThousands,
  twoPlaces,
} from './money.ts'

test.each([
  ['0.004', '0.00'],
  ['0.005', '0.01'],
  ['-0.005', '-0.01'],
  ['-0.004', '0.00'],
  ['69.995', '70.00'],
  ['69.99499999999999999999999', '69.99'],
  ['1.005', '1.01'],
  ['41', '41.00'],
])('填报说明 2: %s rounds half up to %s', (text, rounded) => {
  expect(twoPlaces(new Exact(text))).toBe(rounded)
})

test.each(['', ' ', 'abc', '1,234', '1e3', '.5', '5.', '１２', '1'.repeat(41), '--1', 'NaN'])(
  '«%s» is no plain decimal text',
  (text) => {
    expect(parseDecimal(text)).toBeNull()
  },
)

test.each([
  ['1234.5', '1,234.50'],
  ['999', '999.00'],
  ['1000000', '1,000,000.00'],
  ['-1234567.891', '-1,234,567.89'],
])('%s is printed as %s', (text, printed) => {
  expect(formatDecimal(new Exact(text))).toBe(printed)
})

test('separators leave the decimals alone', () => {
  expect(separateThousands('1234567.8912')).toBe('1,234,567.8912')
  expect(separateThousands('123')).toBe('123')
})

test('a percentage stands without a space, other units with one', () => {
  expect(quantity(new Exact('70'), '%')).toBe('70.00%')
  expect(quantity(new Exact('1234.56'), '亿元')).toBe('1,234.56 亿元')
})

test('0.1 + 0.2 is 0.3, and sums of thousands of figures are exact', () => {
  expect(compare(new Exact('0.1').plus('0.2'), new Exact('0.3'))).toBe(0)
  const cents = fc.array(fc.integer({ min: -1_000_000, max: 1_000_000 }), { maxLength: 200 })
  fc.assert(
    fc.property(cents, (amounts) => {
      const total = amounts.reduce((sum, cent) => sum.plus(new Exact(cent).div(100)), new Exact(0))
      const whole = amounts.reduce((sum, cent) => sum + BigInt(cent), 0n)
      expect(total.times(100).toFixed()).toBe(whole.toString())
    }),
  )
})

test('rounding moves a figure by at most half a hundredth and is idempotent', () => {
  const digits = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n })
  fc.assert(
    fc.property(digits, fc.integer({ min: 0, max: 10 }), (units, places) => {
      const value = new Exact(units.toString()).div(new Exact(10).pow(places))
      const rounded = roundTwo(value)
      expect(rounded.minus(value).abs().lessThanOrEqualTo('0.005')).toBe(true)
      expect(roundTwo(rounded).equals(rounded)).toBe(true)
    }),
  )
})
