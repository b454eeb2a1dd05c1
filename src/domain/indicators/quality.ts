// 认定标准 二: champions and little giants, or distinct quality SMEs of several kinds.
import type { CheckOf } from '../edition.ts'
import { outcome, missingFields, missingReason } from './outcome.ts'
import type { Judge } from './outcome.ts'
import { locate, readFigure, show, toValueRead } from './reading.ts'
import type { Figure, Form, Source } from './reading.ts'
import type { Verdict } from './result.ts'
import { Exact } from '../money.ts'

type Tally = { verdict: Verdict; largest: number; sum: number }

/**
 * Whether distinct enterprises reach a number when only counts by kind are known: the largest count is a floor, the
 * sum a ceiling, for one enterprise may stand in several. Between the two a person judges; a gap leaves it open.
 */
export function tallyDistinct(figures: readonly Figure[], atLeast: number): Tally {
  let largest = new Exact(0)
  let sum = new Exact(0)
  let missing = false
  let unclear = false
  for (const figure of figures) {
    missing ||= figure.kind === 'missing'
    unclear ||= figure.kind === 'none'
    if (figure.kind !== 'number') continue
    sum = sum.plus(figure.value)
    if (figure.value.greaterThan(largest)) largest = figure.value
  }
  const counts = { largest: largest.toNumber(), sum: sum.toNumber() }
  if (largest.greaterThanOrEqualTo(atLeast)) return { verdict: 'met', ...counts }
  if (missing) return { verdict: 'unknown', ...counts }
  const open = unclear || sum.greaterThanOrEqualTo(atLeast)
  return { verdict: open ? 'judgement' : 'not_met', ...counts }
}

/** Either way suffices, so the better verdict holds: met, then what is still open, then what a person judges. */
function better(one: Verdict, other: Verdict): Verdict {
  const order: readonly Verdict[] = ['met', 'unknown', 'judgement', 'not_met']
  return order.find((verdict) => verdict === one || verdict === other) ?? one
}

function namesOf(sources: readonly Source[]): string {
  return sources.map((source) => source.name).join('、')
}

/** The elite count reaches its number, or the distinct quality SMEs do. An elite enterprise decides alone, whatever is still empty. */
export function prepareQualityCount(check: CheckOf<'quality_count'>, form: Form): Judge {
  const elite = check.elite.map((field) => locate(form, field))
  const quality = check.quality.map((field) => locate(form, field))
  const unit = elite[0]?.unit ?? ''
  const counted = (count: number) => (unit === '' ? String(count) : `${count} ${unit}`)
  const eliteNames = namesOf(elite)
  const qualityNames = namesOf(quality)
  const threshold = `${eliteNames}合计不少于 ${counted(check.elite_at_least)}，或者${qualityNames}去重后不少于 ${counted(check.quality_at_least)}`

  function explain(
    verdict: Verdict,
    first: Tally,
    second: Tally,
    figures: readonly Figure[],
  ): string {
    if (first.verdict === 'met')
      return `${eliteNames}共 ${counted(first.sum)}，不少于 ${counted(check.elite_at_least)}。`
    if (second.verdict === 'met')
      return `${qualityNames}中一栏即有 ${counted(second.largest)}，不少于 ${counted(check.quality_at_least)}。`
    if (verdict === 'unknown') return missingReason(figures)
    if (verdict === 'not_met')
      return `${eliteNames}共 ${counted(first.sum)}，${qualityNames}合计 ${counted(second.sum)}，均未达到要求。`
    return `${qualityNames}合计 ${counted(second.sum)}，任一栏均不足 ${counted(check.quality_at_least)}；同一企业可能同时计入几栏，去重后是否达到需人工判断。`
  }

  return (filed) => {
    const elites = elite.map((source) => readFigure(source, filed))
    const qualities = quality.map((source) => readFigure(source, filed))
    const figures = [...elites, ...qualities]
    const first = tallyDistinct(elites, check.elite_at_least)
    const second = tallyDistinct(qualities, check.quality_at_least)
    const verdict = better(first.verdict, second.verdict)
    const far = check.quality_at_least - second.sum
    return outcome(verdict, figures.map(toValueRead), explain(verdict, first, second, figures), {
      threshold,
      worked: `${elites.map(show).join(' ＋ ')}；${qualities.map(show).join(' ＋ ')}`,
      result: first.verdict === 'met' ? String(first.sum) : String(second.largest),
      distance: verdict === 'not_met' ? `还差 ${counted(far)}` : null,
      missing: missingFields(figures),
    })
  }
}
