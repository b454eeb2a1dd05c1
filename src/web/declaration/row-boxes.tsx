// Boxes as on the paper: one of several as radio, any of several as checkboxes, «无» beside them where the cell takes it.
import type { ReactNode } from 'react'
import { NONE } from '#domain/declaration/values.ts'
import type { InputProps } from './row-input.tsx'

export function ChoiceInput(props: InputProps) {
  const { cell, value, readOnly } = props
  if ((cell.options ?? []).length > MOST_BOXES) return <ChoiceList {...props} />
  return (
    <div role="radiogroup" className="boxes" data-field={props.field} {...groupWiring(props)}>
      {(cell.options ?? []).map((option) => (
        <label key={option.code}>
          <input
            type="radio"
            name={props.id}
            checked={value === option.code}
            disabled={readOnly}
            onChange={() => props.choose(option.code)}
          />
          {option.label}
        </label>
      ))}
    </div>
  )
}

/** So many answers stand side by side on the paper at most; the direction of an own indicator has more. */
const MOST_BOXES = 4

function ChoiceList(props: InputProps) {
  return (
    <select
      id={props.id}
      data-field={props.field}
      aria-label={props.name}
      aria-invalid={props.invalid}
      aria-describedby={props.describedBy}
      disabled={props.readOnly}
      value={String(props.value)}
      onChange={(event) => props.choose(event.target.value)}
    >
      <option value="">请选择</option>
      {(props.cell.options ?? []).map((option) => (
        <option key={option.code} value={option.code}>
          {option.label}
        </option>
      ))}
    </select>
  )
}

/** `boxNote` is what stands behind a box: its evidence. */
export function TicksInput(
  props: InputProps & { boxNote: ((code: string) => ReactNode) | undefined },
) {
  const { cell, value, readOnly } = props
  const ticked = Array.isArray(value) ? (value as readonly string[]) : []
  const flip = (code: string) =>
    props.choose(ticked.includes(code) ? ticked.filter((held) => held !== code) : [...ticked, code])
  return (
    <div role="group" className="boxes ticks" data-field={props.field} {...groupWiring(props)}>
      {(cell.options ?? []).map((option) => (
        <div key={option.code} className="tick" data-field={`${props.field}/${option.code}`}>
          <label>
            <input
              type="checkbox"
              checked={ticked.includes(option.code)}
              disabled={readOnly}
              onChange={() => flip(option.code)}
            />
            {option.label}
          </label>
          {props.boxNote?.(option.code)}
        </div>
      ))}
      {cell.none ? (
        <div className="tick">
          <label>
            <input
              type="checkbox"
              checked={value === NONE}
              disabled={readOnly}
              onChange={() => props.choose(value === NONE ? '' : NONE)}
            />
            无（以上各项均未开展）
          </label>
        </div>
      ) : null}
    </div>
  )
}

function groupWiring({ name, invalid, describedBy }: InputProps) {
  return { 'aria-label': name, 'aria-invalid': invalid, 'aria-describedby': describedBy }
}
