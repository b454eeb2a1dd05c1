// Figures against one bound: in each year, in the latest year, a single figure, and «一般不超过».
import type { Decimal } from 'decimal.js'
import type { CheckOf } from '../edition.ts'
import { Display, Exact, roundTwo, twoPlaces } from '../money.ts'
import { distanceTo, prepareLimit, satisfies } from './limit.ts'
import type { Limit } from './limit.ts'
import { allNumbers, gapOutcome, missingFields, missingReason, outcome } from './outcome.ts'
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

/** The number that comes closest to breaking the bound, or breaks it furthest. */
function worstOf(figures: readonly Figure[], limit: Limit): NumberFigure | null {
  let worst: NumberFigure | null = null
  for (const figure of figures) {
    if (figure.kind !== 'number') continue
    const worse =
      worst === null ||
      (limit.than === 'at_most'
        ? figure.value.greaterThan(worst.value)
        : figure.value.lessThan(worst.value))
    if (worse) worst = figure
  }
  return worst
}

function failing(figures: readonly Figure[], limit: Limit): NumberFigure[] {
  return figures.flatMap((figure) =>
    figure.kind === 'number' && !satisfies(figure.value, limit) ? [figure] : [],
  )
}

function yearly(figures: readonly Figure[]): string {
  return figures.map((figure) => `${figure.source.year} ${show(figure)}`).join('，')
}

function against(figure: NumberFigure | null, limit: Limit) {
  return {
    threshold: limit.label,
    result: figure && twoPlaces(figure.value),
    distance: figure && distanceTo(figure.value, limit),
  }
}

/** Each of the three years must satisfy the bound (认定标准 一: 近三年产值均在40亿元以上). One failing year decides, even while others are empty. */
export function prepareEachYear(check: CheckOf<'each_year'>, form: Form): Judge {
  const sources = locateThreeYears(form, check.row)
  const limit = prepareLimit(check.bound)
  return (filed) => {
    const figures = readThreeYears(sources, filed)
    const rest = { threshold: limit.label, worked: yearly(figures) }
    const fails = failing(figures, limit)
    if (fails.length > 0) {
      const reason = `${yearly(fails)}，不符合“${limit.label}”。`
      const missing = missingFields(figures)
      const found = { ...rest, ...against(worstOf(fails, limit), limit), missing }
      return outcome('not_met', figures.map(toValueRead), reason, found)
    }
    if (!allNumbers(figures)) return gapOutcome(figures, rest)
    const reason = `${figures.map((figure) => figure.source.year).join('、')}均${limit.label}。`
    const found = { ...rest, ...against(worstOf(figures, limit), limit) }
    return outcome('met', figures.map(toValueRead), reason, found)
  }
}

/**
 * The base year decides and the other years are shown. Where «all three years» would read otherwise, a person judges;
 * while an earlier year is empty and could still bring that about, the verdict is open.
 */
export function prepareLatestYear(check: CheckOf<'latest_year'>, form: Form): Judge {
  const sources = locateThreeYears(form, check.row)
  const limit = prepareLimit(check.bound)
  return (filed) => {
    const figures = readThreeYears(sources, filed)
    const latest = figures[2]
    const values = figures.map(toValueRead)
    const missing = missingFields(figures)
    const rest = { threshold: limit.label, worked: yearly(figures) }
    if (latest.kind === 'missing') return gapOutcome(figures, rest)
    if (latest.kind === 'none') return { ...gapOutcome([latest], rest), values, missing }
    const found = { ...rest, ...against(latest, limit), missing }
    const judged = `${latest.source.year}为 ${show(latest)}`
    if (!satisfies(latest.value, limit)) {
      return outcome('not_met', values, `${judged}，不符合“${limit.label}”。`, found)
    }
    const other = otherReading(figures, limit)
    if (other !== null) {
      const reason = `${judged}，${limit.label}；但按三年均须达到理解结论不同，需人工判断。`
      return outcome('judgement', values, reason, { ...found, remarks: [other] })
    }
    const verdict = missing.length === 0 ? 'met' : 'unknown'
    const open = verdict === 'met' ? '。' : `；${missingReason(figures)}`
    return outcome(verdict, values, `${judged}，${limit.label}${open}`, found)
  }
}

/** What «all three years» says when it certainly differs from a base year that satisfies the bound; otherwise null. */
function otherReading(figures: readonly Figure[], limit: Limit): string | null {
  const reading = `按“三年均${limit.label}”理解，`
  const fails = failing(figures, limit)
  if (fails.length > 0) return `${reading}${yearly(fails)}，判断为不符合。`
  const nones = figures.filter((figure) => figure.kind === 'none')
  const open = figures.some((figure) => figure.kind === 'missing')
  return nones.length > 0 && !open ? `${reading}${yearly(nones)}，无法计算。` : null
}

type CrossCheck = { numerator: Source; denominator: Source; factor: Decimal }

/** A declared figure against its bound; cross-checked with what other cells of the form give, the declared one judged. */
export function prepareFigure(check: CheckOf<'figure'>, form: Form): Judge {
  const source = locate(form, check.field)
  const limit = prepareLimit(check.bound)
  const from = check.computed_from
  const cross = from && {
    numerator: locate(form, from.numerator),
    denominator: locate(form, from.denominator),
    factor: new Exact(from.factor),
  }
  return (filed) => {
    const figure = readFigure(source, filed)
    const crossed = cross
      ? crossCheck(figure, cross, filed)
      : { values: [], remarks: [], worked: null }
    const values = [toValueRead(figure), ...crossed.values]
    const rest = { threshold: limit.label, worked: crossed.worked, remarks: crossed.remarks }
    if (figure.kind !== 'number') return { ...gapOutcome([figure], rest), values }
    const met = satisfies(figure.value, limit)
    const reason = met
      ? `填报为 ${show(figure)}，${limit.label}。`
      : `填报为 ${show(figure)}，不符合“${limit.label}”。`
    return outcome(met ? 'met' : 'not_met', values, reason, { ...rest, ...against(figure, limit) })
  }
}

function crossCheck(figure: Figure, { numerator, denominator, factor }: CrossCheck, filed: Filed) {
  const above = readFigure(numerator, filed)
  const below = readFigure(denominator, filed)
  const values = [toValueRead(above), toValueRead(below)]
  if (above.kind !== 'number' || below.kind !== 'number' || below.value.isZero()) {
    return { values, remarks: [], worked: null }
  }
  const computed = new Display(above.value).times(factor).div(below.value)
  const worked = `${show(above)} ÷ ${show(below)} × ${factor.toFixed()} ＝ ${twoPlaces(computed)}`
  const same = figure.kind !== 'number' || roundTwo(figure.value).equals(roundTwo(computed))
  const remarks = same
    ? []
    : [
        `填报为 ${show(figure)}，按填报数据计算为 ${twoPlaces(computed)}，两者不一致，请核对；以填报值判断。`,
      ]
  return { values, remarks, worked }
}

/** «一般不超过»: within the bound is met, beyond it a person judges (认定标准 一: 占地面积一般不超过100平方公里). */
export function prepareGenerally(check: CheckOf<'generally'>, form: Form): Judge {
  const source = locate(form, check.field)
  const limit = prepareLimit(check.bound)
  const threshold = `一般${limit.label}`
  return (filed) => {
    const figure = readFigure(source, filed)
    if (figure.kind !== 'number') return gapOutcome([figure], { threshold })
    const found = { ...against(figure, limit), threshold }
    const values = [toValueRead(figure)]
    return satisfies(figure.value, limit)
      ? outcome('met', values, `填报为 ${show(figure)}，${limit.label}。`, found)
      : outcome(
          'judgement',
          values,
          `填报为 ${show(figure)}，超出“${threshold}”，需人工判断。`,
          found,
        )
  }
}
