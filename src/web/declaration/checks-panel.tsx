// The standard beside the form: head by head, every check with verdict, figures, formula, threshold and distance.
import { useState } from 'react'
import type { CheckResult, Evaluation, Verdict } from '#domain/indicators/result.ts'
import { StateMark } from '../ui/state-mark.tsx'
import './form-side.css'

const WORDS: Readonly<Record<Verdict, string>> = {
  met: '符合',
  not_met: '不符合',
  unknown: '缺数据',
  judgement: '需判断',
}
const ORDER: readonly Verdict[] = ['met', 'not_met', 'unknown', 'judgement']

/** `onField` shows a field (`row/cell`) of the form; without it, names of fields are plain words. */
export type ChecksPanelProps = {
  readonly evaluation: Evaluation
  readonly onField?: (field: string) => void
}

export function ChecksPanel({ evaluation, onField }: ChecksPanelProps) {
  const [openOnly, setOpenOnly] = useState(false)
  const shown = evaluation.checks.filter(
    ({ verdict }) => !openOnly || verdict === 'not_met' || verdict === 'unknown',
  )
  const heads = [...new Set(shown.map((check) => check.head))]
  return (
    <section className="checks" aria-labelledby="checks-title">
      <h2 id="checks-title">认定标准</h2>
      <p className="checks-counts" aria-live="polite">
        {ORDER.map((verdict) => (
          <StateMark key={verdict} tone={verdict}>
            {WORDS[verdict]} <b>{evaluation.counts[verdict] ?? 0}</b>
          </StateMark>
        ))}
      </p>
      <label className="checks-filter">
        <input
          type="checkbox"
          checked={openOnly}
          onChange={(event) => setOpenOnly(event.target.checked)}
        />
        只看不符合和缺数据
      </label>
      {heads.map((head) => (
        <div key={head} className="checks-head">
          <h3>{headTitle(head, evaluation.heads[head])}</h3>
          {shown
            .filter((check) => check.head === head)
            .map((check) => (
              <CheckLine key={check.key} check={check} {...(onField ? { onField } : {})} />
            ))}
        </div>
      ))}
      {shown.length === 0 ? <p className="secondary">没有不符合或缺数据的检查。</p> : null}
    </section>
  )
}

/** «一、具有较强核心竞争力»; the veto has no number. */
function headTitle(head: string, title: string | undefined): string {
  if (head === 'veto') return title ?? '前提条件'
  return title === undefined ? `标准${head}` : `${head}、${title}`
}

type LineProps = { check: CheckResult; onField?: (field: string) => void }

function CheckLine({ check, onField }: LineProps) {
  return (
    <details className="check">
      <summary>
        <StateMark tone={check.verdict}>{WORDS[check.verdict]}</StateMark>
        <span className="check-title">{check.title}</span>
        <Comparison check={check} />
      </summary>
      <CheckBody check={check} {...(onField ? { onField } : {})} />
    </details>
  )
}

/** Threshold, what was found, and how far apart they are. */
function Comparison({ check: { threshold, result, distance } }: { check: CheckResult }) {
  if (threshold === null && result === null) return null
  return (
    <span className="check-comparison">
      {[threshold, distance].filter((words) => words !== null).join(' · ')}
      {result === null ? null : <b>{result}</b>}
    </span>
  )
}

function CheckBody({ check, onField }: LineProps) {
  return (
    <div className="check-body">
      <p>{check.reason}</p>
      {check.remarks.map((remark) => (
        <p key={remark} className="check-remark">
          {remark}
        </p>
      ))}
      {check.values.length > 0 ? (
        <ul className="check-values">
          {check.values.map(({ field, label, value, unit }) => (
            <li key={field}>
              <FieldName field={field} label={label} {...(onField ? { onField } : {})} />
              <span className={value === null ? 'tone-unknown' : 'check-value'}>
                {value === null ? '未填写' : withUnitOf(value, unit)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
      <dl>
        <dt>计算</dt>
        <dd>{check.formula}</dd>
        {check.worked ? (
          <>
            <dt>代入</dt>
            <dd className="check-value">{check.worked}</dd>
          </>
        ) : null}
        <dt>条文</dt>
        <dd>
          {check.clause}（{check.article}）
        </dd>
      </dl>
    </div>
  )
}

function withUnitOf(value: string, unit: string | undefined): string {
  if (unit === undefined || !/^-?[\d,.]+$/.test(value)) return value
  return unit.startsWith('%') ? value + unit : `${value} ${unit}`
}

function FieldName(props: { field: string; label: string; onField?: (field: string) => void }) {
  const { onField } = props
  if (!onField) return <span>{props.label}</span>
  return (
    <button type="button" className="link" onClick={() => onField(props.field)}>
      {props.label}
    </button>
  )
}
