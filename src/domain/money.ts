// Figures as decimals: parsing, two places half up, exact comparison, Chinese display. Binary floats never touch a figure.
import { Decimal } from 'decimal.js'

/** Longest figure that is taken at all; products of three such figures stay exact in `Exact`. */
export const MAX_FIGURE_LENGTH = 40

/** Sums, products and comparisons. 200 digits hold the product of three figures of 40 digits without rounding. */
export const Exact = Decimal.clone({
  precision: 200,
  rounding: Decimal.ROUND_HALF_UP,
  toExpPos: 500,
  toExpNeg: -500,
})

/** Divisions and roots, which are only displayed or compared with a tolerance, never with a threshold. */
export const Display = Decimal.clone({
  precision: 30,
  rounding: Decimal.ROUND_HALF_UP,
  toExpPos: 500,
  toExpNeg: -500,
})

const FIGURE = /^-?\d+(\.\d+)?$/

/** Reads plain decimal text («41.20», «-3»); null for anything else, full-width digits and separators included. */
export function parseDecimal(text: string): Decimal | null {
  return text.length <= MAX_FIGURE_LENGTH && FIGURE.test(text) ? new Exact(text) : null
}

/** Two places, half up: 0.005 → 0.01, -0.005 → -0.01 (填报说明 2). */
export function roundTwo(value: Decimal): Decimal {
  return value.toDecimalPlaces(2, Decimal.ROUND_HALF_UP)
}

/** Text with exactly two places, half up, «-0.00» written as «0.00». */
export function twoPlaces(value: Decimal): string {
  const rounded = roundTwo(value)
  return rounded.isZero() ? '0.00' : rounded.toFixed(2)
}

/** -1, 0 or 1 as a is below, equal to or above b; exact. */
export function compare(a: Decimal, b: Decimal): -1 | 0 | 1 {
  const order = a.comparedTo(b)
  return order < 0 ? -1 : order > 0 ? 1 : 0
}

/** Two places with thousands separators: 1234.5 → «1,234.50». */
export function formatDecimal(value: Decimal): string {
  return separateThousands(twoPlaces(value))
}

/** Thousands separators put into plain decimal text, places kept as they are: «1234.5» → «1,234.5». */
export function separateThousands(text: string): string {
  const point = text.indexOf('.')
  const whole = point < 0 ? text : text.slice(0, point)
  const rest = point < 0 ? '' : text.slice(point)
  return whole.length < 4 ? text : whole.replace(/\B(?=(\d{3})+$)/g, ',') + rest
}

/** A figure with its unit as the documents print it: «70.00%», «1,234.56 亿元». */
export function quantity(value: Decimal, unit: string): string {
  return withUnit(formatDecimal(value), unit)
}

/** Text followed by its unit; «%» stands without a space. */
export function withUnit(text: string, unit: string): string {
  return unit === '' || unit.startsWith('%') ? text + unit : `${text} ${unit}`
}
