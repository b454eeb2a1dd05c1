// The whole 认定标准 on one declaration: every check prepared once an edition and base year, then judged.
import type { Batch } from '../batch.ts'
import { fillYears } from '../declaration/resolve.ts'
import type { DeclarationValues, EvidenceHeld } from '../declaration/values.ts'
import type { Check, Edition } from '../edition.ts'
import { prepareTargetAbout, prepareTargetReduction } from './about.ts'
import { prepareAnswer, prepareComplete, prepareGiven } from './answers.ts'
import { prepareEachYear, prepareFigure, prepareGenerally, prepareLatestYear } from './bounds.ts'
import { prepareClaims } from './claims.ts'
import { prepareFalling } from './falling.ts'
import { prepareAverageGrowth } from './growth.ts'
import { VERDICT_LABELS } from './outcome.ts'
import type { Judge, Outcome } from './outcome.ts'
import { prepareQualityCount } from './quality.ts'
import type { Filed, Form } from './reading.ts'
import type { CheckResult, Evaluation, Verdict } from './result.ts'
import { prepareTargetGrowth, prepareTargetRate, prepareTargetRising } from './targets.ts'

type Prepared = {
  head: Pick<CheckResult, 'key' | 'head' | 'title' | 'article' | 'clause' | 'formula'>
  judge: Judge
}

/** What the engine needs of a batch. Without its conditions a check that hangs on one needs judgement. */
export type JudgedBatch = Pick<Batch, 'code' | 'base_year'> &
  Partial<Pick<Batch, 'must_be_provincial'>>

const preparedByEdition = new WeakMap<Edition, Map<string, readonly Prepared[]>>()

/** Everything that depends only on the edition, the base year and the batch's conditions; throws where the edition refers to what its form has not. */
function preparedChecks(edition: Edition, batch: JudgedBatch): readonly Prepared[] {
  const held = preparedByEdition.get(edition) ?? new Map<string, readonly Prepared[]>()
  preparedByEdition.set(edition, held)
  const baseYear = batch.base_year
  const mustBeProvincial = batch.must_be_provincial?.value ?? null
  const key = `${baseYear}/${mustBeProvincial}`
  const known = held.get(key)
  if (known) return known
  const form = { edition, baseYear, conditions: { must_be_provincial: mustBeProvincial } }
  const prepared = edition.checks.map((check) => ({
    head: headOf(check, baseYear),
    judge: prepare(check, form),
  }))
  held.set(key, prepared)
  return prepared
}

function headOf(check: Check, baseYear: number): Prepared['head'] {
  const { key, head, title, article } = check
  const clause = fillYears(check.clause, baseYear)
  const formula = fillYears(check.formula, baseYear)
  return { key, head, title: fillYears(title, baseYear), article, clause, formula }
}

function prepare(check: Check, form: Form): Judge {
  switch (check.operator) {
    case 'answer':
      return prepareAnswer(check, form)
    case 'generally':
      return prepareGenerally(check, form)
    case 'each_year':
      return prepareEachYear(check, form)
    case 'latest_year':
      return prepareLatestYear(check, form)
    case 'average_growth':
      return prepareAverageGrowth(check, form)
    case 'figure':
      return prepareFigure(check, form)
    case 'quality_count':
      return prepareQualityCount(check, form)
    case 'falling':
      return prepareFalling(check, form)
    case 'claims':
      return prepareClaims(check, form)
    case 'given':
      return prepareGiven(check, form)
    case 'complete':
      return prepareComplete(check, form)
    case 'target_rate':
      return prepareTargetRate(check, form)
    case 'target_rising':
      return prepareTargetRising(check, form)
    case 'target_growth':
      return prepareTargetGrowth(check, form)
    case 'target_about':
      return prepareTargetAbout(check, form)
    case 'target_reduction':
      return prepareTargetReduction(check, form)
  }
}

/**
 * Judges a declaration by every check of its edition. The filed cells (two decimals) are judged; a verdict that would
 * differ on the `originals` is marked in the check's remarks. Pure: the same input gives the same answer everywhere.
 */
export function evaluate(
  edition: Edition,
  batch: JudgedBatch,
  values: DeclarationValues,
  originals: DeclarationValues,
  evidence: EvidenceHeld,
): Evaluation {
  const filed = { values, proved: new Set(evidence.claims) }
  const unrounded = unroundedOf(filed, originals)
  const counts: Record<Verdict, number> = { met: 0, not_met: 0, unknown: 0, judgement: 0 }
  const checks = preparedChecks(edition, batch).map(({ head, judge }) => {
    const judged = judge(filed)
    const remark = unrounded && unroundedRemark(judge, judged, unrounded)
    counts[judged.verdict] += 1
    return joined(head, remark ? { ...judged, remarks: [...judged.remarks, remark] } : judged)
  })
  return { edition: edition.code, batch: batch.code, heads: edition.heads, checks, counts }
}

/** Field by field: spreading both takes a fifth of the time of a whole evaluation. */
function joined(head: Prepared['head'], judged: Outcome): CheckResult {
  return {
    key: head.key,
    head: head.head,
    title: head.title,
    article: head.article,
    clause: head.clause,
    formula: head.formula,
    verdict: judged.verdict,
    values: judged.values,
    worked: judged.worked,
    threshold: judged.threshold,
    result: judged.result,
    distance: judged.distance,
    reason: judged.reason,
    remarks: judged.remarks,
    missing: judged.missing,
  }
}

type Unrounded = { filed: Filed; originals: ReadonlyMap<string, string> }

/** The declaration with each rounded figure put back as it was entered; null when nothing was rounded. */
function unroundedOf(filed: Filed, originals: DeclarationValues): Unrounded | null {
  const rounded = Object.entries(originals)
  if (rounded.length === 0) return null
  const texts = new Map<string, string>()
  const values = { ...filed.values }
  for (const [row, cells] of rounded) {
    for (const [cell, text] of Object.entries(cells)) {
      const held = values[row]
      if (typeof text !== 'string' || held?.[cell] === undefined) continue
      values[row] = { ...held, [cell]: text }
      texts.set(`${row}/${cell}`, text)
    }
  }
  return texts.size === 0 ? null : { filed: { ...filed, values }, originals: texts }
}

function unroundedRemark(judge: Judge, judged: Outcome, unrounded: Unrounded): string | null {
  const read = judged.values.filter(({ field }) => unrounded.originals.has(field))
  if (read.length === 0) return null
  const { verdict } = judge(unrounded.filed)
  if (verdict === judged.verdict) return null
  const entered = read.map(({ field, label }) => `${label} ${unrounded.originals.get(field) ?? ''}`)
  return `按未四舍五入的原值（${entered.join('，')}）判断为“${VERDICT_LABELS[verdict]}”；以填报值判断。`
}
