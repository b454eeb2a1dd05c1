// One value of a batch with its standing and source, to edit.
import { Input } from 'antd'
import { Field } from '../ui/field.tsx'
import { Picker } from '../ui/picker.tsx'
import { Standing } from '#domain/batch.ts'
import { type BatchField, fieldId, type Held, standings } from './batch-fields.ts'

const nothing: Held = { value: null, standing: 'unknown', source: '' }

/**
 * Filling a value that was unknown makes its standing «原文» until said otherwise, and its source has to be named anew;
 * emptying it makes it unknown.
 */
function withValue(held: Held, value: Held['value']): Held {
  if (value === null) return { ...held, value, standing: 'unknown' }
  if (held.standing !== 'unknown') return { ...held, value }
  return { value, standing: 'original', source: '' }
}

export function SourcedRow(props: {
  field: BatchField
  held: Held | undefined
  onChange: (held: Held) => void
}) {
  const { field, onChange } = props
  const held = props.held ?? nothing
  return (
    <fieldset className="sourced-row" aria-label={`${field.label}及出处`}>
      <ValueInput field={field} held={held} onValue={(value) => onChange(withValue(held, value))} />
      <Field label="依据">
        {(wiring) => (
          <Picker
            {...wiring}
            aria-label={`${field.label}：依据`}
            choices={standings}
            value={held.standing}
            onChange={(standing) => onChange({ ...held, standing: Standing.parse(standing) })}
          />
        )}
      </Field>
      <Field label="出处">
        {(wiring) => (
          <Input
            {...wiring}
            aria-label={`${field.label}：出处`}
            value={held.source}
            onChange={(event) => onChange({ ...held, source: event.target.value })}
          />
        )}
      </Field>
    </fieldset>
  )
}

/** Dates are typed as they are shown: a browser's own date field follows the machine's language. */
const dateExample = '如 2026-11-20'

const yesNo = [
  { value: 'yes', label: '是' },
  { value: 'no', label: '否' },
]

function ValueInput(props: {
  field: BatchField
  held: Held
  onValue: (value: Held['value']) => void
}) {
  const { field, held, onValue } = props
  const { kind } = field
  if (kind === 'yes_no') {
    return (
      <Field id={fieldId(field.path)} label={field.label} hint={field.hint}>
        {(wiring) => (
          <Picker
            {...wiring}
            empty="未知"
            choices={yesNo}
            value={held.value === null ? '' : held.value ? 'yes' : 'no'}
            onChange={(value) => onValue(value === '' ? null : value === 'yes')}
          />
        )}
      </Field>
    )
  }
  const take = (text: string) =>
    onValue(text.trim() === '' ? null : kind === 'count' ? Number(text) : text.trim())
  return (
    <Field id={fieldId(field.path)} label={field.label} hint={field.hint}>
      {(wiring) => (
        <Input
          {...wiring}
          {...(kind === 'count' ? { type: 'number', min: 0, step: 1 } : {})}
          {...(kind === 'date' ? { placeholder: dateExample } : {})}
          value={held.value === null ? '' : String(held.value)}
          onChange={(event) => take(event.target.value)}
        />
      )}
    </Field>
  )
}
