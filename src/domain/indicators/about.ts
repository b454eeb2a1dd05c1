// Plan targets worded «左右» (申报表 八 e–g): a stated tolerance below the target, none above it.
import type { Decimal } from 'decimal.js'
import type { CheckOf } from '../edition.ts'
import { Display, Exact, quantity, twoPlaces, withUnit } from '../money.ts'
import { gapText, prepareLimit } from './limit.ts'
import { gapOutcome, outcome } from './outcome.ts'
import type { Judge } from './outcome.ts'
import { show, toValueRead } from './reading.ts'
import type { Form } from './reading.ts'
import { baseProblem, locatePair, readPair, workedPair } from './targets.ts'

/** «45%左右» with its one-sided tolerance: better than the value always passes. */
type About = { value: Decimal; least: Decimal; unit: string; label: string; tolerance: string }

function prepareAbout(value: string, tolerance: string, unit: string): About {
  const exact = new Exact(value)
  return {
    value: exact,
    least: exact.minus(tolerance),
    unit,
    label: `${withUnit(value, unit)}左右`,
    tolerance: withUnit(tolerance, unit === '%' ? '个百分点' : unit),
  }
}

function distanceToAbout(reached: Decimal, about: About): string {
  const difference = reached.minus(about.value)
  if (difference.isZero()) return '恰为目标'
  return `${difference.isPositive() ? '超出' : '还差'}${gapText(difference, about.unit)}`
}

/** Said when a figure passes only by the tolerance. */
function toleranceRemark(about: About): string {
  return `“左右”按低于 ${about.tolerance}以内掌握（不低于 ${withUnit(about.least.toFixed(), about.unit)}），高于的均符合。`
}

/** 工业互联网普及率达到45%左右: the target against value − tolerance, the base against the standard. */
export function prepareTargetAbout(check: CheckOf<'target_about'>, form: Form): Judge {
  const pair = locatePair(form, check.row)
  const about = prepareAbout(check.value, check.tolerance, check.unit)
  const baseLimit = check.base ? prepareLimit(check.base) : null
  return (filed) => {
    const [base, target] = readPair(pair, filed)
    const values = [toValueRead(base), toValueRead(target)]
    const rest = { threshold: about.label, worked: workedPair(base, target) }
    if (base.kind !== 'number' || target.kind !== 'number') return gapOutcome([base, target], rest)
    const within = target.value.lessThan(about.value)
    const found = {
      ...rest,
      result: twoPlaces(target.value),
      distance: distanceToAbout(target.value, about),
      remarks: within ? [toleranceRemark(about)] : [],
    }
    const reached = target.value.greaterThanOrEqualTo(about.least)
    const failed = reached
      ? null
      : `${target.source.year}目标值 ${show(target)} 未达到 ${about.label}`
    const problems = [baseProblem(base, baseLimit), failed].filter((said) => said !== null)
    if (problems.length > 0) return outcome('not_met', values, `${problems.join('；')}。`, found)
    return outcome('met', values, `目标值 ${show(target)}，达到 ${about.label}。`, found)
  }
}

/** 二氧化碳排放量降低达到18%左右: (base − target) ÷ base, compared as (base − target) × 100 against (value − tolerance) × base. */
export function prepareTargetReduction(check: CheckOf<'target_reduction'>, form: Form): Judge {
  const pair = locatePair(form, check.row)
  const about = prepareAbout(check.value, check.tolerance, '%')
  const threshold = `降低 ${about.label}`
  return (filed) => {
    const [base, target] = readPair(pair, filed)
    const values = [toValueRead(base), toValueRead(target)]
    const rest = { threshold, worked: workedPair(base, target) }
    if (base.kind !== 'number' || target.kind !== 'number') return gapOutcome([base, target], rest)
    if (!base.value.greaterThan(0)) {
      return outcome('judgement', values, '基准值为零，无法计算降低率，需人工判断。', rest)
    }
    const fall = base.value.minus(target.value).times(100)
    const percent = new Display(fall).div(base.value)
    const found = {
      threshold,
      worked: `(${show(base)} － ${show(target)}) ÷ ${show(base)} ＝ ${quantity(percent, '%')}`,
      result: twoPlaces(percent),
      distance: distanceToAbout(percent, about),
      remarks: fall.lessThan(about.value.times(base.value)) ? [toleranceRemark(about)] : [],
    }
    const said = `目标值比基准值降低 ${quantity(percent, '%')}`
    return fall.greaterThanOrEqualTo(about.least.times(base.value))
      ? outcome('met', values, `${said}，达到 ${about.label}。`, found)
      : outcome('not_met', values, `${said}，未达到 ${about.label}。`, found)
  }
}
