// What a check's judge returns, and the sentences that every operator shares: what is missing, what is «无».
import { quote } from '../text.ts'
import { toValueRead } from './reading.ts'
import type { Figure, Filed, NumberFigure } from './reading.ts'
import type { CheckResult, ValueRead, Verdict } from './result.ts'

/** The part of a CheckResult that depends on the declaration. */
export type Outcome = Pick<
  CheckResult,
  | 'verdict'
  | 'values'
  | 'worked'
  | 'threshold'
  | 'result'
  | 'distance'
  | 'reason'
  | 'remarks'
  | 'missing'
>

/** A check made ready for one edition and base year; run once a declaration. */
export type Judge = (filed: Filed) => Outcome

/** The verdicts in the words of the screen and of every document. */
export const VERDICT_LABELS: Record<Verdict, string> = {
  met: '符合',
  not_met: '不符合',
  unknown: '缺数据',
  judgement: '需人工判断',
}

type Rest = Partial<Omit<Outcome, 'verdict' | 'values' | 'reason'>>

/** An outcome with what is not said left empty. */
export function outcome(
  verdict: Verdict,
  values: ValueRead[],
  reason: string,
  rest: Rest = {},
): Outcome {
  return {
    verdict,
    values,
    worked: rest.worked ?? null,
    threshold: rest.threshold ?? null,
    result: rest.result ?? null,
    distance: rest.distance ?? null,
    reason,
    remarks: rest.remarks ?? [],
    missing: rest.missing ?? [],
  }
}

/** The fields of the figures that are empty. */
export function missingFields(figures: readonly Figure[]): string[] {
  const fields: string[] = []
  for (const figure of figures) if (figure.kind === 'missing') fields.push(figure.source.field)
  return fields
}

/** «缺少“集群总产值 2019年”的数据» for the figures that are empty. */
export function missingReason(figures: readonly Figure[]): string {
  const labels: string[] = []
  for (const figure of figures) if (figure.kind === 'missing') labels.push(figure.source.label)
  return `缺少${labels.map(quote).join('')}的数据。`
}

/** All figures as numbers, or null when one is empty or «无». */
export function allNumbers(figures: readonly Figure[]): readonly NumberFigure[] | null {
  const numbers: NumberFigure[] = []
  for (const figure of figures) {
    if (figure.kind !== 'number') return null
    numbers.push(figure)
  }
  return numbers
}

/**
 * The outcome of a check whose figures are not all numbers: unknown when one is empty, otherwise judgement, for one is
 * «无» and a rate that does not apply. Missing is never zero and never «no».
 */
export function gapOutcome(figures: readonly Figure[], rest: Rest = {}): Outcome {
  const values = figures.map(toValueRead)
  const none = figures.find((figure) => figure.kind === 'none')
  if (!none || figures.some((figure) => figure.kind === 'missing')) {
    const missing = missingFields(figures)
    return outcome('unknown', values, missingReason(figures), { ...rest, missing })
  }
  const reason = `${quote(none.source.label)}填报为“无”，不适用本项计算，需人工判断。`
  return outcome('judgement', values, reason, rest)
}
