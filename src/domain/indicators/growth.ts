// Average yearly growth from three declared rates: compared exactly, the root only displayed, cross-checked with levels.
import type { Decimal } from 'decimal.js'
import type { CheckOf } from '../edition.ts'
import { Display, Exact, quantity, roundTwo, twoPlaces } from '../money.ts'
import { distanceTo, prepareLimit, satisfies } from './limit.ts'
import type { Limit } from './limit.ts'
import { allNumbers, gapOutcome, outcome } from './outcome.ts'
import type { Judge } from './outcome.ts'
import {
  locate,
  locateThreeYears,
  readFigure,
  readThreeYears,
  show,
  toValueRead,
} from './reading.ts'
import type { Figure, Filed, Form, NumberFigure, Source } from './reading.ts'

const HUNDRED = new Exact(100)

/** A declared rate may differ from its level ratio by so many percentage points before it is flagged. */
const LEVEL_TOLERANCE = new Exact('0.5')

/** 100 × (1 + g), in hundredths: a rate of 12.00 % is 112. */
function factorOf(ratePercent: Decimal): Decimal {
  return ratePercent.plus(HUNDRED)
}

/**
 * The bound on an average of `years` years, raised to what the product of the yearly factors (100+g₁)(100+g₂)… is
 * compared with: (100+t)^years. No root is taken, so 10/10/10 is not «高于10%».
 */
export function growthLimit(limit: Limit, years: number): Limit {
  return { ...limit, value: factorOf(limit.value).pow(years) }
}

/** The average growth in percent for display: the root of the product of yearly factors in hundredths, minus 100. */
export function averagePercent(product: Decimal, years: number): Decimal {
  const base = new Display(product)
  const root = years === 3 ? base.cbrt() : base.pow(new Display(1).div(years))
  return root.minus(HUNDRED)
}

/** The average as shown; says so where two decimals hide on which side of the threshold it lies. */
export function showAverage(average: Decimal, limit: Limit): string {
  const text = quantity(average, '%')
  const hidden = twoPlaces(average) === twoPlaces(limit.value) && !average.equals(limit.value)
  if (!hidden) return text
  return `${text}（未舍入值略${average.greaterThan(limit.value) ? '高' : '低'}于 ${twoPlaces(limit.value)}%）`
}

function workedOut(figures: readonly NumberFigure[], average: Decimal): string {
  const factors = figures.map(({ value, text }) =>
    value.isNegative() ? `(1－${text.replace('-', '')}%)` : `(1＋${text}%)`,
  )
  return `[${factors.join('×')}]^(1/3)－1 ＝ ${twoPlaces(average)}%`
}

type Levels = { total: readonly Source[]; share: readonly Source[] }

/**
 * 认定标准 一 and 四: the average of three yearly rates against a bound. The computed average is judged; the declared
 * one, and the rates of Y-1 and Y against their level ratio (total × share), are cross-checked and flagged.
 */
export function prepareAverageGrowth(check: CheckOf<'average_growth'>, form: Form): Judge {
  const sources = locateThreeYears(form, check.row)
  const declared = check.declared === undefined ? null : locate(form, check.declared)
  const limit = prepareLimit(check.bound)
  const productLimit = growthLimit(limit, 3)
  const threshold = limit.label
  const levels = check.levels && {
    total: locateThreeYears(form, check.levels.total),
    share: locateThreeYears(form, check.levels.share),
  }
  return (filed) => {
    const figures = readThreeYears(sources, filed)
    const average = declared && readFigure(declared, filed)
    const values = [...figures, ...(average ? [average] : [])].map(toValueRead)
    const remarks = levels ? levelRemarks(figures, levels, filed) : []
    const rates = allNumbers(figures)
    if (!rates) return { ...gapOutcome(figures, { threshold, remarks }), values }
    if (rates.some(({ value }) => value.lessThan(-100))) {
      const reason = '增速低于 -100%，无法计算年均增速，请核对，需人工判断。'
      return outcome('judgement', values, reason, { threshold, remarks })
    }
    const product = rates.reduce((sum, { value }) => sum.times(factorOf(value)), new Exact(1))
    const computed = averagePercent(product, 3)
    const met = satisfies(product, productLimit)
    const shown = `三年年均增速为 ${showAverage(computed, limit)}`
    return outcome(
      met ? 'met' : 'not_met',
      values,
      met ? `${shown}，${threshold}。` : `${shown}，不符合“${threshold}”。`,
      {
        threshold,
        worked: workedOut(rates, computed),
        result: twoPlaces(computed),
        distance: distanceTo(computed, limit),
        remarks: [...declaredRemarks(average, computed), ...remarks],
      },
    )
  }
}

function declaredRemarks(declared: Figure | null, computed: Decimal): string[] {
  if (declared?.kind !== 'number' || roundTwo(declared.value).equals(roundTwo(computed))) return []
  return [
    `填报的年均增速为 ${show(declared)}，按三年增速计算为 ${quantity(computed, '%')}，两者不一致，请核对；以计算值判断。`,
  ]
}

/** The rates of Y-1 and Y against their own levels; the rate of Y-2 has no earlier level to be checked with. */
function levelRemarks(rates: readonly Figure[], levels: Levels, filed: Filed): string[] {
  const outputs = levels.total.map((total, index) => levelOf(total, levels.share[index], filed))
  const remarks: string[] = []
  for (const index of [1, 2]) {
    const rate = rates[index]
    const before = outputs[index - 1]
    const now = outputs[index]
    if (rate?.kind !== 'number' || !before || !now || before.isZero()) continue
    const ratio = new Display(now).times(HUNDRED).div(before).minus(HUNDRED)
    const difference = ratio.minus(rate.value).abs()
    if (difference.lessThanOrEqualTo(LEVEL_TOLERANCE)) continue
    remarks.push(
      `${rate.source.year}增速填报为 ${show(rate)}，按“总产值×主导产业占比”计算为 ${quantity(ratio, '%')}，相差 ${twoPlaces(difference)} 个百分点，超过 0.50 个百分点，请核对。`,
    )
  }
  return remarks
}

function levelOf(total: Source, share: Source | undefined, filed: Filed): Decimal | null {
  const amount = readFigure(total, filed)
  const percent = share && readFigure(share, filed)
  if (amount.kind !== 'number' || percent?.kind !== 'number') return null
  return amount.value.times(percent.value)
}
