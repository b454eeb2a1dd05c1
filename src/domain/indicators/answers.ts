// Checks on answers: a choice, a field that must be given, a part that must be complete.
import { emptyCells } from '../declaration/missing.ts'
import { partLabel } from '../declaration/resolve.ts'
import { NONE } from '../declaration/values.ts'
import type { CheckOf } from '../edition.ts'
import { quote } from '../text.ts'
import { outcome } from './outcome.ts'
import type { Judge } from './outcome.ts'
import { held, locate, valueRead } from './reading.ts'
import type { Filed, Form, Source } from './reading.ts'
import type { Verdict } from './result.ts'

/** The text of a field's single answer, null when it is empty. */
function answerOf(source: Source, filed: Filed): string | null {
  const value = held(source, filed)
  return typeof value === 'string' ? value : null
}

/** A listed option is met or needs judgement, any other is not met; «无» needs judgement. */
export function prepareAnswer(check: CheckOf<'answer'>, form: Form): Judge {
  const source = locate(form, check.field)
  const labels = new Map(source.cell.options?.map((option) => [option.code, option.label]))
  const met = new Set(check.met)
  const judgement = new Set([...check.judgement, NONE])
  // 暂行办法 第十二条: «已认定为省级集群（首批申请除外）» binds by batch
  const condition = check.condition === undefined ? undefined : form.conditions[check.condition]
  const waived = condition === false
  const threshold = `填报“${check.met.map((code) => labels.get(code) ?? code).join('”或“')}”`

  function verdictOn(answer: string): Verdict {
    if (met.has(answer) || waived) return 'met'
    if (condition === null) return 'judgement'
    return judgement.has(answer) ? 'judgement' : 'not_met'
  }

  return (filed) => {
    const answer = answerOf(source, filed)
    if (answer === null) {
      const reason = `${quote(source.label)}未填报。`
      const missing = [source.field]
      return outcome('unknown', [valueRead(source, null)], reason, { threshold, missing })
    }
    const label = labels.get(answer) ?? answer
    const verdict = verdictOn(answer)
    const tail =
      verdict === 'met' && !met.has(answer)
        ? '，本批次不作此要求。'
        : verdict === 'met'
          ? '。'
          : verdict === 'not_met'
            ? '，不符合要求。'
            : '，需人工判断。'
    const rest = { threshold, result: label }
    return outcome(verdict, [valueRead(source, label)], `填报为“${label}”${tail}`, rest)
  }
}

/** The field is filled; «无» says that there is none. */
export function prepareGiven(check: CheckOf<'given'>, form: Form): Judge {
  const source = locate(form, check.field)
  return (filed) => {
    const value = held(source, filed)
    if (value === undefined) {
      const missing = [source.field]
      return outcome('unknown', [valueRead(source, null)], `${quote(source.label)}未填报。`, {
        missing,
      })
    }
    const text = typeof value === 'string' ? value : value.join('、')
    const values = [valueRead(source, text)]
    return text === NONE
      ? outcome('not_met', values, `${quote(source.label)}填报为“无”。`)
      : outcome('met', values, `已填报${quote(source.label)}。`)
  }
}

/** Every required cell of the part is filled; what is empty leaves it open. */
export function prepareComplete(check: CheckOf<'complete'>, form: Form): Judge {
  const { edition, baseYear } = form
  const part = edition.form.parts.find((candidate) => candidate.key === check.part)
  if (!part) throw new Error(`认定标准引用了申报表中没有的部分“${check.part}”`)
  const name = partLabel(part, baseYear)
  return (filed) => {
    const empty = emptyCells(edition, baseYear, filed.values, check.part)
    if (empty.length === 0) return outcome('met', [], `“${name}”各必填栏目均已填写。`)
    const reason = `“${name}”尚有 ${empty.length} 项未填写。`
    return outcome('unknown', [], reason, { missing: empty.map((required) => required.field) })
  }
}
