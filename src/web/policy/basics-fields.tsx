// Title, years, edition and notice of a draft batch.
import { useQuery } from '@tanstack/react-query'
import { Input } from 'antd'
import { listBatches } from '#contract/policy.ts'
import type { Batch } from '#domain/batch.ts'
import { call } from '../api.ts'
import { Field } from '../ui/field.tsx'
import { Picker } from '../ui/picker.tsx'
import { fieldId } from './batch-fields.ts'

export function BasicsFields(props: { batch: Batch; onChange: (batch: Batch) => void }) {
  const { batch, onChange } = props
  const base = batch.base_year
  return (
    <>
      <div className="field-row">
        <TextField
          path="title"
          label="批次名称"
          value={batch.title}
          onText={(title) => onChange({ ...batch, title })}
        />
        <NumberField
          path="year"
          label="年度"
          value={batch.year}
          onNumber={(year) => onChange({ ...batch, year })}
        />
        <NumberField
          path="base_year"
          label="基准年"
          hint={`数据填 ${base - 2}—${base} 年，目标填至 ${base + 3} 年`}
          value={base}
          onNumber={(base_year) => onChange({ ...batch, base_year })}
        />
      </div>
      <div className="field-row">
        <EditionField batch={batch} onChange={onChange} />
        <TextField
          path="plan_years"
          label="发展规划年度"
          hint="佐证材料清单用语，如 2023—2025年"
          value={batch.plan_years}
          onText={(plan_years) => onChange({ ...batch, plan_years })}
        />
        <NumberField
          path="notice.working_days"
          label="公示工作日（个）"
          value={batch.notice.working_days}
          onNumber={(working_days) =>
            onChange({ ...batch, notice: { ...batch.notice, working_days } })
          }
        />
      </div>
      <CheckLine
        label="发布当日为工作日的，计入公示期"
        checked={batch.notice.first_day_counts}
        onCheck={(first_day_counts) =>
          onChange({ ...batch, notice: { ...batch.notice, first_day_counts } })
        }
      />
      <CheckLine
        label="演示批次（不计入正式名录）"
        checked={batch.demonstration}
        onCheck={(demonstration) => onChange({ ...batch, demonstration })}
      />
    </>
  )
}

function EditionField({ batch, onChange }: { batch: Batch; onChange: (batch: Batch) => void }) {
  const { data } = useQuery({ queryKey: ['batches'], queryFn: () => call(listBatches, {}) })
  const known = (data?.editions ?? []).map(({ code, title }) => ({
    value: code,
    label: `${title}（${code}）`,
  }))
  const choices = known.some(({ value }) => value === batch.edition)
    ? known
    : [...known, { value: batch.edition, label: batch.edition }]
  return (
    <Field id={fieldId('edition')} label="政策版本">
      {(wiring) => (
        <Picker
          {...wiring}
          choices={choices}
          value={batch.edition}
          onChange={(edition) => onChange({ ...batch, edition })}
        />
      )}
    </Field>
  )
}

export function TextField(props: {
  path: string
  label: string
  hint?: string
  value: string
  onText: (text: string) => void
}) {
  return (
    <Field id={fieldId(props.path)} label={props.label} hint={props.hint}>
      {(wiring) => (
        <Input
          {...wiring}
          value={props.value}
          onChange={(event) => props.onText(event.target.value)}
        />
      )}
    </Field>
  )
}

export function NumberField(props: {
  path: string
  label: string
  hint?: string
  value: number
  onNumber: (value: number) => void
}) {
  return (
    <Field id={fieldId(props.path)} label={props.label} hint={props.hint}>
      {(wiring) => (
        <Input
          {...wiring}
          type="number"
          step={1}
          value={props.value === 0 ? '' : String(props.value)}
          onChange={(event) => props.onNumber(Number(event.target.value))}
        />
      )}
    </Field>
  )
}

function CheckLine(props: {
  label: string
  checked: boolean
  onCheck: (checked: boolean) => void
}) {
  return (
    <label className="check-line">
      <input
        type="checkbox"
        checked={props.checked}
        onChange={(event) => props.onCheck(event.target.checked)}
      />{' '}
      {props.label}
    </label>
  )
}
