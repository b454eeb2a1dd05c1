// 认定标准 六: a figure that falls from year to year (二氧化碳排放量强度持续下降).
import type { CheckOf } from '../edition.ts'
import { Display, quantity } from '../money.ts'
import { allNumbers, gapOutcome, missingFields, outcome } from './outcome.ts'
import type { Judge } from './outcome.ts'
import { locateThreeYears, readThreeYears, show, toValueRead } from './reading.ts'
import type { Figure, Form, NumberFigure } from './reading.ts'

/** The first two known years, one after the other in time, of which the later is higher. */
function firstRise(figures: readonly Figure[]): readonly [NumberFigure, NumberFigure] | null {
  let before: NumberFigure | null = null
  for (const figure of figures) {
    if (figure.kind !== 'number') continue
    if (before && figure.value.greaterThan(before.value)) return [before, figure]
    before = figure
  }
  return null
}

/** Strictly falling is met, equal at the two decimals filled in is for a person, a rise is not met, even across an empty year. */
export function prepareFalling(check: CheckOf<'falling'>, form: Form): Judge {
  const sources = locateThreeYears(form, check.row)
  const threshold = '逐年下降'
  return (filed) => {
    const figures = readThreeYears(sources, filed)
    const values = figures.map(toValueRead)
    const worked = figures.map((figure) => `${figure.source.year} ${show(figure)}`).join(' → ')
    const rest = { threshold, worked }
    const rise = firstRise(figures)
    if (rise) {
      const [before, after] = rise
      const reason = `${after.source.year}为 ${show(after)}，高于${before.source.year}的 ${show(before)}，未持续下降。`
      const found = { ...rest, ...change(figures), missing: missingFields(figures) }
      return outcome('not_met', values, reason, found)
    }
    if (!allNumbers(figures)) return gapOutcome(figures, rest)
    const equal = figures.find((figure, index) => index > 0 && sameAs(figures[index - 1], figure))
    const found = { ...rest, ...change(figures) }
    return equal
      ? outcome(
          'judgement',
          values,
          `${equal.source.year}与上年相等，是否持续下降需人工判断。`,
          found,
        )
      : outcome('met', values, '三年逐年下降。', found)
  }
}

function sameAs(before: Figure | undefined, after: Figure): boolean {
  return before?.kind === 'number' && after.kind === 'number' && before.value.equals(after.value)
}

/** The change from the first to the last year in percent, for display. */
function change(figures: readonly Figure[]): { result: string | null } {
  const first = figures[0]
  const last = figures.at(-1)
  if (first?.kind !== 'number' || last?.kind !== 'number' || first.value.isZero()) {
    return { result: null }
  }
  const percent = new Display(last.value).minus(first.value).times(100).div(first.value)
  return { result: quantity(percent, '%') }
}
