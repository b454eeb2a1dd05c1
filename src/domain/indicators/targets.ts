// Plan targets that rise (申报表 八 a–d): base value in Y, target in Y+3; the base itself must meet the standard.
import type { Decimal } from 'decimal.js'
import type { CheckOf } from '../edition.ts'
import { Display, Exact, twoPlaces, withUnit } from '../money.ts'
import { averagePercent, growthLimit, showAverage } from './growth.ts'
import { distanceTo, prepareLimit, satisfies } from './limit.ts'
import type { Limit } from './limit.ts'
import { allNumbers, gapOutcome, missingFields, outcome } from './outcome.ts'
import type { Judge } from './outcome.ts'
import { locateYear, locateYearIfAny, readFigure, show, toValueRead } from './reading.ts'
import type { Figure, Filed, Form, NumberFigure, Source } from './reading.ts'

/** The base and the target cell of a plan target's row. */
export type Pair = { base: Source; target: Source }

/** Locates base (Y) and target (Y+3) of a row. */
export function locatePair(form: Form, row: string): Pair {
  return { base: locateYear(form, row, 'Y'), target: locateYear(form, row, 'Y+3') }
}

/** Reads base and target. */
export function readPair({ base, target }: Pair, filed: Filed): readonly [Figure, Figure] {
  return [readFigure(base, filed), readFigure(target, filed)]
}

/** «2021年基准值 40.00%，2024年目标值 45.00%». */
export function workedPair(base: Figure, target: Figure): string {
  return `${base.source.year}基准值 ${show(base)}，${target.source.year}目标值 ${show(target)}`
}

/** What is wrong with a base value that does not meet the standard; null when it does or the standard sets none. */
export function baseProblem(base: NumberFigure, limit: Limit | null): string | null {
  if (!limit || satisfies(base.value, limit)) return null
  return `${base.source.year}基准值 ${show(base)} 不符合认定标准“${limit.label}”`
}

/** A target that is itself a rate: the target against its bound, the base against the standard. */
export function prepareTargetRate(check: CheckOf<'target_rate'>, form: Form): Judge {
  const pair = locatePair(form, check.row)
  const limit = prepareLimit(check.bound)
  const baseLimit = check.base ? prepareLimit(check.base) : null
  return (filed) => {
    const [base, target] = readPair(pair, filed)
    const values = [toValueRead(base), toValueRead(target)]
    const rest = { threshold: limit.label, worked: workedPair(base, target) }
    if (base.kind !== 'number' || target.kind !== 'number') return gapOutcome([base, target], rest)
    const found = {
      ...rest,
      result: twoPlaces(target.value),
      distance: distanceTo(target.value, limit),
    }
    const failed = satisfies(target.value, limit)
      ? null
      : `${target.source.year}目标值 ${show(target)} 不符合“${limit.label}”`
    const problems = [baseProblem(base, baseLimit), failed].filter((said) => said !== null)
    if (problems.length > 0) return outcome('not_met', values, `${problems.join('；')}。`, found)
    return outcome('met', values, `目标值 ${show(target)}，${limit.label}。`, found)
  }
}

/** «逐年增加»: base below target, and every stage between them rising. Without the stages a person judges the years between. */
export function prepareTargetRising(check: CheckOf<'target_rising'>, form: Form): Judge {
  const pair = locatePair(form, check.row)
  const stages = (['Y+1', 'Y+2'] as const).map((year) => locateYearIfAny(form, check.row, year))
  const threshold = '逐年增加'
  return (filed) => {
    const [base, target] = readPair(pair, filed)
    const between = stages.flatMap((stage) => (stage ? [readFigure(stage, filed)] : []))
    const figures = [base, ...between, target]
    const values = figures.map(toValueRead)
    const worked = figures.map((figure) => `${figure.source.year} ${show(figure)}`).join(' → ')
    if (base.kind !== 'number' || target.kind !== 'number') {
      return { ...gapOutcome([base, target], { threshold, worked }), values }
    }
    const distance = signedChange(base, target)
    const found = { threshold, worked, distance, missing: missingFields(figures) }
    const stop = firstStop(figures)
    if (stop) {
      const reason = `${stop.source.year}为 ${show(stop)}，未比此前年度增加。`
      return outcome('not_met', values, reason, found)
    }
    if (between.length === 2 && allNumbers(between)) {
      return outcome('met', values, '基准值至目标值逐年增加。', found)
    }
    const reason = '目标值高于基准值；未填写各年度阶段值，是否逐年增加需人工判断。'
    return outcome('judgement', values, reason, found)
  }
}

/** The first known year that is not above the known year before it. */
function firstStop(figures: readonly Figure[]): NumberFigure | null {
  let before: Decimal | null = null
  for (const figure of figures) {
    if (figure.kind !== 'number') continue
    if (before && figure.value.lessThanOrEqualTo(before)) return figure
    before = figure.value
  }
  return null
}

function signedChange(base: NumberFigure, target: NumberFigure): string {
  const change = target.value.minus(base.value)
  if (change.isZero()) return '与基准值持平'
  const gap = withUnit(change.abs().toFixed(), target.source.unit)
  return change.isPositive() ? `增加 ${gap}` : `减少 ${gap}`
}

/** Average yearly growth from base to target, compared as target × 100ⁿ against base × (100+t)ⁿ. Growth from zero is «无». */
export function prepareTargetGrowth(check: CheckOf<'target_growth'>, form: Form): Judge {
  const pair = locatePair(form, check.row)
  const limit = prepareLimit(check.yearly)
  const yearly = growthLimit(limit, check.years)
  const threshold = `年均${limit.label}`
  const scale = new Exact(100).pow(check.years)
  return (filed) => {
    const [base, target] = readPair(pair, filed)
    const values = [toValueRead(base), toValueRead(target)]
    const rest = { threshold, worked: workedPair(base, target) }
    if (base.kind !== 'number' || target.kind !== 'number') return gapOutcome([base, target], rest)
    if (!base.value.greaterThan(0)) {
      return outcome('judgement', values, '基准值为零，增速应为“无”，需人工判断。', rest)
    }
    const scaled = target.value.times(scale)
    const met = satisfies(scaled, { ...yearly, value: yearly.value.times(base.value) })
    const average = averagePercent(new Display(scaled).div(base.value), check.years)
    const shown = `按${check.years}年计算，年均增速为 ${showAverage(average, limit)}`
    const found = {
      ...rest,
      worked: `(${show(target)} ÷ ${show(base)})^(1/${check.years})－1 ＝ ${twoPlaces(average)}%`,
      result: twoPlaces(average),
      distance: distanceTo(average, limit),
    }
    const reason = met ? `${shown}，${limit.label}。` : `${shown}，不符合“${threshold}”。`
    return outcome(met ? 'met' : 'not_met', values, reason, found)
  }
}
