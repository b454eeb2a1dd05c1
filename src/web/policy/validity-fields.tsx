// The validity of a draft batch (暂行办法 第十五条): fixed dates, years from the list, or years without a stated start.
import type { Validity } from '#domain/batch.ts'
import { Field } from '../ui/field.tsx'
import { Picker } from '../ui/picker.tsx'
import { NumberField, TextField } from './basics-fields.tsx'
import { fieldId } from './batch-fields.ts'
import { validityKinds } from './validity-words.ts'

export function ValidityFields(props: {
  validity: Validity
  onChange: (validity: Validity) => void
}) {
  const { validity, onChange } = props
  return (
    <div className="field-row">
      <Field id={fieldId('validity')} label="有效期">
        {(wiring) => (
          <Picker
            {...wiring}
            choices={validityKinds}
            value={validity.kind}
            onChange={(kind) => onChange(ofKind(kind, validity))}
          />
        )}
      </Field>
      {validity.kind === 'calendar' ? (
        <>
          <TextField
            path="validity.from"
            label="起始日期"
            hint="如 2026-11-20"
            value={validity.from}
            onText={(from) => onChange({ ...validity, from })}
          />
          <TextField
            path="validity.to"
            label="终止日期"
            hint="如 2026-11-20"
            value={validity.to}
            onText={(to) => onChange({ ...validity, to })}
          />
        </>
      ) : (
        <NumberField
          path="validity.years"
          label="年数"
          value={validity.years}
          onNumber={(years) => onChange({ ...validity, years })}
        />
      )}
      <TextField
        path="validity.worded"
        label="原文用语"
        value={validity.worded}
        onText={(worded) => onChange({ ...validity, worded })}
      />
    </div>
  )
}

function ofKind(kind: string, held: Validity): Validity {
  const { worded } = held
  if (kind === 'calendar') {
    return held.kind === 'calendar' ? held : { kind: 'calendar', from: '', to: '', worded }
  }
  const years = held.kind === 'calendar' ? 3 : held.years
  return kind === 'years_from_list'
    ? { kind: 'years_from_list', years, worded }
    : { kind: 'start_unstated', years, worded }
}
