// A bound of the standard as it is worded: the comparison, its name, and the distance of a figure to it.
import type { Decimal } from 'decimal.js'
import type { Bound } from '../edition.ts'
import { Exact, formatDecimal, separateThousands, twoPlaces, withUnit } from '../money.ts'

/** A bound ready to compare with: «高于» is strict, «以上», «不低于», «不少于» and «不超过» include the limit. */
export type Limit = { than: Bound['than']; value: Decimal; unit: string; label: string }

const WORDS: Record<Bound['than'], string> = {
  above: '高于',
  at_least: '不低于',
  at_most: '不超过',
}

/** Prepares a bound; its label reads «高于 70%», «不低于 40 亿元». */
export function prepareLimit(bound: Bound): Limit {
  const { than, unit } = bound
  const label = `${WORDS[than]} ${withUnit(separateThousands(bound.value), unit)}`
  return { than, value: new Exact(bound.value), unit, label }
}

/** Whether a figure satisfies the bound; exact, as worded. */
export function satisfies(value: Decimal, limit: Limit): boolean {
  switch (limit.than) {
    case 'above':
      return value.greaterThan(limit.value)
    case 'at_least':
      return value.greaterThanOrEqualTo(limit.value)
    case 'at_most':
      return value.lessThanOrEqualTo(limit.value)
  }
}

/** The signed distance in words: «还差 0.60 个百分点», «超出 1.20 亿元», «恰为限值», «低于限值 20.00 平方公里». */
export function distanceTo(value: Decimal, limit: Limit): string {
  const difference = value.minus(limit.value)
  if (difference.isZero()) return '恰为限值'
  const above = difference.isPositive()
  const verb = above ? '超出' : limit.than === 'at_most' ? '低于限值' : '还差'
  return verb + gapText(difference, limit.unit)
}

/** The size of a difference, to stand behind its verb: « 0.60 个百分点»; what rounds to nothing is «不足 0.01 亿元». */
export function gapText(difference: Decimal, unit: string): string {
  const gapUnit = unit === '%' ? '个百分点' : unit
  const size = difference.abs()
  return twoPlaces(size) === '0.00'
    ? `不足 ${withUnit('0.01', gapUnit)}`
    : ` ${withUnit(formatDecimal(size), gapUnit)}`
}
